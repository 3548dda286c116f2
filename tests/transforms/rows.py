"""Rows of the inputs with all that a test does not speak of as usual, so that its table shows the edge alone."""

import datetime as dt

import polars as pl

from reference.load import Method, load_method
from schemas.attribution_steps import (
    Admissions,
    AreaTeams,
    AttributedPersons,
    CentreAdmissions,
    CentreTeams,
    ExclusionCounts,
    InpatientServices,
    PhysicianTeams,
    Residents,
)
from schemas.base_tables import Contacts, CoreLines, NettedClaims, OtherLines, PreventiveLines
from schemas.core import Attribution
from schemas.inputs.addresses import Addresses
from schemas.inputs.bed_census import BedCensus
from schemas.inputs.births import Births
from schemas.inputs.centres import CentreRosters, Centres, CentreVisits
from schemas.inputs.claims import Claims
from schemas.inputs.costs import Costs
from schemas.inputs.crosswalk import Areas, CombinedNetworks, Hospitals, NetworkOhts
from schemas.inputs.discharges import Discharges
from schemas.inputs.ed_visits import EdVisits
from schemas.inputs.enrolments import Enrolments
from schemas.inputs.hospital_reports import HospitalReports
from schemas.inputs.immunisations import Immunisations
from schemas.inputs.official_attribution import OfficialAttribution
from schemas.inputs.persons import Persons
from schemas.inputs.physicians import Physicians
from schemas.inputs.referrals import Referrals
from schemas.results import Results
from tests.tables import column_types, table
from transforms.attribution.care import summarise_care
from transforms.attribution.round_one import RoundOne, attribute_by_own_care
from transforms.attribution.round_two import Partials, Placed, RoundTwo, place_providers
from transforms.catalogue import families

D = dt.date(2026, 9, 30)
METHOD = load_method()
SPINE = load_method("oht_attr_1_spine")
BORN = dt.date(1980, 6, 15)
DAY = dt.date(2026, 3, 2)
AS_OF = dt.date(2026, 3, 31)
ZEROS = {name: pl.Int32() for family in families().values() for name in family.zeros}
FLAGS = {name: pl.Boolean() for family in families().values() for name in family.flags}
DATES = {name: pl.Date() for family in families().values() for name in family.dates}
BASE = {**column_types(Attribution), "age_years": pl.Int32(), **ZEROS, **FLAGS, **DATES}
PATIENT = {
    "sex": "F",
    "area_id": "N6A",
    "tier": "rostered",
    "tier_rule": "enrolment",
    "physician_id": "a",
    "oht_id": "T1",
    "tie_step": "none",
    "confidence": "high",
}


def persons(text: str) -> pl.DataFrame:
    """One row per line: a woman of 46 in area N6A, alive and insured."""
    return table(text, Persons, has_valid_key=True, birth_date=BORN, sex="F", area_id="N6A", postal_status="ontario")


def enrolments(text: str) -> pl.DataFrame:
    """One row per line: an open spell from 2020 on with physician a."""
    return table(text, Enrolments, physician_id="a", model_code="FHO", start_date=dt.date(2020, 1, 1))


def claims(text: str) -> pl.DataFrame:
    """One row per line: one office visit to physician a, each with its own claim id."""
    usual = {"physician_id": "a", "service_date": DAY, "fee_code": "A007", "fee_suffix": "A", "services": 1}
    return table(text, Claims, claim_id=str, location="office", **usual)


def netted(text: str) -> pl.DataFrame:
    """One row per line: a netted claim line, an office visit to physician a."""
    usual = {"physician_id": "a", "service_date": DAY, "fee_code": "A007", "services": 1}
    return table(text, NettedClaims, **{"location": "office", "paid_cents": 0, **usual})


def core_lines(text: str) -> pl.DataFrame:
    """One row per line: a core line with physician a worth one dollar."""
    return table(text, CoreLines, physician_id="a", service_date=DAY, value_cents=100, paid_cents=80)


def other_lines(text: str) -> pl.DataFrame:
    """One row per line: another visit to physician a; a paediatric core line is worth what the text says."""
    usual = {"physician_id": "a", "service_date": DAY, "line_kind": "other_visit"}
    return table(text, OtherLines, value_cents=0, paid_cents=0, **usual)


def contacts(text: str) -> pl.DataFrame:
    """One row per line: a contact in person with physician a."""
    signs = [name for name in column_types(Contacts) if name.startswith(("is_", "has_"))]
    return table(text, Contacts, physician_id="a", service_date=DAY, **dict.fromkeys(signs, False))


def preventive_lines(text: str) -> pl.DataFrame:
    """One row per line: a vaccine against influenza by physician a."""
    usual = {"physician_id": "a", "service_date": DAY, "fee_code": "G590", "service": "influenza"}
    return table(text, PreventiveLines, **usual)


def immunisations(text: str) -> pl.DataFrame:
    """One row per line: a dose against influenza, each with its own id."""
    return table(text, Immunisations, immunisation_id=str, given_date=DAY, agent_code="influenza")


def hospital_reports(text: str) -> pl.DataFrame:
    """One row per line: a summary of a discharge from site S1, sent to physician a on its day at an unknown time."""
    days = {"discharge_date": DAY, "sent_date": DAY}
    return table(text, HospitalReports, report_id=str, hospital_id="S1", recipient_physician_id="a", **days)


def referrals(text: str) -> pl.DataFrame:
    """One row per line: a referral to internal medicine that nothing came of."""
    return table(text, Referrals, referral_id=str, referred_date=DAY, specialty_code="13")


def births(text: str) -> pl.DataFrame:
    """One row per line: a child and its mother."""
    return table(text, Births)


def centres(text: str) -> pl.DataFrame:
    """One row per line: a community health centre in area N6A."""
    return table(text, Centres, centre_kind="community_health_centre", area_id="N6A")


def centre_rosters(text: str) -> pl.DataFrame:
    """One row per line: an open registration with centre c from 2020 on."""
    return table(text, CentreRosters, centre_id="c", start_date=dt.date(2020, 1, 1))


def centre_visits(text: str) -> pl.DataFrame:
    """One row per line: a visit to centre c, each with its own id."""
    return table(text, CentreVisits, visit_id=str, centre_id="c", visit_date=DAY)


def physicians(text: str) -> pl.DataFrame:
    """One row per line: a family physician in area N6A, solo and in practice."""
    return table(text, Physicians, specialty_code="00", area_id="N6A")


def discharges(text: str) -> pl.DataFrame:
    """One row per line: a medical stay in site S1 that ended six months before D, of no special condition."""
    usual = {"hospital_id": "S1", "discharge_date": DAY, "admission_category": "U", "care_type": "medical"}
    return table(text, Discharges, discharge_id=str, admission_date=DAY, main_diagnosis_code="A099", **usual)


def ed_visits(text: str) -> pl.DataFrame:
    """One row per line: an unscheduled visit."""
    return table(text, EdVisits, visit_id=str, hospital_id="S1", visit_date=DAY, is_scheduled=False)


def bed_census(text: str) -> pl.DataFrame:
    """One row per line: 10 patients in beds of a site on D, nobody waiting."""
    return table(text, BedCensus, census_date=D, inpatients=10, alc_patients=0)


def costs(text: str) -> pl.DataFrame:
    """One row per line: an acute cost of the month of D."""
    return table(text, Costs, sector="acute", cost_month=D.replace(day=1))


def hospitals(text: str) -> pl.DataFrame:
    """One row per line: a site at 43° north, 81° west."""
    return table(text, Hospitals, latitude=43.0, longitude=-81.0)


def areas(text: str) -> pl.DataFrame:
    """One row per line: an area whose centroid is at 43° north, 81° west."""
    return table(text, Areas, latitude=43.0, longitude=-81.0)


def network_ohts(text: str) -> pl.DataFrame:
    """One row per line: a network with a team, without a deciding key."""
    return table(text, NetworkOhts)


def addresses(text: str) -> pl.DataFrame:
    """One row per line: an address in area N6A."""
    return table(text, Addresses, area_id="N6A", postal_status="ontario")


def official(text: str) -> pl.DataFrame:
    """One row per line: a person whom the ministry's file as of half a year before D gives to team T1."""
    return table(text, OfficialAttribution, as_of_date=AS_OF, oht_id="T1")


def admissions(text: str) -> pl.DataFrame:
    """One row per line: admissions of a physician's patients to a corporation, each of another patient."""
    frame = table(text, Admissions, latest_date=DAY)
    return frame.with_columns(pl.col("patients").fill_null(pl.col("admissions")))


def attributed(text: str) -> pl.DataFrame:
    """One row per line: a person after round one."""
    return table(text, AttributedPersons, birth_date=BORN, sex="F", is_barred=False)


def teams(text: str) -> pl.DataFrame:
    """One row per line: a family physician after round two."""
    return table(text, PhysicianTeams, specialty_code="00", network_basis="nearest")


def attribution(text: str) -> pl.DataFrame:
    """One row per line: a woman of 46 in area N6A, rostered with physician a of team T1."""
    return table(text, Attribution, birth_date=BORN, oht_basis="provider", **PATIENT)


def base(text: str) -> pl.DataFrame:
    """One row per line: a patient of physician a with every feature, and nothing to count."""
    nothing = dict.fromkeys(ZEROS, 0) | dict.fromkeys(FLAGS, False)
    return table(text, BASE, birth_date=BORN, age_years=46, oht_basis="provider", **PATIENT, **nothing)


def results(text: str) -> pl.DataFrame:
    """One row per line: an exact result of emergency visits, September 2026."""
    usual = {"period": "2026-09", "limits_method": "poisson", "is_proportion": False, "definition_version": 1}
    usual |= {"adjustment": "none", "is_below_minimum": False}
    return table(text, Results, indicator_id="ed_rate", method_id=METHOD.method_id, **usual)


def place(
    told: list[pl.DataFrame],
    crosswalk: dict[str, pl.DataFrame],
    method: Method,
    services: pl.DataFrame | None = None,
    residents: pl.DataFrame | None = None,
) -> Placed:
    """Round two of physicians alone: no centre is known, and of residents and services only those given."""
    return round_two(told, crosswalk, method, services, residents).placed


def round_two(
    told: list[pl.DataFrame],
    crosswalk: dict[str, pl.DataFrame],
    method: Method,
    services: pl.DataFrame | None = None,
    residents: pl.DataFrame | None = None,
) -> RoundTwo:
    """All that round two finds of physicians alone."""
    partials = Partials(
        admissions=told,
        centre_admissions=[CentreAdmissions.empty()],
        residents=[Residents.empty() if residents is None else residents],
        services=[InpatientServices.empty() if services is None else services],
    )
    whole = {"centres": Centres.empty(), "combined_networks": CombinedNetworks.empty(), **crosswalk}
    return place_providers(partials, whole, method)


def area_teams(text: str) -> pl.DataFrame:
    """One row per line: an area after round two."""
    return table(text, AreaTeams, area_basis="plurality")


def centre_teams(text: str) -> pl.DataFrame:
    """One row per line: a health centre after round two."""
    return table(text, CentreTeams, network_basis="nearest")


def round_one(end: dt.date = D, method: Method = METHOD, **frames: pl.DataFrame) -> RoundOne:
    """Round one; inputs not named hold no rows, physicians a to e are comprehensive unless `comprehensive` says who."""
    found = attribute_by_own_care(with_care({**no_rows(), **frames}, end, method), end, method)
    AttributedPersons.validate(found.persons)
    Admissions.validate(found.admissions)
    ExclusionCounts.validate(found.excluded)
    return found


def with_care(frames: dict[str, pl.DataFrame], end: dt.date, method: Method) -> dict[str, pl.DataFrame]:
    """The same frames, with care and other_care summed from core_lines and other_lines."""
    look_back = (end, method.look_back_years, method.window)
    seen = frames["other_lines"].filter(pl.col("line_kind") != "elsewhere")
    care = summarise_care(frames["core_lines"], *look_back)
    return {**frames, "care": care, "other_care": summarise_care(seen, *look_back, ["line_kind"])}


def no_rows() -> dict[str, pl.DataFrame]:
    """Give what round one reads with no rows in it, but for five family physicians, two centres and a hospital."""
    family = physicians("physician_id\na\nb\nc\nd\ne")
    models = {"enrolments": Enrolments, "core_lines": CoreLines, "other_lines": OtherLines, "discharges": Discharges}
    models |= {"addresses": Addresses, "births": Births, "centre_rosters": CentreRosters, "centre_visits": CentreVisits}
    return {
        **{name: model.empty() for name, model in models.items()},
        "physicians": family,
        "comprehensive": family.select("physician_id"),
        "centres": centres("centre_id\nc\nd"),
        "hospitals": hospitals("hospital_id corporation_id network_id\nS1 C1 N1"),
    }
