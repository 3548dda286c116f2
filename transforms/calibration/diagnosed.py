"""Who has a condition: by one stay in hospital, or by two claims within two years.

The rule is that of the Canadian Chronic Disease Surveillance System for most of its conditions.
"""

import datetime as dt

import polars as pl

LONGEST_GAP_DAYS = 730
LINE = ["person_id", "physician_id", "service_date", "fee_code", "diagnosis_code"]
CASE = ["person_id", "condition"]


def find_cases(claims: pl.DataFrame, discharges: pl.DataFrame, codes: pl.DataFrame, end: dt.date) -> pl.DataFrame:
    """One row per person and condition that the person has at the period end: person_id, condition.

    `claims` follow the Claims model, `codes` come from `condition_codes`.
    """
    by_claims = _by_claims(claims.filter(pl.col("service_date") <= end), codes.filter(pl.col("system") == "ohip"))
    by_stays = _by_stays(discharges.filter(pl.col("discharge_date") <= end), codes.filter(pl.col("system") == "icd10"))
    return pl.concat([by_claims, by_stays]).unique().sort(CASE)


def _by_claims(claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """One row per person and condition with two days of claims that lie near enough to each other.

    Of identical lines one counts, and a line that was reversed does not; of days in a row the nearest two decide.
    """
    days = (
        claims.filter((pl.col("fee_suffix") == "A") & pl.col("person_id").is_not_null())
        .join(codes.select("condition", diagnosis_code="code_prefix"), on="diagnosis_code", how="inner")
        .drop("claim_id")
        .unique()
        .group_by("condition", *LINE)
        .agg(pl.col("services").sum())
        .filter(pl.col("services") > 0)
        .select(*CASE, "service_date")
        .unique()
        .sort(*CASE, "service_date")
    )
    gap = (pl.col("service_date") - pl.col("service_date").shift(1).over(CASE)).dt.total_days()
    return days.filter(gap <= LONGEST_GAP_DAYS).select(CASE).unique()


def _by_stays(discharges: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """One row per person and condition with a listed code among the diagnoses of a stay."""
    diagnoses = discharges.select(
        "person_id",
        pl.concat_list(
            pl.col("main_diagnosis_code"), pl.col("other_diagnosis_codes").fill_null(pl.lit([], pl.List(pl.String)))
        ).alias("code"),
    ).explode("code", empty_as_null=False)
    lengths = codes["code_prefix"].str.len_chars().unique().sort().to_list()
    found = [
        diagnoses.with_columns(pl.col("code").str.slice(0, length))
        .join(codes.select("condition", code="code_prefix"), on="code", how="inner")
        .select(CASE)
        for length in lengths
    ]
    return pl.concat([diagnoses.clear().select("person_id", condition="code"), *found]).unique()
