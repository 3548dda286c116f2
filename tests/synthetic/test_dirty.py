"""Dirty rows: as many as declared, counted here without the code that plants them."""

import datetime as dt

import polars as pl
import pytest

from schemas.fields import CARE_TYPES
from synthetic.dirty import rows_per_kind
from synthetic.planted.stage import PERSONS_PER_CASE
from synthetic.province import dirty_truth


def _date(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%Y-%m-%d", strict=False)


def _unreadable(column: str) -> pl.Expr:
    return pl.col(column).is_not_null() & _date(column).is_null()


FUTURE = dt.date(2026, 11, 5)
FOUND = {
    ("persons", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("persons", "missing_value", "born"): pl.col("born").is_null(),
    ("persons", "unreadable_date", "born"): _unreadable("born"),
    ("persons", "impossible_date", "born"): _date("born") < dt.date(1890, 1, 1),
    ("persons", "future_date", "born"): _date("born") > FUTURE,
    ("persons", "future_date", "died"): _date("died") > FUTURE,
    ("persons", "death_before_birth", "died"): _date("died") < _date("born"),
    ("persons", "inverted_spell", "covered_to"): _date("covered_to") < _date("covered_from"),
    ("persons", "unknown_code", "gender"): ~pl.col("gender").is_in(["1", "2", "3", "9"]),
    ("enrolments", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("enrolments", "missing_value", "physician_no"): pl.col("physician_no").is_null(),
    ("enrolments", "unreadable_date", "enrolled_on"): _unreadable("enrolled_on"),
    ("enrolments", "unreadable_date", "ended_on"): _unreadable("ended_on"),
    ("enrolments", "impossible_date", "enrolled_on"): _date("enrolled_on") < dt.date(1990, 1, 1),
    ("enrolments", "future_date", "enrolled_on"): _date("enrolled_on") > FUTURE,
    ("enrolments", "inverted_spell", "ended_on"): _date("ended_on") < _date("enrolled_on"),
    ("enrolments", "unknown_code", "programme"): pl.col("programme") == "ZZZ",
    ("claims", "missing_value", "physician_no"): pl.col("physician_no").is_null(),
    ("claims", "missing_value", "serviced_on"): pl.col("serviced_on").is_null(),
    ("claims", "impossible_date", "serviced_on"): pl.col("serviced_on") < dt.date(1990, 1, 1),
    ("claims", "future_date", "serviced_on"): pl.col("serviced_on") > FUTURE,
    ("claims", "unknown_code", "fee_code"): ~pl.col("fee_code").str.contains("^[A-Z][0-9]{3}"),
    ("claims", "unknown_suffix", "fee_code"): ~pl.col("fee_code").str.contains("^.{4}[ABC]?$"),
    ("claims", "unknown_code", "place"): ~pl.col("place").is_in(list("OHVEILXU")),
    ("claims", "unknown_code", "dx"): ~pl.col("dx").str.contains("^[0-9]{3}$"),
    ("claims", "zero_services", "units"): pl.col("units") == 0,
    ("discharges", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("discharges", "missing_value", "institution_no"): pl.col("institution_no").is_null(),
    ("discharges", "future_date", "discharged_on"): pl.col("discharged_on") > FUTURE,
    ("discharges", "inverted_spell", "discharged_on"): pl.col("discharged_on") < pl.col("admitted_on"),
    ("discharges", "unknown_code", "entry_category"): pl.col("entry_category") == "Z",
    ("discharges", "unknown_code", "disposition"): pl.col("disposition") == "99",
    ("discharges", "unknown_code", "patient_service"): ~pl.col("patient_service").is_in(list("MSOBPX")),
    ("discharges", "unknown_code", "dx_1"): ~pl.col("dx_1").str.contains("^[A-Z][0-9]{2}[0-9A-Z]{0,4}$"),
    ("discharges", "unreadable_time", "admitted_at_time"): pl.col("admitted_at_time") > "24",
    ("discharges", "unknown_code", "went_to_hospital"): ~pl.col("went_to_hospital").is_in(["Y", "N"]),
    ("discharges", "alc_above_stay", "alc_days"): pl.col("alc_days")
    > (pl.col("discharged_on") - pl.col("admitted_on")).dt.total_days().clip(1),
    ("discharges", "stay_above_one_year", "admitted_on"): (
        pl.col("discharged_on") - pl.col("admitted_on")
    ).dt.total_days()
    > 365,
    ("discharges", "unknown_hospital", "institution_no"): pl.col("institution_no") == "7777",
    ("ed_visits", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("ed_visits", "missing_value", "institution_no"): pl.col("institution_no").is_null(),
    ("ed_visits", "unreadable_date", "registered_on"): _unreadable("registered_on"),
    ("ed_visits", "impossible_date", "registered_on"): _date("registered_on") < dt.date(1990, 1, 1),
    ("ed_visits", "future_date", "registered_on"): _date("registered_on") > FUTURE,
    ("ed_visits", "unknown_code", "visit_type"): ~pl.col("visit_type").is_in(["S", "U"]),
    ("ed_visits", "unreadable_number", "ctas"): ~pl.col("ctas").str.contains("^[0-9]+$"),
    ("ed_visits", "unknown_code", "ctas"): pl.col("ctas").is_in(["6", "7", "8", "0"]),
    ("ed_visits", "unknown_code", "dx_main"): ~pl.col("dx_main").str.contains("^[A-Z][0-9]{2}[0-9A-Z]{0,4}$"),
}
BELONGING = {
    "addresses": "lives_from",
    "centre_visits": "visited_on",
    "official_attribution": "as_of",
}
for name, day in BELONGING.items():
    FOUND |= {
        (name, "missing_key", "health_number"): pl.col("health_number").is_null(),
        (name, "unreadable_date", day): _unreadable(day),
        (name, "impossible_date", day): _date(day) < dt.date(1890, 1, 1),
        (name, "future_date", day): _date(day) > FUTURE,
    }
FOUND |= {
    ("births", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("births", "missing_value", "mother_health_number"): pl.col("mother_health_number").is_null(),
    ("centre_rosters", "missing_value", "centre_no"): pl.col("centre_no").is_null(),
    ("centre_rosters", "unreadable_date", "registered_on"): _unreadable("registered_on"),
    ("centre_rosters", "inverted_spell", "ended_on"): _date("ended_on") < _date("registered_on"),
    ("centre_visits", "unknown_code", "seen_by"): ~pl.col("seen_by").is_in(["MD", "NP", "X"]),
    ("official_attribution", "missing_value", "oht_no"): pl.col("oht_no").is_null(),
}
STAYS = "mental_health_stays"
FOUND |= {
    (STAYS, "missing_key", "health_number"): pl.col("health_number").is_null(),
    (STAYS, "missing_value", "institution_no"): pl.col("institution_no").is_null(),
    (STAYS, "missing_value", "admitted_on"): pl.col("admitted_on").is_null(),
    (STAYS, "unreadable_date", "discharged_on"): _unreadable("discharged_on"),
    (STAYS, "future_date", "discharged_on"): _date("discharged_on") > FUTURE,
    (STAYS, "inverted_spell", "admitted_on"): _date("discharged_on") < _date("admitted_on"),
    (STAYS, "unknown_code", "left_to"): ~pl.col("left_to").is_in(list("HTADX")),
    (STAYS, "unknown_code", "legal_state"): ~pl.col("legal_state").is_in(list("VIFX")),
    (STAYS, "unknown_code", "dsm_group"): pl.col("dsm_group") == "QQQ",
    (STAYS, "unknown_code", "dx_icd10"): ~pl.col("dx_icd10").str.contains("^[A-Z][0-9]{2}[0-9A-Z]{0,4}$"),
    (STAYS, "unreadable_time", "admitted_at_time"): pl.col("admitted_at_time") > "24",
    (STAYS, "end_without_day", "left_to"): pl.col("left_to").is_not_null() & pl.col("discharged_on").is_null(),
    (STAYS, "stay_above_five_years", "admitted_on"): _date("admitted_on") == dt.date(2010, 1, 1),
}
HOME_AND_LONG_TERM_CARE = {
    "home_care_referrals": "referred_on",
    "home_care_services": "served_on",
    "home_care_assessments": "assessed_on",
    "long_term_care_assessments": "assessed_on",
}
for name, day in HOME_AND_LONG_TERM_CARE.items():
    FOUND |= {
        (name, "missing_key", "health_number"): pl.col("health_number").is_null(),
        (name, "unreadable_date", day): _unreadable(day),
        (name, "impossible_date", day): _date(day) < dt.date(1890, 1, 1),
        (name, "future_date", day): _date(day) > FUTURE,
    }
# An assessment of 1800 would also be one before the resident moved in.
FOUND.pop(("long_term_care_assessments", "impossible_date", "assessed_on"))
FOUND |= {
    ("home_care_referrals", "inverted_spell", "closed_on"): _date("closed_on") < _date("opened_on"),
    ("home_care_referrals", "unknown_code", "referred_by"): ~pl.col("referred_by").is_in(["H", "C", "O"]),
    ("home_care_referrals", "unknown_code", "src"): ~pl.col("src").str.contains("^[0-9]{2}$"),
    ("home_care_referrals", "available_before_referral", "pad_on"): _date("pad_on") < _date("referred_on"),
    ("home_care_services", "unknown_code", "service"): ~pl.col("service").str.contains("^[0-9]{2}$"),
    ("home_care_services", "unlisted_code", "service"): pl.col("service") == "18",
    ("home_care_services", "unreadable_number", "amount"): ~pl.col("amount").str.contains("^[0-9]+$"),
    ("home_care_assessments", "unknown_code", "helper"): ~pl.col("helper").is_in(["Y", "N"]),
    ("home_care_assessments", "unknown_code", "adl"): pl.col("adl") == "7",
    ("home_care_assessments", "unreadable_number", "cps"): ~pl.col("cps").str.contains("^[0-9]+$"),
    ("long_term_care_stays", "inverted_spell", "moved_out_on"): _date("moved_out_on") < _date("moved_in_on"),
    ("long_term_care_assessments", "unknown_code", "antipsychotic_days_7"): pl.col("antipsychotic_days_7") == "8",
    ("long_term_care_assessments", "unknown_code", "delusions"): ~pl.col("delusions").is_in(["Y", "N"]),
    ("long_term_care_assessments", "assessed_before_moving_in", "moved_in_on"): (
        _date("assessed_on") < _date("moved_in_on")
    ),
}
FOUND |= {
    ("deaths", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("deaths", "missing_value", "died_on"): pl.col("died_on").is_null(),
    ("deaths", "unreadable_date", "died_on"): _unreadable("died_on"),
    ("deaths", "future_date", "died_on"): _date("died_on") > FUTURE,
    ("deaths", "unknown_code", "died_in"): pl.col("died_in") == "ZZ",
    ("deaths", "unknown_code", "cause"): ~pl.col("cause").str.contains("^[A-Z][0-9]{2}"),
    ("birth_records", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("birth_records", "unreadable_date", "born_on"): _unreadable("born_on"),
    ("birth_records", "future_date", "born_on"): _date("born_on") > FUTURE,
    ("birth_records", "unreadable_number", "weight_g"): ~pl.col("weight_g").str.contains("^[0-9]+$"),
    ("birth_records", "zero_weight", "weight_g"): pl.col("weight_g") == "0",
    ("birth_records", "odd_weight", "weight_g"): pl.col("weight_g") == "9400",
    ("birth_records", "odd_gestation", "weeks"): pl.col("weeks") == "60",
    ("birth_records", "unknown_code", "outcome"): ~pl.col("outcome").is_in(["L", "S"]),
    ("birth_records", "unknown_code", "plurality"): ~pl.col("plurality").is_in(["1", "2", "3"]),
}
FOUND |= {
    ("laboratory_results", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("laboratory_results", "unknown_code", "loinc"): ~pl.col("loinc").is_in(
        ["4548-4", "17856-6", "39469-2", "22748-8"]
    ),
    ("laboratory_results", "unreadable_date", "taken_on"): _unreadable("taken_on"),
    ("laboratory_results", "impossible_date", "taken_on"): _date("taken_on") < dt.date(1890, 1, 1),
    ("laboratory_results", "future_date", "taken_on"): _date("taken_on") > FUTURE,
    ("laboratory_results", "unknown_code", "status"): ~pl.col("status").is_in(["F", "C", "P", "X"]),
}
SCREENING_DAYS = {"screening_tests": "tested_on", "registry_exclusions": "found_on", "practice_exclusions": "told_on"}
for name, day in SCREENING_DAYS.items():
    FOUND |= {
        (name, "missing_key", "health_number"): pl.col("health_number").is_null(),
        (name, "unreadable_date", day): _unreadable(day),
        (name, "impossible_date", day): _date(day) < dt.date(1890, 1, 1),
        (name, "future_date", day): _date(day) > FUTURE,
    }
FOUND |= {
    ("screening_tests", "missing_value", "test"): pl.col("test").is_null(),
    ("screening_tests", "unknown_code", "test"): pl.col("test") == "XRAY",
    ("screening_tests", "unknown_code", "outcome"): ~pl.col("outcome").is_in(list("NAIU")),
    ("screening_tests", "unknown_code", "purpose"): ~pl.col("purpose").is_in(list("SD")),
    ("registry_exclusions", "unknown_code", "finding"): pl.col("finding") == "ZZ",
    ("practice_exclusions", "unknown_code", "screening"): ~pl.col("screening").is_in(list("CXB")),
    ("practice_exclusions", "unknown_code", "reason"): pl.col("reason") == "ZZ",
    ("practice_exclusions", "inverted_spell", "withdrawn_on"): _date("withdrawn_on") < _date("told_on"),
    ("practice_exclusions", "reason_of_other_programme", "reason"): (pl.col("reason") == "COLX")
    & (pl.col("screening") != "C"),
}
WEIGHT = pl.col("sample_weight").cast(pl.Float64, strict=False)
SURVEY_FAULTS = {
    ("missing_key", "health_number"): pl.col("health_number").is_null(),
    ("missing_value", "interview_no"): pl.col("interview_no").is_null(),
    ("unreadable_date", "asked_on"): _unreadable("asked_on"),
    ("impossible_date", "asked_on"): _date("asked_on") < dt.date(1890, 1, 1),
    ("future_date", "asked_on"): _date("asked_on") > FUTURE,
    ("unknown_code", "answered_by"): ~pl.col("answered_by").is_in(["P", "C"]),
    ("unknown_code", "item"): pl.col("item") == "Q99",
    ("unknown_code", "said"): pl.col("said") == "perhaps",
    ("unreadable_number", "sample_weight"): pl.col("sample_weight").is_not_null() & WEIGHT.is_null(),
    ("zero_weight", "sample_weight"): WEIGHT <= 0,
    ("large_weight", "sample_weight"): WEIGHT > 10_000,
}
FOUND |= {("survey_responses", *fault): rule for fault, rule in SURVEY_FAULTS.items()}
FOUND |= {
    ("dispensations", "missing_key", "health_number"): pl.col("health_number").is_null(),
    ("dispensations", "unreadable_date", "filled_on"): _unreadable("filled_on"),
    ("dispensations", "impossible_date", "filled_on"): _date("filled_on") < dt.date(1990, 1, 1),
    ("dispensations", "future_date", "filled_on"): _date("filled_on") > FUTURE,
    ("dispensations", "unknown_code", "who_class"): ~pl.col("who_class").str.contains("^[A-Z][0-9]{2}"),
    ("dispensations", "unknown_code", "drug_no"): ~pl.col("drug_no").str.contains("^[0-9]{8}$"),
    ("dispensations", "unknown_code", "taken"): ~pl.col("taken").is_in(["PO", "TD", "X"]),
    ("dispensations", "unknown_code", "plan"): ~pl.col("plan").is_in(["ODB", "NMS", "X"]),
    ("dispensations", "unreadable_number", "units"): ~pl.col("units").str.contains("^[0-9]"),
    **{
        ("dispensations", "nothing_dispensed", column): pl.col(column) == "0"
        for column in ("units", "lasts_days", "unit_strength")
    },
    ("dispensations", "above_usual_supply", "lasts_days"): pl.col("lasts_days").cast(pl.Int64) > 100,
}
for name, first, second in (
    ("immunisations", "given_on", "given_on"),
    ("hospital_reports", "discharged_on", "sent_on"),
    ("referrals", "referred_on", "first_seen_on"),
):
    FOUND |= {
        (name, "missing_key", "health_number"): pl.col("health_number").is_null(),
        (name, "impossible_date", first): _date(first) < dt.date(1890, 1, 1),
        (name, "future_date", second): _date(second) > FUTURE,
    }
FOUND |= {
    ("immunisations", "unreadable_date", "given_on"): _unreadable("given_on"),
    ("immunisations", "missing_value", "vaccine"): pl.col("vaccine").is_null(),
    ("immunisations", "unknown_code", "given_by"): pl.col("given_by") == "ZZ",
    ("hospital_reports", "missing_value", "institution_no"): pl.col("institution_no").is_null(),
    ("hospital_reports", "unreadable_date", "sent_on"): _unreadable("sent_on"),
    ("hospital_reports", "unreadable_time", "sent_at"): pl.col("sent_at") > "24",
    ("hospital_reports", "sent_before", "sent_on"): _date("sent_on") < _date("discharged_on"),
    ("referrals", "missing_value", "to_specialty"): pl.col("to_specialty").is_null(),
    ("referrals", "unknown_code", "to_specialty"): pl.col("to_specialty") == "99",
    ("referrals", "unreadable_date", "referred_on"): _unreadable("referred_on"),
    ("referrals", "inverted_spell", "first_seen_on"): _date("first_seen_on") < _date("referred_on"),
}
CENSUS, COSTS = "bed_census", "costs"
WHOLE = "^-?[0-9]+$"
FOUND |= {
    (CENSUS, "missing_key", "institution_no"): pl.col("institution_no").is_null(),
    (CENSUS, "missing_value", "counted_on"): pl.col("counted_on").is_null(),
    (CENSUS, "unreadable_date", "counted_on"): _unreadable("counted_on"),
    (CENSUS, "future_date", "counted_on"): _date("counted_on") > FUTURE,
    (CENSUS, "missing_value", "in_beds"): pl.col("in_beds").is_null(),
    (CENSUS, "unreadable_number", "in_beds"): ~pl.col("in_beds").str.contains(WHOLE),
    (CENSUS, "missing_value", "in_beds_alc"): pl.col("in_beds_alc").is_null(),
    (CENSUS, "below_zero", "in_beds_alc"): pl.col("in_beds_alc").str.starts_with("-"),
    (CENSUS, "alc_above_inpatients", "in_beds_alc"): pl.col("in_beds_alc").cast(pl.Int64)
    > pl.col("in_beds").cast(pl.Int64, strict=False),
    (COSTS, "missing_key", "health_number"): pl.col("health_number").is_null(),
    (COSTS, "missing_value", "cost_sector"): pl.col("cost_sector").is_null(),
    (COSTS, "unknown_code", "cost_sector"): pl.col("cost_sector") == "ZZ",
    (COSTS, "missing_value", "month_start"): pl.col("month_start").is_null(),
    (COSTS, "unreadable_date", "month_start"): _unreadable("month_start"),
    (COSTS, "future_date", "month_start"): _date("month_start") > FUTURE,
    (COSTS, "not_first_day", "month_start"): _date("month_start").dt.day() != 1,
    (COSTS, "missing_value", "cents"): pl.col("cents").is_null(),
    (COSTS, "unreadable_number", "cents"): ~pl.col("cents").str.contains(WHOLE),
    (COSTS, "below_zero", "cents"): pl.col("cents").str.starts_with("-"),
    (COSTS, "above_bound", "cents"): pl.col("cents").cast(pl.Int64, strict=False) > 1_000_000_000,
}
KEYS = {
    "immunisations": ["health_number", "dose_no"],
    "hospital_reports": ["health_number", "report_no"],
    "referrals": ["health_number", "referral_no"],
    "persons": ["health_number"],
    "enrolments": ["health_number", "physician_no", "enrolled_on"],
    "claims": ["health_number", "claim_no"],
    "discharges": ["health_number", "separation_no"],
    "ed_visits": ["health_number", "visit_no"],
    "addresses": ["health_number", "lives_from"],
    "births": ["health_number"],
    "centre_rosters": ["health_number", "centre_no", "registered_on"],
    "centre_visits": ["health_number", "visit_no"],
    "mental_health_stays": ["health_number", "bed_stay_no"],
    "laboratory_results": ["health_number", "report_no"],
    "screening_tests": ["health_number", "test_no"],
    "registry_exclusions": ["health_number", "finding"],
    "practice_exclusions": ["health_number", "screening", "reason", "told_on"],
    "home_care_referrals": ["health_number", "referral_no"],
    "home_care_services": ["health_number", "service_no"],
    "home_care_assessments": ["health_number", "assessment_no"],
    "long_term_care_stays": ["health_number", "home_no", "moved_in_on"],
    "long_term_care_assessments": ["health_number", "assessment_no"],
    "survey_responses": ["health_number", "interview_no", "item"],
    "dispensations": ["health_number", "dispensing_no"],
    "deaths": ["health_number"],
    "birth_records": ["health_number", "birth_no"],
    "bed_census": ["institution_no", "counted_on"],
    "costs": ["health_number", "cost_sector", "month_start"],
}
RARE = [STAYS]


@pytest.mark.parametrize("fault", FOUND, ids="-".join)
def test_as_many_faulty_rows_as_declared(drops, scale, fault):
    table, kind, column = fault
    declared = dirty_truth(scale).filter(input=table, kind=kind, column=column)["rows"].item()
    assert drops[0][table].filter(FOUND[fault]).height == declared == rows_per_kind(scale, table)


@pytest.mark.parametrize("table", KEYS)
def test_as_many_second_rows_as_declared(drops, scale, table):
    rows = drops[0][table].filter(pl.all_horizontal(pl.col(KEYS[table]).is_not_null()))
    declared = dirty_truth(scale).filter(input=table, effect="duplicate_key")["rows"].sum()
    assert len(rows) - rows.n_unique(subset=KEYS[table]) == declared


@pytest.mark.parametrize("table", ["enrolments", "claims", "discharges", "ed_visits"])
def test_events_of_unregistered_persons(drops, scale, table):
    named = drops[0][table].filter(pl.col("health_number") != "9777777779")
    strangers = named.join(drops[0]["persons"], on="health_number", how="anti")
    assert len(strangers) == rows_per_kind(scale)


@pytest.mark.parametrize("table", ["enrolments", "claims"])
def test_unknown_physicians_are_the_declared_ones_and_the_planted(drops, scale, table):
    unknown = drops[0][table].drop_nulls("physician_no").join(drops[0]["physicians"], on="physician_no", how="anti")
    planted = {"enrolments": 2, "claims": 1}[table] * PERSONS_PER_CASE
    assert len(unknown) == rows_per_kind(scale) + planted


def test_second_rows_of_the_official_file(drops, scale):
    rows = drops[0]["official_attribution"].drop_nulls()
    per_key = rows.group_by("health_number", "as_of").agg(pl.len(), pl.col("oht_no").n_unique())
    declared = dict(dirty_truth(scale).filter(input="official_attribution").select("kind", "rows").iter_rows())
    assert per_key.filter(pl.col("oht_no") > 1)["len"].sum() == declared["two_teams"] == 2 * PERSONS_PER_CASE
    assert per_key.filter(pl.col("oht_no") == 1, pl.col("len") > 1).height == declared["exact_copy"]


def test_every_declared_fault_is_counted_here(scale):
    declared = {tuple(row) for row in dirty_truth(scale).select("input", "kind", "column").iter_rows()}
    elsewhere = {"exact_copy", "conflicting_copy", "planted_copy", "unregistered_person", "unknown_physician"}
    elsewhere.add("two_teams")
    assert {fault for fault in declared if fault[1] not in elsewhere} == set(FOUND)


def test_faults_stay_far_below_one_in_a_hundred(drops, scale):
    for table, kinds in dirty_truth(scale).filter(effect="quarantine").group_by("input"):
        # Rare events have two rows a kind in however small a province.
        share = 0.03 if table[0] in RARE else 0.01
        assert kinds["rows"].sum() < share * len(drops[0][table[0]]), table


def test_the_map_knows_every_kind_of_care():
    assert set(CARE_TYPES) == {"medical", "surgical", "maternal", "newborn", "mental_health", "other"}
