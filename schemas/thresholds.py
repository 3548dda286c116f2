"""How many rows may break a rule before a whole file is refused.

A few bad rows are set aside; many mean that the file, the column map or the rule is wrong, and a table short of a tenth
of its rows gives wrong numbers without complaint.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from schemas.checking import UNREADABLE, key_rules
from schemas.inputs.registry import INPUTS
from schemas.rules import LIST_RULES, RAGGED_ROW, row_rules

DEFAULT_SHARE = 0.05  # local: settled here


@dataclass(frozen=True)
class Breach:
    """A rule broken by more rows of one input than its limit allows: `rows` of `rows_in`, `limit` a share of 0 to 1."""

    input_name: str
    rule_id: str
    rows: int
    rows_in: int
    limit: float

    def sentence(self, file_name: str) -> str:
        """Say what is wrong, where, how many and what to do next; no value of a row."""
        share = 100 * self.rows / self.rows_in
        return (
            f"{file_name}: {self.rows:,} of {self.rows_in:,} rows ({share:.1f} %) break the rule {self.rule_id} of "
            f"{self.input_name}; the limit is {100 * self.limit:g} %, so the drop is refused. Correct the file or its "
            f"column map and deliver again, or raise the limit of {self.input_name}.{self.rule_id} if the rows may "
            "be left out."
        )


def breaches(
    input_name: str, counts: pl.DataFrame, rows_in: int, limits: Mapping[str, float] | None = None
) -> list[Breach]:
    """Give the quarantine rules that more than their share of rows break, in the order of `counts`.

    `counts`: as `Checked.counts`, of one file. `rows_in`: rows of that file, ragged ones included. `limits`: share by
    `input.rule_id` or, weaker, by `rule_id`; anything else has `DEFAULT_SHARE`. Exactly the share is allowed.
    Warning rules never breach.
    """
    broken = counts.filter(pl.col("severity") == "quarantine", pl.col("rows") > 0)
    limited = [
        Breach(input_name, rule_id, rows, rows_in, limit_of(input_name, rule_id, limits or {}))
        for rule_id, rows in broken.select("rule_id", "rows").iter_rows()
    ]
    return [breach for breach in limited if is_above(breach.rows, rows_in, breach.limit)]


def is_above(rows: int, of_rows: int, limit: float) -> bool:
    """True when rows are more than the share `limit` of all; exactly the share is allowed."""
    # A fraction of the decimal text: 0.29 × 100 is below 29 in binary.
    return rows > Fraction(str(limit)) * of_rows


def limit_of(input_name: str, rule_id: str, limits: Mapping[str, float]) -> float:
    """Give the share allowed for a rule of an input."""
    return limits.get(f"{input_name}.{rule_id}", limits.get(rule_id, DEFAULT_SHARE))


def verify_limits(limits: Mapping[str, float]) -> None:
    """Raise `ValueError` naming every limit that is not a share of 0 to 1 or that names no rule."""
    known = _known_names()
    mistakes = [f"{name}: no input has this rule" for name in limits if name not in known]
    mistakes += [f"{name}: must be a share from 0 to 1" for name, share in limits.items() if not _is_share(share)]
    if mistakes:
        raise ValueError("Limits of rejected rows: " + "; ".join(mistakes) + ".")


def _is_share(share: object) -> bool:
    return isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1


def _known_names() -> set[str]:
    names: set[str] = set()
    for input_name in INPUTS:
        rule_ids = rule_ids_of(input_name)
        names.update(rule_ids, (f"{input_name}.{rule_id}" for rule_id in rule_ids))
    return names


def rule_ids_of(input_name: str) -> Sequence[str]:
    """Give the id of every rule that can set aside or warn of a row of an input."""
    model = INPUTS[input_name]
    unreadable = [f"{name}_{UNREADABLE.rstrip(':')}" for name in model.to_schema().columns]
    of_extract = LIST_RULES if model.contract().is_extract else []
    return [*row_rules(model, dt.date.min), *unreadable, *key_rules(model), RAGGED_ROW, *of_extract]
