"""Other readings that a method may take of addresses, coverage and codes, each on both sides of its edge."""

import dataclasses
import datetime as dt

import polars as pl

from reference.load import core_primary_care, dated_codes, schedule_fees
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, D, addresses, enrolments, netted, persons, physicians, round_one
from transforms.attribution.addresses import place_at
from transforms.attribution.core_lines import build_core_lines, codes_in_force
from transforms.attribution.counted import classify_persons


def test_the_address_of_the_day() -> None:
    people = persons("person_id area_id\n1 N6A\n2 N6A\n3 N6A\n4 N6A\n5 N6A")
    history = addresses("""
        person_id start_date area_id postal_status
        1         2026-09-30 K9J     ontario          # moved on D
        2         2026-10-01 K9J     ontario          # the day after: the registry's address counts
        3         2020-01-01 K9J     ontario          # of two, the later
        3         2026-01-01 P0V     ontario
        4         2026-01-01 -       outside_ontario
        99        2026-01-01 K9J     ontario
    """)
    expected = """
        person_id area_id postal_status
        1         K9J     ontario
        2         N6A     ontario
        3         P0V     ontario
        4         -       outside_ontario
        5         N6A     ontario
    """
    assert_rows(place_at(people, history, D), expected)
    assert_rows(place_at(people, history.reverse(), D), expected)


def test_the_end_of_coverage_may_be_its_last_day() -> None:
    people = persons("person_id coverage_end_date\n1 2026-09-29\n2 2026-09-30\n3 2026-10-01")
    inclusive = dataclasses.replace(METHOD, eligibility_end_inclusive=True)
    found = classify_persons(people, D, inclusive)
    assert_rows(found, "person_id excluded_reason\n1 not_covered\n2 -\n3 -")


def test_without_the_postal_gate_a_provider_is_enough() -> None:
    people = persons("""
        person_id has_valid_key postal_status   area_id
        1         true          missing         -
        2         true          outside_ontario -
        3         false         ontario         N6A       # an invalid key bars all the same
    """)
    open_gate = dataclasses.replace(METHOD, postal_gate=False)
    found = round_one(method=open_gate, persons=people, enrolments=enrolments("person_id\n1\n2\n3")).persons
    expected = "person_id tier_rule is_barred\n1 enrolment false\n2 enrolment false\n3 - true"
    assert_rows(found, expected)


def core_of(text: str, **values: object) -> pl.DataFrame:
    method = dataclasses.replace(METHOD, **values)
    codes = codes_in_force(core_primary_care(), dated_codes(), method)
    return build_core_lines(netted(text), physicians("physician_id\na"), codes, schedule_fees(), method)


def test_limited_virtual_care() -> None:
    text = "person_id fee_code service_date\n1 A101 2022-11-30\n2 A101 2022-12-01\n3 A102 2026-03-02"
    assert core_of(text).is_empty()
    assert_rows(core_of(text, limited_virtual_counts=True), "person_id value_cents\n2 2000\n3 1500")


def test_the_first_day_of_temporary_virtual_care() -> None:
    text = "person_id fee_code service_date\n1 K080 2020-03-13\n2 K080 2020-03-14"
    assert_rows(core_of(text), "person_id\n2")
    assert_rows(core_of(text, early_virtual_from=dt.date(2020, 3, 13)), "person_id\n1\n2")


def test_without_the_modality_rule() -> None:
    text = "person_id fee_code service_date\n1 K080 2021-10-01"
    assert core_of(text).is_empty()
    assert_rows(core_of(text, require_modality=False), "person_id\n1")


def test_what_was_paid_comes_with_the_line() -> None:
    assert core_of("person_id paid_cents\n1 -250")["paid_cents"].to_list() == [-250]
