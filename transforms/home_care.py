"""Home care: what counts as care, who has been in it for long, and the last assessment of a year.

Rules: docs/explanation/families/home_care.md. Families of features share them.
"""

import datetime as dt

import polars as pl

from reference.code_sets import code_set
from transforms.attribution.windows import in_window
from transforms.codes.match import matched
from transforms.dates import months_before

NURSING, PERSONAL_SUPPORT, NO_CARE = "nursing", "personal_support", "no_care"
LONG_STAY_DAYS = 60
ASSESSMENT = ["person_id", "assessment_date", "assessment_id"]


def of_category(services: pl.DataFrame, category: str) -> pl.Series:
    """Tell for each service, in order, whether its code is in a category of the list on its day; never null."""
    listed = code_set("home_care_services").filter(pl.col("category") == category)
    return matched(services, "service_code", "service_date", listed)


def care_days(services: pl.DataFrame) -> pl.DataFrame:
    """One row per person and day with care at home: person_id, service_date. Sorted by both.

    Case management and placement are no care; a code that is not on the list is.
    """
    care = services.filter(~of_category(services, NO_CARE))
    return care.select("person_id", "service_date").unique().sort("person_id", "service_date")


def last_assessments(assessments: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per person assessed in the 12 months ending at the period end: the last assessment, by day, then id."""
    in_year = assessments.filter(in_window("assessment_date", months_before(period_end, 12), period_end))
    return in_year.sort(ASSESSMENT).unique("person_id", keep="last", maintain_order=True)


def with_long_stay(assessments: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """The same rows with is_long_stay: admitted 60 days or more before the assessment, and not discharged before it."""
    day, end = pl.col("assessment_date"), pl.col("discharge_date")
    admitted = referrals.select("person_id", "admission_date", "discharge_date").drop_nulls("admission_date")
    pairs = assessments.select(ASSESSMENT).join(admitted, on="person_id", how="inner")
    is_long = (day - pl.col("admission_date")).dt.total_days() >= LONG_STAY_DAYS
    long_stays = pairs.filter(is_long & (end.is_null() | (end >= day))).select(ASSESSMENT).unique()
    marked = long_stays.with_columns(is_long_stay=pl.lit(True))
    joined = assessments.join(marked, on=ASSESSMENT, how="left", maintain_order="left")
    return joined.with_columns(pl.col("is_long_stay").fill_null(False))


def scale_group(column: str) -> pl.Expr:
    """Give the group of a scale from 0 to 6 by which clients are compared, as text; an unknown value is `unknown`."""
    value = pl.col(column)
    return (
        pl.when(value == 0).then(pl.lit("0"))
        .when(value <= 2).then(pl.lit("1-2"))
        .when(value <= 6).then(pl.lit("3-6"))
        .otherwise(pl.lit("unknown"))
    )  # fmt: skip
