"""All other claims of the random residents, and the disorder every claims file has."""

import polars as pl

from synthetic import codes
from synthetic.claims import LINE_COLUMNS, days_drawn, primary_care_lines, with_codes
from synthetic.identifiers import DUMMY_HEALTH_NUMBER
from synthetic.layout import arranged
from synthetic.limited_practices import limited_lines
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

OTHER_LINES_PER_YEAR = 4.9
TIME_LINES_PER_YEAR = 0.12
# Where the median network is: what is seen elsewhere, so that 68.4 per cent of all visits stay (Stukel 2013).
SPECIALIST_AWAY = 0.5
CLAIM_NUMBERS_PER_BLOCK = 10**8


def claims_table(block: Block) -> pl.DataFrame:
    """One row per claim line of the main delivery's random residents, with reversals and copies among them."""
    draws = block.draws(Purpose.OTHER_CLAIMS)
    parts = [
        primary_care_lines(block, block.draws(Purpose.VISITS)),
        _other_lines(block, draws),
        _time_lines(block, draws),
        limited_lines(block),
    ]
    lines = finished(pl.concat(parts), block, draws)
    reversed_lines = lines.filter(draws.chance(0.004, len(lines))).with_columns(-pl.col("units"), -pl.col("paid_cents"))
    copies = lines.filter(draws.chance(0.002, len(lines)))
    return arranged("claims", numbered(pl.concat([lines, reversed_lines, copies]), block.number, "1"))


def numbered(lines: pl.DataFrame, block: int, series: str) -> pl.DataFrame:
    """The same rows with claim numbers that no other block and no other series of claims has."""
    number = pl.int_range(pl.len(), dtype=pl.Int64) + block * CLAIM_NUMBERS_PER_BLOCK
    return lines.with_columns(claim_no=pl.lit(f"R{series}") + number.cast(pl.String))


def _other_lines(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per line of specialists, hospitals and laboratories, in all parts (suffixes)."""
    expected = OTHER_LINES_PER_YEAR * block.scale.years * block.people["need"] * (0.5 + block.people["age"] / 80)
    events = days_drawn(block, expected, draws)
    lines = [(code, weight, cents) for code, weight, cents, _ in codes.OTHER_LINES]
    chosen = draws.choice(codes.weights(lines), len(events))
    places = pl.Series([line[3] for line in codes.OTHER_LINES]).gather(chosen)
    physician, site = _specialists_seen(events["network"], places == "I", block, draws)
    return (
        events.with_columns(
            physician.alias("physician"),
            codes.column(lines, 0).gather(chosen).alias("fee_code"),
            codes.column(lines, 2).gather(chosen).cast(pl.Int32).alias("paid_cents"),
            places.alias("place"),
            site.alias("site"),
        )
        .with_columns(institution_no=pl.when(pl.col("place").is_in(["I", "E"])).then("site"))
        .select(LINE_COLUMNS)
    )


def _specialists_seen(
    network: pl.Series, is_inpatient: pl.Series, block: Block, draws: Draws
) -> tuple[pl.Series, pl.Series]:
    """Draw who was seen, mostly in the own network, and a site of the hospital; not all specialists see inpatients."""
    world, rows = block.world, len(network)
    where = world.flows.visited(network, SPECIALIST_AWAY, draws.uniform(rows))
    ward, all_ = (span.count.gather(where) for span in (world.workforce.ward, world.workforce.specialists))
    # Within a network those who see inpatients stand first.
    count = pl.select(pl.when(pl.lit(is_inpatient)).then(pl.lit(ward)).otherwise(pl.lit(all_))).to_series()
    seen = world.workforce.specialists.first.gather(where) + draws.below(count, rows)
    physicians = world.workforce.physicians
    site = physicians["site_first"].gather(seen) + seen % physicians["site_count"].gather(seen)
    return seen, pl.Series(world.geography.all_sites).gather(site)


def _time_lines(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per line of a physician's time, which carries no person or the dummy one."""
    expected = TIME_LINES_PER_YEAR * block.scale.years * block.people["need"]
    events = days_drawn(block, expected, draws)
    dummy = draws.chance(0.1, len(events))
    lines = with_codes(events, codes.TIME_CODES, draws)
    return lines.with_columns(
        pl.when(pl.lit(dummy)).then(pl.lit(DUMMY_HEALTH_NUMBER)).alias("health_number"),
        pl.col("usual").alias("physician"),
        pl.lit("O").alias("place"),
        pl.lit(None, dtype=pl.String).alias("institution_no"),
    ).select(LINE_COLUMNS)


def finished(lines: pl.DataFrame, block: Block, draws: Draws) -> pl.DataFrame:
    """The same rows with services, diagnosis and the physician's number; a few lines lack their person."""
    rows = len(lines)
    numbers = block.world.workforce.physicians["physician_no"]
    diagnoses = block.conditions.claim_codes(lines["person"], draws)
    return lines.select(
        pl.when(pl.lit(draws.uniform(rows)) > 0.0005).then("health_number"),
        numbers.gather(lines["physician"]).alias("physician_no"),
        "serviced_on",
        "fee_code",
        pl.when(pl.lit(draws.uniform(rows)) < 0.02).then(2).otherwise(1).cast(pl.Int32).alias("units"),
        "paid_cents",
        diagnoses.alias("dx"),
        "place",
        "institution_no",
    )
