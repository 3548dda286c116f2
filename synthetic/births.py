"""Which resident bore which child."""

import polars as pl

from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.scale import years_before
from synthetic.streams import Purpose

# Of children born within the history the mothers were 16 to 45 years old, and are 16 and the history's years by now.
YOUNGEST_MOTHER, OLDEST_MOTHER = 16, 45
KNOWN_SHARE, LATE_SHARE = 0.92, 0.04


def births_table(block: Block) -> pl.DataFrame:
    """One row per child born within the history whose mother, of the same town, is known at once."""
    return arranged("births", _births(block).filter(~pl.col("is_late")))


def late_births(block: Block) -> pl.DataFrame:
    """One row per child whose mother only the correcting delivery names."""
    return arranged("births", _births(block).filter("is_late"))


def _births(block: Block) -> pl.DataFrame:
    """One row per child with a woman of the town drawn as the mother."""
    draws = block.draws(Purpose.BIRTHS)
    children = block.people.filter(pl.col("born") > years_before(block.scale.last_day, block.scale.years))
    children = children.filter(draws.chance(KNOWN_SHARE, len(children)))
    women = _women(block)
    count = pl.Series([(women["place"] == place).sum() for place in range(_places(block))], dtype=pl.Int32)
    first = count.cum_sum() - count
    # A child whose town has no woman of that age in the block keeps an unknown mother.
    children = children.filter(count.gather(children["place"]) > 0)
    rows = len(children)
    chosen = first.gather(children["place"]) + draws.below(count.gather(children["place"]), rows)
    return children.select(
        "health_number",
        women["health_number"].gather(chosen).alias("mother_health_number"),
        draws.chance(LATE_SHARE, rows).alias("is_late"),
    )


def _women(block: Block) -> pl.DataFrame:
    """One row per resident who may have borne a child in any year of the history, place by place."""
    fertile = pl.col("age").is_between(YOUNGEST_MOTHER + block.scale.years, OLDEST_MOTHER)
    return block.people.filter(fertile & (pl.col("gender") == "2") & pl.col("died").is_null()).sort("place", "person")


def _places(block: Block) -> int:
    return len(block.world.geography.places)
