"""A definition clause by clause: how many rows are left after each, and what one person's rows say to each.

It reads the record that made the number, so that the explanation cannot differ from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from transforms.indicators.definition import Clause, Indicator
from transforms.indicators.membership import mark_rows

ROWS, DENOMINATOR, EXCLUSION, AMOUNT, NUMERATOR = "rows", "denominator", "exclusion", "amount", "numerator"


@dataclass(frozen=True)
class Step:
    """One step of a definition: its kind, its clause in words (empty: rows of the base table), and what is left."""

    kind: str
    text: str
    rows: int


@dataclass(frozen=True)
class Finding:
    """What one clause says of one row: whether it holds, or the whole number it counts, and the columns it read."""

    kind: str
    text: str
    value: bool | int
    evidence: dict[str, object]


def count_steps(base: pl.DataFrame, indicator: Indicator) -> list[Step]:
    """Give the steps of a definition with the rows left after each, then the sums below and above the line.

    `base`: the rows of a unit in one bucket; the numbers of the same step add up over buckets.
    """
    left = base
    steps = [Step(ROWS, "", left.height)]
    for kind, clause in _clauses(indicator):
        left = left.filter(clause.rule if kind == DENOMINATOR else ~clause.rule)
        steps.append(Step(kind, clause.text, left.height))
    marks = mark_rows(left, indicator).select(pl.all().cast(pl.Int64).sum())
    amount = [Step(AMOUNT, "", marks["denominator"].item())] if indicator.amount is not None else []
    return [*steps, *amount, Step(NUMERATOR, indicator.numerator.text, marks["numerator"].item())]


def add_steps(parts: Sequence[list[Step]]) -> list[Step]:
    """Give the steps of all buckets together."""
    return [Step(same[0].kind, same[0].text, sum(step.rows for step in same)) for same in zip(*parts, strict=True)]


def find_clauses(row: pl.DataFrame, indicator: Indicator) -> list[Finding]:
    """Give what each clause says of one row of the base table, with the columns that it reads."""
    findings = [_finding(kind, clause, row) for kind, clause in _clauses(indicator)]
    return [*findings, _finding(NUMERATOR, indicator.numerator, row)]


def _clauses(indicator: Indicator) -> Iterator[tuple[str, Clause]]:
    yield from ((DENOMINATOR, clause) for clause in indicator.denominator)
    yield from ((EXCLUSION, clause) for clause in indicator.exclusions)


def _finding(kind: str, clause: Clause, row: pl.DataFrame) -> Finding:
    read = sorted(set(clause.rule.meta.root_names()))
    evidence = row.select(read).to_dicts()[0] if read else {}
    value = row.select(clause.rule.alias("value"), pl.len())["value"].item()
    return Finding(kind, clause.text, value, evidence)
