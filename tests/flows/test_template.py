"""The Excel template: what is in it, and that a filled-in one can be received."""

from pathlib import Path

import fastexcel

from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.own_list import COLUMNS


def test_the_template_has_headings_one_example_and_explanations(oht: Oht, tmp_path: Path) -> None:
    path = tmp_path / "practice_list.xlsx"
    said = oht("template", "practice_list", "--to", path)
    assert (said.code, said.err) == (0, "")
    book = fastexcel.read_excel(path)
    assert book.sheet_names == ["Patients", "How to fill in"]
    sheet = book.load_sheet("Patients", header_row=None, dtypes="string").to_polars()
    assert sheet.row(0) == tuple(COLUMNS) and sheet.row(1)[0] == "EXAMPLE 1" and sheet.height == 2
    help_rows = book.load_sheet("How to fill in", header_row=None, dtypes="string").to_polars().rows()
    explained = {row[0]: row[1:] for row in help_rows}
    assert all(explained[name][0].endswith(".") or explained[name][0][0].isupper() for name in COLUMNS)
    assert explained["Status"][2] == "Rostered, Not rostered, Inactive, Deceased, Unknown"
    assert "null" not in str(help_rows)
    may_be_empty = {name: explained[name][1] for name in COLUMNS}
    assert may_be_empty["Status"] == "yes" and explained["Status"][0].endswith("An empty cell means unknown.")
    assert [name for name, answer in may_be_empty.items() if answer == "no"] == [
        "Chart number",
        "Physician number",
        "List made on",
    ]
    assert "nowhere else" not in explained["Chart number"][0]
    assert "kept in the file as you sent it and in one restricted table" in explained["Chart number"][0]


def test_the_template_is_the_same_every_time_and_overwrites_nothing(oht: Oht, tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert [oht("template", "practice_list", "--to", path).code for path in (one, other)] == [0, 0]
    assert one.read_bytes() == other.read_bytes()
    again = oht("template", "practice_list", "--to", one)
    assert (again.code, "exists already" in again.err) == (2, True)


def test_sources_without_a_template_and_other_endings_are_refused(oht: Oht, tmp_path: Path) -> None:
    said = oht("template", "synthetic", "--to", tmp_path / "a.xlsx")
    assert (said.code, "has no template" in said.err) == (2, True)
    said = oht("template", "practice_list", "--to", tmp_path / "a.xls")
    assert (said.code, "ends in .xlsx" in said.err) == (2, True)
    assert oht("template", "nothing", "--to", tmp_path / "a.xlsx").code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_untouched_template_holds_no_patients(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    oht("template", "practice_list", "--to", folder / "practice_list.xlsx")
    said = oht("receive", folder, "--source", "practice_list", "--store", store.root)
    assert (said.code, "holds column names and no rows" in said.err) == (3, True)
