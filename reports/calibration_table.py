"""The calibration report as rows of text, for terminal, Markdown and page alike.

A row has as many decimals as its published figure deserves, so that a value and what is allowed can be compared by eye.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.catalogue import Catalogue, load_catalogue
from schemas.calibration import ASSUMED, HIDDEN, HOLDS, MISSES, NEEDS

COLUMNS = ("target", "published", "measured", "allowed", "verdict")
COUNTED = (HOLDS, MISSES, NEEDS, HIDDEN, ASSUMED)
# From this value on, that many decimals are enough.
DECIMALS = ((100, 0), (5, 1), (1, 2), (0, 3))
SHARE = "%"


@dataclass(frozen=True)
class Line:
    """One published figure in words: cells as in `COLUMNS`, and what a reader asks next."""

    cells: tuple[str, ...]
    verdict: str
    about: str
    source: str
    measure: str
    definition: str


def report_lines(report: pl.DataFrame, words: Catalogue | None = None) -> list[Line]:
    """Give the rows of a screened report in words, the assumed ones last."""
    spoken = words or load_catalogue("en")
    rows = [_line(row, spoken) for row in report.iter_rows(named=True)]
    return sorted(rows, key=lambda line: line.verdict == ASSUMED)


def verdict_counts(report: pl.DataFrame) -> dict[str, int]:
    """Give how many figures have each verdict, in a fixed order; none is zero."""
    found = Counter(report["verdict"].to_list())
    return {verdict: found[verdict] for verdict in COUNTED}


def counts_sentence(report: pl.DataFrame, words: Catalogue | None = None) -> str:
    """Say how many figures have each verdict, those that none has left out."""
    spoken = words or load_catalogue("en")
    counts = {verdict: count for verdict, count in verdict_counts(report).items() if count}
    said = ", ".join(spoken.text(f"calibration.counts.{verdict}", count=count) for verdict, count in counts.items())
    return spoken.text("calibration.counts.sentence", total=report.height, said=said)


def definitions(report: pl.DataFrame) -> list[tuple[str, str]]:
    """Give each measure that answers a figure with its definition, once, by name."""
    found = report.filter(pl.col("measure").is_not_null()).select("measure", "definition").unique().sort("measure")
    return list(found.iter_rows())


def _line(row: dict[str, Any], words: Catalogue) -> Line:
    published = row["published"]
    unit = row["unit"]
    decimals = _decimals(published, unit)
    allowed = words.text("calibration.allowed", value=_amount(row["tolerance"], decimals, unit, words))
    cells = (row["target"], _amount(published, decimals, unit, words), _measured(row, decimals, words), allowed)
    return Line(
        (*cells, _verdict(row, words)),
        row["verdict"],
        words.text("calibration.about", population=row["population"], year=row["year"]),
        row["source"],
        row["measure"] or "",
        row["definition"] or "",
    )


def _decimals(published: float, unit: str) -> int:
    """Say how many decimals a figure has: none where whole things are counted."""
    if published == round(published) and unit != SHARE:
        return 0
    return next(decimals for least, decimals in DECIMALS if abs(published) >= least)


def _amount(value: float, decimals: int, unit: str, words: Catalogue) -> str:
    number = words.number(value, decimals)
    return f"{number} {unit}"


def _measured(row: dict[str, Any], decimals: int, words: Catalogue) -> str:
    if row["verdict"] == HIDDEN:
        return words.text("calibration.hidden")
    if row["measured"] is None:
        return words.text("calibration.absent")
    number = words.number(row["measured"], decimals)
    remarks = [words.text("calibration.full_size")] if row["basis"] == "synthetic_full_size" else []
    if row["scaled_to"]:
        remarks.append(words.text("calibration.scaled", persons=words.number(row["scaled_to"])))
    return f"{number} ({', '.join(remarks)})" if remarks else number


def _verdict(row: dict[str, Any], words: Catalogue) -> str:
    if row["verdict"] == NEEDS:
        return words.text("calibration.verdict.needs", needs=row["needs"])
    return words.text(f"calibration.verdict.{row['verdict']}")
