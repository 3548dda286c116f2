"""Claims of family physicians without a comprehensive practice, and of paediatricians."""

import polars as pl

from synthetic import codes
from synthetic.claims import LINE_COLUMNS, days_drawn, with_codes
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

LIMITED_LINES_PER_YEAR = 0.2
CHILD_LINES_PER_YEAR = 0.35
ADULT_AGE = 18
# Part-time and walk-in physicians work on one day in ten: at most 37 days a year, fewer than the 44 of a practice.
DAYS_BETWEEN_WORK = 10


def limited_lines(block: Block) -> pl.DataFrame:
    """One row per line of a focused, part-time or walk-in family physician, or of a paediatrician seeing a child."""
    draws = block.draws(Purpose.LIMITED_PRACTICES)
    events = _events(block, draws)
    focused = [
        with_codes(events.filter(practice=practice), lines, draws).with_columns(place=pl.lit(place))
        for practice, (place, lines) in codes.FOCUSED_LINES.items()
    ]
    casual = events.filter(~pl.col("practice").is_in(list(codes.FOCUSED_LINES)))
    parts = [*focused, _on_working_days(with_codes(casual, codes.OFFICE_CODES, draws)), _child_lines(block)]
    return pl.concat([part.select(LINE_COLUMNS) for part in parts])


def _events(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per line of a limited practice of the person's place, before its code."""
    workforce = block.world.workforce
    events = days_drawn(block, LIMITED_LINES_PER_YEAR * block.scale.years * block.people["need"], draws)
    number = events["place_number"]
    physician = workforce.limited_first.gather(number) + draws.below(
        workforce.limited_count.gather(number), len(events)
    )
    sites = pl.Series([place.sites[0] for place in block.world.geography.places])
    in_hospital = pl.col("practice").is_in(["focused_inpatient", "focused_emergency"])
    return events.with_columns(
        physician.cast(pl.Int32).alias("physician"),
        workforce.physicians["practice"].gather(physician).alias("practice"),
        sites.gather(number).alias("site"),
        place=pl.lit("O"),
    ).with_columns(institution_no=pl.when(in_hospital).then("site"))


def _on_working_days(lines: pl.DataFrame) -> pl.DataFrame:
    """The same rows on the days on which their physicians work; a day on which the person could not come drops out."""
    since_start = pl.col("days") - pl.col("days") % DAYS_BETWEEN_WORK + pl.col("physician") % DAYS_BETWEEN_WORK
    moved = pl.col("serviced_on") + pl.duration(days=since_start - pl.col("days"))
    return lines.with_columns(serviced_on=moved).filter(
        pl.col("serviced_on").is_between(pl.col("from_day"), pl.col("to_day"))
    )


def _child_lines(block: Block) -> pl.DataFrame:
    """One row per line of a paediatrician; a child has one of two, by place and person."""
    draws = block.draws(Purpose.CHILD_VISITS)
    is_child = (block.people["age"] < ADULT_AGE).cast(pl.Float64)
    expected = CHILD_LINES_PER_YEAR * block.scale.years * block.people["need"] * is_child
    events = days_drawn(block, expected, draws)
    paediatricians = block.world.workforce.paediatricians
    own = (events["place_number"] + events["person"] % 2) % len(paediatricians)
    lines = with_codes(events, codes.CHILD_CODES, draws)
    return lines.with_columns(
        paediatricians.gather(own).alias("physician"),
        place=pl.lit("O"),
        institution_no=pl.lit(None, dtype=pl.String),
    )
