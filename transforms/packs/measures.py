"""What a practice page tells of a measure: the own value beside its past, group, team, peers and province."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from transforms.comparisons.benchmark import as_counts, with_gain
from transforms.comparisons.spread import GROUP_KEY, QUANTILES
from transforms.comparisons.trend import build_trend
from transforms.indicators.definition import Indicator
from transforms.packs.groups import with_group_values
from transforms.packs.verdicts import with_verdicts

COMPARED = ["value", "lower", "upper", "suppression"]
ADJUSTED = ["adjustment", "adjusted", "adjusted_lower", "adjusted_upper"]
OWN = ["numerator", "denominator", "value", "lower", "upper"]
CHANGE = ["change_from", "change", "change_lower", "change_upper", "change_verdict", "change_reason"]
PEERS = ["peers_count", *QUANTILES, "peers_suppression"]
# Definitions that are off unless somebody asks for them.
FILE_ALONE = ["unverified", "retired"]


@dataclass(frozen=True)
class Comparators:
    """With what practices are compared.

    `published`: rows of teams and province after disclosure control, possibly none. `peers`: the spread of practices as
    released (the PublishedPeers model), possibly none. `practices`: one row per practice, physician_id, group_id (null:
    solo), oht_id (null: none) and peer_group. `is_same_data`: the release was made from the results that are compared
    with it; when it was not, own and compared numbers know different data and nothing is read from them.
    """

    published: pl.DataFrame
    peers: pl.DataFrame
    practices: pl.DataFrame
    is_same_data: bool = True


@dataclass(frozen=True)
class Earlier:
    """Exact results of the period before and of the same month a year before; null: the store has none."""

    previous: pl.DataFrame | None = None
    year_before: pl.DataFrame | None = None


def build_pack_measures(
    results: pl.DataFrame,
    compared: Comparators,
    earlier: Earlier,
    definitions: Mapping[str, Indicator],
    shown_first: Collection[str] = (),
) -> pl.DataFrame:
    """One row per practice (unit_id) and indicator: the columns of the PackMeasures model after unit_id.

    `results` are exact and of one period. `shown_first`: the indicators of the page's first table.
    """
    own = results.filter(pl.col("level") == "practice").join(
        compared.practices.rename({"physician_id": "unit_id"}), on="unit_id", how="left"
    )
    beside = (
        with_group_values(own, results)
        .join(_comparator(compared.published, "oht"), on=["indicator_id", "oht_id"], how="left")
        .join(_comparator(compared.published, "province").drop("province_id"), on="indicator_id", how="left")
        .join(_previous_values(earlier.previous), on=["indicator_id", "unit_id"], how="left")
        .join(_changes(own, earlier.year_before, definitions), on=["indicator_id", "unit_id"], how="left")
        .join(_texts(definitions, shown_first), on="indicator_id", how="inner")
    )
    judged = with_verdicts(_with_peers(beside, compared, definitions), definitions, compared.is_same_data)
    return judged.sort("unit_id", "_order").select("unit_id", *pack_columns())


def pack_columns() -> list[str]:
    """Give the columns of the PackMeasures model, in order."""
    sides = [f"{side}_{name}" for side in ("oht", "province") for name in COMPARED]
    texts = ["indicator_id", "aim", "title", "why", "direction", "unit", "status", "shown", "period"]
    own = [*OWN, "limits_method", *ADJUSTED, "minimum_denominator", "not_computable"]
    past = ["previous_value", "previous_period", *CHANGE]
    peers = ["peer_group", *PEERS, "benchmark_value", "gain"]
    return [*texts, *own, *past, "group_value", "group_suppression", *sides, *peers, "verdict", "verdict_reason"]


def _with_peers(rows: pl.DataFrame, compared: Comparators, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """The same rows with the columns of PEERS, benchmark_value and gain, of each practice's own peer group."""
    benchmarks = as_counts(compared.peers.select(*GROUP_KEY, "benchmark_value"), definitions)
    spread = compared.peers.rename({"suppression": "peers_suppression"}).select(*GROUP_KEY, *PEERS)
    joined = with_gain(rows, benchmarks, definitions, GROUP_KEY).join(spread, on=GROUP_KEY, how="left")
    is_absent = pl.col("peers_count").is_null()
    return joined.with_columns(
        pl.col("peers_count").fill_null(0),
        pl.when(is_absent).then(pl.lit("not_published")).otherwise("peers_suppression").alias("peers_suppression"),
        pl.when(pl.lit(compared.is_same_data)).then("gain").alias("gain"),
    )


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


def _changes(own: pl.DataFrame, year_before: pl.DataFrame | None, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator and practice: the columns of CHANGE, against the same month a year before."""
    then = own.clear() if year_before is None else year_before.filter(pl.col("level") == "practice")
    shared = [name for name in own.columns if name in then.columns]
    trend = build_trend(pl.concat([own.select(shared), then.select(shared)]), definitions)
    now = own.select("indicator_id", "unit_id", "period")
    return trend.join(now, on=["indicator_id", "unit_id", "period"], how="semi").select(
        "indicator_id", "unit_id", *CHANGE
    )


def _texts(definitions: Mapping[str, Indicator], shown_first: Collection[str]) -> pl.DataFrame:
    """One row per indicator: texts and labels of its definition, where it is shown, and its place in the catalogue."""
    fields = {name: name for name in ("aim", "title", "why", "unit", "status")} | {"direction": "practice_direction"}
    rows = [
        (name, *[getattr(record, field) for field in fields.values()], _where(record, shown_first), place)
        for place, (name, record) in enumerate(definitions.items())
    ]
    return pl.DataFrame(rows, schema=["indicator_id", *fields, "shown", "_order"], orient="row")


def _where(record: Indicator, shown_first: Collection[str]) -> str:
    """Say where the page has a measure: what is unverified or retired only where the programme of the page asks for it.

    All others are in the file for who wants them.
    """
    if record.id in shown_first:
        return "first"
    return "file" if record.status in FILE_ALONE else "further"
