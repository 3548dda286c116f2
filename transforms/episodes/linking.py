"""Which encounters belong together: links by the time between them, and the chains that links make.

Rule: docs/explanation/indicators.md 19.2 and 19.3, after CIHI, All patients readmitted to hospital.
"""

import datetime as dt

import polars as pl

LINKED_BELOW_MINUTES = 420
LINKED_WHEN_CODED_MINUTES = 720
DAY_MINUTES = 1440
# An end is one whole number, so that a running maximum finds the latest: its day, then its minute (0: unknown, else one
# more), then the row it stands in, so that of equal ends the last in order wins.
FIRST_DAY = dt.date(1900, 1, 1)
ENDS_A_DAY = DAY_MINUTES + 1
ROWS = 2**32


def link_encounters(encounters: pl.DataFrame) -> pl.DataFrame:
    """The same rows, which must be in order, with gap_minutes and `chain`: one number for encounters linked together.

    gap_minutes: from the latest end of the person so far to the admission, 0 when they overlap; null: the first of the
    person. Chains are numbered in the order of the rows.
    """
    before = _latest_end(encounters)
    told = encounters.with_columns(
        _gap(before).alias("gap_minutes"), before["is_transfer_out"].alias("left_for_another_hospital")
    )
    return told.with_columns((~_is_linked()).cum_sum().cast(pl.Int64).alias("chain")).drop("left_for_another_hospital")


def _latest_end(encounters: pl.DataFrame) -> pl.DataFrame:
    """One row per encounter: day, minute (-1: unknown) and transfer flag of the person's latest end before it."""
    end = _days("discharge_date") * ENDS_A_DAY + pl.col("discharge_minute").fill_null(-1) + 1
    with_end = encounters.with_row_index("row").with_columns(end=end * ROWS + pl.col("row"))
    latest = with_end.select(pl.col("end").cum_max().shift(1).over("person_id")).to_series()
    ends = latest // ROWS
    return pl.DataFrame(
        {
            "day": ends // ENDS_A_DAY,
            "minute": ends % ENDS_A_DAY - 1,
            "is_transfer_out": encounters["is_transfer_out"].gather(latest % ROWS),
        }
    )


def _gap(before: pl.DataFrame) -> pl.Expr:
    days = _days("admission_date") - before["day"]
    minute = pl.lit(before["minute"])
    minutes = pl.when((minute >= 0) & pl.col("admission_minute").is_not_null()).then(
        pl.col("admission_minute") - minute
    )
    return (days * DAY_MINUTES + minutes.otherwise(0)).clip(lower_bound=0)


def _is_linked() -> pl.Expr:
    gap = pl.col("gap_minutes")
    is_coded = pl.col("left_for_another_hospital") | pl.col("is_transfer_in")
    linked = (gap < LINKED_BELOW_MINUTES) | ((gap <= LINKED_WHEN_CODED_MINUTES) & is_coded)
    return linked.fill_null(False)


def _days(column: str) -> pl.Expr:
    return (pl.col(column) - FIRST_DAY).dt.total_days()
