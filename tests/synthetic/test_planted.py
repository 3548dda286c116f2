"""Planted persons: enough of every case, right numbers, and nobody else's rows about them."""

import datetime as dt
import hashlib

import polars as pl
import pytest

from schemas.core import CONFIDENCES, TIER_BY_RULE, TIERS
from synthetic.identifiers import health_numbers
from synthetic.planted.stage import PATIENT_CASE, PERSONS_PER_CASE
from synthetic.province import Scale, physician_truth, rule_truth

EVENTS = ["enrolments", "claims", "discharges", "ed_visits"]


def passes_check(number: str) -> bool:
    """Say whether a number has ten digits, no leading zero and a right mod-10 check digit, digit by digit."""
    if len(number) != 10 or number[0] == "0":
        return False
    digits = [int(digit) for digit in number]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[0::2]]
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0


@pytest.fixture(scope="module")
def truth(scale: Scale) -> pl.DataFrame:
    return rule_truth(scale)


def test_every_case_has_twenty_persons(truth):
    counts = dict(truth.group_by("case").len().iter_rows())
    assert counts.pop(PATIENT_CASE) >= PERSONS_PER_CASE
    assert set(counts.values()) == {PERSONS_PER_CASE}
    assert len(counts) > 270


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("tier", TIERS),
        ("tier_rule", list(TIER_BY_RULE)),
        ("confidence", CONFIDENCES),
        ("tie_step", ["none", "start_date", "value", "visits", "dates", "recent", "hash"]),
        ("excluded_reason", ["dead", "unborn", "not_covered", "too_old", "ghost"]),
        ("unattributable_reason", ["invalid_key", "no_postal_code", "out_of_province", "no_oht"]),
        ("oht_basis", ["provider", "area"]),
    ],
)
def test_every_outcome_is_planted(truth, column, values):
    counts = dict(truth.drop_nulls(column).group_by(column).len().iter_rows())
    assert set(counts) == set(values)
    assert min(counts.values()) >= PERSONS_PER_CASE


def test_answers_are_whole(truth):
    counted = pl.col("tier").is_not_null()
    by_physician = pl.col("tier").is_in(["rostered", "virtual", "other_provider"])
    by_provider = by_physician | pl.col("tier").is_in(["health_centre", "newborn"])
    physician, centre = (pl.col(name).is_not_null() for name in ("physician_id", "centre_id"))
    assert truth.filter(counted == pl.col("excluded_reason").is_not_null()).is_empty()
    assert truth.filter(
        (pl.col("tier") == "unattributable") != pl.col("unattributable_reason").is_not_null()
    ).is_empty()
    assert truth.filter(counted & (by_provider != (physician | centre))).is_empty()
    assert truth.filter((physician & centre) | ((pl.col("tier") == "health_centre") & physician)).is_empty()
    assert truth.filter(by_physician & (pl.col("tie_step").is_null() | pl.col("oht_id").is_null())).is_empty()
    placed = counted & (pl.col("tier") != "unattributable")
    for name in ("tier_rule", "confidence", "oht_id", "oht_basis"):
        assert truth.filter(placed != pl.col(name).is_not_null()).is_empty(), name


def test_each_rule_is_of_its_tier(truth):
    rules = truth.drop_nulls("tier_rule").select("tier_rule", "tier").unique()
    assert dict(rules.iter_rows()) == TIER_BY_RULE
    assert len(rules) == len(TIER_BY_RULE)


def test_only_the_cases_of_wrong_keys_have_wrong_keys(truth):
    wrong = truth.filter(~pl.col("person_key").map_elements(passes_check, return_dtype=pl.Boolean))
    assert set(wrong["case"]) == {"key_wrong_check_digit", "key_nine_digits", "key_first_digit_zero"}
    assert len(wrong) == 3 * PERSONS_PER_CASE


def test_health_numbers_are_unique_and_right():
    numbers = health_numbers(pl.int_range(100_000, eager=True), seed=7)
    assert numbers.n_unique() == 100_000
    assert all(passes_check(number) for number in numbers.head(2_000))
    assert not passes_check("9777777779")


def test_residents_and_planted_persons_share_no_number(drops, truth):
    persons = drops[0]["persons"].drop_nulls("health_number")
    per_person = persons.group_by("health_number").len()
    twice = per_person.filter(pl.col("len") > 1).join(truth, left_on="health_number", right_on="person_key")
    assert set(twice["case"]) == {"copied_person_first_row_kept"}
    assert persons["health_number"].n_unique() > 30_000 + len(truth)


def test_all_rows_about_planted_persons_were_written_for_them(drops, truth):
    written = {
        "claims": "claim_no",
        "discharges": "separation_no",
        "ed_visits": "visit_no",
        "centre_visits": "visit_no",
    }
    for table, number in written.items():
        about = drops[0][table].filter(pl.col("health_number").is_in(truth["person_key"].implode()))
        assert about[number].str.contains("^[PKVS][0-9]").all(), table


def test_residents_never_meet_planted_physicians(drops, truth, scale):
    planted = set(physician_truth(scale)["physician_id"])
    for table in ("enrolments", "claims"):
        rows = drops[0][table].filter(pl.col("physician_no").is_in(list(planted)))
        strangers = rows.join(truth, left_on="health_number", right_on="person_key", how="anti")
        # Bystanders' dirty rows use one planted physician; they admit nobody and belong to nobody in the truth.
        assert strangers["physician_no"].n_unique() <= 1, table


def test_cases_of_dates_follow_the_last_day():
    now = set(rule_truth(Scale(1_000))["case"])
    then = set(rule_truth(Scale(1_000, last_day=dt.date(2022, 6, 30)))["case"])
    assert "ended_code_last_day" in now - then
    assert {"temporary_alone_when_required", "temporary_alone_before_modality", "modality_reversed"} <= then - now


@pytest.mark.parametrize(
    ("last_day", "before", "on"),
    [
        (dt.date(2021, 12, 31), "temporary_day_before_first", "temporary_first_day"),
        (dt.date(2021, 12, 31), "other_temporary_day_before_first", "other_temporary_first_day"),
        (dt.date(2022, 6, 30), "temporary_alone_before_modality", "temporary_alone_when_required"),
        (dt.date(2024, 2, 29), "temporary_last_day", "temporary_day_after_last"),
        (dt.date(2024, 2, 29), "never_limited_virtual_day_before_first", "never_limited_virtual_first_day"),
        (dt.date(2026, 9, 30), "never_time_day_before_first", "never_time_first_day"),
    ],
)
def test_both_sides_of_each_first_day_are_planted(last_day: dt.date, before: str, on: str):
    assert {before, on} <= set(rule_truth(Scale(1_000, last_day=last_day))["case"])


def test_physicians_cover_every_way_to_a_hospital(scale):
    truth = physician_truth(scale)
    assert set(truth["network_basis"]) == {"own_admissions", "group_admissions", "nearest", "none"}
    assert truth["physician_id"].is_unique().all()
    assert {"tie_patients", "tie_latest", "tie_nearest", "solo_nine", "own_ten"} <= set(truth["case"])


def test_the_tie_by_hash_takes_the_smaller_digest(truth):
    by_case = truth.filter(pl.col("case").is_in(["tie_hash", "tie_recent"])).group_by("case", "oht_id")
    winners = {(case, oht): group["physician_id"].unique().to_list() for (case, oht), group in by_case}
    for oht in {key[1] for key in winners}:
        (preferred,), (other,) = winners["tie_hash", oht], winners["tie_recent", oht]
        assert hashlib.sha256(preferred.encode()).hexdigest() < hashlib.sha256(other.encode()).hexdigest()
