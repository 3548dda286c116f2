"""The reliability report from refresh to page, on the small store, with births and with the ministry's file."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from flows import reliability
from flows.cli import main
from flows.files import read_json, write_json
from flows.publication import read_pointer
from flows.receive import receive_drop
from flows.refresh import finished_output
from flows.reliability import reliability_step
from flows.settings import create_store
from flows.store import Store, made
from tests.flows.conftest import TODAY, Oht
from tests.flows.official_delivery import official_rows, write_file
from tests.flows.small_delivery import KEYS, files_of, small_rows, tells_of_nobody, write_small
from tests.oracle.small_drop import Row, health_number
from tests.reports.page_reader import Page, read_page, row_cells
from tests.tables import assert_rows

PERIOD = "2026-09"
# Twelve children, six months old; births also name seven whom the registry does not know.
CHILDREN = range(40, 52)
UNKNOWN = [health_number(number) for number in range(300, 307)]


def with_children() -> dict[str, list[Row]]:
    """Give persons of whom some are infants, and the births that name them."""
    persons = [
        {**row, "born": "2026-03-15"} if number in CHILDREN else row
        for number, row in enumerate(small_rows()["persons"])
    ]
    named = [KEYS[number] for number in CHILDREN] + UNKNOWN
    return {"persons": persons, "births": [{"health_number": key, "mother_health_number": KEYS[0]} for key in named]}


@pytest.fixture(scope="module")
def judged_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four buckets with births and the ministry's file, computed for two periods."""
    home = tmp_path_factory.mktemp("judged")
    store = create_store(home / "store", buckets=4, open_periods=2)
    write_small(home / "d", **with_children())
    write_file(home / "d", "2026-03-31", official_rows())
    receive_drop(store, home / "d", "synthetic", TODAY)
    assert main(["run", "--store", str(store.root)]) == 0
    return store.root


@pytest.fixture
def judged(judged_template: Path, tmp_path: Path) -> Store:
    """A copy of that store, for one test to change."""
    shutil.copytree(judged_template, tmp_path / "judged")
    return Store(tmp_path / "judged")


def exact(store: Store, step: str, name: str = "data") -> pl.DataFrame:
    """One row per row of an exact table of the report."""
    return made(finished_output(store, reliability_step(step, PERIOD))).load(name)


def page_of(store: Store, period: str = PERIOD) -> tuple[Path, Page]:
    """Give the published page of a period."""
    release = (read_pointer(store) or {})["release"]
    folder = store.root / "published" / "releases" / release
    path = folder / "reliability" / "page" / f"period={period}" / "reliability.html"
    return path, read_page(path.read_bytes())


def test_everybody_is_counted_once_over_the_buckets(judged: Store) -> None:
    assert_rows(exact(judged, "totals"), "registered not_counted counted in_teams without_team\n100 0 100 100 0")
    found = exact(judged, "counts").filter(pl.col("level") == "province")
    assert found["persons"].sum() == 100
    assert_rows(
        exact(judged, "counts", "children"),
        """
        level    unit_id age_years registered unknown placed
        oht      T1      0         12         0       12
        province ontario 0         12         0       12
        province ontario -         0          7       0
        """,
    )


def test_the_file_lacks_no_child_here_and_its_day_is_its_reach(judged: Store) -> None:
    assert_rows(
        exact(judged, "counts", "file_children"), "level unit_id children missing\noht T1 12 0\nprovince ontario 12 0"
    )
    staleness = exact(judged, "staleness").filter(pl.col("input_name").is_in(["claims", "official_attribution"]))
    assert_rows(
        staleness,
        """
        input_name           delivered_on reaches_to staleness_days
        claims               2026-10-05   2026-09-30 0
        official_attribution 2026-10-05   2026-03-31 183
        """,
    )
    assert not set(exact(judged, "staleness")["input_name"]) & {"chart_entries", "chart_numbers"}


def test_running_again_does_nothing(oht: Oht, judged: Store) -> None:
    before = files_of(judged.root / "results")
    assert "nothing to do" in oht("plan", "--store", judged.root).out
    assert oht("run", "--store", judged.root).code == 0
    assert files_of(judged.root / "results") == before


def test_a_release_holds_the_tables_and_the_page_and_its_manifest_their_digests(oht: Oht, judged: Store) -> None:
    assert oht("publish", "--store", judged.root).code == 0
    path, page = page_of(judged)
    release = path.parents[3]
    manifest = read_json(release / "manifest.json")["files"]
    assert manifest == {name: digest for name, digest in files_of(release).items() if name in manifest}
    assert str(path.relative_to(release)) in manifest
    figures = pl.read_parquet(release / "reliability" / "figures" / f"period={PERIOD}" / "data.parquet")
    assert not figures["number"].is_between(1, 5).any()
    assert row_cells(page, "Ontario")[0] == "100"
    assert row_cells(page, "all ages") == ["12", "12", "63.2%"]
    assert tells_of_nobody(page.text)
    first = page_of(judged, "2026-08")[1]
    assert "Not computable: needs an earlier period that is computed." in first.text
    before = files_of(judged.root / "published")
    assert oht("publish", "--store", judged.root).code == 0
    assert files_of(judged.root / "published") == before


def test_under_the_file_the_teams_of_the_file_count(oht: Oht, judged: Store) -> None:
    assert oht("attribution", "--official", "file", "--store", judged.root).code == 0
    assert oht("run", "--store", judged.root).code == 0
    assert_rows(exact(judged, "totals"), "registered not_counted counted in_teams without_team\n100 0 100 85 15")
    children = exact(judged, "counts", "children").filter(pl.col("level") == "oht")
    assert_rows(children, "level unit_id age_years registered unknown placed\noht T1 0 12 0 12")
    assert oht("publish", "--store", judged.root).code == 0
    assert "Teams are those of the ministry's file as of 31 March 2026" in page_of(judged)[1].text


def test_the_command_says_the_summary_and_where_the_page_is(oht: Oht, judged: Store) -> None:
    said = oht("reliability", "--store", judged.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    assert f"No page of {PERIOD} is published yet: oht publish" in said.out
    assert "85.4% (2017), 88.9% (2018)" in said.out
    assert oht("publish", "--store", judged.root).code == 0
    (facts,) = oht("reliability", "--period", PERIOD, "--exact", "--json", "--store", judged.root).json
    assert facts["page"] == str(page_of(judged)[0])
    assert facts["totals"] == {
        "registered": 100,
        "not_counted": 0,
        "counted": 100,
        "with_team": 100,
        "without_team": 0,
    }
    assert {row["share_id"] for row in facts["shares"]} >= {"attached", "under_five_placed", "linked"}


def test_without_births_and_a_file_their_shares_say_what_they_need(oht: Oht, small_store: Store) -> None:
    (facts,) = oht("reliability", "--json", "--store", small_store.root).json
    needs = {row["share_id"]: row["not_computable"] for row in facts["shares"]}
    assert needs["under_five_placed"] == "needs births"
    assert needs["under_five_missing_from_file"] == "needs official_attribution as of 2026-09-30 or earlier"


def test_a_period_of_before_and_one_never_computed_are_refused(oht: Oht, judged: Store) -> None:
    said = oht("reliability", "--period", "2026-07", "--store", judged.root)
    assert said.code == 2 and "Run first: oht run --period 2026-07" in said.err
    record = judged.root / "runs" / "refresh" / f"{PERIOD}.json"
    kept = {place: entry for place, entry in read_json(record).items() if "reliability" not in place}
    write_json(record, kept)
    assert oht("reliability", "--store", judged.root).code == 2


def test_totals_that_do_not_add_up_stop_the_run(oht: Oht, judged: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(judged.root / "results" / "reliability" / "totals")
    monkeypatch.setattr(reliability, "_rows", lambda outputs: 99)
    said = oht("run", "--store", judged.root)
    assert said.code == 3 and "The persons of 2026-08 do not add up: 99 registered, 99 counted" in said.err
