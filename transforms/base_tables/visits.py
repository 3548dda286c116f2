"""Primary-care visits of a window.

Rule: docs/explanation/method.md 6: a visit is a distinct pair of physician and service date among the core lines.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before

VISIT = ["person_id", "service_date", "physician_id"]


def primary_care_visits(core_lines: pl.DataFrame, months: int, period_end: dt.date) -> pl.DataFrame:
    """One row per person, day and physician with a core line in the months ending at the period end, in no order."""
    within = in_window("service_date", months_before(period_end, months), period_end)
    return core_lines.filter(within).select(VISIT).unique()
