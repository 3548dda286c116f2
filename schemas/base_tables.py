"""Tables between the inputs and the definitions."""

import datetime as dt

import polars as pl

from schemas.core import DerivedModel
from schemas.fields import CARE_LOCATIONS, FEE_CODE, described, person_id_field


class NettedClaims(DerivedModel):
    """One row per netted claim line of a person, of the fee codes that something asks for."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    fee_code: str = described("Fee code without its suffix", str_matches=FEE_CODE)
    location: str = described("Where the service took place", isin=CARE_LOCATIONS)
    hospital_id: str = described("Hospital of the service; null: none or not supplied", nullable=True)
    services: int = described("Services left after reversals", gt=0)


class CoreLines(DerivedModel):
    """One row per core primary-care line of a person."""

    person_id: int = person_id_field()
    physician_id: str = described("Primary-care physician who billed")
    service_date: dt.date = described("Day of service, local")
    value_cents: int = described("Schedule value of the line in cents", ge=0)


class AttributedPersons(DerivedModel):
    """One row per counted person after round one: by enrolment, by care, or not yet."""

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry")
    area_id: str = described("Forward sortation area; null: no Ontario address", nullable=True)
    unplaced_reason: str = described("Why no care can place the person; null: can be placed", nullable=True)
    tier: str = described("rostered, virtual, unattributable; null: by area, in round three", nullable=True)
    physician_id: str = described("Physician by enrolment or care; null: none", nullable=True)
    tie_step: str = described("First step that told the winner from the runner-up; null: no physician", nullable=True)


class Admissions(DerivedModel):
    """One row per physician and hospital corporation: medical admissions of the physician's patients in a bucket."""

    physician_id: str = described("Physician")
    corporation_id: str = described("Hospital corporation")
    admissions: int = described("Separations", ge=1)
    patients: int = described("Distinct patients", ge=1)
    latest_date: dt.date = described("Day of the last discharge")


class PhysicianTeams(DerivedModel):
    """One row per physician of the registry: hospital, network and team, with what they rest on."""

    physician_id: str = described("Physician", unique=True)
    specialty_code: str = described("OHIP specialty on the registry")
    group_id: str = described("Registry group; null: solo", nullable=True)
    start_date: dt.date = described("First day in practice; null: before records began", nullable=True)
    end_date: dt.date = described("First day no longer in practice; null: active", nullable=True)
    corporation_id: str = described("Hospital corporation; null: none found", nullable=True)
    network_id: str = described("Network of the corporation; null: none", nullable=True)
    network_basis: str = described(
        "What led to the corporation", isin=["own_admissions", "group_admissions", "nearest", "none"]
    )
    hospital_tie_step: str = described(
        "What told the corporation from the runner-up; null: no corporation",
        nullable=True,
        isin=["none", "admissions", "patients", "latest", "distance", "id"],
    )
    provider_oht_id: str = described("Team that needs no person's area to decide; null: none", nullable=True)


class PanelCounts(DerivedModel):
    """One row per physician with attributed persons in a bucket."""

    physician_id: str = described("Physician")
    panel_persons: int = described("Persons attributed in tiers rostered and virtual", ge=1)


class ExclusionCounts(DerivedModel):
    """One row per reason for which registered persons of a bucket are not counted."""

    excluded_reason: str = described("Reason")
    persons: pl.Int64 = described("Number of persons", ge=1)
