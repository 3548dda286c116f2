"""Which code sets families say they look for: all that use codes do, and what they name is there."""

from collections.abc import Iterator

import pytest

from reference.code_sets import code_set, code_set_names
from transforms.catalogue import event_families, families
from transforms.codes.places import CODED_INPUTS
from transforms.features.family import CodeUse, EventFamily, Family, diagnosis_uses

FAMILIES: dict[str, Family | EventFamily] = {**families(), **event_families()}
WITH_CODES = [name for name, family in FAMILIES.items() if family.codes is not None]
WITH_USES = [name for name, family in FAMILIES.items() if family.code_uses]
ICD = "main_diagnosis_code", "other_diagnosis_codes"


def texts_in(value: object) -> Iterator[str]:
    """Give every text among the reference rows of a family, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


@pytest.mark.parametrize("name", WITH_CODES)
def test_every_family_with_codes_names_the_sets_it_uses(name: str) -> None:
    assert FAMILIES[name].code_uses, "Name each set in code_uses, so that drift of its codes is seen."


@pytest.mark.parametrize("name", WITH_CODES)
def test_the_sets_named_are_those_whose_codes_it_reads(name: str) -> None:
    """The reference rows of the family hold every code of the sets, but of those that reach it by way of contacts."""
    family = FAMILIES[name]
    rows = set(texts_in(family.codes() if family.codes else ()))
    named = {use.code_set for use in family.code_uses if "contacts" not in family.reads or use.input_name != "claims"}
    held = {one for one in code_set_names() if set(code_set(one)["code"]) <= rows}
    assert named <= held
    # A set whose codes are all among those named is held too.
    known = {code for one in named for code in code_set(one)["code"]}
    assert {one for one in held if not set(code_set(one)["code"]) <= known} <= named


@pytest.mark.parametrize("name", WITH_USES)
def test_every_use_is_of_a_set_in_a_column_of_its_system_that_the_family_asks_for(name: str) -> None:
    family = FAMILIES[name]
    asked = {need.input_name for need in family.requires}
    for use in family.code_uses:
        assert set(code_set(use.code_set)["system"]) == {CODED_INPUTS[use.input_name].systems[use.column]}
        assert use.input_name in asked
    assert len(set(family.code_uses)) == len(family.code_uses)


WATCHED = [
    ("ambulatory_care_sensitive", "acsc_cardiac_procedures", "discharges"),
    ("ambulatory_care_sensitive", "acsc_diagnoses", "discharges"),
    ("benzodiazepines", "medicine_classes", "dispensations"),
    ("best_managed_elsewhere", "ed_best_managed_elsewhere", "ed_visits"),
    ("breast_screening", "screening_procedures", "claims"),
    ("cervical_screening", "screening_procedures", "claims"),
    ("child_immunisations", "preventive_fees", "claims"),
    ("colorectal_screening", "screening_procedures", "claims"),
    ("comorbidity", "charlson", "discharges"),
    ("comorbidity", "frailty_cihi", "discharges"),
    ("comorbidity", "frailty_cihi", "ed_visits"),
    ("condition_stays", "condition_stays", "discharges"),
    ("condition_stays", "diabetes_acute", "discharges"),
    ("conditions", "condition_claims", "claims"),
    ("conditions", "condition_stays", "discharges"),
    ("conditions", "obstetric_stays", "discharges"),
    ("copd_spirometry", "condition_claims", "claims"),
    ("copd_spirometry", "condition_stays", "discharges"),
    ("copd_spirometry", "spirometry", "claims"),
    ("eighteen_month_visits", "preventive_fees", "claims"),
    ("episodes", "charlson", "discharges"),
    ("episodes", "deliveries", "day_surgeries"),
    ("episodes", "deliveries", "discharges"),
    ("episodes_to_home_care", "charlson", "discharges"),
    ("episodes_to_home_care", "deliveries", "day_surgeries"),
    ("episodes_to_home_care", "deliveries", "discharges"),
    ("eye_examinations", "diabetes_eye", "claims"),
    ("home_care_before_death", "home_care_services", "home_care_services"),
    ("home_care_starts", "home_care_services", "home_care_services"),
    ("home_visits_before_death", "home_visits", "claims"),
    ("influenza_vaccine", "preventive_fees", "claims"),
    ("mental_health_ed_visits", "mental_health_diagnoses", "discharges"),
    ("mental_health_ed_visits", "mental_health_diagnoses", "ed_visits"),
    ("mental_health_ed_visits", "ohip_mental_health", "claims"),
    ("mental_health_emergency", "mental_health_diagnoses", "ed_visits"),
    ("mental_health_stays", "mental_health_diagnoses", "discharges"),
    ("mental_health_stays", "organic_mental_disorders", "mental_health_stays"),
    ("opioid_benzodiazepines", "medicine_classes", "dispensations"),
    ("opioid_doses", "medicine_classes", "dispensations"),
    ("opioid_doses", "opioid_equivalents", "dispensations"),
    ("opioids", "medicine_classes", "dispensations"),
    ("palliative_care", "palliative_fees", "claims"),
    ("primary_care", "core_primary_care", "claims"),
    ("smoking_advice", "preventive_fees", "claims"),
    ("statins", "medicine_classes", "dispensations"),
    ("stays", "selected_conditions", "discharges"),
    ("stays_followed", "selected_conditions", "discharges"),
]


def test_what_is_watched() -> None:
    """One by one: a use taken away by mistake would leave drift of the set unseen."""
    watched = {(name, use.code_set, use.input_name) for name in WITH_USES for use in FAMILIES[name].code_uses}
    assert sorted(watched) == WATCHED


def test_diagnoses_are_looked_for_in_both_columns() -> None:
    assert diagnosis_uses("charlson", "ed_visits") == tuple(CodeUse("charlson", "ed_visits", name) for name in ICD)
