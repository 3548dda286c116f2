"""Medicines dispensed to a person: their class, the days a supply covers, and what is held on a day.

Rule: docs/explanation/families/medicines.md 39. A supply begins on the day of dispensing, or when the earlier supply of
the same medicine has run out: collecting early doubles nothing.
"""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from reference.medicines import medicine_classes
from transforms.attribution.windows import in_window
from transforms.codes.match import matched_category

OPIOID, AGONIST_THERAPY, BENZODIAZEPINE, STATIN = "opioid", "agonist_therapy", "benzodiazepine", "statin"
THOUSANDTHS = ("quantity", "strength")
MEDICINE = ["person_id", "atc_code", "route", "strength"]
ORDER = ["dispensed_date", "days_supply", "quantity"]


def find_fills(dispensations: pl.DataFrame, after: dt.date, until: dt.date) -> pl.DataFrame:
    """One row per dispensation of a listed class with its day in (after, until]: its columns and medicine_class.

    Takes rows of the Dispensations model. A row without a class (ATC) is of none.
    """
    rows = dispensations.filter(in_window("dispensed_date", after, until))
    classes = matched_category(rows, "atc_code", "dispensed_date", medicine_classes(), "category")
    return rows.with_columns(classes.alias("medicine_class")).drop_nulls("medicine_class")


def supply_spans(fills: pl.DataFrame) -> pl.DataFrame:
    """One row per distinct fill, in order of MEDICINE and ORDER: these, medicine_class, first_day and end_day.

    Takes rows of `find_fills`. Fills that are equal in these columns are one that was told twice. quantity and strength
    are whole thousandths, rounded. The supply lasts from first_day until before end_day; without days_supply one day.
    """
    whole = [(pl.col(name) * 1000).round().cast(pl.Int64).alias(name) for name in THOUSANDTHS]
    told = fills.select(*MEDICINE, *ORDER, "medicine_class").with_columns(whole).unique()
    days = pl.col("days_supply").fill_null(1)
    supplied = days.cum_sum().over(MEDICINE)
    dispensed = pl.col("dispensed_date").to_physical()
    # Each supply waits for the one before it: the last day that something was fetched, and all supplied since then.
    begins = (dispensed - (supplied - days)).cum_max().over(MEDICINE) + supplied - days
    return (
        told.sort([*MEDICINE, *ORDER], nulls_last=False)
        .with_columns(begins.cast(pl.Int32).alias("first_day"), (begins + days).cast(pl.Int32).alias("end_day"))
        .with_columns(pl.col("first_day", "end_day").cast(pl.Date))
    )


def held_amounts(spans: pl.DataFrame, amounts: Sequence[str], until: dt.date) -> pl.DataFrame:
    """One row per person and day up to `until` on which a supply begins or has ended: what is held from then on.

    `amounts`: whole-number columns of the spans, added up over the supplies that cover the day. Sorted by person, day.
    """
    starts = spans.select("person_id", *amounts, day="first_day")
    ends = spans.select("person_id", *[-pl.col(name) for name in amounts], day="end_day")
    changes = pl.concat([starts, ends]).filter(pl.col("day") <= until).group_by("person_id", "day")
    return (
        changes.agg(pl.col(amounts).sum())
        .sort("person_id", "day")
        .with_columns(pl.col(amounts).cum_sum().over("person_id"))
    )
