"""Live births of the last 12 months, one record each.

Rule: docs/explanation/families/birth_records.md.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Requirement

MONTHS = 12
# Newborns who died count too, so that it must be known who did.
DEATHS_KNOWN = Requirement("persons", months=MONTHS, columns=("death_date",))


def live_births(records: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per newborn of the last 12 months, sorted by person_id: the live record with the first birth_id."""
    within = in_window("birth_date", months_before(period_end, MONTHS), period_end)
    live = records.filter(within, "is_live").sort("person_id", "birth_id")
    return live.unique("person_id", keep="first", maintain_order=True).sort("person_id")
