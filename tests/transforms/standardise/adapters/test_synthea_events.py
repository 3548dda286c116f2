"""Encounters to claims, discharges and emergency visits, on hand-made rows."""

import datetime as dt

import polars as pl
import pytest

from transforms.standardise.adapters.synthea import adapt

LATE_EVENING = dt.datetime(2018, 5, 2, 3, 59, tzinfo=dt.UTC)  # 23:59 on 1 May in Toronto


def one(frame: pl.DataFrame) -> dict:
    assert frame.height == 1
    return frame.row(0, named=True)


def test_ambulatory_encounter_is_one_claim_line(make_drop) -> None:
    claim = one(adapt(make_drop(encounters=[{"reason_code": "10509002"}]))["claims"])
    assert claim == {
        "claim_id": "e1",
        "person_key": "p1",
        "physician_id": "d1",
        "service_date": dt.date(2018, 5, 2),
        "fee_code": "A007",
        "services": 1,
        "diagnosis_code": "466",
        "location": "office",
    }


@pytest.mark.parametrize(
    ("type_code", "fee_code", "location"),
    [
        ("185349003", "A003", "office"),
        ("162673000", "A003", "office"),
        ("410620009", "K017", "office"),
        ("424619006", "P004", "office"),
        ("448337001", "A007", "virtual"),
        ("185317003", "A007", "virtual"),
        ("210098006", "A901", "home"),
        ("702927004", "A888", "office"),
        ("999", None, None),
    ],
)
def test_fee_code_and_location_by_type(make_drop, type_code: str, fee_code: str | None, location: str | None) -> None:
    claim = one(adapt(make_drop(encounters=[{"type_code": type_code}]))["claims"])
    assert (claim["fee_code"], claim["location"]) == (fee_code, location)


def test_days_are_local_in_summer_and_in_winter(make_drop) -> None:
    winter = dt.datetime(2018, 1, 2, 4, 59, tzinfo=dt.UTC)  # 23:59 on 1 January
    after_midnight = dt.datetime(2018, 1, 2, 5, 0, tzinfo=dt.UTC)
    starts = {"e1": LATE_EVENING, "e2": winter, "e3": after_midnight}
    claims = adapt(make_drop(encounters=[{"encounter_id": k, "start": v} for k, v in starts.items()]))["claims"]
    days = [dt.date(2018, 5, 1), dt.date(2018, 1, 1), dt.date(2018, 1, 2)]
    assert claims["service_date"].to_list() == days


def test_each_class_goes_to_one_input(make_drop) -> None:
    encounters = [
        {"encounter_id": "a", "class_code": "AMB"},
        {"encounter_id": "b", "class_code": "AMB", "practitioner_id": None},
        {"encounter_id": "c", "class_code": "IMP", "practitioner_id": None},
        {"encounter_id": "d", "class_code": "EMER", "practitioner_id": None},
        {"encounter_id": "e", "class_code": "HH"},
        {"encounter_id": "f", "class_code": None},
    ]
    made = adapt(make_drop(encounters=encounters))
    assert made["claims"]["claim_id"].to_list() == ["a"]
    assert made["discharges"]["discharge_id"].to_list() == ["c"]
    assert made["ed_visits"]["visit_id"].to_list() == ["d"]


def test_emergency_encounter_is_an_unscheduled_visit(make_drop) -> None:
    row = {"class_code": "EMER", "type_code": "50849002", "start": LATE_EVENING, "reason_code": "10509002"}
    assert one(adapt(make_drop(encounters=[row]))["ed_visits"]) == {
        "visit_id": "e1",
        "person_key": "p1",
        "hospital_id": "o1",
        "visit_date": dt.date(2018, 5, 1),
        "is_scheduled": False,
        "main_diagnosis_code": "J209",
    }


def test_inpatient_encounter_is_a_discharge(make_drop) -> None:
    end = dt.datetime(2018, 5, 6, 2, 0, tzinfo=dt.UTC)
    row = {"class_code": "IMP", "type_code": "32485007", "end": end, "discharge_disposition": "01"}
    discharge = one(adapt(make_drop(encounters=[row]))["discharges"])
    assert discharge == {
        "discharge_id": "e1",
        "person_key": "p1",
        "hospital_id": "o1",
        "admission_date": dt.date(2018, 5, 2),
        "discharge_date": dt.date(2018, 5, 5),
        "admission_category": "U",
        "discharge_disposition": "01",
        "care_type": "medical",
        "main_diagnosis_code": None,
        "other_diagnosis_codes": [],
    }


@pytest.mark.parametrize(
    ("type_code", "reason_code", "category", "care_type"),
    [
        ("183452005", "74400008", "U", "surgical"),
        ("183452005", "196416002", "L", "surgical"),
        ("183452005", "82423001", "U", "medical"),
        ("183452005", None, "U", "medical"),
        ("183495009", "444448004", "L", "surgical"),
        ("183460006", "72892002", "U", "maternal"),
        ("56876005", None, "U", "mental_health"),
        ("185347001", "363406005", "L", "surgical"),
        ("185347001", "271737000", "U", "medical"),
        ("410410006", "254837009", "L", "medical"),
        ("999", "74400008", None, None),
    ],
)
def test_kind_of_stay_by_type_and_reason(make_drop, type_code, reason_code, category, care_type) -> None:
    row = {"class_code": "IMP", "type_code": type_code, "reason_code": reason_code}
    discharge = one(adapt(make_drop(encounters=[row]))["discharges"])
    assert (discharge["admission_category"], discharge["care_type"]) == (category, care_type)


def test_reason_goes_before_conditions_and_the_rest_are_other_diagnoses(make_drop) -> None:
    conditions = [
        {"condition_id": "c1", "snomed_code": "44054006"},
        {"condition_id": "c2", "snomed_code": "233604007"},
        {"condition_id": "c3", "snomed_code": "15777000"},
        {"condition_id": "c4", "snomed_code": "15777000"},
        {"condition_id": "c5", "snomed_code": "not listed"},
        {"condition_id": "c6", "snomed_code": "10509002", "encounter_id": "another"},
    ]
    stay = {"class_code": "IMP", "type_code": "32485007", "reason_code": "233604007"}
    discharge = one(adapt(make_drop(encounters=[stay], conditions=conditions))["discharges"])
    assert discharge["main_diagnosis_code"] == "J189"
    assert discharge["other_diagnosis_codes"] == ["E119", "R730"]


@pytest.mark.parametrize("reason_code", [None, "45595009"])
def test_without_a_listed_reason_the_first_condition_is_the_main_one(make_drop, reason_code: str | None) -> None:
    earlier = dt.datetime(2018, 5, 1, 12, 0, tzinfo=dt.UTC)
    conditions = [
        {"condition_id": "c1", "snomed_code": "44054006"},
        {"condition_id": "c2", "snomed_code": "233604007", "onset": earlier},
    ]
    stay = {"class_code": "IMP", "type_code": "32485007", "reason_code": reason_code}
    discharge = one(adapt(make_drop(encounters=[stay], conditions=conditions))["discharges"])
    assert (discharge["main_diagnosis_code"], discharge["other_diagnosis_codes"]) == ("J189", ["E119"])


def test_main_diagnosis_without_ohip_code_does_not_borrow_another_one(make_drop) -> None:
    made = adapt(make_drop(encounters=[{"reason_code": "428251008"}], conditions=[{"snomed_code": "44054006"}]))
    assert one(made["claims"])["diagnosis_code"] is None
