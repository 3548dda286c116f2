"""What the page of the reliability report is made from: released tables and facts, no path and no clock."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reference.anchors import Anchor
from schemas.reliability import RELIABILITY_LEVELS

ALL = "all"
ONTARIO = (RELIABILITY_LEVELS[1], "ontario")
Unit = tuple[str, str]


@dataclass(frozen=True)
class ReliabilityReport:
    """One period's report, after disclosure control.

    `figures` follow PublishedFigures, `shares` PublishedShares, `staleness` Staleness. `file_day`: day of the official
    file that the teams are of; null: they are recomputed. `day_before`: end of the period compared with; null: none.
    """

    period: str
    period_end: dt.date
    data_cut_off: dt.date
    day_before: dt.date | None
    file_day: dt.date | None
    method_id: str
    method_status: str
    notes: tuple[str, ...]
    figures: pl.DataFrame
    shares: pl.DataFrame
    staleness: pl.DataFrame
    team_names: Mapping[str, str]
    anchors: Mapping[str, Anchor]


class Figures:
    """The numbers and shares of a report by name: a cell that no row names is a true zero, null is hidden."""

    def __init__(self, report: ReliabilityReport) -> None:
        key = ["measure", "level", "unit_id", "part", "detail"]
        rows = report.figures.select(*key, "number").iter_rows()
        self._numbers = {tuple(row[:5]): row[5] for row in rows}
        shares = report.shares.iter_rows(named=True)
        self._shares = {(row["share_id"], row["level"], row["unit_id"], row["part"]): row for row in shares}

    def number(self, measure: str, part: str, detail: str = ALL, unit: Unit = ONTARIO) -> int | None:
        """Give a count; null: hidden."""
        return self._numbers.get((measure, *unit, part, detail), 0)

    def share(self, share_id: str, part: str | None = None, unit: Unit = ONTARIO) -> float | None:
        """Give a share; null: hidden, not computable, or nothing below the line."""
        row = self._shares.get((share_id, *unit, part))
        return row["share"] if row else None

    def is_hidden(self, share_id: str, part: str | None = None, unit: Unit = ONTARIO) -> bool:
        """Tell whether a share is absent because it is hidden."""
        row = self._shares.get((share_id, *unit, part))
        return bool(row and row["suppression"] == "small_cell")

    def needs(self, share_id: str) -> str | None:
        """Say what a share needs before it can be computed; null: it is computed."""
        row = self._shares.get((share_id, *ONTARIO, None))
        return row["not_computable"] if row else None

    def rows_of(self, share_id: str) -> list[dict[str, object]]:
        """Give the rows of a share, in order."""
        return [row for key, row in self._shares.items() if key[0] == share_id]

    def details(self, measure: str, part: str, unit: Unit = ONTARIO) -> list[str]:
        """Name the details of a part, the largest number first, hidden ones last by name."""
        found = [(key[4], number) for key, number in self._numbers.items() if key[:4] == (measure, *unit, part)]
        ranked = sorted(found, key=lambda pair: (pair[1] is None, -(pair[1] or 0), pair[0]))
        return [name for name, _ in ranked if name != ALL]

    def units(self, measure: str, level: str) -> list[str]:
        """Name the units of a level that a measure has, in order."""
        return sorted({key[2] for key in self._numbers if key[:2] == (measure, level)})
