"""Same-day surgery of the random residents, some of it on the way into a bed."""

import polars as pl

from synthetic import codes
from synthetic.claims import days_drawn
from synthetic.hospital_care import STAYS_AWAY, numbers_of, site_drawn, stays_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.streams import Draws, Purpose
from synthetic.transfers import MINUTES_A_DAY, MISSING_TIME_SHARE, clock

# Made up to look plausible.
VISITS_PER_YEAR = 0.07
# Of surgical stays: begun as same-day surgery that kept the patient, so many minutes before the admission.
KEPT_SHARE, KEPT_MINUTES = 0.05, 400
FIRST_MINUTE, OPENING_MINUTES, LONGEST_MINUTES, SHORTEST_MINUTES = 390, 420, 360, 60
HOME, KEPT = "17", "06"


def day_surgeries_table(block: Block) -> pl.DataFrame:
    """One row per same-day surgery visit of a resident."""
    draws = block.draws(Purpose.DAY_SURGERIES)
    by_age = (block.people["age"] / 45).clip(0.2, 2.2)
    expected = VISITS_PER_YEAR * block.scale.years * by_age * block.people["need"]
    visits = pl.concat([_planned(block, expected, draws), _kept(block, draws)])
    rows = len(visits)
    return arranged(
        "day_surgeries",
        visits.with_columns(
            numbers_of(visits, block.number, "S").alias("visit_no"),
            pl.col("operated_on").cast(pl.String),
            _time("start", draws, rows).alias("started_at"),
            _time("end", draws, rows).alias("left_at"),
            pl.lit("N").alias("came_from_hospital"),
            pl.when("is_kept").then(pl.lit("Y")).otherwise(pl.lit("N")).alias("went_to_hospital"),
            pl.when("is_kept").then(pl.lit(KEPT)).otherwise(pl.lit(HOME)).alias("disposition"),
            _drawn(codes.DAY_SURGERY, draws, rows).alias("dx_1"),
            _drawn(codes.DAY_PROCEDURES, draws, rows).alias("cci_1"),
        ),
    )


def _planned(block: Block, expected: pl.Series, draws: Draws) -> pl.DataFrame:
    """One row per operation after which the patient went home."""
    visits = days_drawn(block, expected, draws)
    rows = len(visits)
    start = FIRST_MINUTE + draws.below(OPENING_MINUTES, rows)
    return visits.select(
        "health_number",
        site_drawn(visits, block, STAYS_AWAY, draws).alias("institution_no"),
        operated_on="serviced_on",
        start=pl.lit(start),
        end=pl.lit(start + SHORTEST_MINUTES + draws.below(LONGEST_MINUTES, rows)),
        is_kept=pl.lit(False),
    )


def _kept(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per operation that ended in a stay of the same hospital, on the day of its admission."""
    stays = stays_of(block).filter(pl.col("patient_service") == "S", pl.col("admitted_on") >= block.scale.first_day)
    kept = stays.filter(draws.chance(KEPT_SHARE, len(stays)) & (stays["admitted_at"] > SHORTEST_MINUTES))
    rows = len(kept)
    end = pl.max_horizontal(kept["admitted_at"] - draws.below(KEPT_MINUTES, rows), pl.lit(SHORTEST_MINUTES))
    return kept.select("health_number", "institution_no", operated_on="admitted_on", end=end).select(
        "health_number",
        "institution_no",
        "operated_on",
        (pl.col("end") - SHORTEST_MINUTES).cast(pl.Int32).alias("start"),
        pl.col("end").cast(pl.Int32),
        pl.lit(True).alias("is_kept"),
    )


def _time(column: str, draws: Draws, rows: int) -> pl.Expr:
    is_known = pl.lit(draws.uniform(rows)) >= MISSING_TIME_SHARE
    return pl.when(is_known).then(clock(pl.col(column) % MINUTES_A_DAY))


def _drawn(choices: list[str], draws: Draws, rows: int) -> pl.Series:
    return pl.Series(choices).gather(draws.below(len(choices), rows))
