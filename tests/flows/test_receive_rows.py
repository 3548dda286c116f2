"""Bad rows of a delivery: a few are set aside and counted, many refuse it, and limits can be set."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.store import Store
from tests.flows.conftest import Oht, Said
from tests.flows.small_delivery import KEYS, Row, edit, files_of, small_rows, spoil, tells_of_nobody, write_small

RowCase = tuple[str, dict[str, str], str, str]

# Table, what is put into its rows, the rule they break, the column as the sender calls it (empty: several columns).
ROW_CASES: dict[str, RowCase] = {
    "impossible_date": ("persons", {"born": "1980-02-30"}, "birth_date_unreadable", "born"),
    "other_date_form": ("persons", {"born": "30/06/1980"}, "birth_date_unreadable", "born"),
    "date_of_the_future": ("persons", {"born": "2026-10-06"}, "birth_date_in_future", "born"),
    "date_too_early": ("persons", {"born": "1880-01-01"}, "birth_date_out_of_range", "born"),
    "missing_date": ("persons", {"born": ""}, "birth_date_missing", "born"),
    "unknown_code": ("persons", {"gender": "7"}, "sex_unknown_code", "gender"),
    "missing_key": ("persons", {"health_number": ""}, "person_id_missing", "health_number"),
    "inverted_dates": ("persons", {"died": "1930-01-01"}, "death_not_before_birth", ""),
    "future_service": ("claims", {"serviced_on": "2027-01-01"}, "service_date_in_future", "serviced_on"),
    "no_number": ("claims", {"units": "1.5"}, "services_unreadable", "units"),
    "zero_services": ("claims", {"units": "0"}, "services_not_zero", "units"),
    "malformed_fee_code": ("claims", {"fee_code": "1A07"}, "fee_code_malformed", "fee_code"),
    "unknown_suffix": ("claims", {"fee_code": "A007Z"}, "fee_suffix_unknown_code", "fee_code"),
    "not_true_or_false": ("ed_visits", {"visit_type": "?"}, "is_scheduled_unreadable", "visit_type"),
}


def receive(oht: Oht, store: Store, folder: Path) -> Said:
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert tells_of_nobody(said.out + said.err)
    return said


@pytest.mark.parametrize("case", ROW_CASES)
def test_too_many_rows_refuse_the_delivery(oht: Oht, store: Store, tmp_path: Path, case: str) -> None:
    table, values, rule, column = ROW_CASES[case]
    rows = len(small_rows()[table])
    bad = rows // 20 + 1
    before = files_of(store.root)
    said = receive(oht, store, write_small(tmp_path / "d", **spoil(table, bad, lambda row: {**row, **values})))
    where = f"{table}.csv, column {column}" if column else f"{table}.csv"
    first = ", ".join(map(str, range(1, min(bad, 5) + 1)))
    expected = (
        f"✗ {where}: {bad} of {rows} rows ({100 * bad / rows:.1f} %) break the rule {rule} of {table}; the limit is "
        f"5 %, so the drop is refused. Correct the file or its column map and deliver again, or raise the limit of "
        f"{table}.{rule} if the rows may be left out. The first such rows, the header not counted: {first}. Limits are "
        f"set in {store.root}/store.json.\n"
    )
    assert (said.code, said.err) == (3, expected)
    assert files_of(store.root) == before


@pytest.mark.parametrize("case", ROW_CASES)
def test_rows_within_the_limit_are_set_aside(oht: Oht, store: Store, tmp_path: Path, case: str) -> None:
    table, values, rule, _ = ROW_CASES[case]
    rows = len(small_rows()[table])
    bad = rows // 20
    said = receive(oht, store, write_small(tmp_path / "d", **spoil(table, bad, lambda row: {**row, **values})))
    assert said.code == 0
    [drop] = [path.name for path in (store.root / "quarantine" / table).iterdir()]
    word = "row" if bad == 1 else "rows"
    assert f"{table}: {bad} {word} set aside by {rule} (quarantine/{table}/{drop})" in said.out
    set_aside = pl.read_parquet(store.root / "quarantine" / table / drop / "*" / "data.parquet")
    assert sorted(set_aside["row_number"]) == list(range(1, bad + 1))
    assert rule in set_aside["rule_ids"].list[0].to_list()
    kept = pl.read_parquet(store.root / "standard" / table / drop / "*" / "data.parquet")
    assert kept.height == rows - bad


def twice(rows: list[Row], count: int) -> list[Row]:
    return [*rows, *rows[:count]]


@pytest.mark.parametrize(("count", "code"), [(5, 0), (6, 3)])
def test_duplicate_keys(oht: Oht, store: Store, tmp_path: Path, count: int, code: int) -> None:
    said = receive(oht, store, write_small(tmp_path / "d", persons=twice(small_rows()["persons"], count)))
    assert said.code == code
    if code:
        start = "✗ persons.csv: 6 of 106 rows (5.7 %) break the rule duplicate_key of persons; the limit is 5 %"
        assert said.err.startswith(start)
        assert "The first such rows, the header not counted: 101, 102, 103, 104, 105." in said.err
    else:
        assert "persons: 5 rows set aside by duplicate_key" in said.out


@pytest.mark.parametrize(("count", "code"), [(5, 0), (6, 3)])
def test_ragged_rows(oht: Oht, store: Store, tmp_path: Path, count: int, code: int) -> None:
    folder = write_small(tmp_path / "d")
    lines = (folder / "persons.csv").read_text().splitlines()
    lines[2 : 2 + count] = [line + ",surplus" for line in lines[2 : 2 + count]]
    (folder / "persons.csv").write_text("\n".join(lines) + "\n")
    said = receive(oht, store, folder)
    assert said.code == code
    if code:
        start = "✗ persons.csv: 6 of 100 rows (6.0 %) break the rule ragged_row of persons; the limit is 5 %"
        assert said.err.startswith(start)
        assert "header not counted: 2, 3, 4, 5, 6." in said.err
    else:
        assert "persons: 5 rows set aside by ragged_row" in said.out


def test_a_byte_order_mark_does_no_harm(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    (folder / "persons.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "persons.csv").read_bytes())
    said = receive(oht, store, folder)
    assert said.code == 0
    assert "persons: 100 rows, 0 set aside" in said.out


def set_limits(store: Store, **limits: object) -> None:
    path = store.root / "store.json"
    named = {name.replace("__", "."): share for name, share in limits.items()}
    path.write_text(json.dumps({**json.loads(path.read_text()), "limits": named}))


UNKNOWN_SEX: Callable[[Row], Row] = lambda row: {**row, "gender": "7"}  # noqa: E731


@pytest.mark.parametrize(
    ("limits", "bad", "code"),
    [
        ({"persons__sex_unknown_code": 0.5}, 50, 0),
        ({"sex_unknown_code": 0.5}, 50, 0),
        ({"persons__sex_unknown_code": 0}, 1, 3),
        ({"claims__fee_code_malformed": 0.5}, 6, 3),
        ({"sex_unknown_code": 0.5, "persons__sex_unknown_code": 0.1}, 11, 3),
    ],
)
def test_limits_of_the_store_hold(
    oht: Oht, store: Store, tmp_path: Path, limits: dict[str, float], bad: int, code: int
) -> None:
    set_limits(store, **limits)
    said = receive(oht, store, write_small(tmp_path / "d", **spoil("persons", bad, UNKNOWN_SEX)))
    assert said.code == code


def test_limits_that_name_no_rule_are_no_limits(oht: Oht, store: Store, tmp_path: Path) -> None:
    set_limits(store, persons__sex_unknown=0.5, duplicate_key=5)
    said = receive(oht, store, write_small(tmp_path / "d"))
    assert said.code == 9
    assert said.err == (
        f"✗ Limits of rejected rows: persons.sex_unknown: no input has this rule; duplicate_key: must be a share "
        f"from 0 to 1. Correct `limits` in {store.root}/store.json.\n"
    )


def test_warnings_keep_their_rows_and_say_of_how_many(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", **spoil("discharges", 20, lambda row: {**row, "admitted_on": "2020-01-01"}))
    said = receive(oht, store, folder)
    assert said.code == 0
    assert (
        "  ⚠ discharges: 20 of 20 rows kept with the warning stay_under_one_year. So many are mostly units or codes of "
        "the file that the column map does not expect: compare the two. What it touches: oht quality --input "
        "discharges\n"
    ) in said.out


@pytest.mark.parametrize(("bad", "limit", "is_marked"), [(1, None, False), (2, None, True), (2, 0.1, False)])
def test_a_warning_is_marked_above_the_limit(
    oht: Oht, store: Store, tmp_path: Path, bad: int, limit: float | None, is_marked: bool
) -> None:
    """Of 20 rows one is the limit of 5 % itself."""
    if limit is not None:
        set_limits(store, discharges__stay_under_one_year=limit)
    folder = write_small(tmp_path / "d", **spoil("discharges", bad, lambda row: {**row, "admitted_on": "2020-01-01"}))
    mark = "⚠ " if is_marked else ""
    assert (
        f"  {mark}discharges: {bad} of 20 rows kept with the warning stay_under_one_year. "
        in receive(oht, store, folder).out
    )


def test_weights_in_kilograms_are_said_with_their_share(oht: Oht, store: Store, tmp_path: Path) -> None:
    births = [{"birth_no": f"B{number}", "health_number": KEYS[number], "weight_g": "3"} for number in range(30)]
    said = receive(oht, store, write_small(tmp_path / "d", birth_records=births))
    assert "  ⚠ birth_records: 30 of 30 rows kept with the warning weight_plausible. So many are " in said.out


@pytest.mark.parametrize(("rows", "is_told"), [(20, True), (19, False)])
def test_a_column_that_is_empty_in_every_row_is_said(
    oht: Oht, store: Store, tmp_path: Path, rows: int, is_told: bool
) -> None:
    deaths = [{"health_number": KEYS[number], "died_in": "", "cause": "I219"} for number in range(rows)]
    said = receive(oht, store, write_small(tmp_path / "d", deaths=deaths))
    told = [line for line in said.out.splitlines() if line.startswith("  ⚠ deaths: place is empty in all ")]
    assert len(told) == is_told
    if is_told:
        assert told[0].startswith("  ⚠ deaths: place is empty in all 20 valid rows, and ")
        assert told[0].endswith(" it. Look whether the sender filled what the column map reads there.")


def test_a_column_with_one_value_is_not_empty(oht: Oht, store: Store, tmp_path: Path) -> None:
    deaths = [{"health_number": KEYS[number], "died_in": "HO" if number == 7 else ""} for number in range(40)]
    assert "deaths: place" not in receive(oht, store, write_small(tmp_path / "d", deaths=deaths)).out


def test_an_invalid_key_keeps_the_person(oht: Oht, store: Store, tmp_path: Path) -> None:
    wrong = str(int(KEYS[0]) + 1)
    folder = write_small(tmp_path / "d", **spoil("persons", 1, lambda row: {**row, "health_number": wrong}))
    said = receive(oht, store, folder)
    assert "persons: 100 rows, 0 set aside" in said.out
    assert wrong not in said.out + said.err


def test_unknown_columns_are_a_warning(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    edit(folder / "ohts.csv", "oht_name", "oht_name,region,founded", 1)
    edit(folder / "ohts.csv", "A team", "A team,West,2019")
    said = receive(oht, store, folder)
    assert said.code == 0
    assert (
        "  ohts.csv: 2 column(s) are not in the column map and were not read: region, founded. Add them to "
        "reference/sources/synthetic.yaml if they matter.\n"
    ) in said.out


def test_ignored_columns_are_no_warning(oht: Oht, store: Store, tmp_path: Path) -> None:
    assert "not in the column map" not in receive(oht, store, write_small(tmp_path / "d")).out
