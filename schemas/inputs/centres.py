"""Community health centres and nurse-practitioner-led clinics: who they are, their registered people, their visits."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, POSTAL_AREA, Contract, InputModel, described, person_id_field

CENTRE_KINDS = ["community_health_centre", "aboriginal_health_access_centre", "nurse_practitioner_clinic", "other_team"]
CENTRE_PROVIDERS = ["physician", "nurse_practitioner", "other"]


class Centres(InputModel):
    """One row per health centre or nurse-practitioner-led clinic.

    Known limits: their staff are salaried and bill nothing, so that their people are unseen in claims.
    """

    centre_id: str = described("Health centre or clinic", str_length={"min_value": 1})
    centre_kind: str = described("Kind of team", isin=CENTRE_KINDS)
    area_id: str = described(
        "Forward sortation area of the centre; null: unknown", nullable=True, str_matches=POSTAL_AREA
    )

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["centre_id"], by_person=False)}


class CentreRosters(InputModel):
    """One row per registration spell of a person with a health centre.

    Known limits: people stay registered long after their last visit, so a registration alone places nobody.
    """

    person_id: int = person_id_field()
    centre_id: str = described("Centre the person is registered with", str_length={"min_value": 1})
    start_date: dt.date = described("First day of the registration", not_future=True, ge=EARLIEST_EVENT)
    end_date: dt.date = described("First day after the registration (half-open); null: open", nullable=True)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id", "centre_id", "start_date"], dates=["start_date"])}

    @pa.dataframe_check
    def registration_not_inverted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an open registration passes."""
        return data.lazyframe.select(pl.col("end_date") >= pl.col("start_date"))


class CentreVisits(InputModel):
    """One row per visit of a person to a health centre."""

    visit_id: str = described("Identifier of the visit", str_length={"min_value": 1})
    person_id: int = person_id_field()
    centre_id: str = described("Centre visited", str_length={"min_value": 1})
    visit_date: dt.date = described("Day of the visit, local", not_future=True, ge=EARLIEST_EVENT)
    provider_kind: str = described("Who was seen; null: not supplied", nullable=True, isin=CENTRE_PROVIDERS)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id", "visit_id"], dates=["visit_date"], is_windowed=True)}
