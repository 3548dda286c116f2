"""The base table of hospital sites: the corporation, network and team of each, and what families tell of it.

Rules: docs/explanation/families/bed_census.md 43; networks and teams as in docs/explanation/method.md 5.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from transforms.attribution.teams import sole_teams
from transforms.features.family import HospitalFamily


def build_hospitals(sites: pl.DataFrame, corporations: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    """One row per site of the crosswalk, sorted by id (the HospitalBase model).

    `sites`: the input of hospitals. `corporations` and `network_ohts`: networks of corporations and teams of networks
    as round two has them for the period. A network of several teams gives its sites none.
    """
    return (
        sites.select("hospital_id", "corporation_id")
        .join(corporations.select("corporation_id", "network_id"), on="corporation_id", how="left")
        .join(sole_teams(network_ohts), on="network_id", how="left")
        .sort("hospital_id")
    )


def join_hospital_features(
    hospitals: pl.DataFrame, frames: Mapping[str, pl.DataFrame], chosen: Sequence[HospitalFamily]
) -> pl.DataFrame:
    """One row per site, in the order of `hospitals`: its columns and the features of the chosen families.

    `frames`: by family one row per site with anything to tell; a site without a row has zeros.
    """
    table = hospitals
    for family in chosen:
        own = frames[family.name].select("hospital_id", *family.zeros)
        table = table.join(own, on="hospital_id", how="left", maintain_order="left", validate="1:1")
        table = table.with_columns(pl.col(family.zeros).fill_null(0))
    return table


def units_of_hospitals(hospitals: pl.DataFrame) -> pl.DataFrame:
    """One row per site, in order: oht_id, and null as physician_id and group_id, since no site is in a practice."""
    none = [pl.lit(None, pl.String).alias(name) for name in ("physician_id", "group_id")]
    return hospitals.select(*none, "oht_id")
