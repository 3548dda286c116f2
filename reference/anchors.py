"""Published figures that the reliability report sets beside ours."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl


@dataclass(frozen=True)
class Anchor:
    """A published figure in per cent, or a range of one, with its years, status and source."""

    anchor_id: str
    percent: float
    to_percent: float | None
    year: str
    status: str
    source: str


def anchors() -> dict[str, Anchor]:
    """Give the published figures by id."""
    return {row["anchor_id"]: Anchor(**row) for row in anchor_table().iter_rows(named=True)}


@cache
def anchor_table() -> pl.DataFrame:
    """One row per published figure: anchor_id, percent, to_percent (null: no range), year, status, source."""
    text = files("reference").joinpath("calibration", "reliability_anchors.csv").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    table = pl.read_csv(lines.encode(), infer_schema=False)
    return table.with_columns(pl.col("percent", "to_percent").cast(pl.Float64))
