"""Days of acute stays, and how many of them somebody waited in bed for care elsewhere; apart, since few supply them.

Rule: docs/explanation/indicators.md 20, `alc_days_dad`.
"""

import datetime as dt

import polars as pl

from transforms.dates import months_before
from transforms.features.family import ATTRIBUTION, EventFamily, Frames, Requirement
from transforms.features.stays import MONTHS, as_events
from transforms.stays.stays import find_stays

COLUMNS = {"length_days": pl.Int32(), "alc_days": pl.Int32()}


def build_stay_days(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per acute stay of a counted person discharged in the 12 months ending at the period end.

    alc_days: days at alternate level of care, rounded up by the source and so cut at the length; not supplied is 0.
    """
    stays = find_stays(frames["discharges"], months_before(period_end, MONTHS), period_end)
    counted = stays.join(frames[ATTRIBUTION].select("person_id"), on="person_id", how="semi")
    waiting = pl.min_horizontal(pl.col("alc_days").fill_null(0), pl.col("length_days")).cast(pl.Int32)
    return as_events(counted.with_columns(waiting.alias("alc_days")), list(COLUMNS))


FAMILY = EventFamily(
    name="stay_days",
    reads=("discharges", ATTRIBUTION),
    requires=(Requirement("discharges", months=MONTHS, columns=("alc_days",)),),
    columns=COLUMNS,
    build=build_stay_days,
)
