"""Which extract of a practice's own list counts: the last one received of a day, and for a period one of its days.

Method: docs/explanation/method.md 10.
"""

import datetime as dt
from collections.abc import Iterable

import polars as pl

EXTRACT = ["physician_id", "extract_date"]
EXTRACTS = {"physician_id": pl.String(), "extract_date": pl.Date(), "sequence": pl.Int64()}


def list_extracts(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per practice and day of extract, sorted: `sequence`, the order of receipt of the last drop that has it.

    `parts`: rows with `physician_id`, `extract_date` and `sequence`, of all buckets and drops.
    """
    stacked = pl.concat([pl.DataFrame(schema=EXTRACTS), *(part.select(*EXTRACTS) for part in parts)])
    return stacked.group_by(EXTRACT).agg(pl.col("sequence").max()).sort(EXTRACT)


def keep_whole_extracts(part: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """The same rows without those of an extract that a later drop delivered again; without `sequence`."""
    return part.join(extracts, on=[*EXTRACT, "sequence"], how="semi").drop("sequence")


def choose_extracts(extracts: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per practice, sorted: the `extract_date` used for a period, `is_after` its end or not, and `sequence`.

    The latest on or before the period's end; without one, the earliest after it.
    """
    is_after = pl.col("extract_date") > period_end
    latest = pl.col("extract_date").filter(~is_after).max()
    return (
        extracts.group_by("physician_id")
        .agg(pl.coalesce(latest, pl.col("extract_date").min()).alias("extract_date"))
        .with_columns(is_after.alias("is_after"))
        .join(extracts, on=EXTRACT, how="left")
        .select("physician_id", "extract_date", "is_after", "sequence")
        .sort("physician_id")
    )
