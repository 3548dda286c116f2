"""Round two, after the last bucket: every physician's and centre's hospital, network and team, and every area's.

Method: docs/explanation/method.md 5, docs/explanation/networks.md 13.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.admissions import add_up
from transforms.attribution.areas import place_areas
from transforms.attribution.hospitals import Evidence, assign_corporations, networks_of_corporations
from transforms.attribution.teams import decide_provider_teams
from transforms.attribution.tiers import PROVIDERS
from transforms.networks.combined import combine_networks, rename_networks
from transforms.networks.forming import form_networks, no_mergers, seed_crosswalk, teams_of_formed
from transforms.networks.specialists import of_specialists

FOUND = ["corporation_id", "network_id", "network_basis", "hospital_tie_step", "provider_oht_id"]
PHYSICIAN = ["physician_id", "specialty_code", "group_id", "start_date", "end_date", *FOUND]
CENTRE = ["centre_id", *FOUND]
Crosswalk = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Partials:
    """What the buckets said in round one, one frame each."""

    admissions: Sequence[pl.DataFrame]
    centre_admissions: Sequence[pl.DataFrame]
    residents: Sequence[pl.DataFrame]
    services: Sequence[pl.DataFrame]


@dataclass(frozen=True)
class Placed:
    """One row per physician (PhysicianTeams), per centre (CentreTeams) and per area (AreaTeams), sorted by id."""

    physicians: pl.DataFrame
    centres: pl.DataFrame
    areas: pl.DataFrame


@dataclass(frozen=True)
class RoundTwo:
    """What round two finds.

    `corporations`: one row per corporation that has a network. `network_ohts`: one row per network and OHT, or per
    deciding key, with the networks the method uses. `mergers`: one row per turn of their forming (NetworkMergers).
    """

    placed: Placed
    corporations: pl.DataFrame
    network_ohts: pl.DataFrame
    mergers: pl.DataFrame


@dataclass(frozen=True)
class _Providers:
    """One row per provider with corporation and network: physicians, and centres."""

    physicians: pl.DataFrame
    centres: pl.DataFrame


def place_providers(partials: Partials, crosswalk: Crosswalk, method: Method) -> RoundTwo:
    """Place physicians, centres and areas.

    `crosswalk`: physicians, centres, hospitals, areas, network_ohts, combined_networks.
    """
    known = {**crosswalk, **combine_networks(crosswalk, crosswalk["combined_networks"])}
    if method.network_rule == "formed":
        known, providers, mergers = _with_formed(partials, seed_crosswalk(known), method)
    else:
        providers, mergers = _assign(partials, known, method), no_mergers()
    teams = known["network_ohts"]
    physicians, centres = (decide_provider_teams(part, teams) for part in (providers.physicians, providers.centres))
    areas = place_areas(
        partials.residents, networks_of(physicians, centres), known["areas"], known["hospitals"], teams, method
    )
    placed = Placed(physicians.select(PHYSICIAN).sort("physician_id"), centres.select(CENTRE).sort("centre_id"), areas)
    return RoundTwo(placed, networks_of_corporations(known["hospitals"]).sort("corporation_id"), teams, mergers)


def _assign(partials: Partials, crosswalk: Crosswalk, method: Method) -> _Providers:
    """Give every physician and centre its corporation and the network of that."""
    registry = crosswalk["physicians"]
    physicians = registry.with_columns(pl.col("physician_id").alias("provider_id"))
    nobody = [pl.lit(None, pl.String).alias(name) for name in ("physician_id", "group_id")]
    centres = crosswalk["centres"].with_columns(pl.col("centre_id").alias("provider_id"), *nobody)
    services = of_specialists(pl.concat(partials.services), registry, method.primary_care_specialties)
    given = add_up([services], "physician_id", "services")
    of_physicians = Evidence(add_up(partials.admissions, "physician_id", "admissions"), given)
    of_centres = Evidence(add_up(partials.centre_admissions, "centre_id", "admissions"), given.clear())
    found = (
        assign_corporations(evidence, providers, crosswalk["hospitals"], crosswalk["areas"], method.minimum_admissions)
        for evidence, providers in ((of_physicians, physicians), (of_centres, centres))
    )
    return _Providers(*found)


def _with_formed(
    partials: Partials, seeds: Crosswalk, method: Method
) -> tuple[dict[str, pl.DataFrame], _Providers, pl.DataFrame]:
    """Give the crosswalk with formed networks, the providers in them, and the mergers that made them."""
    assigned = _assign(partials, seeds, method)
    admissions = [*partials.admissions, *partials.centre_admissions]
    formed = form_networks(
        networks_of(assigned.physicians, assigned.centres), partials.residents, admissions, seeds["hospitals"], method
    )
    known = {
        **seeds,
        "hospitals": rename_networks(seeds["hospitals"], formed.networks),
        "network_ohts": teams_of_formed(seeds["network_ohts"], formed),
    }
    providers = (rename_networks(part, formed.networks) for part in (assigned.physicians, assigned.centres))
    return known, _Providers(*providers), formed.mergers


def networks_of(physicians: pl.DataFrame, centres: pl.DataFrame) -> pl.DataFrame:
    """One row per physician and per centre: physician_id or centre_id (the other null), network_id."""
    of_physicians = physicians.select("physician_id", pl.lit(None, pl.String).alias("centre_id"), "network_id")
    of_centres = centres.select(pl.lit(None, pl.String).alias("physician_id"), "centre_id", "network_id")
    return pl.concat([of_physicians, of_centres]).select(*PROVIDERS, "network_id")
