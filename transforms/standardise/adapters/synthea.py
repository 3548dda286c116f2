"""Synthea (FHIR R4, as flat tables) to the files its column map reads.

Only form is changed here: which encounter is a claim, a stay or a visit; local days; codes and places through the small
tables in `reference/synthea`. Nothing is judged: an impossible date stays and meets the rules of its input later.
"""

import polars as pl

from transforms.standardise.adapters import synthea_events as events
from transforms.standardise.adapters import synthea_people as people
from transforms.standardise.adapters import synthea_places as places
from transforms.standardise.adapters.synthea_accounts import accounts
from transforms.standardise.adapters.synthea_common import diagnoses_of_encounters, require_columns

__all__ = ["accounts", "adapt"]


def adapt(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """One table per file of the column map: persons, physicians, claims, discharges, ed_visits and the crosswalk.

    `tables` holds patients, practitioners, organizations, encounters and conditions; others are not looked at. Every
    table comes back sorted by its identifier. Raises ValueError when a table or a column is missing.
    """
    require_columns(tables)
    encounters = tables["encounters"]
    diagnoses = diagnoses_of_encounters(encounters, tables["conditions"])
    return {
        "persons": people.persons(tables["patients"], encounters),
        "physicians": people.physicians(tables["practitioners"], encounters),
        "claims": events.claims(encounters, diagnoses),
        "discharges": events.discharges(encounters, diagnoses),
        "ed_visits": events.ed_visits(encounters, diagnoses),
        "hospitals": places.hospitals(tables["organizations"], encounters),
        "network_ohts": places.network_ohts(),
        "areas": places.areas(),
        "ohts": places.ohts(),
    }
