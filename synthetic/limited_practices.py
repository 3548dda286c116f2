"""Claims of family physicians without a comprehensive practice, and of paediatricians."""

import polars as pl

from synthetic import codes
from synthetic.claims import LINE_COLUMNS, PRIMARY_CARE_AWAY, days_drawn, visits_expected, with_codes
from synthetic.people import Block
from synthetic.streams import Draws, Purpose
from synthetic.workforce import Span

LIMITED_LINES_PER_YEAR = 0.2
CHILD_LINES_PER_YEAR = 0.35
UNATTACHED_VISITS = 0.9
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
    casual = pl.concat([events.filter(~pl.col("practice").is_in(list(codes.FOCUSED_LINES))), _unattached(block)])
    parts = [*focused, _on_working_days(with_codes(casual, codes.OFFICE_CODES, draws)), _child_lines(block)]
    return pl.concat([part.select(LINE_COLUMNS) for part in parts])


def _events(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per line of a limited practice, mostly of the person's network, before its code."""
    expected = LIMITED_LINES_PER_YEAR * block.scale.years * block.people["need"]
    return _with_physicians(days_drawn(block, expected, draws), block, block.world.workforce.limited, draws)


def _unattached(block: Block) -> pl.DataFrame:
    """One row per visit of a person without a family physician, to one who sees whoever comes, before its code."""
    draws = block.draws(Purpose.UNATTACHED)
    alone = block.people["physician"].is_null().cast(pl.Float64)
    events = days_drawn(block, UNATTACHED_VISITS * visits_expected(block) * alone, draws)
    return _with_physicians(events, block, block.world.workforce.casual, draws)


def _with_physicians(events: pl.DataFrame, block: Block, kind: Span, draws: Draws) -> pl.DataFrame:
    """The same rows with a physician of one kind, the practice, and the hospital of those who work in one."""
    world = block.world
    physicians = world.workforce.physicians
    seen = kind.one(world.flows.visited(events["network"], PRIMARY_CARE_AWAY, draws.uniform(len(events))), draws)
    sites = pl.Series(world.geography.all_sites)
    in_hospital = pl.col("practice").is_in(["focused_inpatient", "focused_emergency"])
    return events.with_columns(
        seen.cast(pl.Int32).alias("physician"),
        physicians["practice"].gather(seen).alias("practice"),
        sites.gather(physicians["site_first"].gather(seen)).alias("site"),
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
    """One row per line of a paediatrician; a child has one of the network's own."""
    draws = block.draws(Purpose.CHILD_VISITS)
    is_child = (block.people["age"] < ADULT_AGE).cast(pl.Float64)
    expected = CHILD_LINES_PER_YEAR * block.scale.years * block.people["need"] * is_child
    events = days_drawn(block, expected, draws)
    span = block.world.workforce.paediatric
    own = span.first.gather(events["network"]) + events["person"] % span.count.gather(events["network"])
    lines = with_codes(events, codes.CHILD_CODES, draws)
    return lines.with_columns(
        own.cast(pl.Int32).alias("physician"),
        place=pl.lit("O"),
        institution_no=pl.lit(None, dtype=pl.String),
    )
