"""Acute admissions for ambulatory-care-sensitive conditions.

Rule: CIHI technical note, code lists in reference/codes/acsc_*.csv; docs/explanation/method.md 6. Codes are matched by
prefix on the distinct codes of the bucket, never row by row.
"""

import datetime as dt

import polars as pl

from reference.load import acsc_cardiac_procedures, acsc_diagnoses
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement

DIED = ["07", "72", "73", "74"]
NOT_ADMITTED_FOR_CARE = ["N", "S", "R", "RI"]


def build_ambulatory_care_sensitive(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with such an admission, discharged in the 12 months ending at the period end."""
    in_year = in_window("discharge_date", months_before(period_end, 12), period_end)
    return (
        sensitive_admissions(frames["discharges"].filter(in_year))
        .group_by("person_id")
        .agg(
            pl.len().cast(pl.Int32).alias("acsc_admissions_12m"), pl.col("discharge_date").max().alias("last_acsc_date")
        )
        .sort("person_id")
    )


def sensitive_admissions(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per separation that counts: person_id, discharge_id, discharge_date.

    A null disposition counts as alive at discharge.
    """
    alive = pl.col("disposition_code").is_in(DIED).fill_null(False).not_()
    candidates = (
        discharges.filter(alive & ~pl.col("admission_category").is_in(NOT_ADMITTED_FOR_CARE))
        .join(_diagnosis_rules(discharges), on="main_diagnosis_code", how="inner")
        .with_columns(_has_secondary_j44(), _has_cardiac_procedure(discharges))
    )
    counts = (~pl.col("needs_secondary_j44") | pl.col("has_secondary_j44")) & (
        ~pl.col("excludes_cardiac_procedure") | ~pl.col("has_cardiac_procedure")
    )
    keys = ["person_id", "discharge_id", "discharge_date"]
    return candidates.filter(counts).select(keys).unique().sort(keys)


def _diagnosis_rules(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per main diagnosis of the frame and prefix it begins with, with what that prefix asks for."""
    codes = discharges.select("main_diagnosis_code").drop_nulls().unique()
    return codes.join(acsc_diagnoses(), how="cross").filter(
        pl.col("main_diagnosis_code").str.starts_with(pl.col("code_prefix"))
    )


def _has_secondary_j44() -> pl.Expr:
    others = pl.col("other_diagnosis_codes").list.eval(pl.element().str.starts_with("J44")).list.any()
    return others.fill_null(False).alias("has_secondary_j44")


def _has_cardiac_procedure(discharges: pl.DataFrame) -> pl.Expr:
    codes = discharges.select(pl.col("intervention_codes").explode().alias("code")).drop_nulls().unique()
    matched = codes.join(acsc_cardiac_procedures(), how="cross").filter(
        pl.col("code").str.starts_with(pl.col("code_prefix"))
        & ~pl.col("code").str.starts_with(pl.col("except_prefix")).fill_null(False)
    )
    cardiac = matched["code"].unique().to_list()
    listed = pl.col("intervention_codes").list.eval(pl.element().is_in(cardiac)).list.any()
    return listed.fill_null(False).alias("has_cardiac_procedure")


FAMILY = Family(
    name="ambulatory_care_sensitive",
    reads=("discharges",),
    requires=(
        Requirement(
            "discharges", months=12, columns=("main_diagnosis_code", "other_diagnosis_codes", "intervention_codes")
        ),
    ),
    zeros=("acsc_admissions_12m",),
    dates=("last_acsc_date",),
    build=build_ambulatory_care_sensitive,
    codes=lambda: (acsc_diagnoses().rows(), acsc_cardiac_procedures().rows()),
    code_uses=(
        CodeUse("acsc_diagnoses", "discharges", "main_diagnosis_code"),
        CodeUse("acsc_cardiac_procedures", "discharges", "intervention_codes"),
    ),
)
