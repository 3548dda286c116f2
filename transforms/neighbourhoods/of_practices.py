"""The neighbourhoods of each practice's people, for its pack: own numbers beside what is released of the area."""

from collections.abc import Mapping

import polars as pl

from transforms.indicators.definition import Indicator
from transforms.neighbourhoods.released import FACTS

NOT_PUBLISHED = "not_published"


def build_pack_neighbourhoods(
    own: pl.DataFrame, areas: pl.DataFrame | None, results: pl.DataFrame | None, told: Mapping[str, Indicator]
) -> pl.DataFrame:
    """One row per practice (unit_id), area and indicator told: the columns of the PackNeighbourhoods model.

    `own`: physician_id, area_id and persons, exact. `areas`, `results`: as released; null: not published yet. Areas
    with most own persons come first.
    """
    order = pl.struct(-pl.col("own_persons"), "area_id").rank("dense").over("unit_id").cast(pl.Int64).alias("place")
    rows = own.rename({"physician_id": "unit_id", "persons": "own_persons"}).with_columns(order)
    named = rows.join(_titles(told), how="cross")
    known = named.join(_facts(areas), on="area_id", how="left").join(
        _values(results), on=["area_id", "indicator_id"], how="left"
    )
    missing = pl.lit(NOT_PUBLISHED) if areas is None or results is None else pl.lit("small_area")
    reason = pl.when(pl.col("value").is_null()).then(pl.coalesce("suppression", missing))
    return known.select(
        "unit_id", "area_id", "place", "own_persons", "persons", *FACTS, "indicator_id", "title", "unit", "value",
        reason.alias("suppression"), "status",
    ).sort("unit_id", "place", "indicator_id")  # fmt: skip


def _titles(told: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator told: indicator_id, title, unit, status."""
    rows = [(name, record.title, record.unit, record.status) for name, record in told.items()]
    names = ["indicator_id", "title", "unit", "status"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _facts(areas: pl.DataFrame | None) -> pl.DataFrame:
    """One row per area released: persons and what it is like; none when nothing is published."""
    schema = {"area_id": pl.String, "persons": pl.Int64, FACTS[0]: pl.Int64, FACTS[1]: pl.Int64, FACTS[2]: pl.Boolean}
    return (pl.DataFrame(schema=schema) if areas is None else areas).select("area_id", "persons", *FACTS)


def _values(results: pl.DataFrame | None) -> pl.DataFrame:
    """One row per area and indicator released: value, suppression; none when nothing is published."""
    schema = {"area_id": pl.String, "indicator_id": pl.String, "value": pl.Float64, "suppression": pl.String}
    return (pl.DataFrame(schema=schema) if results is None else results).select(list(schema))
