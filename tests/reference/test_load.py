"""The door to the reference data: the method's parameters and the code lists, as the method text gives them."""

import dataclasses
import datetime as dt

import polars as pl
import pytest

from reference.load import acsc_cardiac_procedures, acsc_diagnoses, core_primary_care, load_method, schedule_fees
from tests.tables import assert_rows

METHOD = load_method()


def test_the_parameters_are_those_of_the_method() -> None:
    assert dataclasses.asdict(METHOD) == {
        "method_id": "oht-attr/1-spine",
        "look_back_years": 2,
        "hospital_look_back_years": 3,
        "minimum_admissions": 10,
        "primary_care_specialties": ("00", "05"),
        "core_locations": ("office", "home", "virtual"),
        "weight": "schedule_value",
        "core_list": "core_pc/unverified-1",
        "modality_required_from": dt.date(2021, 10, 1),
        "modality_required_codes": ("K080", "K081", "K082"),
        "modality_codes": ("K300", "K301"),
        "ghost_years": 7,
        "oldest_age_years": 105,
        "comprehensive_filter": "off",
    }


def test_a_method_cannot_be_changed_by_accident() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        METHOD.look_back_years = 3  # type: ignore[misc]


def test_a_method_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_method("oht_attr_0")


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
    assert set(core_primary_care()["fee_code"]) == set(fees["fee_code"])
    assert not fees.select("fee_code", "effective_date").is_duplicated().any()
    assert fees.select((pl.col("fee_cents") > 0).all()).item()


def test_codes_that_need_a_modality_line_are_core_and_modality_codes_are_not() -> None:
    core = set(core_primary_care()["fee_code"])
    assert set(METHOD.modality_required_codes) <= core
    assert not core & {*METHOD.modality_codes, "Q310", "Q311", "Q312", "Q313"}


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
