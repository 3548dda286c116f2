"""Where residents lived before: only people who moved have an address history."""

import datetime as dt

import polars as pl

from synthetic.layout import arranged
from synthetic.people import Block

EARLIEST_ADDRESS = dt.date(1990, 1, 1)


def addresses_table(block: Block) -> pl.DataFrame:
    """One row per address of a resident who moved between towns within the history: the former and the present one."""
    movers = block.people.drop_nulls("moved_on")
    former = _rows(movers, first_day(), pl.col("former_area_id"))
    return arranged("addresses", pl.concat([former, _rows(movers, pl.col("moved_on"), pl.col("area_id"))]))


def late_addresses(block: Block, moves: pl.DataFrame) -> pl.DataFrame:
    """One row per address of residents whose move became known late: the present one, and the new one.

    `moves`: one row per late mover with `person`, `new_area_id` and `new_from`.
    """
    movers = block.people.join(moves, on="person", how="inner", maintain_order="left")
    present = _rows(movers, pl.coalesce("moved_on", first_day()), pl.col("area_id"))
    return arranged("addresses", pl.concat([present, _rows(movers, pl.col("new_from"), pl.col("new_area_id"))]))


def first_day() -> pl.Expr:
    """Give the first day of the first address known."""
    return pl.max_horizontal("born", pl.lit(EARLIEST_ADDRESS))


def _rows(movers: pl.DataFrame, start: pl.Expr, area: pl.Expr) -> pl.DataFrame:
    """One row per mover: an address with its first day."""
    return movers.select(
        "health_number",
        start.cast(pl.String).alias("lives_from"),
        (area + " 2B2").alias("postal_code"),
    )
