"""What the correcting delivery brings for the random residents: late claims, corrected claims, moves, late endings."""

import datetime as dt

import polars as pl

from synthetic.addresses import late_addresses
from synthetic.claims import primary_care_lines
from synthetic.enrolments import enrolments_table
from synthetic.layout import arranged
from synthetic.other_claims import finished, numbered
from synthetic.people import Block, persons_table
from synthetic.streams import Purpose

LATE_SHARE, CORRECTED_SHARE = 0.012, 0.001
MOVER_SHARE, LATE_DEATH_SHARE, LATE_ENDING_SHARE = 0.007, 0.0003, 0.003
LATE_DAYS = 180
# Late moves lie on both sides of the last day.
LATE_MOVE_DAYS = 40


def late_claims(block: Block) -> pl.DataFrame:
    """One row per claim line of the last six months that only the correcting delivery has."""
    lines = _extra_lines(block, Purpose.LATE_CLAIMS, LATE_SHARE)
    recent = pl.lit(block.scale.last_day - dt.timedelta(days=LATE_DAYS))
    return arranged("claims", numbered(lines.filter(pl.col("serviced_on") > recent), block.number, "2"))


def corrected_claims(block: Block, *, after: bool) -> pl.DataFrame:
    """One row per claim line that is corrected; both deliveries have it, the correction has another fee code."""
    lines = numbered(_extra_lines(block, Purpose.CORRECTED_CLAIMS, CORRECTED_SHARE), block.number, "3")
    correction = [pl.lit("A001A").alias("fee_code"), pl.lit(2375, pl.Int32).alias("paid_cents")]
    return arranged("claims", lines.with_columns(correction) if after else lines)


def changed_persons(block: Block) -> pl.DataFrame:
    """One row per resident who moved, or whose death became known, since the main delivery."""
    changes = late_changes(block)
    moves, dies = changes["new_area_id"].is_not_null(), changes["died_late_on"].is_not_null()
    to = changes["new_area_id"] + " 2B2"
    died = changes["died_late_on"].cast(pl.String)
    return (
        persons_table(block)
        .with_columns(
            pl.when(pl.lit(moves)).then(pl.lit(to)).otherwise("postal_code").alias("postal_code"),
            pl.when(pl.lit(dies)).then(pl.lit(died)).otherwise("died").alias("died"),
        )
        .filter(moves | dies)
    )


def moved_addresses(block: Block) -> pl.DataFrame:
    """One row per address of a resident whose move became known since the main delivery."""
    return late_addresses(block, late_changes(block).drop_nulls("new_area_id"))


def late_changes(block: Block) -> pl.DataFrame:
    """One row per resident: new area and first day there (null: no late move), late known death (null: none)."""
    draws = block.draws(Purpose.CHANGED_PERSONS)
    draws.below(10_000, 1)
    rows = len(block.people)
    moves, dies = draws.chance(MOVER_SHARE, rows), draws.chance(LATE_DEATH_SHARE, rows)
    areas = pl.Series([area for place in block.world.geography.places for area in place.town.area_ids])
    to, days = draws.below(len(areas), rows), draws.below(LATE_MOVE_DAYS, rows)
    day = block.scale.last_day - dt.timedelta(days=LATE_MOVE_DAYS // 2)
    settled = (pl.col("born") < day) & (pl.col("moved_on").is_null() | (pl.col("moved_on") < day))
    moved = pl.lit(moves) & settled
    alive = pl.col("died").is_null() & pl.col("covered_to").is_null() & (pl.col("born") < day)
    return block.people.select(
        "person",
        pl.when(moved).then(pl.lit(areas.gather(to))).alias("new_area_id"),
        pl.when(moved).then(pl.lit(day) + pl.duration(days=pl.lit(days))).alias("new_from"),
        pl.when(pl.lit(dies) & alive).then(pl.lit(day)).alias("died_late_on"),
    )


def changed_enrolments(block: Block) -> pl.DataFrame:
    """One row per spell whose end was entered after the main delivery."""
    spells = enrolments_table(block)
    draws = block.draws(Purpose.CHANGED_ENROLMENTS)
    ended = (block.scale.last_day - dt.timedelta(days=40)).isoformat()
    late = pl.lit(draws.chance(LATE_ENDING_SHARE, len(spells)))
    return spells.filter(late & pl.col("ended_on").is_null() & (pl.col("enrolled_on") < ended)).with_columns(
        ended_on=pl.lit(ended), end_reason=pl.lit("T")
    )


def _extra_lines(block: Block, purpose: Purpose, share: float) -> pl.DataFrame:
    """One row per line of visits made besides the others, as a share of the usual number."""
    draws = block.draws(purpose)
    return finished(primary_care_lines(block, draws, share), block, draws)
