"""From a practice's own list to its own pack, and nowhere else."""

import datetime as dt
import json
import shutil
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from flows.accounts import differences
from flows.cli import main
from flows.files import read_json
from flows.pack_tables import practice_tables
from flows.receive import receive_drop
from flows.settings import create_store
from flows.store import Store
from tests.flows.conftest import TODAY, Oht
from tests.flows.own_list import CHARTS, Row, entry, list_of_p1, write_list
from tests.flows.small_delivery import KEYS, write_small
from tests.reports.page_reader import Page, read_page

NOTE = "delivered_on: 2026-10-05\n"


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two buckets with the small delivery and the list of P1, computed for 2026-09."""
    home = tmp_path_factory.mktemp("lists")
    store = create_store(home / "store", buckets=2, open_periods=1)
    receive_drop(store, write_small(home / "main"), "synthetic", TODAY)
    receive_drop(store, write_list(home / "list", list_of_p1(), NOTE), "practice_list", TODAY)
    assert main(["run", "--period", "2026-09", "--store", str(store.root)]) == 0
    return store.root


@pytest.fixture
def seen(received: Path) -> Store:
    """That store, to be looked at only."""
    return Store(received)


@pytest.fixture
def listed(received: Path, tmp_path: Path) -> Store:
    """A copy of that store for one test to change."""
    shutil.copytree(received, tmp_path / "store")
    return Store(tmp_path / "store")


def computed(oht: Oht, store: Store, *periods: str) -> Store:
    """Bring periods up to date, the last one's packs with them."""
    for period in periods or ("2026-09",):
        said = oht("run", "--period", period, "--store", store.root)
        assert (said.code, said.err) == (0, "")
        assert not any(chart in said.out for chart in CHARTS)
    return store


def pack(store: Store, practice: str) -> Path:
    pointer = read_json(store.root / "published" / "current.json")
    index = read_json(store.root / "packs" / "index" / f"{pointer['packs']}.json")
    return store.root / "packs" / index["packs"][practice]


def page(store: Store, practice: str = "P1") -> Page:
    return read_page((pack(store, practice) / "report.en.html").read_bytes())


def reconciliation(store: Store, practice: str = "P1") -> pl.DataFrame:
    return pl.read_parquet(pack(store, practice) / "reconciliation.parquet")


def counts(store: Store) -> dict[tuple[str, str | None], int]:
    rows = reconciliation(store).group_by("status", "reason").len()
    return {(status, reason): number for status, reason, number in rows.iter_rows()}


def add_list(store: Store, folder: Path, rows: list[Row]) -> None:
    receive_drop(store, write_list(folder, rows, NOTE), "practice_list", TODAY)


def test_the_pack_holds_the_reconciliation_with_chart_numbers(seen: Store) -> None:
    found = counts(seen)
    assert found.pop(("agreed", None)) == 19
    assert found.pop(("agreed", "excluded_by_practice")) == 1
    assert found.pop(("chart_only", "rostered_elsewhere")) == 1
    assert found.pop(("chart_only", "no_health_number")) == 1
    assert found.pop(("attributed_only", "enrolled_not_listed")) == 10
    assert sum(found.values()) == 20 and {status for status, _ in found} == {"attributed_only"}
    rows = reconciliation(seen)
    assert set(rows["chart_number"].drop_nulls()) == {row["Chart number"] for row in list_of_p1()}
    persons = pl.read_parquet(pack(seen, "P1") / "tiers.parquet")["persons"].sum()
    assert rows.filter(pl.col("status") != "chart_only").height == persons == 50


def test_the_pack_holds_the_same_rows_as_a_workbook_that_the_manifest_and_the_dictionary_know(seen: Store) -> None:
    folder = pack(seen, "P1")
    sheet = fastexcel.read_excel(folder / "reconciliation.xlsx").load_sheet(0, dtypes="string").to_polars()
    assert sheet.height == reconciliation(seen).height
    assert set(sheet["Chart number"].drop_nulls()) == set(reconciliation(seen)["chart_number"].drop_nulls())
    assert "reconciliation.xlsx" in read_json(folder / "manifest.json")["files"]
    assert "reconciliation.xlsx,What to do,text" in (folder / "dictionary.csv").read_text()
    assert not (pack(seen, "P2") / "reconciliation.xlsx").exists()


def test_the_page_counts_and_says_what_to_do(seen: Store) -> None:
    shown = page(seen).text
    assert "Patients on your list of 30 September 2026: 22. People counted with you on 30 September 2026: 50." in shown
    assert "The patient is enrolled with another physician." in shown
    assert "Your list and ours" not in page(seen, "P2").text


def test_chart_numbers_stand_in_the_lists_of_needs_and_the_excluded_are_left_out(seen: Store) -> None:
    patients = pl.read_parquet(pack(seen, "P1") / "patients.parquet")
    assert sorted(patients["chart_number"].drop_nulls()) == [CHARTS[number] for number in (0, 2, 4)]
    assert "1 patient with a need is left out, because your list says so." in page(seen).text
    shown = [cell.text for cell in page(seen).all("td", class_="chartno")]
    assert set(shown) >= {CHARTS[number] for number in (0, 2, 4)} and CHARTS[6] not in shown


def test_a_practice_without_a_list_gets_what_it_got_before(seen: Store) -> None:
    folder = pack(seen, "P2")
    assert not (folder / "reconciliation.parquet").exists()
    assert pl.read_parquet(folder / "patients.parquet")["chart_number"].null_count() == 4
    assert "chart" not in page(seen, "P2").text.replace("keep a chart", "").replace("your chart numbers stand", "")


def everything_in(path: Path) -> str:
    """Give all that a file says: of a table its rows, compressed as they are; its name with it."""
    if path.suffix == ".parquet":
        return f"{path} {pl.read_parquet(path, hive_partitioning=False).write_ndjson()}"
    if path.suffix == ".xlsx":
        return f"{path} {fastexcel.read_excel(path).load_sheet(0, dtypes='string').to_polars().write_ndjson()}"
    return f"{path} {path.read_bytes().decode('utf-8', errors='replace')}"


def test_chart_numbers_are_in_one_table_and_in_the_practices_own_pack_alone(
    oht: Oht, listed: Store, tmp_path: Path
) -> None:
    # One row of an unknown status and one chart twice: both tables have rows set aside.
    rows = [*(entry(number) for number in range(0, 80, 2)), entry(160, Status="Pending"), entry(0)]
    add_list(listed, tmp_path / "bad", rows)
    computed(oht, listed)
    oht("publish", "--store", listed.root)
    oht("status", "--accounts", "--store", listed.root)
    assert "2 rows of your list could not be used and were set aside." in page(listed).text
    allowed = ("received/", "standard/chart_numbers/", "packs/P1/")
    files = [path for path in listed.root.rglob("*") if path.is_file()]
    names = {path: path.relative_to(listed.root).as_posix() for path in files}
    others = [path for path, name in names.items() if not name.startswith(allowed)]
    assert len(others) > 50 and any("quarantine/chart_numbers" in names[path] for path in others)
    told = [names[path] for path in others if any(chart in everything_in(path) for chart in CHARTS)]
    assert told == []
    # The search itself finds them where they may be.
    inside = [name for path, name in names.items() if path not in others and CHARTS[0] in everything_in(path)]
    assert {name.split("/")[0] for name in inside} == {"received", "standard", "packs"}
    assert not any(key in everything_in(path) for path in files if "packs/" in names[path] for key in KEYS)


def test_a_health_number_in_place_of_a_chart_number_reaches_no_pack(oht: Oht, listed: Store, tmp_path: Path) -> None:
    add_list(listed, tmp_path / "numbers", [entry(0, Chart_number=KEYS[0]), entry(1, Chart_number=KEYS[1]), entry(2)])
    computed(oht, listed)
    rows = reconciliation(listed).filter(pl.col("status") != "attributed_only").sort("status", "chart_number")
    assert rows.select("status", "chart_number").rows() == [
        ("agreed", None),
        ("agreed", CHARTS[2]),
        ("chart_only", None),
    ]
    checked = [*listed.root.glob("standard/**/*.parquet"), *pack(listed, "P1").iterdir()]
    assert not any(key in everything_in(path) for path in checked for key in KEYS)


def test_a_refused_list_leaves_no_chart_number(oht: Oht, store: Store, tmp_path: Path) -> None:
    rows = [entry(number, Status="Pending") for number in range(10)]
    said = oht("receive", write_list(tmp_path / "d", rows, NOTE), "--source", "practice_list", "--store", store.root)
    assert said.code == 3
    assert not any(chart in said.out + said.err for chart in CHARTS)
    assert not any(CHARTS[0] in everything_in(path) for path in store.root.rglob("*") if path.is_file())


def test_a_later_extract_replaces_the_earlier_as_a_whole(oht: Oht, listed: Store, tmp_path: Path) -> None:
    add_list(listed, tmp_path / "again", [entry(0), entry(98)])
    found = counts(computed(oht, listed))
    assert sum(number for (status, _), number in found.items() if status == "agreed") == 2
    assert not any(status == "chart_only" for status, _ in found)
    assert differences(listed) == []


def test_the_list_of_another_practice_is_left_as_it_is(oht: Oht, listed: Store, tmp_path: Path) -> None:
    before = counts(listed)
    add_list(listed, tmp_path / "other", [entry(1, Physician_number="P2"), entry(0, Physician_number="P2")])
    computed(oht, listed)
    assert counts(listed) == before
    rows = reconciliation(listed, "P2").filter(pl.col("status") != "attributed_only")
    assert rows.select("chart_number", "status", "reason").sort("status").rows() == [
        (CHARTS[1], "agreed", None),
        (CHARTS[0], "chart_only", "rostered_elsewhere"),
    ]


def list_used(store: Store, period: str) -> tuple[dt.date, bool, int]:
    """Give the day of the list of P1 that a period uses, whether it is after it, and its patients."""
    tables = dict(practice_tables(store, period, None))["P1"]
    assert tables.own_list is not None and tables.reconciliation is not None
    patients = tables.reconciliation.filter(pl.col("status") != "attributed_only").height
    return tables.own_list.extract_date, tables.own_list.is_after, patients


def test_a_period_uses_its_own_extract_or_else_the_first_after_it(oht: Oht, listed: Store, tmp_path: Path) -> None:
    september = (dt.date(2026, 9, 30), False, 22)
    computed(oht, listed, "2026-08")
    assert list_used(listed, "2026-08") == (dt.date(2026, 9, 30), True, 22)
    add_list(listed, tmp_path / "old", [entry(0, List_made_on="2026-07-15")])
    computed(oht, listed, "2026-08", "2026-09")
    assert list_used(listed, "2026-08") == (dt.date(2026, 7, 15), False, 1)
    assert list_used(listed, "2026-09") == september


def test_nothing_is_done_twice_and_the_plan_says_why(oht: Oht, listed: Store, tmp_path: Path) -> None:
    assert oht("run", "--period", "2026-09", "--store", listed.root, "--exit-nothing").code == 5
    add_list(listed, tmp_path / "other", [entry(1, Physician_number="P2")])
    lines = [json.loads(line) for line in oht("plan", "--store", listed.root, "--json").out.splitlines()]
    active = {line["step"]: line["reason"] for line in lines[0]["plan"] if line["state"] != "current"}
    assert active["derived/chart_extracts"].startswith("input changed: chart_entries of drop 3")
    assert {"derived/inputs/chart_entries", "derived/reconciliation"} <= set(active)


def test_a_list_makes_no_late_feed_look_fresh(oht: Oht, listed: Store, tmp_path: Path) -> None:
    late = "delivered_on: 2026-11-30\n"
    receive_drop(listed, write_list(tmp_path / "late", [entry(0)], late), "practice_list", TODAY)
    said = oht("status", "--max-age", 30, "--store", listed.root)
    assert (said.code, "the latest of 2026-10-05" in said.out) == (4, True)


def test_lists_of_unknown_practices_are_reported(oht: Oht, listed: Store, tmp_path: Path) -> None:
    add_list(listed, tmp_path / "unknown", [entry(number, Physician_number="P9") for number in (0, 1, 2)])
    said = oht("run", "--period", "2026-09", "--store", listed.root)
    assert "chart_entries: 3 of 24 charts name a physician who is not in the registry" in said.out


def test_before_any_list_no_step_compares_lists(oht: Oht, store: Store, tmp_path: Path) -> None:
    receive_drop(store, write_small(tmp_path / "main"), "synthetic", TODAY)
    computed(oht, store)
    assert not (store.root / "derived" / "reconciliation").exists()
