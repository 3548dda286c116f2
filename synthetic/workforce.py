"""Physicians of the synthetic province: family physicians in groups, alone or with limited practices, and others."""

from dataclasses import dataclass

import polars as pl

from synthetic.geography import Geography
from synthetic.identifiers import physician_numbers
from synthetic.layout import arranged, postal_text
from synthetic.networks import Network
from synthetic.practices import CASUAL, Practice, comprehensive_counts, family_practices, limited_practices
from synthetic.specialists import specialist_practices
from synthetic.streams import Draws, Purpose

PAEDIATRICS, PSYCHIATRY = "26", "19"


@dataclass(frozen=True)
class Span:
    """Where each network's physicians of one kind stand in the workforce: first position and number."""

    first: pl.Series
    count: pl.Series

    def one(self, network: pl.Series, draws: Draws) -> pl.Series:
        """Draw one physician of each network (position in the workforce)."""
        return self.first.gather(network) + draws.below(self.count.gather(network), len(network))


@dataclass(frozen=True)
class Workforce:
    """All physicians: family physicians with a panel first, then limited practices, then specialists.

    `physicians`: one row per physician: number, specialty, group (null: solo), model, area, place, network (positions),
    practice, weight of the panel, first and size of the group's comprehensive part, and the hospital where most of
    the practice's people are admitted: first position and number of its sites among those of all networks. Within a
    kind physicians stand network by network. `casual` are the part-time and walk-in ones of the limited practices,
    `ward` the specialists who see inpatients, `paediatric` the paediatricians, `psychiatric` the psychiatrists; a
    network without any has those of another.
    """

    physicians: pl.DataFrame
    family_count: int
    family: Span
    limited: Span
    casual: Span
    specialists: Span
    ward: Span
    paediatric: Span
    psychiatric: Span


def place_weights(geography: Geography) -> list[float]:
    """Give each place's share of the people: that of its networks."""
    shares = [0.0] * len(geography.places)
    for network in geography.networks:
        shares[network.place] += network.share
    return shares


def build_workforce(people: int, seed: int, geography: Geography) -> Workforce:
    """Lay out the physicians for so many people; every network has each kind but single specialties."""
    networks = geography.networks
    counts = comprehensive_counts(people, networks)
    shared = [geography.places[network.place].is_shared for network in networks]
    family = family_practices(counts, shared)
    limited = limited_practices(counts, family)
    others = specialist_practices(people, networks)
    physicians = _rows([*family, *limited, *others], geography)
    return Workforce(
        _with_personal_columns(physicians, seed),
        len(family),
        *(_span(physicians, networks, which) for which in _kinds()),
    )


def _kinds() -> list[pl.Expr]:
    """Give the conditions of the kinds of physicians, in the order of the fields of a workforce."""
    practice, is_specialist = pl.col("practice"), pl.col("practice").is_in(["specialist", "specialist_without_ward"])
    return [
        practice == "comprehensive",
        (practice != "comprehensive") & ~is_specialist,
        practice.is_in(CASUAL),
        is_specialist,
        practice == "specialist",
        pl.col("specialty") == PAEDIATRICS,
        pl.col("specialty") == PSYCHIATRY,
    ]


def _span(physicians: pl.DataFrame, networks: tuple[Network, ...], which: pl.Expr) -> Span:
    """Find a kind's physicians of each network, who stand one after the other."""
    found = (
        physicians.with_row_index()
        .filter(which)
        .group_by("network")
        .agg(first=pl.col("index").min().cast(pl.Int32), count=pl.len().cast(pl.Int32))
    )
    spans = pl.DataFrame({"network": range(len(networks))}, schema={"network": pl.Int32}).join(
        found, on="network", how="left", maintain_order="left"
    )
    return Span(
        *(spans[name].fill_null(strategy="forward").fill_null(strategy="backward") for name in spans.columns[1:])
    )


def physicians_table(workforce: Workforce) -> pl.DataFrame:
    """One row per physician who serves the random residents, in the source's layout."""
    columns = workforce.physicians.with_columns(
        practice_postal_code=postal_text(pl.col("area_id"), pl.int_range(pl.len()) + 1),
    )
    return arranged("physicians", columns)


def _rows(practices: list[Practice], geography: Geography) -> pl.DataFrame:
    """One row per physician, with the group's place among all and the sites of the hospital."""
    networks = geography.networks
    sites = [len(network.all_sites) for network in networks]
    first_site = [sum(sites[:number]) for number in range(len(sites))]
    starts: dict[str, list[int]] = {}
    for position, practice in enumerate(practices):
        if practice.group_no and practice.practice == "comprehensive":
            starts.setdefault(practice.group_no, [position, 0])[1] += 1
    rows = []
    for position, practice in enumerate(practices):
        network = networks[practice.network]
        first, size = starts.get(practice.group_no or "", [position, 1])
        large = len(network.sites)
        small = practice.small_hospital or 0
        small = small if small <= len(network.small) else 0
        rows.append(
            {
                "place": network.place,
                "network": practice.network,
                "specialty": practice.specialty,
                "group_no": practice.group_no,
                "programme": practice.programme,
                "practice": practice.practice,
                "area_id": network.area_ids[practice.turn % min(len(network.area_ids), 2)],
                "group_first": first,
                "group_size": size,
                "turn": practice.turn,
                "site_first": first_site[practice.network] + (large + small - 1 if small else 0),
                "site_count": 1 if small else large,
            }
        )
    integers = ("place", "network", "group_first", "group_size", "turn", "site_first", "site_count")
    return pl.DataFrame(rows, infer_schema_length=None, schema_overrides=dict.fromkeys(integers, pl.Int32))


def _with_personal_columns(physicians: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The same rows with registry numbers, first days and the weight that decides how large a panel grows."""
    draws = Draws(seed, Purpose.WORKFORCE)
    rows = len(physicians)
    start = pl.Series("active_from", draws.below(12_000, rows)) + 3_650
    return physicians.with_columns(
        physician_numbers(pl.Series(range(rows)), seed).alias("physician_no"),
        start.cast(pl.Date).cast(pl.String).alias("active_from"),
        (0.6 + 0.8 * draws.uniform(rows)).alias("weight"),
        pl.lit(None, dtype=pl.String).alias("active_to"),
    )
