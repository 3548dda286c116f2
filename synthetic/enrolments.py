"""Enrolment spells of the random residents."""

import polars as pl

from synthetic.layout import arranged
from synthetic.people import Block, family_physician
from synthetic.streams import Draws, Purpose

EARLIEST_START_DAYS = 15 * 365


def enrolments_table(block: Block) -> pl.DataFrame:
    """One row per enrolment spell: the open ones, and the ended ones of people who changed their physician."""
    draws = block.draws(Purpose.ENROLMENTS)
    current = _current_spells(block, draws)
    spells = pl.concat([current, _former_spells(block, current, draws)], how="diagonal")
    physicians = block.world.workforce.physicians.select("physician_no", "group_no", "programme")
    columns = pl.concat([spells, physicians[spells["physician"]]], how="horizontal")
    texts = [pl.col(name).cast(pl.String) for name in ("enrolled_on", "ended_on")]
    # Only physicians with an enrolment model enrol people.
    return arranged("enrolments", columns.filter(pl.col("programme").is_not_null()).with_columns(*texts))


def _current_spells(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per enrolled resident: the spell that was open on the last day of life or coverage."""
    people = block.people.filter("is_enrolled")
    age_share = draws.uniform(len(people)).alias("age_share")
    ended = draws.chance(0.6, len(people)).alias("end_is_known")
    earliest = pl.max_horizontal("born", pl.lit(block.scale.last_day) - pl.duration(days=EARLIEST_START_DAYS))
    has_left = pl.col("died").is_not_null() | pl.col("covered_to").is_not_null()
    return (
        people.with_columns(age_share, ended, earliest=earliest)
        .with_columns(
            enrolled_on=_between("earliest", "to_day", "age_share"),
            ended_on=pl.when(has_left & pl.col("end_is_known")).then(pl.min_horizontal("died", "covered_to")),
        )
        .with_columns(end_reason=pl.when(pl.col("ended_on").is_not_null()).then(pl.lit("D")))
        .select("person", "network", "health_number", "physician", "earliest", "enrolled_on", "ended_on", "end_reason")
        .filter(pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.col("enrolled_on")))
    )


def _former_spells(block: Block, current: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """One row per earlier spell; some end after the next began, and a few were never ended."""
    changed = current.filter(draws.chance(0.15, len(current)))
    rows = len(changed)
    physician = family_physician(block.world.workforce, changed["network"], draws)
    return (
        changed.with_columns(
            physician.alias("former"), draws.uniform(rows).alias("age_share"), draws.uniform(rows).alias("fate"),
            (draws.uniform(rows) * 60).floor().cast(pl.Int32).alias("overlap"),
        )
        .filter((pl.col("former") != pl.col("physician")) & (pl.col("enrolled_on") > pl.col("earliest")))
        .with_columns(former_start=_between("earliest", "enrolled_on", "age_share"))
        .filter(pl.col("former_start") < pl.col("enrolled_on"))
        .with_columns(
            former_end=pl.when(pl.col("fate") < 0.03).then(None)
            .when(pl.col("fate") < 0.2).then(
                pl.min_horizontal(pl.col("enrolled_on") + pl.duration(days="overlap"), pl.lit(block.scale.last_day))
            ).otherwise("enrolled_on"),
        )
        .select(
            "person", "network", "health_number", physician="former", enrolled_on="former_start", ended_on="former_end",
            end_reason=pl.when(pl.col("former_end").is_not_null()).then(pl.lit("T")),
        )
    )  # fmt: skip


def _between(first: str, last: str, share: str) -> pl.Expr:
    """Give the day at a share of the way between two days."""
    days = (pl.col(last) - pl.col(first)).dt.total_days()
    return pl.col(first) + pl.duration(days=(days * pl.col(share)).floor().cast(pl.Int64))
