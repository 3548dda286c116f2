"""Hospital stays that tell of a long-term condition or of a pregnancy, by their diagnoses.

Rule: docs/explanation/families/conditions.md; codes in reference/codes/condition_stays.csv and obstetric_stays.csv.
"""

import polars as pl

from reference.condition_codes import condition_stay_codes, obstetric_codes
from transforms.listed_codes import pairs_listed
from transforms.stays.acute import acute_stays


def stay_days(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per stay and condition that a diagnosis of it tells of: person_id, day (of discharge), condition."""
    codes = _diagnoses(discharges)
    named = pairs_listed(codes["code"], condition_stay_codes()).rename({"category": "condition"})
    return codes.join(named, on="code", how="inner").select("person_id", "day", "condition").unique()


def obstetric_days(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per person and day of discharge of an obstetric stay: person_id, day."""
    codes = _diagnoses(discharges)
    listed = pairs_listed(codes["code"], obstetric_codes()).select("code")
    return codes.join(listed, on="code", how="semi").select("person_id", "day").unique()


def _diagnoses(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per stay and diagnosis, main or other: person_id, day, code."""
    stays = acute_stays(discharges)
    main = stays.select("person_id", day="discharge_date", code="main_diagnosis_code")
    others = stays.select("person_id", day="discharge_date", code="other_diagnosis_codes")
    return pl.concat([main, others.explode("code", empty_as_null=True)]).drop_nulls("code")
