"""What the correcting delivery brings for the random residents: late claims, corrected claims, moves, late endings."""

import datetime as dt

import polars as pl

from synthetic.claims import primary_care_lines
from synthetic.enrolments import enrolments_table
from synthetic.layout import arranged
from synthetic.other_claims import finished, numbered
from synthetic.people import Block, persons_table
from synthetic.streams import Purpose

LATE_SHARE, CORRECTED_SHARE = 0.012, 0.001
MOVER_SHARE, LATE_DEATH_SHARE, LATE_ENDING_SHARE = 0.007, 0.0003, 0.003
LATE_DAYS = 180


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
    draws = block.draws(Purpose.CHANGED_PERSONS)
    draws.below(10_000, 1)
    rows = len(block.people)
    moves, dies = draws.chance(MOVER_SHARE, rows), draws.chance(LATE_DEATH_SHARE, rows)
    areas = pl.Series([area for place in block.world.geography.places for area in place.town.area_ids])
    to = areas.gather(draws.below(len(areas), rows)) + " 2B2"
    persons = persons_table(block)
    alive = pl.col("died").is_null() & pl.col("covered_to").is_null()
    death = pl.lit((block.scale.last_day - dt.timedelta(days=20)).isoformat())
    return persons.with_columns(
        pl.when(pl.lit(moves)).then(pl.lit(to)).otherwise("postal_code").alias("postal_code"),
        pl.when(pl.lit(dies) & alive & (pl.col("born") < death)).then(death).otherwise("died").alias("died"),
    ).filter(moves | dies)


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
