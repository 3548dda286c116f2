"""Who has diabetes, heart failure or COPD at the period end, and since when.

Rule: docs/explanation/families/conditions.md (33): the surveillance definitions over the months read.
"""

import datetime as dt

import polars as pl

from reference.condition_codes import condition_claim_codes, condition_stay_codes, obstetric_codes
from transforms.attribution.windows import in_window
from transforms.conditions.case_rules import CaseRule, find_cases, outside_of
from transforms.conditions.stay_days import obstetric_days, stay_days
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement, diagnosis_uses
from transforms.stays.ages import age_on

LOOK_BACK_MONTHS = 48
DIABETES, HEART_FAILURE, COPD = "diabetes", "heart_failure", "copd"
RULES = {
    DIABETES: CaseRule(first_age=1, claim_days=2, within_days=730),
    HEART_FAILURE: CaseRule(first_age=40, claim_days=2, within_days=365),
    COPD: CaseRule(first_age=35, claim_days=1),
}
# About an obstetric stay nothing tells of diabetes in a woman of these ages: it may pass with the pregnancy.
FERTILE_AGES, DAYS_BEFORE, DAYS_AFTER = (10, 54), 120, 180
READS = ("persons", "discharges", "condition_days")
REQUIRES = (
    Requirement("claims", months=LOOK_BACK_MONTHS, columns=("diagnosis_code",)),
    Requirement("discharges", months=LOOK_BACK_MONTHS, columns=("main_diagnosis_code", "other_diagnosis_codes")),
)
CODE_USES = (*diagnosis_uses("condition_stays", "discharges"), CodeUse("condition_claims", "claims", "diagnosis_code"))


def build_conditions(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person who became a case of a condition in the months read; sorted by person_id."""
    found = frames["persons"].select("person_id")
    for condition in RULES:
        cases = cases_of(condition, frames, period_end).rename({"case_date": f"{condition}_date"})
        found = found.join(cases, on="person_id", how="left")
    dates = [f"{condition}_date" for condition in RULES]
    flags = [pl.col(date).is_not_null().alias(f"has_{name}") for name, date in zip(RULES, dates, strict=True)]
    is_case = pl.any_horizontal(pl.col(date).is_not_null() for date in dates)
    return found.filter(is_case).select("person_id", *flags, *dates).sort("person_id")


def cases_of(condition: str, frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person who became a case of one condition in the months read: person_id, case_date."""
    after = months_before(period_end, LOOK_BACK_MONTHS)
    discharges = frames["discharges"].filter(in_window("discharge_date", after, period_end))
    days = frames["condition_days"].filter(in_window("service_date", after, period_end))
    stays = stay_days(discharges).filter(pl.col("condition") == condition).select("person_id", "day")
    claims = days.filter(pl.col("condition") == condition).select("person_id", day="service_date")
    births = frames["persons"].select("person_id", "birth_date")
    if condition == DIABETES:
        women = frames["persons"].filter(pl.col("sex") == "F").select("person_id", "birth_date")
        obstetric = obstetric_days(discharges)
        stays, claims = (_outside_pregnancy(records, obstetric, women) for records in (stays, claims))
    return find_cases(stays, claims, births, RULES[condition])


def _outside_pregnancy(records: pl.DataFrame, obstetric: pl.DataFrame, women: pl.DataFrame) -> pl.DataFrame:
    """The same rows without those of women of fertile age on days about an obstetric stay."""
    aged = records.join(women, on="person_id", how="left").with_columns(
        age_on("day").is_between(*FERTILE_AGES).fill_null(False).alias("is_fertile")
    )
    kept = outside_of(aged.filter("is_fertile").select("person_id", "day"), obstetric, DAYS_BEFORE, DAYS_AFTER)
    return pl.concat([kept, aged.filter(~pl.col("is_fertile")).select("person_id", "day")])


def condition_rules() -> object:
    """Give the codes that decide who is a case, for the fingerprint of what is computed."""
    return condition_stay_codes().rows(), condition_claim_codes().rows(), obstetric_codes().rows()


FAMILY = Family(
    name="conditions",
    reads=READS,
    requires=REQUIRES,
    zeros=(),
    flags=tuple(f"has_{condition}" for condition in RULES),
    dates=tuple(f"{condition}_date" for condition in RULES),
    build=build_conditions,
    codes=condition_rules,
    code_uses=(*CODE_USES, *diagnosis_uses("obstetric_stays", "discharges")),
)
