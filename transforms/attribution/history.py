"""History: from when to when a person belonged where, as the ends of periods show it.

Method: docs/explanation/method.md 12.4.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from transforms.attribution.compared import PLACE

COLUMNS = ["person_id", "valid_from", "valid_to", *PLACE]


def build_history(ends: Sequence[dt.date], attributions: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row per person and unbroken run of periods with the same place, sorted (the AttributionHistory model).

    `ends` ascend, one for each attribution of the bucket. A period at which the person is not counted ends a run, and
    leaves a gap until the next.
    """
    numbered = [
        frame.select("person_id", *PLACE, pl.lit(number, pl.Int32).alias("number"))
        for number, frame in enumerate(attributions)
    ]
    rows = pl.concat(numbered).sort("person_id", "number")
    runs = rows.with_columns(_begins_run().cum_sum().alias("run"))
    spans = runs.group_by("run").agg(
        pl.col("person_id").first(),
        pl.col("number").min().alias("first_number"),
        (pl.col("number").max() + 1).alias("next_number"),
        *[pl.col(column).first() for column in PLACE],
    )
    days = dict(enumerate(ends))
    return spans.with_columns(
        _day("first_number", days).alias("valid_from"), _day("next_number", days).alias("valid_to")
    ).pipe(_ordered)


def _begins_run() -> pl.Expr:
    """Say whether a row is not the same place as the row before, of the same person, one period earlier."""
    follows = (pl.col("person_id").diff() == 0) & (pl.col("number").diff() == 1)
    stays = pl.all_horizontal(pl.col(column).eq_missing(pl.col(column).shift()) for column in PLACE)
    return ~(follows & stays).fill_null(False)


def _day(number: str, days: dict[int, dt.date]) -> pl.Expr:
    """Give the day of a place in the list; null past its end."""
    return pl.col(number).replace_strict(days, default=None, return_dtype=pl.Date)


def _ordered(spans: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the columns of the model, by person and day."""
    return spans.select(COLUMNS).sort("person_id", "valid_from")
