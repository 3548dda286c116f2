"""How much primary care people have."""

import polars as pl

from transforms.attribution.windows import in_window
from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, rate
from transforms.dates import months_before
from transforms.features.family import Frames, Requirement


def count_visits(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per term: visits of counted persons in the 12 months ending at the period end, and the persons."""
    visits = (
        frames["core_lines"]
        .filter(in_window("service_date", months_before(moment.end, 12), moment.end))
        .join(frames["persons"].select("person_id"), on="person_id", how="semi")
        .select("person_id", "physician_id", "service_date")
        .unique()
    )
    counted = count_parts(frames["persons"], pl.lit(ALL), counted=pl.len())
    return pl.concat([counted, count_parts(visits, pl.lit(ALL), visits=pl.len())])


def measure_visits(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give visits a person and year, and a thousand persons and day."""
    days = (moment.end - months_before(moment.end, 12)).days
    visits, counted = totals.get("visits"), totals.get("counted")
    a_day = Measured(visits, counted * days, (visits, counted))
    return {"primary_care_visits_per_person_year": rate(visits, counted), "primary_care_visits_per_1000_per_day": a_day}


VISITS = (
    "Visits (a person, physician and day with a core line; method, 2.1) of counted persons in the 12 months ending at "
    "the period end"
)
FAMILY = Family(
    name="primary_care",
    definitions={
        "primary_care_visits_per_person_year": Definition(f"{VISITS} ÷ counted persons."),
        "primary_care_visits_per_1000_per_day": Definition(f"{VISITS} ÷ (counted persons × days of the year).", 1000),
    },
    requires=(Requirement("claims", months=12),),
    reads=("persons", "core_lines"),
    count=count_visits,
    measure=measure_visits,
)
