"""Where a bucket's people receive their care: counts by the unit of the people and the unit that gave it.

Rules: docs/explanation/networks.md 14.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.admissions import is_medical
from transforms.attribution.teams import decided_by, sole_teams
from transforms.attribution.windows import in_window
from transforms.dates import years_before

UNITS = ["network_id", "group_id", "oht_id", "area_id"]
FLOW_KEY = ["level", "unit_id", "care_unit_id", "kind"]
GROUP_KEY = ["unit_id", "kind"]
LEVELS = ("network", "oht")
VISITS, PRIMARY, ADMISSIONS = "visits", "primary_care_visits", "admissions"


@dataclass(frozen=True)
class Places:
    """Where care is given: one row per physician (PhysicianTeams), per hospital site, per corporation, per network.

    `hospitals`: hospital_id, corporation_id. `corporations`: corporation_id, network_id. `network_ohts`: with the
    networks that the method uses.
    """

    physicians: pl.DataFrame
    hospitals: pl.DataFrame
    corporations: pl.DataFrame
    network_ohts: pl.DataFrame


@dataclass(frozen=True)
class Care:
    """Care of a bucket: one row per visit, and one per admission, at a unit of the people and a unit of care.

    `flows`: one row per level, unit, unit of care (null: none can be told) and kind: total. `groups`: one row per
    registry group of physicians and kind: inside, total. Whole numbers that add up over buckets.
    """

    flows: pl.DataFrame
    groups: pl.DataFrame


def describe_people(recomputed: pl.DataFrame, in_force: pl.DataFrame) -> pl.DataFrame:
    """One row per counted person: person_id, network_id, group_id, area_id as recomputed, and oht_id as in force."""
    teams = in_force.select("person_id", "oht_id")
    own = recomputed.select("person_id", "network_id", "group_id", "area_id")
    return own.join(teams, on="person_id", how="left")


def count_care(
    people: pl.DataFrame, frames: Mapping[str, pl.DataFrame], places: Places, period_end: dt.date, method: Method
) -> Care:
    """Count the care of a bucket's people (see `describe_people`); `frames`: its visits and discharges."""
    after = years_before(period_end, method.loyalty_look_back_years)
    visits = _visits(people, frames["visits"], places, in_window("service_date", after, period_end), method)
    stays = _stays(people, frames["discharges"], places, in_window("discharge_date", after, period_end))
    care = pl.concat([visits, stays], how="diagonal").pipe(_with_team_of_area, places.network_ohts)
    return Care(_flows(care), _groups(visits))


def _visits(
    people: pl.DataFrame, visits: pl.DataFrame, places: Places, window: pl.Expr, method: Method
) -> pl.DataFrame:
    """One row per units of the people and of the physician: kind, total; primary care counts in both kinds."""
    is_primary = pl.col("specialty_code").is_in(list(method.primary_care_specialties))
    physicians = places.physicians.select(
        "physician_id",
        pl.col("network_id").alias("care_network_id"),
        pl.col("provider_oht_id").alias("care_oht_id"),
        pl.col("group_id").alias("care_group_id"),
        is_primary.alias("is_primary"),
    )
    counted = (
        visits.filter(window)
        .join(people, on="person_id", how="inner")
        .group_by(*UNITS, "physician_id")
        .agg(pl.len().cast(pl.Int64).alias("total"))
        .join(physicians, on="physician_id", how="inner")
    )
    primary = counted.filter("is_primary").with_columns(pl.lit(PRIMARY).alias("kind"))
    return pl.concat([counted.with_columns(pl.lit(VISITS).alias("kind")), primary]).drop("physician_id", "is_primary")


def _stays(people: pl.DataFrame, discharges: pl.DataFrame, places: Places, window: pl.Expr) -> pl.DataFrame:
    """One row per units of the people and network of the hospital: kind, total."""
    sites = places.hospitals.select("hospital_id", "corporation_id").join(
        places.corporations, on="corporation_id", how="left"
    )
    sole = sole_teams(places.network_ohts).select(
        pl.col("network_id").alias("care_network_id"), pl.col("oht_id").alias("care_oht_id")
    )
    return (
        discharges.filter(is_medical() & window)
        .select("person_id", "hospital_id")
        .join(people, on="person_id", how="inner")
        .join(sites.select("hospital_id", pl.col("network_id").alias("care_network_id")), on="hospital_id", how="left")
        .group_by(*UNITS, "care_network_id")
        .agg(pl.len().cast(pl.Int64).alias("total"))
        .join(sole, on="care_network_id", how="left")
        .with_columns(pl.lit(ADMISSIONS).alias("kind"))
    )


def _with_team_of_area(care: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    """The same rows; a team that needs the person's area is the one that the network has there."""
    by_area = decided_by(network_ohts, "area_id").select(
        pl.col("network_id").alias("care_network_id"), "area_id", pl.col("oht_id").alias("area_oht_id")
    )
    joined = care.join(by_area, on=["care_network_id", "area_id"], how="left")
    return joined.with_columns(pl.coalesce("care_oht_id", "area_oht_id").alias("care_oht_id")).drop("area_oht_id")


def _flows(care: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit, unit of care and kind: total."""
    levels = [
        care.filter(pl.col(f"{level}_id").is_not_null())
        .group_by(
            pl.lit(level).alias("level"),
            pl.col(f"{level}_id").alias("unit_id"),
            pl.col(f"care_{level}_id").alias("care_unit_id"),
            "kind",
        )
        .agg(pl.col("total").sum())
        for level in LEVELS
    ]
    return pl.concat(levels).sort(FLOW_KEY, nulls_last=True)


def _groups(visits: pl.DataFrame) -> pl.DataFrame:
    """One row per registry group and kind of visit: inside, total."""
    inside = pl.col("total").filter(pl.col("care_group_id") == pl.col("group_id")).sum()
    return (
        visits.filter(pl.col("group_id").is_not_null())
        .group_by(pl.col("group_id").alias("unit_id"), "kind")
        .agg(inside.alias("inside"), pl.col("total").sum())
        .sort(GROUP_KEY)
    )
