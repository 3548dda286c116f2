"""Stays in hospital: how many a month, how long, and how many ended in waiting for another place."""

import polars as pl

from transforms.attribution.admissions import NOT_MEDICAL
from transforms.attribution.windows import in_window
from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, share
from transforms.dates import months_before
from transforms.features.family import Frames, Requirement

LONGEST_DAYS = 365


def count_stays(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per term: stays of counted persons that ended in 12 months, their days, and those with waiting days."""
    stays = (
        frames["discharges"]
        .filter(
            in_window("discharge_date", months_before(moment.end, 12), moment.end)
            & ~pl.col("admission_category").is_in(NOT_MEDICAL)
        )
        .join(frames["persons"].select("person_id"), on="person_id", how="semi")
    )
    # A stay that begins and ends on one day is a day, as CIHI counts it.
    days = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days().clip(lower_bound=1)
    waited = (pl.col("alc_days") > 0).fill_null(False)
    # The contract warns of longer ones, and a few of them would outweigh the rest.
    is_usual = days <= LONGEST_DAYS
    return count_parts(
        stays,
        pl.lit(ALL),
        stays=pl.len(),
        usual=is_usual.sum(),
        days=days.filter(is_usual).sum(),
        waited=waited.sum(),
    )


def measure_stays(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give stays a month, days a stay, and the share of stays with waiting days."""
    stays = totals.get("stays")
    return {
        "discharges_per_month": Measured(stays, 12, (stays,)),
        "mean_length_of_stay_days": Measured(totals.get("days"), totals.get("usual"), (stays,)),
        "alternate_level_of_care_share": share(totals.get("waited"), stays),
    }


STAYS = (
    "Acute separations of counted persons in the 12 months ending at the period end, without newborns, stillborn and "
    f"donors (admission category {', '.join(NOT_MEDICAL)})"
)
FAMILY = Family(
    name="admissions",
    definitions={
        "discharges_per_month": Definition(f"{STAYS} ÷ 12."),
        "mean_length_of_stay_days": Definition(
            f"{STAYS}, and without stays of more than {LONGEST_DAYS} days: days from admission to discharge, at least "
            "1, ÷ stays; crude."
        ),
        "alternate_level_of_care_share": Definition(f"{STAYS}: those with days at alternate level of care ÷ all.", 100),
    },
    requires=(Requirement("discharges", months=12, columns=("alc_days",)),),
    reads=("persons", "discharges"),
    count=count_stays,
    measure=measure_stays,
)
