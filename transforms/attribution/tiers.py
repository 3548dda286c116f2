"""Round one: the persons of a bucket with the physician who is theirs by enrolment or by care.

Method: docs/explanation/method.md 4.
"""

import datetime as dt

import polars as pl

from transforms.attribution.candidates import CARE_STEPS, choose_physician

CARE_ZERO = {"value_cents": 0, "visits": 0, "visit_dates": 0}


def open_spells(enrolments: pl.DataFrame, physicians: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per person and known physician with an open spell: person_id, physician_number, start_date (latest)."""
    is_open = (pl.col("start_date") <= period_end) & (pl.col("end_date").is_null() | (pl.col("end_date") > period_end))
    known = enrolments.filter(is_open).join(physicians.select("physician_id", "physician_number"), on="physician_id")
    return known.group_by("person_id", "physician_number").agg(pl.col("start_date").max())


def choose_rostered(spells: pl.DataFrame, care: pl.DataFrame, tie_ranks: pl.DataFrame) -> pl.DataFrame:
    """One row per person with an open spell: person_id, physician_number, tier, tie_step and the care received."""
    candidates = spells.join(care, on=["person_id", "physician_number"], how="left").with_columns(
        pl.col(name).fill_null(zero) for name, zero in CARE_ZERO.items()
    )
    steps = {"start_date": "start_date", **CARE_STEPS}
    return _as_tier(choose_physician(candidates, tie_ranks, steps), "rostered")


def choose_virtual(care: pl.DataFrame, rostered: pl.DataFrame, tie_ranks: pl.DataFrame) -> pl.DataFrame:
    """One row per person without a spell but with core care: the same columns as `choose_rostered`."""
    others = care.join(rostered.select("person_id"), on="person_id", how="anti")
    return _as_tier(choose_physician(others, tie_ranks, CARE_STEPS), "virtual")


def attribute_persons(
    persons: pl.DataFrame, enrolments: pl.DataFrame, care: pl.DataFrame, physicians: pl.DataFrame, period_end: dt.date
) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: the person, and physician_number, tier and tie_step so far.

    `persons` come from `classify_persons`. `tier` is null when neither enrolment nor care places the person; persons
    with an `unplaced_reason` are `unattributable` whatever their spells and care.
    """
    tie_ranks = physicians.select("physician_number", "tie_rank")
    rostered = choose_rostered(open_spells(enrolments, physicians, period_end), care, tie_ranks)
    chosen = pl.concat([rostered, choose_virtual(care, rostered, tie_ranks)])
    counted = persons.filter(pl.col("excluded_reason").is_null()).join(chosen, on="person_id", how="left")
    placed = pl.col("unplaced_reason").is_null()
    return counted.with_columns(
        pl.when(placed).then(pl.col("tier")).otherwise(pl.lit("unattributable")).alias("tier"),
        pl.when(placed).then(pl.col("physician_number")).alias("physician_number"),
        pl.when(placed).then(pl.col("tie_step")).alias("tie_step"),
    ).sort("person_id")


def _as_tier(chosen: pl.DataFrame, tier: str) -> pl.DataFrame:
    """One row per person, as chosen, with the name of the tier."""
    return chosen.select(
        "person_id",
        "physician_number",
        "tie_step",
        "value_cents",
        "visits",
        "visit_dates",
        "last_date",
        pl.lit(tier).alias("tier"),
    )
