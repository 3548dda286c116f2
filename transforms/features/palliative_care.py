"""Whether a person had palliative care in the last 12 months.

Rule: docs/explanation/families/medicines.md 39.2.
"""

import datetime as dt

import polars as pl

from reference.medicines import palliative_fees
from transforms.attribution.windows import in_window
from transforms.codes.match import matched
from transforms.dates import months_before
from transforms.features.family import CodeUse, Family, Frames, Requirement

PALLIATIVE_DIAGNOSIS = "Z515"
MONTHS = 12
DIAGNOSES = ("main_diagnosis_code", "other_diagnosis_codes")


def build_palliative_care(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with palliative care in the 12 months ending at the period end: had_palliative_care_12m."""
    after = months_before(period_end, MONTHS)
    lines = frames["claims"].filter(in_window("service_date", after, period_end))
    billed = lines.filter(matched(lines, "fee_code", "service_date", palliative_fees()))
    stays = frames["discharges"].filter(in_window("discharge_date", after, period_end) & _is_palliative())
    persons = pl.concat([billed.select("person_id"), stays.select("person_id")]).unique().sort("person_id")
    return persons.with_columns(pl.lit(True).alias("had_palliative_care_12m"))


def _is_palliative() -> pl.Expr:
    main, others = (pl.col(name) for name in DIAGNOSES)
    among_others = others.list.eval(pl.element().str.starts_with(PALLIATIVE_DIAGNOSIS)).list.any()
    return main.str.starts_with(PALLIATIVE_DIAGNOSIS).fill_null(False) | among_others.fill_null(False)


FAMILY = Family(
    name="palliative_care",
    reads=("claims", "discharges"),
    requires=(Requirement("claims", months=MONTHS), Requirement("discharges", months=MONTHS, columns=DIAGNOSES)),
    zeros=(),
    flags=("had_palliative_care_12m",),
    dates=(),
    build=build_palliative_care,
    codes=lambda: palliative_fees().rows(),
    code_uses=(CodeUse("palliative_fees", "claims", "fee_code"),),
)
