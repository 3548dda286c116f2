"""Round two, after the last bucket: every physician's hospital, network and team."""

import polars as pl

from reference.load import Method
from transforms.attribution.admissions import add_up_admissions
from transforms.attribution.hospitals import assign_corporations
from transforms.attribution.physicians import number_physicians
from transforms.attribution.teams import decide_physician_teams

COLUMNS = [
    "physician_id",
    "specialty_code",
    "group_id",
    "start_date",
    "end_date",
    "corporation_id",
    "network_id",
    "network_basis",
    "hospital_tie_step",
    "provider_oht_id",
]


def place_physicians(partials: list[pl.DataFrame], crosswalk: dict[str, pl.DataFrame], method: Method) -> pl.DataFrame:
    """One row per physician of the registry, sorted by id (the PhysicianTeams model).

    `partials`: admissions by physician and corporation, one frame a bucket. `crosswalk`: physicians, hospitals, areas,
    network_ohts.
    """
    physicians = number_physicians(crosswalk["physicians"])
    numbers = physicians.select("physician_id", "physician_number")
    admissions = add_up_admissions([part.join(numbers, on="physician_id", how="inner") for part in partials])
    placed = assign_corporations(
        admissions, physicians, crosswalk["hospitals"], crosswalk["areas"], method.minimum_admissions
    )
    return decide_physician_teams(placed, crosswalk["network_ohts"]).select(COLUMNS).sort("physician_id")
