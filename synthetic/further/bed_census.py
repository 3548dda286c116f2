"""The daily count of patients in the beds of every site, and of those waiting for another level of care."""

import datetime as dt

import polars as pl

from synthetic.faults import Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.layout import arranged
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose
from synthetic.world import World

# Made up to look plausible: beds of a site, how many of them are used, and how many of these by patients at ALC.
FEWEST_BEDS, FURTHER_BEDS = 20, 280
USED_FROM, USED_FURTHER = 0.75, 0.25
ALC_FROM, ALC_FURTHER = 0.05, 0.2
# Few days are not counted.
MISSED_SHARE = 0.002
UNKNOWN_SITE = 7777


def bed_census_table(scale: Scale, world: World) -> pl.DataFrame:
    """One row per site of the crosswalk and day of the history, but for the days that were missed."""
    draws = Draws(scale.seed, Purpose.BED_CENSUS)
    sites = world.geography.hospitals.select(institution_no="hospital_no")
    beds = FEWEST_BEDS + draws.below(FURTHER_BEDS, len(sites))
    days = pl.DataFrame({"counted_on": pl.date_range(scale.first_day, scale.last_day, eager=True)})
    rows = sites.with_columns(beds.alias("beds"), draws.uniform(len(sites)).alias("waiting")).join(days, how="cross")
    used = draws.uniform(len(rows)) * USED_FURTHER + USED_FROM
    counted = rows.with_columns(in_beds=(pl.col("beds") * pl.lit(used)).floor().cast(pl.Int32))
    alc = pl.col("in_beds") * (ALC_FROM + ALC_FURTHER * pl.col("waiting"))
    counted = counted.with_columns(in_beds_alc=(alc + pl.lit(draws.uniform(len(rows)))).floor().cast(pl.Int32))
    return arranged("bed_census", counted.filter(~draws.chance(MISSED_SHARE, len(rows))))


def _good(scale: Scale, _home: Home, _key: str, position: int, number: int) -> Row:
    """Write a count of a site that the crosswalk does not name, so that it bears on no rate."""
    day = scale.last_day - dt.timedelta(days=100 + 10 * position + number)
    site = str(UNKNOWN_SITE + number)
    return {
        "institution_no": site, "counted_on": day.isoformat(), "in_beds": "40", "in_beds_alc": "4",
    }  # fmt: skip


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "institution_no", {"institution_no": None}),
        Fault("missing_value", "counted_on", {"counted_on": None}),
        Fault("unreadable_date", "counted_on", {"counted_on": "yesterday"}),
        Fault("future_date", "counted_on", {"counted_on": future.isoformat()}),
        Fault("missing_value", "in_beds", {"in_beds": None}),
        Fault("unreadable_number", "in_beds", {"in_beds": "full"}),
        Fault("missing_value", "in_beds_alc", {"in_beds_alc": None}),
        Fault("below_zero", "in_beds_alc", {"in_beds_alc": "-1"}),
        Fault("alc_above_inpatients", "in_beds_alc", {"in_beds_alc": "41"}),
        exact_copy(),
    ]


TABLES = {"bed_census": FurtherTable(whole=bed_census_table, good=_good, faults=_faults, is_covered=True)}
