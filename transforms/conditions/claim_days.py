"""Days of claims that tell of a long-term condition, by their diagnoses.

Rule: docs/explanation/families/conditions.md; codes in reference/codes/condition_claims.csv.
"""

import polars as pl

from transforms.listed_codes import pairs_listed


def find_condition_days(claims: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """One row per person, day and condition that a netted line tells of; the columns of ConditionDays, sorted by them.

    `listed`: the OHIP diagnoses with their condition (category, code, rule).
    """
    named = pairs_listed(claims["diagnosis_code"], listed).select(diagnosis_code="code", condition="category")
    found = claims.select("person_id", "service_date", "diagnosis_code").join(named, on="diagnosis_code", how="inner")
    days = found.select("person_id", "service_date", "condition").unique()
    return days.sort("person_id", "service_date", "condition")
