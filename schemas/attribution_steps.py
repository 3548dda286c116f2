"""Tables that pass between the rounds of the attribution."""

import datetime as dt

import polars as pl

from schemas.core import TIER_BY_RULE, DerivedModel
from schemas.fields import described, person_id_field

NETWORK_BASES = ["inpatient_services", "own_admissions", "group_admissions", "nearest", "none"]
HOSPITAL_TIE_STEPS = ["none", "services", "admissions", "patients", "latest", "distance", "id"]


class YearOfCare(DerivedModel):
    """One row per person, physician and year of the look-back with core lines."""

    person_id: int = person_id_field()
    physician_id: str = described("Family physician")
    year: pl.Int8 = described("Year of the look-back, 1 ends at the period end", ge=1)
    value_cents: int = described("Schedule value in cents", ge=0)
    paid_cents: int = described("Amount paid in cents")
    visits: int = described("Lines", ge=1)
    visit_dates: int = described("Distinct service dates", ge=1)
    last_date: dt.date = described("Last service date")


class YearOfOtherCare(DerivedModel):
    """One row per person, physician, kind of line and year of the look-back with lines beside the core."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician")
    line_kind: str = described("Kind of line", isin=["paediatric_core", "other_visit"])
    year: pl.Int8 = described("Year of the look-back, 1 ends at the period end", ge=1)
    value_cents: int = described("Schedule value in cents", ge=0)
    paid_cents: int = described("Amount paid in cents")
    visits: int = described("Lines", ge=1)
    visit_dates: int = described("Distinct service dates", ge=1)
    last_date: dt.date = described("Last service date")


class Activity(DerivedModel):
    """One row per family physician and year of the look-back with lines in a bucket."""

    physician_id: str = described("Family physician")
    year: pl.Int8 = described("Year of the look-back, 1 ends at the period end", ge=1)
    core_lines: int = described("Core lines", ge=0)
    lines: int = described("Activity lines, the core lines among them", ge=1)
    days_0: pl.UInt64 = described("Days with lines as bits: days 0 to 63 before the end of the year")
    days_1: pl.UInt64 = described("Days 64 to 127")
    days_2: pl.UInt64 = described("Days 128 to 191")
    days_3: pl.UInt64 = described("Days 192 to 255")
    days_4: pl.UInt64 = described("Days 256 to 319")
    days_5: pl.UInt64 = described("Days 320 to 383")


class YearOfActivity(DerivedModel):
    """One row per family physician and year of the look-back with lines."""

    physician_id: str = described("Family physician")
    year: pl.Int8 = described("Year of the look-back, 1 ends at the period end", ge=1)
    core_lines: int = described("Core lines", ge=0)
    lines: int = described("Activity lines, the core lines among them", ge=1)
    days: int = described("Distinct days with lines", ge=1)


class JudgedPhysicians(DerivedModel):
    """One row per family physician with lines in the look-back."""

    physician_id: str = described("Family physician", unique=True)
    most_days: int = described("Distinct days with lines in the busiest year of the look-back", ge=1)
    core_lines: int = described("Core lines in the look-back", ge=0)
    lines: int = described("Activity lines in the look-back", ge=1)
    is_comprehensive: bool = described("Enough days, and more than the wanted share of core lines")


class ComprehensivePhysicians(DerivedModel):
    """One row per comprehensive family physician."""

    physician_id: str = described("Family physician", unique=True)


class AttributedPersons(DerivedModel):
    """One row per counted person after round one: by own enrolment, registration or care, or not yet."""

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry")
    area_id: str = described("Forward sortation area at the period end; null: no Ontario address", nullable=True)
    unplaced_reason: str = described("What speaks against placing the person; null: nothing", nullable=True)
    is_barred: bool = described("It bars the person whatever the care received")
    tier_rule: str = described("Rule that found the provider; null: none yet", nullable=True, isin=list(TIER_BY_RULE))
    physician_id: str = described("Physician found; null: centre or none", nullable=True)
    centre_id: str = described("Health centre found; null: physician or none", nullable=True)
    tie_step: str = described("First step that told the winner from the runner-up; null: no provider", nullable=True)
    own_value: int = described("Weight of core care by the physician; null: the rule does not weigh it", nullable=True)
    other_value: int = described("Largest weight of core care by another one; null: as own_value", nullable=True)
    all_value: int = described("Weight of all core care in the look-back; null: as own_value", nullable=True)


class Admissions(DerivedModel):
    """One row per physician and hospital corporation: medical admissions of the physician's patients in a bucket."""

    physician_id: str = described("Physician")
    corporation_id: str = described("Hospital corporation")
    admissions: int = described("Separations", ge=1)
    patients: int = described("Distinct patients", ge=1)
    latest_date: dt.date = described("Day of the last discharge")


class CentreAdmissions(DerivedModel):
    """One row per health centre and hospital corporation: medical admissions of the centre's people in a bucket."""

    centre_id: str = described("Health centre")
    corporation_id: str = described("Hospital corporation")
    admissions: int = described("Separations", ge=1)
    patients: int = described("Distinct patients", ge=1)
    latest_date: dt.date = described("Day of the last discharge")


class InpatientServices(DerivedModel):
    """One row per physician and hospital corporation: services to people of a bucket in hospital beds."""

    physician_id: str = described("Physician")
    corporation_id: str = described("Hospital corporation")
    services: int = described("Services of netted lines", ge=1)
    patients: int = described("Distinct patients", ge=1)
    latest_date: dt.date = described("Day of the last service")


class Residents(DerivedModel):
    """One row per postal area and provider: residents of a bucket who have that provider."""

    area_id: str = described("Forward sortation area")
    physician_id: str = described("Physician; null: a centre", nullable=True)
    centre_id: str = described("Health centre; null: a physician", nullable=True)
    persons: int = described("Residents", ge=1)


class NewbornRequests(DerivedModel):
    """One row per newborn of a bucket without a provider whose mother is known."""

    person_id: int = person_id_field(unique=True)
    mother_person_id: int = described("Keyed pseudonym of the mother", ge=0)


class NewbornAnswers(DerivedModel):
    """One row per newborn whose mother has a provider."""

    person_id: int = person_id_field(unique=True)
    physician_id: str = described("The mother's physician; null: a centre", nullable=True)
    centre_id: str = described("The mother's health centre; null: a physician", nullable=True)


class ExclusionCounts(DerivedModel):
    """One row per reason for which registered persons of a bucket are not counted."""

    excluded_reason: str = described("Reason")
    persons: pl.Int64 = described("Number of persons", ge=1)


class PhysicianTeams(DerivedModel):
    """One row per physician of the registry: hospital, network and team, with what they rest on."""

    physician_id: str = described("Physician", unique=True)
    specialty_code: str = described("OHIP specialty on the registry")
    group_id: str = described("Registry group; null: solo", nullable=True)
    start_date: dt.date = described("First day in practice; null: before records began", nullable=True)
    end_date: dt.date = described("First day no longer in practice; null: active", nullable=True)
    corporation_id: str = described("Hospital corporation; null: none found", nullable=True)
    network_id: str = described("Network of the corporation; null: none", nullable=True)
    network_basis: str = described("What led to the corporation", isin=NETWORK_BASES)
    hospital_tie_step: str = described(
        "What told the corporation from the runner-up; null: no corporation", nullable=True, isin=HOSPITAL_TIE_STEPS
    )
    provider_oht_id: str = described("Team that needs no person's area to decide; null: none", nullable=True)


class CentreTeams(DerivedModel):
    """One row per health centre: hospital, network and team, with what they rest on."""

    centre_id: str = described("Health centre", unique=True)
    corporation_id: str = described("Hospital corporation; null: none found", nullable=True)
    network_id: str = described("Network of the corporation; null: none", nullable=True)
    network_basis: str = described("What led to the corporation", isin=NETWORK_BASES)
    hospital_tie_step: str = described(
        "What told the corporation from the runner-up; null: no corporation", nullable=True, isin=HOSPITAL_TIE_STEPS
    )
    provider_oht_id: str = described("Team that needs no person's area to decide; null: none", nullable=True)


class AreaTeams(DerivedModel):
    """One row per postal area that is in the table or has residents with a network."""

    area_id: str = described("Forward sortation area", unique=True)
    network_id: str = described("Network of the area; null: none can be told", nullable=True)
    area_basis: str = described(
        "What led to the network; null: none", nullable=True, isin=["plurality", "nearest", "supplied"]
    )
    oht_id: str = described("Team the network leads to in this area; null: none or several", nullable=True)


class CorporationNetworks(DerivedModel):
    """One row per hospital corporation that has a network, by the rule of the method."""

    corporation_id: str = described("Hospital corporation", unique=True)
    network_id: str = described("Network")


class NetworkTeams(DerivedModel):
    """One row per network and OHT, or per deciding key, with the networks that the method uses."""

    network_id: str = described("Network")
    oht_id: str = described("Ontario Health Team")
    physician_id: str = described("Physician this row decides for; null: none", nullable=True)
    group_id: str = described("Group this row decides for; null: none", nullable=True)
    area_id: str = described("Area this row decides for; null: none", nullable=True)
