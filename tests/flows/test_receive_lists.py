"""A practice's own list is taken in: from the template and from other products' exports, bad rows set aside."""

from pathlib import Path

import polars as pl
import pytest

from flows.drops import committed_drops
from flows.store import Store
from schemas.checking import column_names
from schemas.inputs.charts import ChartEntries, ChartNumbers
from tests.flows.conftest import Oht, Said
from tests.flows.own_list import CHARTS, entry, list_of_p1, write_csv_list, write_list
from tests.flows.small_delivery import KEYS, files_of, tells_of_nobody

PRACTICE_P1 = 'practice: "P1"\ndelivered_on: 2026-10-05\n'


def receive(oht: Oht, store: Store, folder: Path, source: str = "practice_list") -> Said:
    said = oht("receive", folder, "--source", source, "--store", store.root)
    assert tells_of_nobody(said.out + said.err)
    assert not any(chart in said.out + said.err for chart in CHARTS)
    return said


def table(store: Store, zone: str, name: str) -> pl.DataFrame:
    paths = sorted((store.root / zone / name).glob("drop=*/bucket=*/data.parquet"))
    return pl.concat([pl.read_parquet(path, hive_partitioning=False) for path in paths])


def test_two_tables_come_from_one_file(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = list_of_p1()
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert (said.code, said.err) == (0, "")
    entries, numbers = table(store, "standard", "chart_entries"), table(store, "standard", "chart_numbers")
    assert entries.columns == column_names(ChartEntries) and numbers.columns == column_names(ChartNumbers)
    assert sorted(numbers["chart_number"]) == sorted(row["Chart number"] for row in rows)
    assert set(entries["chart_ref"]) == set(numbers["chart_ref"])
    assert entries["person_id"].null_count() == 1
    assert entries.group_by("roster_status").len().sort("roster_status").rows() == [
        ("not_rostered", 1),
        ("rostered", 21),
    ]
    assert entries["exclusion"].drop_nulls().to_list() == ["declined"]


def test_rows_of_another_practice_are_set_aside_without_their_chart_numbers(
    oht: Oht, store: Store, tmp_path: Path
) -> None:
    rows = [
        *(entry(number) for number in range(0, 80, 2)),
        entry(1, Physician_number="P2"),
        entry(3, Physician_number=""),
    ]
    said = receive(oht, store, write_list(tmp_path / "d", rows, PRACTICE_P1))
    assert said.code == 0
    assert "chart_entries: 1 row set aside by other_practice" in said.out
    assert "chart_numbers: 1 row set aside by other_practice" in said.out
    aside = table(store, "quarantine", "chart_numbers")
    assert aside.select("physician_id", "chart_number", "row_number").rows() == [("P2", None, 41)]
    assert set(table(store, "standard", "chart_entries")["physician_id"]) == {"P1"}
    assert committed_drops(store.root)[0].record["practice"] == "P1"


def test_a_list_of_another_practice_is_refused(oht: Oht, store: Store, tmp_path: Path) -> None:
    before = files_of(store.root)
    rows = [entry(number, Physician_number="P2") for number in range(10)]
    said = receive(oht, store, write_list(tmp_path / "d", rows, PRACTICE_P1))
    assert said.code == 3
    assert said.err.count('drop.yaml names practice "P1", and no row (of 10) is of it in practice_list.xlsx') == 1
    assert "column Physician number. Compare the two numbers, zeros at the beginning included" in said.err
    assert "limit" not in said.err
    assert files_of(store.root) == before


def test_a_list_that_is_of_another_practice_in_part_is_refused_with_the_rows_that_fit(
    oht: Oht, store: Store, tmp_path: Path
) -> None:
    rows = [entry(number, Physician_number="P1" if number < 4 else "P2") for number in range(10)]
    said = receive(oht, store, write_list(tmp_path / "d", rows, PRACTICE_P1))
    assert (said.code, "limit" in said.err) == (3, False)
    assert 'drop.yaml names practice "P1", and only 4 of 10 rows are of it in practice_list.xlsx' in said.err


def test_a_practice_number_that_lost_its_zero_in_the_list_is_said(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [entry(number, Physician_number="12345") for number in range(10)]
    said = receive(oht, store, write_list(tmp_path / "d", rows, 'practice: "012345"\n'))
    assert 'drop.yaml names practice "012345", and no row (of 10) is of it' in said.err


def test_a_health_number_on_two_charts_is_told_and_kept(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [entry(0), entry(2), entry(0, Chart_number="CHRT-770199-XQ"), entry(150), entry(151)]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert said.code == 0
    assert "⚠ chart_entries: 2 of 5 rows kept with the warning health_number_on_one_chart" in said.out


def test_of_two_rows_of_one_chart_one_is_set_aside(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [*(entry(number) for number in range(40)), entry(0, Health_number=KEYS[99])]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert said.code == 0
    assert "chart_entries: 1 row set aside by duplicate_key" in said.out
    assert table(store, "quarantine", "chart_numbers")["chart_number"].to_list() == [None]


BAD = {
    "no chart number": ({"Chart_number": ""}, "chart_ref_missing", "column Chart number"),
    "no practice": ({"Physician_number": ""}, "physician_id_missing", "column Physician number"),
    "unknown status": ({"Status": "Pending"}, "roster_status_unknown_code", "column Status"),
    "unknown exclusion": (
        {"Leave_out_of_lists_because": "?"},
        "exclusion_unknown_code",
        "column Leave out of lists because",
    ),
    "no date": ({"List_made_on": ""}, "extract_date_missing", "column List made on"),
    "future": ({"List_made_on": "2026-12-02"}, "extract_date_in_future", "column List made on"),
    "future visit": ({"Last_visit": "2026-12-02"}, "last_visit_date_in_future", "column Last visit"),
    "other date": ({"List_made_on": "2026-08-31"}, "one_date_of_extract", "practice_list.xlsx: "),
    "odd date": ({"Last_visit": "31/08/2026"}, "last_visit_date_unreadable", "column Last visit"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize(("bad", "code"), [(2, 0), (3, 3)])
def test_bad_rows_are_set_aside_within_the_limit(
    oht: Oht, store: Store, tmp_path: Path, case: str, bad: int, code: int
) -> None:
    changes, rule, place = BAD[case]
    rows = [entry(number, **(changes if number < bad else {})) for number in range(40)]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert said.code == code
    if code:
        assert f"{bad} of 40 rows (7.5 %) break the rule {rule} of chart_entries" in said.err
        assert place in said.err
    else:
        assert f"chart_entries: {bad} rows set aside by {rule}" in said.out
        assert table(store, "standard", "chart_entries").height == 38


def everything(store: Store) -> str:
    """Give all rows of checked and set-aside tables as text."""
    paths = [path for zone in ("standard", "quarantine") for path in (store.root / zone).rglob("*.parquet")]
    return "".join(pl.read_parquet(path, hive_partitioning=False).write_ndjson() for path in paths)


def test_problems_that_are_no_codes_are_dropped_and_counted(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [entry(0, Problem_codes="E11.9; worries about work"), entry(2, Problem_codes="250; 401"), entry(4)]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert "⚠ chart_entries: 1 of 3 rows kept with the warning problem_codes_dropped" in said.out
    codes = table(store, "standard", "chart_entries").sort("problem_codes")["problem_codes"]
    assert codes.to_list() == [[], ["250", "401"], ["E119"]]
    assert "worries" not in everything(store)


def test_a_chart_number_that_is_a_health_number_is_not_kept_and_the_chart_is(
    oht: Oht, store: Store, tmp_path: Path
) -> None:
    rows = [entry(0, Chart_number=KEYS[0]), entry(2, Chart_number=f"{KEYS[2]}-AB"), entry(4)]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert (said.code, said.err) == (0, "")
    assert "⚠ chart_numbers: 2 of 3 rows kept with the warning chart_number_is_health_number" in said.out
    numbers = table(store, "standard", "chart_numbers")
    assert (numbers.height, numbers["chart_number"].drop_nulls().to_list()) == (3, [CHARTS[4]])
    assert table(store, "standard", "chart_entries").height == 3
    assert not any(key in everything(store) for key in KEYS)


def test_what_was_typed_in_place_of_a_status_is_not_kept(oht: Oht, store: Store, tmp_path: Path) -> None:
    odd = [entry(0, Status="Moved to her son"), entry(2, Leave_out_of_lists_because="Asked by her son")]
    rows = [*odd, *(entry(number) for number in range(4, 84, 2))]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert said.code == 0
    aside = table(store, "quarantine", "chart_entries")
    assert sorted(aside["rule_ids"].explode()) == ["exclusion_unknown_code", "roster_status_unknown_code"]
    assert aside.select("roster_status", "exclusion").rows() == [(None, None)] * 2
    assert "her son" not in everything(store)


def test_version_letters_do_not_hide_a_person(oht: Oht, store: Store, tmp_path: Path) -> None:
    plain = [entry(number) for number in range(4)]
    marks = ["-AB", "AB", " a", ""]
    lettered = [{**row, "Health number": row["Health number"] + mark} for row, mark in zip(plain, marks, strict=True)]
    for number, rows in enumerate((plain, lettered)):
        said = receive(oht, store, write_list(tmp_path / str(number), rows))
        assert "health_number_not_valid" not in said.out
    entries = table(store, "standard", "chart_entries")
    assert (entries.height, entries["person_id"].n_unique()) == (8, 4)


def test_health_numbers_that_are_none_are_counted(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [entry(0, Health_number="12345"), entry(2, Health_number="1234567890"), entry(4), entry(150)]
    said = receive(oht, store, write_list(tmp_path / "d", rows))
    assert "⚠ chart_entries: 2 of 4 rows kept with the warning health_number_not_valid" in said.out


def test_a_chart_without_a_status_is_kept(oht: Oht, store: Store, tmp_path: Path) -> None:
    assert receive(oht, store, write_list(tmp_path / "d", [entry(0, Status="")])).code == 0
    assert table(store, "standard", "chart_entries")["roster_status"].to_list() == ["unknown"]


OSCAR = ["demographic_no", "hin", "provider_ohip_no", "list_status", "dx_codes", "last_appointment", "last_name"]
ACCURO = ["Patient ID", "PHN", "Enrolment Status", "Last Visit", "Report Date", "Office Provider"]
PS_SUITE = [
    "Patient #",
    "Health #",
    "Physician OHIP Billing",
    "Roster Status",
    "Problem Codes",
    "Recall Exclusion",
    "Last Seen",
]
EXPORTS = {
    "emr_oscar": (OSCAR, ["1", KEYS[0], "P1", "RO", "250;401", "2026-08-14", "x"], ["2", "", "P1", "DE", "", "", "x"]),
    "emr_accuro": (ACCURO, ["1", KEYS[0], "Enrolled", "2026-08-14", "2026-10-05", "x"], ["2", "", "Deceased"]),
    "emr_ps_suite": (
        PS_SUITE,
        ["1", KEYS[0], "P1", "Rostered", "250,401", "", "14/08/2026"],
        ["2", "", "P1", "Deceased", "", "Moved", ""],
    ),
}


@pytest.mark.parametrize("source", EXPORTS)
def test_exports_of_other_products_are_read(oht: Oht, store: Store, tmp_path: Path, source: str) -> None:
    columns, *rows = EXPORTS[source]
    filled = [[*row, *[""] * (len(columns) - len(row))] for row in rows]
    if source == "emr_accuro":
        filled[1][4] = "2026-10-05"
    folder = write_csv_list(tmp_path / "d", "patients", columns, filled)
    (folder / "drop.yaml").write_text(PRACTICE_P1)
    said = receive(oht, store, folder, source)
    assert (said.code, said.err) == (0, "")
    entries = table(store, "standard", "chart_entries").sort("roster_status", descending=True)
    assert entries["roster_status"].to_list() == ["rostered", "deceased"]
    assert [str(day) for day in entries["extract_date"]] == ["2026-10-05", "2026-10-05"]
    assert [str(day) for day in entries["last_visit_date"]] == ["2026-08-14", "None"]
    assert set(entries["physician_id"]) == {"P1"}


def test_a_list_that_says_nowhere_whose_it_is_is_refused(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_csv_list(tmp_path / "d", "patients", ACCURO, [["1", "", "Enrolled", "", "2026-10-05", ""]])
    said = receive(oht, store, folder, "emr_accuro")
    assert said.code == 3
    assert 'Write it into drop.yaml, with the physician number in quotes: practice: "123456".' in said.err


def test_a_missing_file_and_missing_columns_are_said_once(oht: Oht, store: Store, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    said = receive(oht, store, empty)
    assert "1 file(s) of the source practice_list are missing: practice_list (as" in said.err
    folder = write_csv_list(tmp_path / "d", "practice_list", ["Health number"], [["1"]])
    said = receive(oht, store, folder)
    assert said.err.count("practice_list.csv lacks 7 of the 8 columns") == 1


def test_unknown_columns_are_said_once(oht: Oht, store: Store, tmp_path: Path) -> None:
    columns = ["Chart number", "Health number", "Physician number", "Status", "Problem codes"]
    columns += ["Leave out of lists because", "Last visit", "List made on", "Remark"]
    row = ["1", "", "P1", "Rostered", "", "", "", "2026-10-05", "x"]
    folder = write_csv_list(tmp_path / "d", "practice_list", columns, [row])
    said = receive(oht, store, folder)
    assert said.out.count("1 column(s) are not in the column map and were not read: (column 9)") == 1


def test_another_practice_in_the_note_of_a_known_delivery_is_told(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_list(tmp_path / "d", [entry(0)], PRACTICE_P1)
    assert receive(oht, store, folder).code == 0
    (folder / "drop.yaml").write_text(PRACTICE_P1.replace("P1", "P2"))
    assert "Its drop.yaml says something else than at receipt" in receive(oht, store, folder).out
