"""The last days of those who died: which rows of care lie within them.

Rule: docs/explanation/families/deaths.md. The day of death is that of the registry of persons.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Requirement

DAYS = 30
MONTHS = 12
# Who died, in whatever input else the features look.
DEATHS_KNOWN = Requirement("persons", months=MONTHS, columns=("death_date",))
# The last days of whoever died first lie up to a month before the window.
LOOK_BACK_MONTHS = MONTHS + 1


def recent_deaths(persons: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per person who died in the 12 months ending at the period end: person_id, death_date."""
    died = persons.filter(in_window("death_date", months_before(period_end, MONTHS), period_end))
    return died.select("person_id", "death_date")


def in_last_days(rows: pl.DataFrame, day: str, deaths: pl.DataFrame) -> pl.DataFrame:
    """The same rows with death_date, those of decedents in the 30 days that end with the day of death."""
    days_before = (pl.col("death_date") - pl.col(day)).dt.total_days()
    return rows.join(deaths, on="person_id").filter(days_before.is_between(0, DAYS - 1))
