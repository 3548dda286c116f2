"""Loyalty and flows as teams may see them: nothing of 1 to 5, nor anything that one subtraction makes 1 to 5.

Rules: docs/explanation/networks.md 14. Counts are released of teams alone: networks make up teams, so that counts of
both would be subtracted from one another. No total of the province is released, so that teams do not add up to
anything known. Visits to family physicians and to others are told apart by subtraction, and are judged together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from transforms.disclosure.audience import Audience

RELEASED_LEVELS = ["network", "oht"]
COUNTED_LEVEL = "oht"
# Decimals of the share of a network: a hundredth tells no count.
NETWORK_DECIMALS = 2
# Kinds of care that are subtracted from one another: all visits less primary care leaves visits to specialists.
FAMILIES = {"visits": ("visits", "primary_care_visits"), "admissions": ("admissions",)}
POOLED, NONE = "pooled", "none"
Counts = tuple[int, ...]


@dataclass(frozen=True)
class _Flow:
    """The care of a unit's people at one unit of care: counts by kind of the family, the widest kind first."""

    care_unit_id: str | None
    counts: Counts


def release_loyalty(loyalty: pl.DataFrame, flows: pl.DataFrame, audience: Audience = Audience.OHT) -> pl.DataFrame:
    """One row per network or OHT and kind of care: inside, total and share, or the reason why they are hidden.

    A unit is hidden for all kinds of a family when anything inside or outside of it is 1 to 5. Of a network there is
    the share alone, in hundredths. An audience that nothing is hidden from gets all of it, exact, groups too.
    """
    levels = RELEASED_LEVELS if audience.threshold else [*RELEASED_LEVELS, "group"]
    hidden = pl.DataFrame(
        [
            (level, unit, kind)
            for level, unit, kinds, found in _units(flows)
            if _is_hidden(unit, found, audience.threshold)
            for kind in kinds
        ],
        schema={"level": pl.String, "unit_id": pl.String, "kind": pl.String},
        orient="row",
    )
    marked = (
        loyalty.filter(pl.col("level").is_in(levels))
        .join(hidden.with_columns(pl.lit("small_cell").alias("suppression")), on=hidden.columns, how="left")
        .sort("level", "unit_id", "kind")
    )
    is_counted = (pl.col("level") == COUNTED_LEVEL) | pl.lit(audience.threshold == 0)
    is_shown, share = pl.col("suppression").is_null(), pl.col("inside") / pl.col("total")
    return marked.select(
        "level",
        "unit_id",
        "kind",
        pl.when(is_shown & is_counted).then("inside").alias("inside"),
        pl.when(is_shown & is_counted).then("total").alias("total"),
        pl.when(is_shown).then(pl.when(is_counted).then(share).otherwise(share.round(NETWORK_DECIMALS))).alias("share"),
        pl.when(is_shown & ~is_counted).then(pl.lit("differencing")).otherwise("suppression").alias("suppression"),
        pl.lit(None, pl.String).alias("not_computable"),
    )


def say_missing(networks: pl.DataFrame, tiers: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """One row per network or OHT and kind of care that could not be measured: why, and no counts.

    `networks`: one row per network. `tiers`: one row per level, unit and tier. `missing`: one row per kind with
    not_computable.
    """
    of_networks = networks.select(pl.lit("network").alias("level"), pl.col("network_id").alias("unit_id"))
    of_teams = tiers.filter(pl.col("level") == "oht").select("level", "unit_id").unique()
    units = pl.concat([of_networks, of_teams]).sort("level", "unit_id")
    counts = [pl.lit(None, pl.Int64).alias(name) for name in ("inside", "total")]
    return units.join(missing, how="cross").select(
        "level",
        "unit_id",
        "kind",
        *counts,
        pl.lit(None, pl.Float64).alias("share"),
        pl.lit("not_applicable").alias("suppression"),
        "not_computable",
    )


def release_flows(flows: pl.DataFrame, audience: Audience = Audience.OHT) -> pl.DataFrame:
    """One row per OHT, unit of care and kind: total. Small flows are one row, `pooled`; hidden units have none.

    Columns: level, unit_id, care_unit_id (null in rows of another basis), basis (unit, pooled, none can be told), kind.
    An audience that nothing is hidden from gets the flows of networks too, none of them pooled.
    """
    counted = flows.filter((pl.col("level") == COUNTED_LEVEL) | pl.lit(audience.threshold == 0))
    rows = [
        (level, unit, flow.care_unit_id if flow.care_unit_id != POOLED else None, _basis(flow), kind, count)
        for level, unit, kinds, found in _units(counted)
        if not _is_hidden(unit, found, audience.threshold)
        for flow in _pooled(unit, found, audience.threshold)
        for kind, count in zip(kinds, flow.counts, strict=True)
        if count
    ]
    schema = dict.fromkeys(("level", "unit_id", "care_unit_id", "basis", "kind"), pl.String) | {"total": pl.Int64}
    order = ["level", "unit_id", "kind", "basis", "care_unit_id"]
    return pl.DataFrame(rows, schema=schema, orient="row").sort(order, nulls_last=True)


def _basis(flow: _Flow) -> str:
    return NONE if flow.care_unit_id is None else POOLED if flow.care_unit_id == POOLED else "unit"


def _units(flows: pl.DataFrame) -> Iterator[tuple[str, str, tuple[str, ...], list[_Flow]]]:
    """Give each unit with the kinds of a family and its flows, where there are any."""
    for kinds in FAMILIES.values():
        of_family = flows.filter(pl.col("kind").is_in(kinds))
        wide = of_family.group_by("level", "unit_id", "care_unit_id").agg(
            pl.col("total").filter(pl.col("kind") == kind).sum().alias(kind) for kind in kinds
        )
        ordered = wide.sort("level", "unit_id", "care_unit_id", nulls_last=True)
        for (level, unit), rows in ordered.group_by("level", "unit_id", maintain_order=True):
            yield str(level), str(unit), kinds, [_Flow(row[2], row[3:]) for row in rows.iter_rows()]


def _is_hidden(unit: str, flows: Sequence[_Flow], threshold: int) -> bool:
    inside = _sum([flow for flow in flows if flow.care_unit_id == unit])
    outside = _sum([flow for flow in flows if flow.care_unit_id != unit])
    return _is_small(inside, threshold) or _is_small(outside, threshold)


def _pooled(unit: str, flows: Sequence[_Flow], threshold: int) -> Iterator[_Flow]:
    """Give the flows with the small ones made one; the unit's own is known from its loyalty and stays out of it."""
    others = sorted((flow for flow in flows if flow.care_unit_id != unit), key=_by_size)
    pool = [flow for flow in others if _is_small(flow.counts, threshold)]
    rest = [flow for flow in others if not _is_small(flow.counts, threshold)]
    while pool and (_is_small(_sum(pool), threshold) or len(pool) == 1) and rest:
        pool.append(rest.pop(0))
    yield from (flow for flow in flows if flow.care_unit_id == unit)
    yield from rest
    if pool:
        yield _Flow(POOLED, _sum(pool))


def _by_size(flow: _Flow) -> tuple[int, str]:
    return flow.counts[0], flow.care_unit_id or ""


def _sum(flows: Sequence[_Flow]) -> Counts:
    return tuple(map(sum, zip(*(flow.counts for flow in flows), strict=True))) if flows else ()


def _is_small(counts: Counts, threshold: int) -> bool:
    """True when a count, or what the narrower kind leaves of the wider, is 1 to the threshold."""
    left = [wide - narrow for wide, narrow in pairwise(counts)]
    return any(1 <= count <= threshold for count in (*counts, *left))
