"""Deaths of the random residents, with place and cause; shares are made up to look plausible."""

import datetime as dt

import polars as pl

from synthetic.faults import COPY, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.identifiers import FIRST_STRANGER, health_number
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Purpose

PLACES = {"IP": 0.38, "ED": 0.05, "CC": 0.06, "RH": 0.01, "MH": 0.005, "LT": 0.2, "HO": 0.24, "OT": 0.035, "UK": 0.02}
CAUSES = {"C349": 0.2, "I259": 0.25, "J449": 0.1, "F03": 0.12, "X599": 0.05, "C509": 0.08, "E149": 0.08, "A419": 0.12}
RECORDED_SHARE, PLACED_SHARE, CODED_SHARE = 0.97, 0.97, 0.85
# A person dies once, so that each faulty row needs a key of its own: strangers, whom no registry names.
FIRST_DEAD_STRANGER = FIRST_STRANGER + 60_000
STRANGERS_DAY = "2012-03-05"


def deaths_table(block: Block) -> pl.DataFrame:
    """One row per resident whose death was recorded."""
    draws = block.draws(Purpose.DEATHS)
    dead = block.people.filter(pl.col("died").is_not_null()).sort("person")
    dead = dead.filter(draws.chance(RECORDED_SHARE, len(dead)))
    rows = len(dead)
    place = pl.Series(list(PLACES)).gather(draws.choice(list(PLACES.values()), rows))
    cause = pl.Series(list(CAUSES)).gather(draws.choice(list(CAUSES.values()), rows))
    is_placed, is_coded = draws.chance(PLACED_SHARE, rows), draws.chance(CODED_SHARE, rows)
    return arranged(
        "deaths",
        dead.select(
            "health_number",
            pl.col("died").cast(pl.String).alias("died_on"),
            pl.when(pl.lit(is_placed)).then(pl.lit(place)).alias("died_in"),
            pl.when(pl.lit(is_coded)).then(pl.lit(cause)).alias("cause"),
        ),
    )


def good_death(scale: Scale, _home: Home, _key: str, position: int, number: int) -> Row:
    """Write a record of a stranger, which counts for nothing."""
    stranger = health_number(FIRST_DEAD_STRANGER + 100 * position + number, scale.seed)
    return {"health_number": stranger, "died_on": STRANGERS_DAY, "died_in": "HO", "cause": "I259"}


def death_faults(future: dt.date) -> list[Fault]:
    """Give what is broken in such rows."""
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "died_on", {"died_on": None}),
        Fault("unreadable_date", "died_on", {"died_on": "2012-02-30"}),
        Fault("future_date", "died_on", {"died_on": future.isoformat()}),
        Fault("unknown_code", "died_in", {"died_in": "ZZ"}),
        Fault("unknown_code", "cause", {"cause": "12"}),
        exact_copy(),
        Fault("conflicting_copy", "died_in", {"died_in": "LT"}, COPY),
    ]


TABLES = {"deaths": FurtherTable(main=deaths_table, is_covered=True, good=good_death, faults=death_faults)}
