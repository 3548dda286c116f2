"""Tables between the inputs and the definitions."""

import datetime as dt

import polars as pl

from schemas.core import DerivedModel
from schemas.fields import CARE_LOCATIONS, FEE_CODE, SEXES, described, person_id_field
from schemas.inputs.screening import TEST_KINDS, UNTOLD_SPECIMEN

LINE_KINDS = ["paediatric_core", "other_visit", "elsewhere"]
CONDITIONS = ["copd", "diabetes", "heart_failure"]


class NettedClaims(DerivedModel):
    """One row per netted claim line of a person."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    fee_code: str = described("Fee code without its suffix", str_matches=FEE_CODE)
    location: str = described("Where the service took place", isin=CARE_LOCATIONS)
    hospital_id: str = described("Hospital of the service; null: none or not supplied", nullable=True)
    services: int = described("Services left after reversals", gt=0)
    paid_cents: int = described("Amount paid in cents, reversals taken off; zero where no amount is supplied")
    diagnosis_code: str = described("Smallest diagnosis of the lines netted into it; null: none", nullable=True)


class CoreLines(DerivedModel):
    """One row per core primary-care line of a person."""

    person_id: int = person_id_field()
    physician_id: str = described("Family physician who billed")
    service_date: dt.date = described("Day of service, local")
    value_cents: int = described("Schedule value of the line in cents", ge=0)
    paid_cents: int = described("Amount paid for the line in cents")


class OtherLines(DerivedModel):
    """One row per line of a person that tells of primary care beside the core lines."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    line_kind: str = described(
        "paediatric_core: core care of a paediatrician; other_visit: a family physician's visit that is not core; "
        "elsewhere: a further line of a family physician",
        isin=LINE_KINDS,
    )
    value_cents: int = described("Schedule value of a paediatric core line in cents; zero for the others", ge=0)
    paid_cents: int = described("Amount paid for a paediatric core line in cents; zero for the others")


class Visits(DerivedModel):
    """One row per person, physician and day with a line that may be a visit, whatever the physician's specialty."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")


class Contacts(DerivedModel):
    """One row per person, physician and day with a line of care at a place people come to, or at a distance."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    is_at_distance: bool = described("By video or telephone, by any of the signs of indicators.md 20")
    is_video: bool = described("A K300 line of the same person, physician and day")
    is_telephone: bool = described("A K301 line of the same person, physician and day")
    is_mental_health: bool = described("A line of it has a listed diagnosis of mental health")
    has_first_visit_premium: bool = described("An E080 line: first visit within two weeks of an acute stay")


class PreventiveLines(DerivedModel):
    """One row per person, physician, day and fee code of prevention with a netted line, wherever it was done."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    fee_code: str = described("Fee code without its suffix", str_matches=FEE_CODE)
    service: str = described("Agent of the vaccine, or what was done, by the code set preventive_fees")


class InpatientLines(DerivedModel):
    """One row per person, physician, day and hospital with netted lines in a bed there."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    hospital_id: str = described("Hospital site")
    services: int = described("Services left after reversals", gt=0)


class ConditionDays(DerivedModel):
    """One row per person, day and condition with a claim line of that day that tells of it."""

    person_id: int = person_id_field()
    service_date: dt.date = described("Day of service, local")
    condition: str = described("Long-term condition that the diagnosis of the line tells of", isin=CONDITIONS)


class ListedServices(DerivedModel):
    """One row per person, physician, day and listed fee code of which any part was billed."""

    person_id: int = person_id_field()
    physician_id: str = described("Physician who billed")
    service_date: dt.date = described("Day of service, local")
    fee_code: str = described("Fee code without its suffix", str_matches=FEE_CODE)


class ScreeningLines(DerivedModel):
    """One row per person, kind of screening test and day with a netted line whose fee code tells of one."""

    person_id: int = person_id_field()
    test_kind: str = described("Kind of test", isin=[*TEST_KINDS, UNTOLD_SPECIMEN])
    test_date: dt.date = described("Day of service, local")


class PanelCounts(DerivedModel):
    """One row per physician with attributed persons in a bucket."""

    physician_id: str = described("Physician")
    panel_persons: int = described("Persons placed with the physician, whatever the tier", ge=1)


class PhysicianBase(DerivedModel):
    """One row per physician at the end of a period: the base table of indicators of physicians."""

    physician_id: str = described("Physician", unique=True)
    group_id: str = described("Registry group; null: solo", nullable=True)
    oht_id: str = described("Team decided without a person's area; null: none", nullable=True)
    is_primary_care: bool = described("Of a specialty of primary care")
    is_in_practice: bool = described("In practice at the period end")
    panel_persons: int = described("Persons placed with the physician, whatever the tier", ge=0)
    was_in_practice_year_before: bool = described("In practice twelve months before the period end")
    days_12m: int = described("Distinct days with an activity line in twelve months", ge=0)
    had_activity_year_before: bool = described("An activity line in the twelve months before these")
    time_units: int = described("Units of 15 minutes of time codes in the month of the period end", ge=0)
    administrative_units: int = described("Of them, indirect care and clinical administration", ge=0)
    burnout_weight: int = described("Weight of the latest answer on burnout, in thousandths; zero: none", ge=0)
    has_burnout: bool = described("It says a level of burnout of 3 or more")
    confidence_weight: int = described("Weight of the latest answer on confidence, in thousandths; zero: none", ge=0)
    has_confidence: bool = described("It says very or somewhat confident in the system")


class Decedents(DerivedModel):
    """One row per person who died in the 36 months up to the period end, with the units of the person at death."""

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry", isin=SEXES)
    area_id: str = described("Forward sortation area on the last day of life; null: no Ontario address", nullable=True)
    physician_id: str = described("Physician, who is also the practice; null: none", nullable=True)
    group_id: str = described("Registry group of the physician; null: solo or no physician", nullable=True)
    oht_id: str = described("Ontario Health Team; null: none", nullable=True)
    death_date: dt.date = described("Day of death on the registry")
    age_years: pl.Int32 = described("Age in completed years on the day of death", ge=0)


class PopulationBase(DerivedModel):
    """One row per counted person and per person who died in the 36 months up to the period end."""

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry", isin=SEXES)
    area_id: str = described("Forward sortation area at the period end, or at death; null: none", nullable=True)
    physician_id: str = described("Physician, who is also the practice; null: none", nullable=True)
    group_id: str = described("Registry group of the physician; null: solo or no physician", nullable=True)
    oht_id: str = described("Ontario Health Team; null: none", nullable=True)
    death_date: dt.date = described("Day of death on the registry; null: alive at the period end", nullable=True)
    age_years: pl.Int32 = described("Age in completed years at the period end, or on the day of death", ge=0)
    is_decedent: bool = described("Died in the 36 months up to the period end")
    is_recent_decedent: bool = described("Died in the 12 months up to the period end")


class HospitalBase(DerivedModel):
    """One row per hospital site of the crosswalk at the end of a period: the base table of indicators of hospitals.

    Beside these the columns of every family of hospitals that can be computed, in whole numbers.
    """

    hospital_id: str = described("Hospital site", unique=True)
    corporation_id: str = described("Hospital corporation the site belongs to")
    network_id: str = described("Network of the corporation in this period; null: none", nullable=True)
    oht_id: str = described("Team of the network; null: none, or several teams share the network", nullable=True)
