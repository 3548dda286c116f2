"""With whom a practice is compared: practices alike in model, place, size and the deprivation of their people.

Rule: docs/explanation/comparisons.md 25. The group is declared from facts about the practice, never chosen by results.
"""

import polars as pl

from transforms.comparisons.strata import NO_MODEL, rurality

# Widened from the right until enough practices are in the group.
KEYS = ["model", "rurality", "size_class", "deprivation_third"]
FEWEST_PEERS = 20
# Values of very small practices say more of chance than of care: they are nobody's peers. Settled here.
SMALLEST_PEER = 100
EVERYBODY = "ontario"
UNKNOWN = "unknown"
# Settled here: first panel size of a class, and its name.
SIZE_CLASSES = {1500: "1500-or-more", 800: "800-1499", 0: "under-800"}


def count_panel_facts(attribution: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per physician with persons in a bucket: whole numbers that add up over buckets.

    panel_persons; known_persons, those whose area has a deprivation quintile; deprivation_total, the sum of theirs.
    """
    quintiles = areas.select("area_id", pl.col("deprivation_quintile").cast(pl.Int64).alias("quintile"))
    return (
        attribution.filter(pl.col("physician_id").is_not_null())
        .join(quintiles, on="area_id", how="left")
        .group_by("physician_id")
        .agg(
            pl.len().cast(pl.Int64).alias("panel_persons"),
            pl.col("quintile").count().cast(pl.Int64).alias("known_persons"),
            pl.col("quintile").sum().alias("deprivation_total"),
        )
        .sort("physician_id")
    )


def describe_practices(panels: pl.DataFrame, physicians: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """One row per practice with persons, sorted by physician_id: the columns of `KEYS`, all text, and is_peer.

    is_peer: it has 100 persons or more.
    `panels` come from `count_panel_facts`, added up over all buckets. A physician whom the registry lacks is in model
    `none`; a place or a deprivation nobody knows is `unknown`.
    """
    places = areas.select("area_id", rurality().alias("rurality"))
    registry = physicians.select("physician_id", "area_id", pl.col("model_code").alias("model"))
    return (
        panels.join(registry, on="physician_id", how="left")
        .join(places, on="area_id", how="left")
        .select(
            "physician_id",
            pl.col("model").fill_null(NO_MODEL),
            pl.col("rurality").fill_null(UNKNOWN),
            _size_class().alias("size_class"),
            _deprivation_third().alias("deprivation_third"),
            (pl.col("panel_persons") >= SMALLEST_PEER).alias("is_peer"),
        )
        .sort("physician_id")
    )


def declare_peers(practices: pl.DataFrame) -> pl.DataFrame:
    """One row per practice, sorted by physician_id: physician_id, peer_group (text), peer_practices.

    `practices` come from `describe_practices`. The group is the narrowest cell of the first keys that holds at least 20
    practices of 100 persons or more, else the province; peer_practices counts those. A wider cell holds the practices
    of its narrow ones too. Smaller practices have a group, and are nobody's peers.
    """
    peers = pl.col("is_peer").cast(pl.Int64).sum()
    named = [(_cell(depth), peers.over(KEYS[:depth])) for depth in range(len(KEYS), 0, -1)]
    enough = [(name, size, size >= FEWEST_PEERS) for name, size in named]
    group = pl.coalesce(*[pl.when(is_enough).then(name) for name, _, is_enough in enough], pl.lit(EVERYBODY))
    count = pl.coalesce(*[pl.when(is_enough).then(size) for _, size, is_enough in enough], peers)
    return practices.select(
        "physician_id", group.alias("peer_group"), count.cast(pl.Int64).alias("peer_practices")
    ).sort("physician_id")


def list_peers(practices: pl.DataFrame) -> pl.DataFrame:
    """One row per peer group that some practice has and practice in it, sorted: peer_group, physician_id.

    A practice stands in every group whose cell it lies in, so that each group is whole; none of fewer than 100 persons.
    """
    large = practices.filter("is_peer")
    declared = declare_peers(practices).select("peer_group").unique()
    cells = [large.select(_cell(depth).alias("peer_group"), "physician_id") for depth in range(len(KEYS) + 1)]
    return pl.concat(cells).join(declared, on="peer_group", how="semi").sort("peer_group", "physician_id")


def _cell(depth: int) -> pl.Expr:
    """Give the name of a practice's cell by the first `depth` keys."""
    return pl.concat_str(KEYS[:depth], separator="/") if depth else pl.lit(EVERYBODY)


def _size_class() -> pl.Expr:
    sizes = [pl.when(pl.col("panel_persons") >= first).then(pl.lit(name)) for first, name in SIZE_CLASSES.items()]
    return pl.coalesce(*sizes)


def _deprivation_third() -> pl.Expr:
    """Give the third of practices by the mean quintile of their people, 3 the most deprived; ties stay together."""
    mean = pl.when(pl.col("known_persons") > 0).then(pl.col("deprivation_total") / pl.col("known_persons"))
    below = mean.rank("min").cast(pl.Int64) - 1
    return (3 * below // mean.count().cast(pl.Int64) + 1).cast(pl.String).fill_null(UNKNOWN)
