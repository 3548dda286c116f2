"""Comorbidity and frailty of a person, from what hospitals recorded in two years.

Rule: docs/explanation/indicators.md 23. Frailty is meant for people of 65 or more: definitions ask for the age.
"""

import datetime as dt

import polars as pl

from reference.diagnosis_lists import charlson_codes, charlson_weights, frailty_codes
from transforms.attribution.windows import in_window
from transforms.comorbidity.charlson import charlson_sums
from transforms.comorbidity.frailty import frailty_counts
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement, diagnosis_uses

DIAGNOSES = ("main_diagnosis_code", "other_diagnosis_codes")


def build_comorbidity(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a stay or emergency visit in the 24 months ending at the period end.

    charlson_24m: sum of the Charlson weights of stays; frailty_categories_24m: deficits of stays and visits.
    """
    after = months_before(period_end, 24)
    of_stays = _diagnoses(frames["discharges"].filter(in_window("discharge_date", after, period_end)))
    of_visits = _diagnoses(frames["ed_visits"].filter(in_window("visit_date", after, period_end)))
    frail = frailty_counts(pl.concat([of_stays, of_visits]))
    return (
        frail.join(charlson_sums(of_stays), on="key", how="left")
        .select(
            pl.col("key").alias("person_id"),
            pl.col("charlson_sum").fill_null(0).alias("charlson_24m"),
            pl.col("frailty_categories").alias("frailty_categories_24m"),
        )
        .sort("person_id")
    )


def _diagnoses(events: pl.DataFrame) -> pl.DataFrame:
    """One row per person and distinct code, null for an event without any: key, code."""
    main, others = DIAGNOSES
    return pl.concat(
        [
            events.select(key="person_id", code=main),
            events.select(key="person_id", code=others).explode("code", empty_as_null=True),
        ]
    ).unique()


FAMILY = Family(
    name="comorbidity",
    reads=("discharges", "ed_visits"),
    requires=(
        Requirement("discharges", months=24, columns=DIAGNOSES),
        Requirement("ed_visits", months=24, columns=DIAGNOSES),
    ),
    zeros=("charlson_24m", "frailty_categories_24m"),
    dates=(),
    build=build_comorbidity,
    codes=lambda: (charlson_codes().rows(), charlson_weights().rows(), frailty_codes().rows()),
    code_uses=(
        *diagnosis_uses("charlson", "discharges"),
        *diagnosis_uses("frailty_cihi", "discharges"),
        *diagnosis_uses("frailty_cihi", "ed_visits"),
    ),
)
