"""Share of bed days of patients who wait for another level of care."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="alc_rate",
    title="Days at alternate level of care (ALC rate)",
    why="Who no longer needs an acute bed and has no other place to go waits there, and another waits for the bed.",
    aim="value",
    setting="acute",
    direction="lower",
    grain="hospital",
    features=("bed_census",),
    denominator=(Clause("sites with patients in acute beds in 3 months", pl.col("inpatient_days_3m") > 0),),
    numerator=Clause("days of patients designated as waiting for another level of care", pl.col("alc_days_3m")),
    amount=pl.col("inpatient_days_3m"),
    limits="clustered",
    multiplier=100,
    unit="% of days",
    window=Window(3),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Ontario indicator library, alternate level of care rate: ALC days over all inpatient days of the period, of"
        " open and closed cases, from the registry of waits for ALC and the bed census. Which beds count could not"
        " be read, and both parts come from the census here"
    ),
    levels=("oht", "province"),
    examples=(
        Example("a tenth of the days", {"inpatient_days_3m": 9_000, "alc_days_3m": 900}, 9_000, 900),
        Example("nobody waits", {"inpatient_days_3m": 9_000}, 9_000, 0),
        Example("everybody waits", {"inpatient_days_3m": 90, "alc_days_3m": 90}, 90, 90),
        Example("no patient in three months", {}, 0, 0),
    ),
)
