"""What becomes of the rows of a table: kept, set aside with their rules, counted."""

import datetime as dt

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from schemas.checking import Checked, check, check_rows, column_types, keep_first, rows_without_values
from schemas.inputs.births import Births
from schemas.inputs.claims import Claims
from schemas.inputs.crosswalk import NetworkOhts
from schemas.inputs.discharges import Discharges
from schemas.inputs.enrolments import Enrolments
from schemas.inputs.official_attribution import OfficialAttribution

KNOWN_AT = dt.date(2026, 9, 30)
SPELL = {"person_id": 7, "physician_id": "100001", "model_code": "FHO", "start_date": dt.date(2020, 1, 1)}
CLAIM = {
    "claim_id": "C1",
    "person_id": 7,
    "physician_id": "100001",
    "service_date": dt.date(2024, 5, 1),
    "fee_code": "A007",
    "fee_suffix": "A",
    "services": 1,
    "location": "office",
}
STAY = {
    "discharge_id": "D1",
    "person_id": 7,
    "hospital_id": "H1",
    "admission_date": dt.date(2024, 5, 1),
    "discharge_date": dt.date(2024, 5, 3),
    "admission_category": "U",
    "care_type": "medical",
}


def table(model: type, *rows: dict, **flags: list[bool]) -> pl.DataFrame:
    """Give a table of the model from rows that name only what matters, with row numbers and flags."""
    frame = pl.DataFrame(list(rows), schema=column_types(model)).with_row_index("row_number", offset=1)
    return frame.with_columns(**{f"unreadable:{name}": pl.Series(values) for name, values in flags.items()})


def rules_by_row(checked: Checked) -> dict[int, list[str]]:
    return dict(checked.rejected.select("row_number", "rule_ids").iter_rows())


def count_of(checked: Checked, rule_id: str) -> tuple[str, int]:
    return checked.counts.filter(pl.col("rule_id") == rule_id).select("severity", "rows").row(0)


def test_every_row_is_either_valid_or_rejected_with_all_its_rules() -> None:
    inverted = SPELL | {"end_date": dt.date(2019, 1, 1), "model_code": "fho"}
    checked = check(table(Enrolments, SPELL, inverted, SPELL | {"physician_id": None}), Enrolments, KNOWN_AT)
    assert checked.valid.height == 1
    assert checked.valid.schema == column_types(Enrolments)
    assert rules_by_row(checked) == {2: ["model_code_unknown_code", "spell_not_inverted"], 3: ["physician_id_missing"]}
    assert checked.rejected.columns == [*column_types(Enrolments), "row_number", "rule_ids"]


def test_rules_nobody_broke_are_counted_as_zero() -> None:
    checked = check(table(Enrolments, SPELL), Enrolments, KNOWN_AT)
    assert checked.counts["rows"].sum() == 0
    assert checked.counts["rule_id"].to_list()[-1] == "duplicate_key"
    assert checked.counts.schema == {"rule_id": pl.String, "severity": pl.String, "rows": pl.Int64}


def test_an_unreadable_value_is_not_also_missing() -> None:
    rows = [SPELL | {"start_date": None}, SPELL | {"start_date": None}, SPELL]
    checked = check(table(Enrolments, *rows, start_date=[True, False, False]), Enrolments, KNOWN_AT)
    assert rules_by_row(checked) == {1: ["start_date_unreadable"], 2: ["start_date_missing"]}
    assert count_of(checked, "start_date_unreadable") == ("quarantine", 1)


def test_an_unreadable_value_of_a_column_that_may_be_null_sets_the_row_aside() -> None:
    checked = check(table(Enrolments, SPELL, end_date=[True]), Enrolments, KNOWN_AT)
    assert rules_by_row(checked) == {1: ["end_date_unreadable"]}


def test_a_warning_is_counted_and_keeps_its_row() -> None:
    checked = check(table(Discharges, STAY | {"alc_days": 9}, STAY | {"discharge_id": "D2"}), Discharges, KNOWN_AT)
    assert checked.valid.height == 2
    assert count_of(checked, "alc_within_stay") == ("warning", 1)


def test_the_first_of_a_key_is_kept_in_the_order_of_the_columns_nulls_first() -> None:
    rows = [CLAIM | {"fee_paid_cents": 100}, CLAIM | {"fee_paid_cents": None}, CLAIM | {"claim_id": "C2"}]
    checked = check(table(Claims, *rows), Claims, KNOWN_AT)
    assert rules_by_row(checked) == {1: ["duplicate_key"]}
    assert count_of(checked, "duplicate_key") == ("quarantine", 1)


def test_text_sorts_by_bytes_and_lists_element_by_element() -> None:
    rows = [
        STAY | {"other_diagnosis_codes": codes, "hospital_id": hospital}
        for hospital, codes in [("h", []), ("H", ["B1"]), ("H", ["A1", "A2"]), ("H", ["A1"]), ("H", ["A1", "B"])]
    ]
    kept = check(table(Discharges, *rows), Discharges, KNOWN_AT).valid
    assert kept.select("hospital_id", "other_diagnosis_codes").row(0) == ("H", ["A1"])
    rows.append(STAY | {"hospital_id": "H", "other_diagnosis_codes": []})
    assert check(table(Discharges, *rows), Discharges, KNOWN_AT).valid["other_diagnosis_codes"].to_list() == [[]]
    rows.append(STAY | {"hospital_id": "H", "other_diagnosis_codes": None})
    assert check(table(Discharges, *rows), Discharges, KNOWN_AT).valid["other_diagnosis_codes"].to_list() == [None]


def test_claims_without_a_person_share_a_key_by_claim_id() -> None:
    nobody = CLAIM | {"person_id": None}
    checked = check(table(Claims, nobody, nobody, nobody | {"claim_id": "C2"}, CLAIM), Claims, KNOWN_AT)
    assert rules_by_row(checked) == {2: ["duplicate_key"]}
    assert checked.valid.height == 3


def test_a_rejected_row_is_no_duplicate() -> None:
    checked = check(table(Claims, CLAIM, CLAIM | {"services": 0}), Claims, KNOWN_AT)
    assert rules_by_row(checked) == {2: ["services_not_zero"]}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    rows = [CLAIM | {"fee_paid_cents": cents, "claim_id": claim} for cents in (3, 1, None, 2) for claim in ("C1", "C2")]
    frame = table(Claims, *rows, CLAIM | {"fee_code": "bad"}, CLAIM | {"fee_paid_cents": None})
    expected = check(frame, Claims, KNOWN_AT)
    shuffled = check(frame.sample(fraction=1.0, shuffle=True, seed=seed), Claims, KNOWN_AT)
    assert_frame_equal(shuffled.valid, expected.valid, check_row_order=False)
    assert_frame_equal(shuffled.rejected, expected.rejected)
    assert_frame_equal(shuffled.counts, expected.counts)


def test_batches_then_first_of_key_is_the_same_as_at_once() -> None:
    rows = [CLAIM | {"fee_paid_cents": cents} for cents in (3, 1, 2)] + [CLAIM | {"claim_id": "C2"}]
    frame = table(Claims, *rows)
    batches = [check_rows(frame[start : start + 2], Claims, KNOWN_AT).valid for start in (0, 2)]
    kept, duplicates = keep_first(pl.concat(batches), Claims)
    at_once = check(frame, Claims, KNOWN_AT)
    assert_frame_equal(kept.drop("row_number"), at_once.valid, check_row_order=False)
    assert_frame_equal(duplicates, at_once.rejected, check_row_order=False)


OFFICIAL = {"person_id": 7, "as_of_date": dt.date(2026, 3, 31), "oht_id": "T1"}
OTHER_TEAM = OFFICIAL | {"oht_id": "T2"}


def test_rows_that_contradict_each_other_are_none_of_them_kept() -> None:
    earlier = OTHER_TEAM | {"as_of_date": dt.date(2025, 3, 31)}  # another file, no contradiction
    checked = check(table(OfficialAttribution, OFFICIAL, earlier, OTHER_TEAM, OFFICIAL), OfficialAttribution, KNOWN_AT)
    assert rules_by_row(checked) == {1: ["two_teams"], 3: ["two_teams"], 4: ["two_teams"]}
    assert checked.valid.rows() == [tuple(earlier.values())]
    assert count_of(checked, "two_teams") == ("quarantine", 3)
    assert count_of(checked, "duplicate_key") == ("quarantine", 0)


def test_of_two_mothers_of_one_child_none_is_kept() -> None:
    child = {"person_id": 7, "mother_person_id": 1}
    rows = [child, child | {"mother_person_id": 2}, {"person_id": 8, "mother_person_id": 1}]
    checked = check(table(Births, *rows), Births, KNOWN_AT)
    assert rules_by_row(checked) == {1: ["two_mothers"], 2: ["two_mothers"]}
    assert checked.valid.rows() == [(8, 1)]


def test_an_amount_beyond_a_million_dollars_is_set_aside() -> None:
    amounts = [100_000_000, 100_000_001, -100_000_000, -100_000_001]
    rows = [CLAIM | {"fee_paid_cents": cents, "claim_id": str(cents)} for cents in amounts]
    checked = check(table(Claims, *rows), Claims, KNOWN_AT)
    assert rules_by_row(checked) == {2: ["fee_paid_cents_out_of_range"], 4: ["fee_paid_cents_out_of_range"]}


def test_a_row_of_a_network_decides_for_one_thing() -> None:
    row = {"network_id": "N1", "oht_id": "T1", "physician_id": None, "group_id": None, "area_id": None}
    keys = {"physician_id": "a", "group_id": "g", "area_id": "N6A"}
    one = [row, *[row | {name: value} for name, value in keys.items()]]
    two = [row | {name: value for name, value in keys.items() if name != left_out} for left_out in keys]
    checked = check(table(NetworkOhts, *one, *two, row | keys), NetworkOhts, KNOWN_AT)
    assert rules_by_row(checked) == {number: ["one_deciding_key"] for number in (5, 6, 7, 8)}


def test_the_same_row_twice_is_no_contradiction() -> None:
    rows = [OFFICIAL, OFFICIAL, OTHER_TEAM | {"person_id": 8}]
    checked = check(table(OfficialAttribution, *rows), OfficialAttribution, KNOWN_AT)
    assert rules_by_row(checked) == {2: ["duplicate_key"]}
    assert checked.valid.height == 2


def test_a_rejected_row_contradicts_nobody() -> None:
    future = OTHER_TEAM | {"as_of_date": dt.date(2026, 10, 1)}
    checked = check(table(OfficialAttribution, OFFICIAL, future), OfficialAttribution, KNOWN_AT)
    assert rules_by_row(checked) == {2: ["as_of_date_in_future"]}


def test_other_inputs_know_no_contradiction() -> None:
    assert "two_teams" not in check(table(Enrolments, SPELL), Enrolments, KNOWN_AT).counts["rule_id"].to_list()


def test_ragged_rows_are_set_aside_without_values() -> None:
    ragged = rows_without_values([4, 9], "ragged_row", Claims)
    assert ragged.select("row_number", "rule_ids").rows() == [(4, ["ragged_row"]), (9, ["ragged_row"])]
    assert ragged.schema == check(table(Claims, CLAIM), Claims, KNOWN_AT).rejected.schema
    assert ragged.drop("row_number", "rule_ids").null_count().row(0) == (2,) * 11


def test_a_frame_of_other_types_is_a_mistake_in_code_and_says_no_value() -> None:
    frame = table(Enrolments, SPELL).with_columns(person_id=pl.lit("1234567897")).drop("end_date")
    with pytest.raises(TypeError) as error:
        check(frame, Enrolments, KNOWN_AT)
    assert str(error.value) == "Enrolments: absent or of another type than the model declares: person_id, end_date."
