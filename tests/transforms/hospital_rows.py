"""Stays, same-day surgery and contacts with all that a test does not speak of as usual."""

import datetime as dt

import polars as pl

from schemas.base_tables import Contacts
from schemas.inputs.day_surgeries import DaySurgeries
from schemas.inputs.discharges import Discharges
from tests.tables import table
from tests.transforms.rows import DAY, attribution
from transforms.episodes.last_days import LAST_DAYS

NO_LAST_DAYS = pl.DataFrame(schema=LAST_DAYS)
NO_SURGERY = DaySurgeries.empty()


def stays(text: str) -> pl.DataFrame:
    """One row per line: an urgent medical stay in site S1, from which the patient went home."""
    usual = {"hospital_id": "S1", "admission_category": "U", "care_type": "medical", "disposition_code": "05"}
    codes = {"main_diagnosis_code": "A099", "other_diagnosis_codes": [], "intervention_codes": []}
    return table(text, Discharges, person_id=1, discharge_id=str, **usual, **codes)


def day_surgeries(text: str) -> pl.DataFrame:
    """One row per line: a same-day surgery visit at site S9."""
    return table(text, DaySurgeries, person_id=1, visit_id=str, hospital_id="S9", main_diagnosis_code="K409")


def contacts(text: str) -> pl.DataFrame:
    """One row per line: a contact in person with physician a on the day after the usual discharge."""
    flags = dict.fromkeys(
        ["is_at_distance", "is_video", "is_telephone", "is_mental_health", "has_first_visit_premium"], False
    )
    return table(
        text, Contacts, **{"person_id": 1, "physician_id": "a", "service_date": DAY + dt.timedelta(days=1), **flags}
    )


def everybody(discharges: pl.DataFrame) -> pl.DataFrame:
    """One row per person of the stays: a counted woman of 46 rostered with physician a, in no group."""
    persons = discharges["person_id"].unique().sort().to_list()
    return attribution("\n".join(["person_id", *(str(person) for person in persons)]))
