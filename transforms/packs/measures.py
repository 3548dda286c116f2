"""What a practice page tells of a measure: the own value beside the period before, team, province and peers."""

from collections.abc import Mapping

import polars as pl

from schemas.pack import PEERS_NEEDED
from transforms.indicators.definition import Indicator

QUANTILES = {"peers_p10": 0.10, "peers_p25": 0.25, "peers_p50": 0.50, "peers_p75": 0.75, "peers_p90": 0.90}
# Values of very small practices say more of chance than of care. Settled here.
SMALLEST_PEER = 100
COMPARED = ["value", "lower", "upper", "suppression"]
OWN = ["numerator", "denominator", "value", "lower", "upper"]


def build_pack_measures(
    results: pl.DataFrame,
    published: pl.DataFrame,
    previous: pl.DataFrame | None,
    teams: pl.DataFrame,
    definitions: Mapping[str, Indicator],
    peers: pl.DataFrame | None = None,
    is_same_data: bool = True,
) -> pl.DataFrame:
    """One row per practice (unit_id) and indicator: the columns of the PackMeasures model after unit_id.

    `peers`: the spread of practices as released (null: worked out from `results`). `is_same_data`: the release was made
    from these results; when it was not, own and compared numbers know different data and nothing is read from them.

    `results` are exact and of one period; `published` are the rows of teams and province after disclosure control,
    possibly
    none; `previous` the exact results of the period before, null: there is none. `teams`: physician_id, oht_id.
    """
    practices = results.filter(pl.col("level") == "practice").join(
        teams.select(pl.col("physician_id").alias("unit_id"), "oht_id"), on="unit_id", how="left"
    )
    compared = (
        practices.join(_comparator(published, "oht"), on=["indicator_id", "oht_id"], how="left")
        .join(_comparator(published, "province").drop("province_id"), on="indicator_id", how="left")
        .join(_previous_values(previous), on=["indicator_id", "unit_id"], how="left")
        .join(describe_peers(results) if peers is None else peers.drop("period"), on="indicator_id", how="left")
        .with_columns(pl.col("peers_count").fill_null(0))
        .join(_texts(definitions), on="indicator_id", how="inner")
    )
    order = {name: place for place, name in enumerate(definitions)}
    return (
        compared.with_columns(
            _reading(is_same_data).alias("reading"),
            pl.col("indicator_id").replace_strict(order, return_dtype=pl.Int32).alias("_order"),
        )
        .sort("unit_id", "_order")
        .select("unit_id", *pack_columns())
    )


def pack_columns() -> list[str]:
    """Give the columns of the PackMeasures model, in order."""
    sides = [f"{side}_{name}" for side in ("oht", "province") for name in COMPARED]
    texts = ["indicator_id", "aim", "title", "why", "direction", "unit", "status", "period"]
    own = [*OWN, "limits_method", "not_computable", "previous_value", "previous_period"]
    return [*texts, *own, *sides, "peers_count", *QUANTILES, "reading"]


def describe_peers(results: pl.DataFrame, panels: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row per indicator: peers_count, the practices with a value, and percentiles of their values.

    `panels`: unit_id and persons of practices; those with fewer than 100 persons are no peers (null: all are). With
    fewer than 20 practices the percentiles are null, since one would point at single practices.
    """
    is_peer = pl.col("level") == "practice"
    if panels is not None:
        large = panels.group_by("unit_id").agg(pl.col("persons").sum()).filter(pl.col("persons") >= SMALLEST_PEER)
        is_peer = is_peer & pl.col("unit_id").is_in(large["unit_id"].implode())
    values = pl.col("value").filter(is_peer).drop_nulls()
    counted = results.group_by("indicator_id").agg(
        values.len().cast(pl.Int64).alias("peers_count"),
        *[values.quantile(share, "linear").alias(name) for name, share in QUANTILES.items()],
    )
    enough = pl.col("peers_count") >= PEERS_NEEDED
    return counted.with_columns(pl.when(enough).then(name).alias(name) for name in QUANTILES).sort("indicator_id")


def release_peers(results: pl.DataFrame, panels: pl.DataFrame, period: str) -> pl.DataFrame:
    """One row per indicator (the PublishedPeers model): the spread of the practices of a period."""
    spread = describe_peers(results, panels)
    return spread.select("indicator_id", pl.lit(period).alias("period"), "peers_count", *QUANTILES)


def _comparator(published: pl.DataFrame, level: str) -> pl.DataFrame:
    """One row per indicator and unit of a level: value, limits and suppression under names of that level."""
    return published.filter(pl.col("level") == level).select(
        "indicator_id",
        pl.col("unit_id").alias(f"{level}_id"),
        *[pl.col(name).alias(f"{level}_{name}") for name in COMPARED],
    )


def _previous_values(previous: pl.DataFrame | None) -> pl.DataFrame:
    """One row per indicator and practice of the period before: previous_value, previous_period."""
    columns = {
        "indicator_id": pl.String,
        "unit_id": pl.String,
        "previous_value": pl.Float64,
        "previous_period": pl.String,
    }
    if previous is None:
        return pl.DataFrame(schema=columns)
    return previous.filter((pl.col("level") == "practice") & pl.col("value").is_not_null()).select(
        "indicator_id",
        "unit_id",
        pl.col("value").alias("previous_value"),
        pl.col("period").alias("previous_period"),
    )


def _texts(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: the texts and the labels of its definition."""
    names = ["aim", "title", "why", "direction", "unit", "status"]
    rows = [(name, *[getattr(record, field) for field in names]) for name, record in definitions.items()]
    return pl.DataFrame(rows, schema=["indicator_id", *names], orient="row")


def _reading(is_same_data: bool) -> pl.Expr:
    """Better or worse when the own 95 % interval leaves the province's value out on that side, else similar."""
    judged = (
        pl.lit(is_same_data)
        & pl.col("value").is_not_null()
        & pl.col("province_value").is_not_null()
        & (pl.col("direction") != "context")
    )
    above, below = pl.col("lower") > pl.col("province_value"), pl.col("upper") < pl.col("province_value")
    higher = pl.col("direction") == "higher"
    better = (higher & above) | (~higher & below)
    worse = (higher & below) | (~higher & above)
    reading = pl.when(better).then(pl.lit("better")).when(worse).then(pl.lit("worse")).otherwise(pl.lit("similar"))
    return pl.when(judged).then(reading).otherwise(pl.lit("none"))
