"""Networks formed from where people are admitted: every hospital corporation is a seed, small ones are merged.

Rules: docs/explanation/networks.md 13.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.hospitals import measure_sites, networks_of_corporations
from transforms.attribution.tiers import PROVIDERS
from transforms.networks.combined import NETWORK_TEAM
from transforms.networks.mergers import Limits, Turn, merge_networks
from transforms.networks.state import State

PREFIX = "F-"
METRES_PER_KM = 1000
TURN = {
    **dict.fromkeys(["network_id", "partner_id", "merged_id", "reason", "tie_step"], pl.String),
    **dict.fromkeys(
        [
            f"{whose}{what}"
            for whose in ("", "partner_", "merged_")
            for what in ("people", "own_admissions", "admissions")
        ],
        pl.Int64,
    ),
    "distance_metres": pl.Int64,
}


@dataclass(frozen=True)
class Formed:
    """What came of the forming.

    `networks`: the network of every seed, both by name. `mergers`: one row per turn (model NetworkMergers). `people`:
    the residents of every seed before the first turn.
    """

    networks: dict[str, str]
    mergers: pl.DataFrame
    people: dict[str, int]


def seed_crosswalk(crosswalk: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Give the crosswalk with every corporation as a network of its own, and areas of none.

    The rows of network_ohts of a corporation's supplied network are the seed's; those of no corporation are left out.
    """
    seed = (PREFIX + pl.col("corporation_id")).alias("network_id")
    labels = networks_of_corporations(crosswalk["hospitals"])
    teams = crosswalk["network_ohts"].join(labels, on="network_id", how="inner").drop("network_id")
    return {
        **crosswalk,
        "hospitals": crosswalk["hospitals"].with_columns(seed),
        "areas": crosswalk["areas"].with_columns(pl.lit(None, pl.String).alias("network_id")),
        "network_ohts": teams.select(seed, *NETWORK_TEAM[1:]).sort(NETWORK_TEAM, nulls_last=True),
    }


def form_networks(
    providers: pl.DataFrame,
    residents: Sequence[pl.DataFrame],
    admissions: Sequence[pl.DataFrame],
    hospitals: pl.DataFrame,
    method: Method,
) -> Formed:
    """Form networks of the seeds of `hospitals` (see `seed_crosswalk`).

    `providers`: one row per physician or centre (PROVIDERS, one of them null) with its seed as network_id. `residents`
    and `admissions`: partial counts of the buckets, per area and provider, and per physician_id or centre_id and
    corporation_id.
    """
    seeds = hospitals["corporation_id"].unique().sort()
    people = {PREFIX + seed: 0 for seed in seeds} | _people(providers, residents)
    state = State(
        people,
        _admissions(providers, admissions),
        _metres(hospitals),
    )
    limits = Limits(
        method.network_minimum_population,
        method.network_minimum_loyalty_percent,
        method.network_maximum_km * METRES_PER_KM,
    )
    turns = list(merge_networks(state, limits))
    return Formed(state.network_of, tabulate_turns(turns), people)


def teams_of_formed(network_ohts: pl.DataFrame, formed: Formed) -> pl.DataFrame:
    """One row per formed network and OHT, or per deciding key: the rows of one of its seeds (see `seed_crosswalk`).

    That is, of those with rows, the seed with most people; of equals the smallest.
    """
    with_rows = set(network_ohts["network_id"])
    lead: dict[str, str] = {}
    for seed in sorted(formed.networks, key=lambda name: (-formed.people[name], name)):
        if seed in with_rows:
            lead.setdefault(formed.networks[seed], seed)
    names = {seed: network for network, seed in lead.items()}
    rows = network_ohts.filter(pl.col("network_id").is_in(list(names)))
    return rows.with_columns(pl.col("network_id").replace(names)).sort(NETWORK_TEAM, nulls_last=True)


def tabulate_turns(turns: Sequence[Turn]) -> pl.DataFrame:
    """One row per turn, in their order: the columns of the NetworkMergers model."""
    rows = [_row(turn) for turn in turns]
    before = ["network_id", "partner_id", "merged_id", "reason", "tie_step", "distance_metres"]
    counts = [name for name in TURN if name not in before]
    return (
        pl.DataFrame(rows, schema=TURN)
        .with_row_index("turn", offset=1)
        .select(pl.col("turn").cast(pl.Int64), *before, *counts)
    )


def no_mergers() -> pl.DataFrame:
    """One row per turn: none, as where networks are supplied."""
    return tabulate_turns([])


def _row(turn: Turn) -> dict[str, str | int | None]:
    partner = turn.partner
    row: dict[str, str | int | None] = {"network_id": turn.network_id, "reason": turn.reason, **asdict(turn.before)}
    if partner and turn.partner_before and turn.merged:
        row |= {"partner_id": partner.network_id, "tie_step": partner.tie_step, "distance_metres": partner.metres}
        row |= {f"partner_{name}": count for name, count in asdict(turn.partner_before).items()}
        row |= {"merged_id": turn.merged_id, **{f"merged_{n}": count for n, count in asdict(turn.merged).items()}}
    return row


def _people(providers: pl.DataFrame, residents: Sequence[pl.DataFrame]) -> dict[str, int]:
    """Give the residents of each seed with any."""
    placed = pl.concat(residents).join(providers, on=PROVIDERS, how="inner", nulls_equal=True)
    counted = placed.filter(pl.col("network_id").is_not_null()).group_by("network_id").agg(pl.col("persons").sum())
    return dict(counted.iter_rows())


def _admissions(providers: pl.DataFrame, admissions: Sequence[pl.DataFrame]) -> dict[tuple[str, str], int]:
    """Give the admissions by seed of the people and seed admitted to."""
    none = pl.DataFrame(schema=dict.fromkeys(PROVIDERS, pl.String))
    together = pl.concat([none, *admissions], how="diagonal")
    placed = together.join(providers, on=PROVIDERS, how="inner", nulls_equal=True)
    counted = (
        placed.filter(pl.col("network_id").is_not_null())
        .group_by("network_id", PREFIX + pl.col("corporation_id"))
        .agg(pl.col("admissions").sum())
    )
    return {(of, at): count for of, at, count in counted.iter_rows()}


def _metres(hospitals: pl.DataFrame) -> dict[tuple[str, str], int]:
    """Give the metres between the nearest sites of two seeds, both ways; a seed without a placed site has none."""
    sites = hospitals.select(pl.col("corporation_id").alias("of"), "latitude", "longitude")
    pairs = measure_sites(sites, hospitals).group_by("of", "corporation_id").agg(pl.col("distance_metres").min())
    return {(PREFIX + a, PREFIX + b): metres for a, b, metres in pairs.iter_rows()}
