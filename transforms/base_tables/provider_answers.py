"""What physicians said of their own work: the latest answer of each to burnout and confidence in the system.

Rule: docs/explanation/families/surveys.md.
"""

import datetime as dt

import polars as pl

from schemas.inputs.provider_responses import BURNOUT_LEVELS, CONFIDENCE
from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.surveys import Item, join_answers

MONTHS = 12
# Of the five levels the upper three are burnout.
ITEMS = (
    Item("burnout_weight", "has_burnout", "burnout_level", tuple(BURNOUT_LEVELS), tuple(BURNOUT_LEVELS[2:])),
    Item("confidence_weight", "has_confidence", "confidence_in_system", tuple(CONFIDENCE), tuple(CONFIDENCE[:2])),
)


def build_provider_answers(responses: pl.DataFrame, physicians: pl.DataFrame, period_end: dt.date) -> pl.DataFrame:
    """One row per physician of the registry, sorted by physician_id: weight and flag of each item.

    Weights are in whole thousandths (Int64), zero: no answer that counts in the 12 months ending at the period end.
    """
    read = in_window("responded_on", months_before(period_end, MONTHS), period_end)
    known = physicians.select("physician_id").sort("physician_id")
    return join_answers(known, responses.filter(read), ITEMS, "physician_id")
