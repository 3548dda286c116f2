"""Claims of care for long-term conditions besides the usual visits: eye examinations and spirometry."""

import polars as pl

from synthetic.claims import days_drawn, with_codes
from synthetic.conditions import DIABETES
from synthetic.further.laboratory import has_condition
from synthetic.layout import arranged
from synthetic.other_claims import SPECIALIST_AWAY, numbered
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

COPD = "copd"
LINES = ["health_number", "physician_no", "serviced_on", "fee_code", "units", "paid_cents", "dx", "place"]
# Made up to look plausible: code, weight, cents; and services a year of people with the condition.
EYE_CODES = [("A115A", 50, 5110), ("A233A", 30, 8235), ("V404A", 20, 4265)]
EYE_PER_YEAR = 0.45
SPIROMETRY_CODES = [("J304", 60, 1910), ("J301", 20, 1095), ("J327", 20, 490)]
SPIROMETRY_PER_YEAR = 0.25
EYE_DIAGNOSIS, LUNG_DIAGNOSIS = "362", "786"


def chronic_care_table(block: Block) -> pl.DataFrame:
    """One row per claim line of an eye examination of people with diabetes, or of a part of a spirometry."""
    draws = block.draws(Purpose.CHRONIC_CARE)
    eyes = with_codes(_events(block, DIABETES, EYE_PER_YEAR, draws), EYE_CODES, draws)
    tests = with_codes(_events(block, COPD, SPIROMETRY_PER_YEAR, draws), SPIROMETRY_CODES, draws)
    # Technical and professional part are lines of their own.
    parts = [tests.with_columns((pl.col("fee_code") + suffix).alias("fee_code")) for suffix in ("B", "C")]
    lines = pl.concat(
        [
            eyes.with_columns(pl.lit(EYE_DIAGNOSIS).alias("dx")),
            *(part.with_columns(pl.lit(LUNG_DIAGNOSIS).alias("dx")) for part in parts),
        ]
    )
    return arranged("claims", numbered(lines.select(LINES), block.number, "L"))


def _events(block: Block, condition: str, per_year: float, draws: Draws) -> pl.DataFrame:
    """One row per service of people with a condition, by a specialist."""
    expected = has_condition(block, condition).cast(pl.Float64) * per_year * block.scale.years
    events = days_drawn(block, expected, draws)
    workforce = block.world.workforce
    where = block.world.flows.visited(events["network"], SPECIALIST_AWAY, draws.uniform(len(events)))
    seen = workforce.specialists.one(where, draws)
    return events.with_columns(
        workforce.physicians["physician_no"].gather(seen).alias("physician_no"),
        pl.lit(1, pl.Int32).alias("units"),
        pl.lit("O").alias("place"),
    )
