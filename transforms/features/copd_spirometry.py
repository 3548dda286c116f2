"""Persons who became a case of COPD in the year before last: had they spirometry about that day?

Rule: docs/explanation/families/conditions.md (33).
"""

import datetime as dt

import polars as pl

from reference.condition_codes import condition_claim_codes, condition_stay_codes, spirometry_codes
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.conditions import CODE_USES, COPD, READS, REQUIRES, cases_of
from transforms.features.family import CodeUse, Family, Frames

# The year after the diagnosis must be over.
FIRST_MONTHS, LAST_MONTHS = 24, 12
YEAR = "12mo"


def build_copd_spirometry(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person whose case date lies from 24 months before the period end to 12 months before; sorted."""
    window = in_window("case_date", months_before(period_end, FIRST_MONTHS), months_before(period_end, LAST_MONTHS))
    new = cases_of(COPD, frames, period_end).filter(window)
    tested = new.join(_test_days(frames), on="person_id", how="inner").filter(
        pl.col("service_date").is_between(
            pl.col("case_date").dt.offset_by(f"-{YEAR}"), pl.col("case_date").dt.offset_by(YEAR)
        )
    )
    is_tested = pl.col("person_id").is_in(tested["person_id"].unique().implode())
    return new.select(
        "person_id", pl.lit(True).alias("is_new_copd"), is_tested.alias("has_spirometry_about_diagnosis")
    ).sort("person_id")


def _test_days(frames: Frames) -> pl.DataFrame:
    """One row per person and day with spirometry, whatever part of it was billed: person_id, service_date."""
    codes = spirometry_codes()["code"].to_list()
    services = frames["listed_services"].filter(pl.col("fee_code").is_in(codes))
    return services.select("person_id", "service_date").unique()


FAMILY = Family(
    name="copd_spirometry",
    reads=(*READS, "listed_services"),
    requires=REQUIRES,
    zeros=(),
    flags=("is_new_copd", "has_spirometry_about_diagnosis"),
    dates=(),
    build=build_copd_spirometry,
    codes=lambda: (condition_stay_codes().rows(), condition_claim_codes().rows(), spirometry_codes().rows()),
    # The sentinel counts netted claims: of spirometry it sees what was billed whole (suffix A) alone.
    code_uses=(*CODE_USES, CodeUse("spirometry", "claims", "fee_code")),
)
