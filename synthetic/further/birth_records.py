"""Births of the random residents with weight and weeks; shares are made up to look plausible."""

import datetime as dt

import polars as pl

from synthetic.faults import COPY, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Purpose

RECORDED_SHARE, KNOWN_SHARE = 0.95, 0.98
EARLY_SHARE, TWIN_SHARE, UNTOLD_SHARE = 0.08, 0.03, 0.02
BYSTANDERS_DAY = "2012-03-05"


def birth_records_table(block: Block) -> pl.DataFrame:
    """One row per resident born within the history whose birth was recorded."""
    draws = block.draws(Purpose.BIRTH_RECORDS)
    born = block.people.filter(pl.col("born") >= block.scale.first_day).sort("person")
    born = born.filter(draws.chance(RECORDED_SHARE, len(born)))
    rows = len(born)
    early = pl.lit(draws.chance(EARLY_SHARE, rows))
    weeks = pl.when(early).then(28 + pl.lit(draws.below(9, rows))).otherwise(37 + pl.lit(draws.below(5, rows)))
    # About 180 grams a week around 3,400 grams at 40 weeks, and half a kilogram either way.
    grams = 3_400 - (40 - weeks) * 180 + pl.lit(draws.below(1_000, rows)) - 500
    plurality = draws.uniform(rows)
    return arranged(
        "birth_records",
        born.select(
            pl.format("B{}-{}", pl.lit(block.number), "person").alias("birth_no"),
            "health_number",
            pl.col("born").cast(pl.String).alias("born_on"),
            _known(grams, draws.chance(KNOWN_SHARE, rows)).alias("weight_g"),
            _known(weeks, draws.chance(KNOWN_SHARE, rows)).alias("weeks"),
            pl.lit("L").alias("outcome"),
            pl.when(pl.lit(plurality) < TWIN_SHARE).then(pl.lit("2"))
            .when(pl.lit(plurality) < 1 - UNTOLD_SHARE).then(pl.lit("1")).alias("plurality"),
        ),
    )  # fmt: skip


def _known(number: pl.Expr, is_known: pl.Series) -> pl.Expr:
    return pl.when(pl.lit(is_known)).then(number.cast(pl.String))


def good_birth(_scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a record of a bystander."""
    usual = {"born_on": BYSTANDERS_DAY, "weight_g": "3400", "weeks": "39", "outcome": "L", "plurality": "1"}
    return {"health_number": key, **usual}


def birth_faults(future: dt.date) -> list[Fault]:
    """Give what is broken in such rows."""
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", "born_on", {"born_on": "2012-02-30"}),
        Fault("future_date", "born_on", {"born_on": future.isoformat()}),
        Fault("unreadable_number", "weight_g", {"weight_g": "heavy"}),
        Fault("zero_weight", "weight_g", {"weight_g": "0"}),
        Fault("odd_weight", "weight_g", {"weight_g": "9400"}, WARNING),
        Fault("odd_gestation", "weeks", {"weeks": "60"}, WARNING),
        Fault("unknown_code", "outcome", {"outcome": "Z"}),
        Fault("unknown_code", "plurality", {"plurality": "Z"}),
        exact_copy(),
        Fault("conflicting_copy", "weeks", {"weeks": "40"}, COPY),
    ]


TABLES = {
    "birth_records": FurtherTable(
        main=birth_records_table, record_number="birth_no", is_covered=True, good=good_birth, faults=birth_faults
    )
}
