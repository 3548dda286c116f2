"""Deaths with their place and cause."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, ICD10_CODE, Contract, InputModel, described, person_id_field

DEATH_PLACES = [
    "hospital_inpatient",
    "emergency",
    "complex_continuing_care",
    "rehabilitation",
    "mental_health_bed",
    "long_term_care",
    "home",
    "other",
    "unknown",
]


class Deaths(InputModel):
    """One row per person who died, as the register of deaths and the records of care together tell it.

    Known limits: causes are coded a year or more late; deaths outside the province may be missing; the day may differ
    from that of the registry of persons, which decides who is dead.
    """

    person_id: int = person_id_field()
    death_date: dt.date = described("Day of death as recorded", not_future=True, ge=EARLIEST_EVENT)
    place: str = described("Where the person died; null: not supplied", nullable=True, isin=DEATH_PLACES)
    underlying_cause_code: str = described(
        "Underlying cause of death, ICD-10 without dot; null: not yet coded or not supplied",
        nullable=True,
        str_matches=ICD10_CODE,
    )

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id"], dates=["death_date"], is_needed=False, is_windowed=True)}
