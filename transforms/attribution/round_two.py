"""Round two, after the last bucket: every physician's and centre's hospital, network and team, and every area's.

Method: docs/explanation/method.md 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.admissions import add_up_admissions
from transforms.attribution.areas import place_areas
from transforms.attribution.hospitals import assign_corporations
from transforms.attribution.teams import decide_provider_teams
from transforms.attribution.tiers import PROVIDERS

FOUND = ["corporation_id", "network_id", "network_basis", "hospital_tie_step", "provider_oht_id"]
PHYSICIAN = ["physician_id", "specialty_code", "group_id", "start_date", "end_date", *FOUND]
CENTRE = ["centre_id", *FOUND]


@dataclass(frozen=True)
class Partials:
    """What the buckets said in round one, one frame each."""

    admissions: Sequence[pl.DataFrame]
    centre_admissions: Sequence[pl.DataFrame]
    residents: Sequence[pl.DataFrame]


@dataclass(frozen=True)
class Placed:
    """One row per physician (PhysicianTeams), per centre (CentreTeams) and per area (AreaTeams), sorted by id."""

    physicians: pl.DataFrame
    centres: pl.DataFrame
    areas: pl.DataFrame


def place_providers(partials: Partials, crosswalk: Mapping[str, pl.DataFrame], method: Method) -> Placed:
    """Place physicians, centres and areas. `crosswalk`: physicians, centres, hospitals, areas, network_ohts."""
    physicians = crosswalk["physicians"].with_columns(pl.col("physician_id").alias("provider_id"))
    nobody = [pl.lit(None, pl.String).alias(name) for name in ("physician_id", "group_id")]
    centres = crosswalk["centres"].with_columns(pl.col("centre_id").alias("provider_id"), *nobody)
    placed_physicians = _place(physicians, add_up_admissions(partials.admissions, "physician_id"), crosswalk, method)
    placed_centres = _place(centres, add_up_admissions(partials.centre_admissions, "centre_id"), crosswalk, method)
    return Placed(
        placed_physicians.select(PHYSICIAN).sort("physician_id"),
        placed_centres.select(CENTRE).sort("centre_id"),
        place_areas(
            partials.residents,
            networks_of(placed_physicians, placed_centres),
            crosswalk["areas"],
            crosswalk["hospitals"],
            crosswalk["network_ohts"],
            method,
        ),
    )


def _place(
    providers: pl.DataFrame, admissions: pl.DataFrame, crosswalk: Mapping[str, pl.DataFrame], method: Method
) -> pl.DataFrame:
    """One row per provider, with its hospital corporation, network and team."""
    placed = assign_corporations(
        admissions, providers, crosswalk["hospitals"], crosswalk["areas"], method.minimum_admissions
    )
    return decide_provider_teams(placed, crosswalk["network_ohts"])


def networks_of(physicians: pl.DataFrame, centres: pl.DataFrame) -> pl.DataFrame:
    """One row per physician and per centre: physician_id or centre_id (the other null), network_id."""
    of_physicians = physicians.select("physician_id", pl.lit(None, pl.String).alias("centre_id"), "network_id")
    of_centres = centres.select(pl.lit(None, pl.String).alias("physician_id"), "centre_id", "network_id")
    return pl.concat([of_physicians, of_centres]).select(*PROVIDERS, "network_id")
