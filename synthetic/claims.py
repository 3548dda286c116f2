"""Claims of the random residents: what family physicians bill."""

import datetime as dt

import polars as pl

from synthetic import codes
from synthetic.people import DAYS_IN_YEAR, Block
from synthetic.practices import ENHANCED_FEE_MODELS
from synthetic.streams import Draws, repeated
from synthetic.world import World

TEMPORARY_CODES_FROM = dt.date(2020, 3, 14)
TEMPORARY_CODES_TO = dt.date(2022, 11, 30)
LINE_COLUMNS = [
    "person",
    "health_number",
    "physician",
    "serviced_on",
    "fee_code",
    "paid_cents",
    "place",
    "institution_no",
]
VISITS_PER_YEAR = 3.02
VIRTUAL_SHARE = 0.22
EVENT_COLUMNS = [
    "person",
    "health_number",
    "network",
    "physician",
    "usual",
    "age",
    "from_day",
    "to_day",
    "died",
    "centre",
]
# Visits to the own physician and to the group, by the physician's model (Kiran 2023 says what they come to together
# with the visits to limited practices), and visits outside the network, where the median network is (Stukel 2013).
ENHANCED_OWN, ENHANCED_GROUP = 0.675, 0.042
CAPITATION_OWN, CAPITATION_GROUP = 0.71, 0.07
PRIMARY_CARE_AWAY = 0.185


def primary_care_lines(block: Block, draws: Draws, share: float = 1.0) -> pl.DataFrame:
    """One row per line of a family physician's visit: the visit itself, its modality and what was added.

    `share` thins the usual number of visits.
    """
    visits = _visits(block, share, draws)
    added = visits.filter(draws.chance(0.16, len(visits)) & ~visits["is_virtual"])
    extra = with_codes(added, codes.ADDED_CODES, draws)
    at_a_distance = visits.filter(visits["is_virtual"] & draws.chance(0.96, len(visits)))
    modality = with_codes(at_a_distance, codes.MODALITY_CODES, draws)
    lines = [_visit_codes(visits, draws), extra, modality]
    return pl.concat([part.select(LINE_COLUMNS) for part in lines])


def _visits(block: Block, share: float, draws: Draws) -> pl.DataFrame:
    """One row per visit of people with a family physician, to that or another one, on a day on which they can come."""
    attached = block.people["physician"].is_not_null().cast(pl.Float64)
    events = days_drawn(block, share * visits_expected(block) * attached, draws)
    rows = len(events)
    is_virtual = (events["serviced_on"] >= TEMPORARY_CODES_FROM) & draws.chance(VIRTUAL_SHARE, rows)
    setting = draws.uniform(rows)
    return events.with_columns(
        _physician_seen(events, block.world, draws).alias("physician"),
        is_virtual.alias("is_virtual"),
        pl.when(pl.lit(is_virtual)).then(pl.lit("V")).when(pl.lit(setting) < 0.015).then(pl.lit("H"))
        .when(pl.lit(setting) < 0.02).then(pl.lit("L")).otherwise(pl.lit("O")).alias("place"),
        pl.lit(None, dtype=pl.String).alias("institution_no"),
    )  # fmt: skip


def visits_expected(block: Block) -> pl.Series:
    """Give each person's expected number of visits to family physicians in the whole history."""
    by_age = block.people.select(_age_factor()).to_series()
    return VISITS_PER_YEAR * block.scale.years * block.people["need"] * by_age


def _age_factor() -> pl.Expr:
    """Give the need for care by age, about one on average."""
    age = pl.col("age")
    return (
        pl.when(age < 1).then(1.9).when(age < 18).then(0.62).when(age < 45).then(0.82)
        .when(age < 65).then(1.06).when(age < 80).then(1.5).otherwise(1.9)
    )  # fmt: skip


def days_drawn(block: Block, expected: pl.Series, draws: Draws) -> pl.DataFrame:
    """One row per event: counts round the expected numbers, days fall anywhere in the history.

    Events outside the days in which a person can receive care are left out. Adds `serviced_on`.
    """
    at = repeated(draws.counts(expected))
    days = (draws.uniform(len(at)) * (block.scale.years * DAYS_IN_YEAR - 1)).floor().cast(pl.Int32)
    events = block.people.select(EVENT_COLUMNS)[at].with_columns(days.alias("days"))
    return events.with_columns(serviced_on=pl.lit(block.scale.first_day) + pl.duration(days="days")).filter(
        pl.col("serviced_on").is_between(pl.col("from_day"), pl.col("to_day"))
    )


def _physician_seen(events: pl.DataFrame, world: World, draws: Draws) -> pl.Series:
    """Draw who was seen: mostly the usual physician, else one of the group or the network, else of another network."""
    rows, workforce = len(events), world.workforce
    usual, network = events["usual"], events["network"]
    group_first, group_size = (workforce.physicians[name].gather(usual) for name in ("group_first", "group_size"))
    mate = group_first + draws.below(group_size, rows)
    is_enhanced = workforce.physicians["programme"].is_in(ENHANCED_FEE_MODELS).gather(usual)
    own = pl.when(pl.lit(is_enhanced)).then(ENHANCED_OWN).otherwise(CAPITATION_OWN)
    group = pl.when(pl.lit(is_enhanced)).then(ENHANCED_GROUP).otherwise(CAPITATION_GROUP)
    drawn = draws.uniform(rows)
    # The smallest numbers are those of visits to other networks, the largest those to the own physician.
    where, who = world.flows.visited(network, PRIMARY_CARE_AWAY, drawn), 1 - pl.lit(drawn)
    seen = (
        pl.when(who < own).then(pl.lit(usual))
        .when(who < own + group).then(pl.lit(mate))
        .otherwise(pl.lit(workforce.family.one(where, draws)))
    )  # fmt: skip
    return pl.select(seen.cast(pl.Int32).alias("physician")).to_series()


def _visit_codes(visits: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """The same rows with fee codes; visits at a distance have their own while the temporary ones were in force."""
    temporary = pl.col("is_virtual") & (pl.col("serviced_on") <= TEMPORARY_CODES_TO)
    kinds = [
        (~pl.col("is_virtual"), codes.OFFICE_CODES),
        (temporary, codes.TEMPORARY_CODES),
        (pl.col("is_virtual") & ~temporary, codes.VIRTUAL_CODES),
    ]
    return pl.concat([with_codes(visits.filter(which), lines, draws) for which, lines in kinds])


def with_codes(lines: pl.DataFrame, choices: list[tuple[str, int, int]], draws: Draws) -> pl.DataFrame:
    """The same rows with a fee code and its amount, drawn from weighted choices."""
    chosen = draws.choice(codes.weights(choices), len(lines))
    return lines.with_columns(
        codes.column(choices, 0).gather(chosen).alias("fee_code"),
        codes.column(choices, 2).gather(chosen).cast(pl.Int32).alias("paid_cents"),
    )
