"""From source columns to what a model wants: the derivations of every input, and the whole way to a verdict."""

import datetime as dt

import polars as pl
import pytest

from reference.column_maps import ColumnRule, InputMap
from schemas.checking import check, column_types
from schemas.inputs.registry import INPUTS, RESOLVED_BY_KEY
from transforms.standardise.pseudonyms import pseudonymise
from transforms.standardise.raw import raw_columns, source_kinds
from transforms.standardise.tables import standardise

SECRET = b"0123456789abcdef0123456789abcdef"
KNOWN_AT = dt.date(2026, 9, 30)


def plain_map(input_name: str, **changes: ColumnRule) -> InputMap:
    """Give a map in which every source column has the canonical name."""
    columns = {name: ColumnRule((name,)) for name in raw_columns()[input_name]}
    return InputMap(input_name, False, columns | changes)


def text_table(input_name: str, *rows: dict[str, str]) -> pl.DataFrame:
    """Give source columns as text from rows that name only what matters, numbered from 1."""
    schema = dict.fromkeys(raw_columns()[input_name], pl.String)
    return pl.DataFrame(list(rows), schema=schema).with_row_index("row_number", offset=1)


@pytest.mark.parametrize(
    ("delivered", "fee_code", "fee_suffix"),
    [
        ("A007A", "A007", "A"),
        ("a007b", "A007", "B"),
        ("A007", "A007", "A"),
        (" A007C ", "A007", "C"),
        ("A007AB", "A007", "AB"),
        ("A0", "A0", "A"),
        ("", None, None),
    ],
)
def test_the_fee_code_is_split(delivered: str, fee_code: str | None, fee_suffix: str | None) -> None:
    frame = standardise(text_table("claims", {"fee_code": delivered}), plain_map("claims"), "claims")
    assert frame.select("fee_code", "fee_suffix").row(0) == (fee_code, fee_suffix)


@pytest.mark.parametrize("key", ["", " ", "9777777779", "9777-777-779", " 9777 777 779"])
def test_the_dummy_person_of_claims_is_nobody(key: str) -> None:
    frame = standardise(text_table("claims", {"person_key": key}), plain_map("claims"), "claims")
    assert frame["person_key"].to_list() == [None]


def test_persons_get_area_and_status_and_lose_the_postal_code() -> None:
    frame = standardise(text_table("persons", {"postal_code": "m5v 2t6"}), plain_map("persons"), "persons")
    assert frame.select("area_id", "postal_status").row(0) == ("M5V", "ontario")
    assert "postal_code" not in frame.columns


def test_physicians_outside_ontario_have_no_area() -> None:
    table = text_table("physicians", {"postal_code": "H3Z 2Y7"}, {"postal_code": "K1A0B1"}, {})
    frame = standardise(table, plain_map("physicians"), "physicians")
    assert frame["area_id"].to_list() == [None, "K1A", None]


@pytest.mark.parametrize("input_name", ["discharges", "ed_visits"])
def test_the_main_diagnosis_has_no_dot(input_name: str) -> None:
    table = text_table(input_name, {"main_diagnosis_code": "j44.1"})
    assert standardise(table, plain_map(input_name), input_name)["main_diagnosis_code"].to_list() == ["J441"]


def test_a_column_the_source_cannot_supply_is_null_and_never_flagged() -> None:
    columns = {name: rule for name, rule in plain_map("discharges").columns.items() if name != "intervention_codes"}
    lacking = InputMap("discharges", False, columns, absent=("intervention_codes",))
    table = text_table("discharges", {"other_diagnosis_codes": ""}).drop("intervention_codes")
    frame = standardise(table, lacking, "discharges")
    assert frame.select("other_diagnosis_codes", "intervention_codes").row(0) == ([], None)


# Of a practice's own list the sender and the secret decide more: see test_charts.
@pytest.mark.parametrize("input_name", RESOLVED_BY_KEY)
def test_every_input_ends_in_the_columns_and_types_of_its_model(input_name: str) -> None:
    frame = standardise(text_table(input_name, {}), plain_map(input_name), input_name)
    frame = pseudonymise(frame, input_name, SECRET, "health_number")
    types = column_types(INPUTS[input_name])
    assert dict(frame.select(*types).schema) == types
    flags = {name for name in frame.columns if name.startswith("unreadable:")}
    assert set(frame.columns) == {"row_number", *types, *flags}
    assert not frame.select(pl.any_horizontal(pl.lit(False), *flags)).item()


def test_persons_without_a_key_end_in_quarantine_and_invalid_keys_stay() -> None:
    person = {"birth_date": "1980-05-01", "sex": "F", "postal_code": "M5V2T6"}
    keys = ["1234567897", "1234567890", " ", ""]
    frame = standardise(
        text_table("persons", *(person | {"person_key": key} for key in keys)), plain_map("persons"), "persons"
    )
    checked = check(pseudonymise(frame, "persons", SECRET, "health_number"), INPUTS["persons"], KNOWN_AT)
    assert sorted(checked.valid["has_valid_key"]) == [False, True]
    assert checked.rejected.select("row_number", "rule_ids").rows() == [
        (3, ["person_id_missing"]),
        (4, ["person_id_missing"]),
    ]


def test_an_unreadable_date_and_a_missing_one_are_told_apart() -> None:
    spells = [
        {"person_key": "1", "physician_id": "9", "model_code": "FHO", "start_date": day} for day in ("1/2/2020", "")
    ]
    frame = standardise(text_table("enrolments", *spells), plain_map("enrolments"), "enrolments")
    checked = check(pseudonymise(frame, "enrolments", SECRET, "any"), INPUTS["enrolments"], KNOWN_AT)
    assert checked.rejected["rule_ids"].to_list() == [["start_date_unreadable"], ["start_date_missing"]]


def test_typed_columns_are_read_like_text() -> None:
    text = text_table("claims", {"person_key": "1234567897", "service_date": "2024-05-01", "services": "1"})
    typed = text.with_columns(
        person_key=pl.lit(1234567897), service_date=pl.lit(dt.date(2024, 5, 1)), services=pl.lit(1, dtype=pl.Int8)
    )
    from_text = standardise(text, plain_map("claims"), "claims").drop("unreadable:service_date")
    assert standardise(typed, plain_map("claims"), "claims").equals(from_text)


def test_a_column_of_an_unfit_type_is_named_without_values() -> None:
    table = text_table("claims", {}).with_columns(service_date=pl.lit(20240501), person_key=pl.lit(1.5))
    with pytest.raises(TypeError) as error:
        standardise(table, plain_map("claims"), "claims")
    assert str(error.value) == (
        "claims: source columns of a type that cannot be read as wanted: person_key, service_date."
    )


def test_source_kinds_name_the_columns_of_the_file() -> None:
    gathered = plain_map("discharges", other_diagnosis_codes=ColumnRule(("dx_2", "dx_3")))
    kinds = source_kinds(gathered, "discharges")
    assert (kinds["dx_2"], kinds["intervention_codes"], kinds["admission_date"]) == ("text", "codes", "date")
    assert "other_diagnosis_codes" not in kinds
