"""Whether a person held an opioid and a benzodiazepine on one day of the last six months.

Rule: docs/explanation/families/medicines.md 39.5.
"""

import datetime as dt

import polars as pl

from reference.medicines import medicine_classes
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement
from transforms.features.opioids import WINDOW_MONTHS
from transforms.medicines import AGONIST_THERAPY, BENZODIAZEPINE, OPIOID, find_fills, held_amounts, supply_spans

KINDS = {"opioids": [OPIOID, AGONIST_THERAPY], "benzodiazepines": [BENZODIAZEPINE]}


def build_opioid_benzodiazepines(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with both on one day of the 6 months ending at the period end.

    had_opioid_with_benzodiazepine_6m, true. Opioids include agonist therapy.
    """
    spans = supply_spans(find_fills(frames["dispensations"], months_before(period_end, WINDOW_MONTHS), period_end))
    counted = [pl.col("medicine_class").is_in(classes).cast(pl.Int64).alias(kind) for kind, classes in KINDS.items()]
    both = held_amounts(spans.with_columns(counted), list(KINDS), period_end).filter(
        pl.all_horizontal(pl.col(list(KINDS)) > 0)
    )
    persons = both.select("person_id").unique().sort("person_id")
    return persons.with_columns(pl.lit(True).alias("had_opioid_with_benzodiazepine_6m"))


FAMILY = Family(
    name="opioid_benzodiazepines",
    reads=("dispensations",),
    requires=(Requirement("dispensations", months=WINDOW_MONTHS, columns=("atc_code", "days_supply")),),
    zeros=(),
    flags=("had_opioid_with_benzodiazepine_6m",),
    dates=(),
    build=build_opioid_benzodiazepines,
    codes=lambda: medicine_classes().rows(),
    code_uses=(CodeUse("medicine_classes", "dispensations", "atc_code"),),
)
