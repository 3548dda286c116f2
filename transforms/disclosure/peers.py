"""What may be shown of how practices are spread within their peer group. Rule: docs/explanation/comparisons.md 25.

Groups lie within one another. A few practices that a wide group has beside its open narrow ones could be told from the
two spreads together, though no sum is ever released; so the wide group stays hidden then. Nothing is released but
percentiles in three significant digits, the value of the best quarter, and numbers of practices.
"""

from collections.abc import Mapping

import polars as pl

from schemas.pack import PEERS_NEEDED
from transforms.comparisons.peers import EVERYBODY, KEYS
from transforms.comparisons.spread import GROUP_KEY, QUANTILES, describe_best, describe_spread, find_peers
from transforms.disclosure.primary import status_of
from transforms.indicators.definition import Indicator

# Beside the open groups within it a group must have none, or this many: fewer could be told one by one.
FEWEST_OTHERS = 4
SIGNIFICANT = 3
PRACTICE = ["indicator_id", "unit_id"]


def release_peers(
    results: pl.DataFrame,
    members: pl.DataFrame,
    definitions: Mapping[str, Indicator],
    period: str,
) -> pl.DataFrame:
    """One row per indicator and peer group (the PublishedPeers model): the spread of its practices in a period.

    `results` follow the Results model, `members` come from `list_peers`.
    """
    peers = find_peers(results, members)
    rated = peers.join(_smallest(definitions), on="indicator_id").filter(pl.col("denominator") >= pl.col("smallest"))
    reasons = [judge_groups(peers, "suppression"), judge_groups(rated, "benchmark_suppression")]
    table = describe_spread(peers).join(reasons[0], on=GROUP_KEY, how="left")
    best = describe_best(peers, definitions).join(reasons[1], on=GROUP_KEY, how="left")
    return (
        table.join(best, on=GROUP_KEY, how="left")
        .select(
            "indicator_id",
            pl.lit(period).alias("period"),
            "peer_group",
            "peers_count",
            *[_shown(name, "suppression") for name in QUANTILES],
            "suppression",
            pl.col("benchmark_practices").fill_null(0),
            _shown("benchmark_value", "benchmark_suppression"),
            status_of(definitions),
        )
        .sort(GROUP_KEY)
    )


def judge_groups(peers: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row per indicator and peer group with a practice: whether its values may be described, under `name`.

    few_practices: fewer than 20; few_others: only 1 to 3 beside the open groups within it; null: open.
    """
    depth = pl.when(pl.col("peer_group") == EVERYBODY).then(0)
    cells = peers.select(*GROUP_KEY, "unit_id", depth.otherwise(_keys_of_name()).alias("depth"))
    open_so_far = cells.select(PRACTICE).clear()
    judged = []
    for keys in range(len(KEYS), -1, -1):
        of_depth = cells.filter(pl.col("depth") == keys)
        counted = _count_others(of_depth, open_so_far).select(*GROUP_KEY, _reason().alias(name))
        opened = of_depth.join(counted.filter(pl.col(name).is_null()), on=GROUP_KEY, how="semi")
        open_so_far = pl.concat([open_so_far, opened.select(PRACTICE)]).unique()
        judged.append(counted)
    return pl.concat(judged).sort(GROUP_KEY)


def _keys_of_name() -> pl.Expr:
    return pl.col("peer_group").str.count_matches("/", literal=True).cast(pl.Int32) + 1


def _count_others(cells: pl.DataFrame, open_so_far: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator and peer group: practices, and others, those in no open group within it."""
    known = open_so_far.with_columns(pl.lit(True).alias("is_told"))
    others = pl.col("is_told").is_null().sum().cast(pl.Int64).alias("others")
    return (
        cells.join(known, on=PRACTICE, how="left")
        .group_by(GROUP_KEY)
        .agg(pl.len().cast(pl.Int64).alias("practices"), others)
    )


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col("practices") < PEERS_NEEDED)
        .then(pl.lit("few_practices"))
        .when(pl.col("others").is_between(1, FEWEST_OTHERS - 1))
        .then(pl.lit("few_others"))
    )


def _shown(name: str, reason: str) -> pl.Expr:
    return pl.when(pl.col(reason).is_null()).then(pl.col(name).round_sig_figs(SIGNIFICANT)).alias(name)


def _smallest(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: the smallest denominator by which a practice may be judged."""
    rows = [(record.id, max(record.minimum_denominator, 1)) for record in definitions.values()]
    return pl.DataFrame(rows, schema={"indicator_id": pl.String, "smallest": pl.Int64}, orient="row")
