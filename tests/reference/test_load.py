"""The door to the reference data: the method's parameters and the code lists, as the method text gives them."""

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from reference.load import (
    METHOD_STATUSES,
    acsc_cardiac_procedures,
    acsc_diagnoses,
    core_primary_care,
    dated_codes,
    load_method,
    method_names,
    method_status,
    schedule_fees,
    unverified_parameters,
)
from reference.method_mistakes import MethodError, find_mistakes
from tests.tables import assert_rows

METHOD = load_method()
PARAMETERS = {
    "method_id": "oht-attr/1",
    "title": "Enrolment, centre registration, care given, the mother's provider, address",
    "tier_order": (
        "enrolment",
        "centre_roster",
        "core_care",
        "paediatrician",
        "non_comprehensive",
        "other_visits",
        "mother",
        "area",
    ),
    "look_back_years": 2,
    "window": "until_included",
    "visit": "line",
    "weight": "schedule_value",
    "core_list": "core_pc/unverified-1",
    "core_locations": ("office", "home", "virtual"),
    "primary_care_specialties": ("00", "05"),
    "paediatric_specialties": ("26",),
    "paediatric_age_below_years": 18,
    "require_modality": True,
    "modality_required_from": dt.date(2021, 10, 1),
    "modality_required_codes": ("K080", "K081", "K082"),
    "modality_codes": ("K300", "K301"),
    "early_virtual_from": dt.date(2020, 3, 14),
    "limited_virtual_counts": False,
    "limited_virtual_codes": ("A101", "A102"),
    "non_comprehensive": "lower_tier",
    "comprehensive_minimum_days": 44,
    "comprehensive_core_percent": 50,
    "centre_minimum_visits": 1,
    "newborn_age_below_years": 2,
    "hospital_look_back_years": 3,
    "minimum_admissions": 10,
    "ghost_years": 7,
    "oldest_age_years": 105,
    "eligibility_end_inclusive": False,
    "postal_gate": True,
    "unresolved_network": "area",
    "area_rule": "plurality",
    "network_rule": "supplied",
    "network_minimum_population": 50_000,
    "network_minimum_loyalty_percent": 30,
    "network_maximum_km": 100,
    "loyalty_look_back_years": 1,
    "confidence_own_percent": 50,
    "confidence_margin_percent": 10,
}


def test_the_parameters_are_those_of_the_method() -> None:
    assert dataclasses.asdict(METHOD) == PARAMETERS


def test_a_method_cannot_be_changed_by_accident() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        METHOD.look_back_years = 3  # type: ignore[misc]


def test_a_method_that_is_not_there_is_an_error() -> None:
    with pytest.raises(MethodError, match="There is no method oht_attr_0"):
        load_method("oht_attr_0")


def test_other_methods_differ_in_what_their_name_says() -> None:
    differing = {
        name: {
            field: value
            for field, value in dataclasses.asdict(load_method(name)).items()
            if value != getattr(METHOD, field) and field not in {"method_id", "title"}
        }
        for name in method_names()
    }
    assert differing == {
        "oht_attr_1": {},
        "oht_attr_1_area_only": {"tier_order": ("area",)},
        "oht_attr_1_fee_paid": {"weight": "fee_paid"},
        "oht_attr_1_formed_networks": {"network_rule": "formed"},
        "oht_attr_1_roster_only": {"tier_order": ("enrolment", "area")},
        "oht_attr_1_spine": {
            "tier_order": ("enrolment", "core_care", "area"),
            "non_comprehensive": "as_virtual",
            "area_rule": "supplied",
        },
        "oht_attr_1_three_years": {"look_back_years": 3},
        "oht_attr_1_visits": {"weight": "visits"},
    }


@pytest.mark.parametrize(
    ("field", "value", "mistake"),
    [
        ("weight", "dollars", "weight: must be one of schedule_value, fee_paid, visits"),
        ("look_back_years", 0, "look_back_years: must be a whole number from 1 to 20"),
        ("look_back_years", 2.0, "look_back_years: must be a whole number from 1 to 20"),
        ("look_back_years", True, "look_back_years: must be a whole number from 1 to 20"),
        ("ghost_years", 21, "ghost_years: must be a whole number from 1 to 20"),
        ("oldest_age_years", 131, "oldest_age_years: must be a whole number from 0 to 130"),
        ("newborn_age_below_years", -1, "newborn_age_below_years: must be a whole number from 0 to 130"),
        ("minimum_admissions", 0, "minimum_admissions: must be a whole number of 1 or more"),
        ("comprehensive_minimum_days", "44", "comprehensive_minimum_days: must be a whole number from 1 to 366"),
        ("require_modality", "yes", "require_modality: must be true or false"),
        ("postal_gate", 1, "postal_gate: must be true or false"),
        ("early_virtual_from", "2020-03-14", "early_virtual_from: must be a day such as 2021-10-01"),
        ("early_virtual_from", dt.datetime(2020, 3, 14), "early_virtual_from: must be a day such as 2021-10-01"),
        ("core_list", "core_pc/2", "core_list: must be one of core_pc/unverified-1"),
        ("core_locations", ("clinic",), "core_locations: must be a list, each one of office, home, virtual,"),
        ("core_locations", "office", "core_locations: must be a list, each one of office, home, virtual,"),
        ("core_locations", (), "core_locations: must name at least one"),
        ("primary_care_specialties", (0, 5), "primary_care_specialties: must be a list, each two digits in quotes"),
        ("paediatric_specialties", ("026",), "paediatric_specialties: must be a list, each two digits in quotes"),
        ("modality_codes", ("K300A",), "modality_codes: must be a list, each a letter and three digits"),
        ("modality_codes", ("K300", "K300"), "modality_codes: names something twice"),
        ("title", None, "title: must be a text"),
        ("tier_order", ("enrolment", 3), "tier_order: must be a list of rules"),
        ("tier_order", (), "tier_order: must be a list of rules"),
        ("confidence_own_percent", 101, "confidence_own_percent: must be a whole number from 0 to 100"),
        ("tier_order", ("enrolment", "enrolment"), "tier_order: names a rule twice"),
        ("tier_order", ("area", "enrolment"), "tier_order: mother, then area come last"),
        ("tier_order", ("area", "mother"), "tier_order: mother, then area come last"),
        ("tier_order", ("household", "area"), "tier_order: household is not known"),
    ],
)
def test_a_wrong_value_is_said_with_what_is_allowed(field: str, value: object, mistake: str) -> None:
    found = find_mistakes(dataclasses.replace(METHOD, **{field: value}))
    assert len(found) == 1
    assert found[0].startswith(mistake)


def test_the_title_is_no_part_of_the_method() -> None:
    renamed = dataclasses.replace(METHOD, title="Another title")
    assert renamed == METHOD
    assert repr(renamed) == repr(METHOD)


def test_core_codes_have_one_row_each_and_dates_in_order() -> None:
    codes = core_primary_care()
    assert codes["fee_code"].is_unique().all()
    assert codes["fee_code"].str.contains(r"^[A-Z][0-9]{3}$").all()
    assert codes.filter(pl.col("valid_from") > pl.col("valid_to")).is_empty()


def test_the_dated_codes() -> None:
    dated = core_primary_care().filter(pl.col("fee_code").is_in(["A007", "A903", "K082", "K131"]))
    expected = """
        fee_code valid_from valid_to
        A007     -          -
        A903     -          2025-03-02
        K082     2020-03-14 2022-11-30
        K131     2013-01-01 -
    """
    assert_rows(dated, expected)


def test_every_core_code_has_a_fee_and_each_list_one_fee_a_code() -> None:
    """A code without a fee would drop its lines from the attribution without a word."""
    fees = schedule_fees()
    assert {*core_primary_care()["fee_code"], *METHOD.limited_virtual_codes} == set(fees["fee_code"])
    assert not fees.select("fee_code", "effective_date").is_duplicated().any()
    assert fees.select((pl.col("fee_cents") > 0).all()).item()


def test_codes_that_need_a_modality_line_are_core_and_modality_codes_are_not() -> None:
    core = set(core_primary_care()["fee_code"])
    assert set(METHOD.modality_required_codes) <= core
    assert not core & {*METHOD.modality_codes, "Q310", "Q311", "Q312", "Q313"}


def test_dated_codes_are_not_core_and_begin_and_end_with_their_era() -> None:
    dated = dated_codes()
    assert not set(dated["fee_code"]) & set(core_primary_care()["fee_code"])
    chosen = dated.filter(pl.col("fee_code").is_in(["A101", "K083", "K300", "Q310"]))
    expected = """
        fee_code valid_from valid_to
        A101     2022-12-01 -
        K083     2020-03-14 2022-11-30
        K300     2021-10-01 -
        Q310     2026-04-01 -
    """
    assert_rows(chosen, expected)


def test_which_diagnoses_ask_for_more() -> None:
    rules = (
        acsc_diagnoses()
        .group_by("condition")
        .agg(
            pl.len().cast(pl.Int64).alias("codes"),
            pl.col("needs_secondary_j44").sum().cast(pl.Int64).alias("with_j44"),
            pl.col("excludes_cardiac_procedure").sum().cast(pl.Int64).alias("without_procedure"),
        )
    )
    expected = """
        condition                     codes with_j44 without_procedure
        angina                        5     0        5
        asthma                        1     0        0
        copd                          16    11       0
        diabetes                      20    0        0
        epilepsy                      2     0        0
        heart_failure_pulmonary_edema 2     0        2
        hypertension                  3     0        3
    """
    assert_rows(rules.sort("condition"), expected)


def test_no_diagnosis_code_begins_another() -> None:
    codes = acsc_diagnoses()["code_prefix"].to_list()
    assert not [(one, other) for one in codes for other in codes if one != other and one.startswith(other)]


def test_exceptions_to_cardiac_procedures_belong_to_their_code() -> None:
    exceptions = acsc_cardiac_procedures().drop_nulls()
    assert_rows(exceptions, "code_prefix except_prefix\n1HZ53 1HZ53LAKP\n1HZ55 1HZ55LAKP")


UNVERIFIED = [
    "core_list",
    "early_virtual_from",
    "minimum_admissions",
    "ghost_years",
    "oldest_age_years",
    "network_minimum_population",
    "network_minimum_loyalty_percent",
    "network_maximum_km",
]


def test_a_method_is_as_sure_as_its_least_sure_parameter() -> None:
    assert unverified_parameters("oht_attr_1") == UNVERIFIED
    assert METHOD_STATUSES[0] == "unverified"
    # Every other one is based on it, and replaces none of these.
    assert {name: method_status(name) for name in method_names()} == dict.fromkeys(method_names(), "unverified")
    with pytest.raises(MethodError):
        method_status("nowhere")


@pytest.mark.parametrize("name", UNVERIFIED)
def test_the_method_text_marks_unverified_parameters_where_it_first_speaks_of_them(name: str) -> None:
    text = Path(__file__).resolve().parents[2].joinpath("docs/explanation/method.md").read_text(encoding="utf-8")
    after = text[text.index(f"`{name}`") :]
    assert "**unverified**" in after[: len(name) + 40]
