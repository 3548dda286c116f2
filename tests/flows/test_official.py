"""The ministry's file from receipt to results: what is set aside, what is official, how far the two agree."""

import shutil
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from flows.agreement import agreement_step
from flows.cli import main
from flows.reading import read_batches
from flows.receive import receive_drop
from flows.refresh import finished_output
from flows.results import units_of
from flows.settings import create_store
from flows.store import Step, Store, made
from tests.flows.conftest import TODAY, Oht, Said
from tests.flows.official_delivery import STRANGERS, TWO_TEAMS, official_rows, write_file, write_with_file
from tests.flows.small_delivery import KEYS, NOTE, files_of, tells_of_nobody, write_small
from tests.tables import assert_rows

NEEDED = "not computable: needs official_attribution as of 2026-02-28 or earlier"


def receive(oht: Oht, store: Store, folder: Path) -> Said:
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    return said


@pytest.fixture(scope="module")
def filed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four buckets with the small delivery and the file, computed for September 2026."""
    home = tmp_path_factory.mktemp("filed")
    store = create_store(home / "store", buckets=4, open_periods=1)
    receive_drop(store, write_with_file(home / "d"), "synthetic", TODAY)
    assert main(["run", "--store", str(store.root)]) == 0
    return store.root


@pytest.fixture
def filed(filed_template: Path, tmp_path: Path) -> Store:
    """A copy of that store, for one test to change."""
    shutil.copytree(filed_template, tmp_path / "filed")
    return Store(tmp_path / "filed")


def tiers_of(store: Store, period: str = "2026-09") -> pl.DataFrame:
    """One row per level and reason: persons."""
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    of_interest = tiers.filter(pl.col("level").is_in(["oht", "province"]))
    return (
        of_interest.group_by("level", "unit_id", "reason")
        .agg(pl.col("persons").sum())
        .sort("level", "unit_id", "reason", nulls_last=True)
    )


RECOMPUTED = "level unit_id reason persons\noht T1 - 100\nprovince ontario - 100"
# Of 100: 11 absent and one with two teams are not in the file, three have an unknown team, seven another one.
BY_FILE = """
    level    unit_id reason               persons
    oht      T1      -                    78
    oht      T2      -                    7
    province ontario not_in_official_file 12
    province ontario official_oht_unknown 3
    province ontario -                    85
"""


@pytest.mark.parametrize("batch_rows", [7, 1000])
def test_a_person_with_two_teams_is_set_aside_whatever_the_batches(
    oht: Oht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch_rows: int
) -> None:
    monkeypatch.setattr("flows.delivery.read_batches", partial(read_batches, batch_rows=batch_rows))
    store = create_store(tmp_path / "store", buckets=2)
    said = receive(oht, store, write_with_file(tmp_path / "d"))
    assert "official_attribution: 92 rows, 2 set aside" in said.out
    assert "official_attribution: 2 rows set aside by two_teams" in said.out
    folder = store.root / "quarantine" / "official_attribution"
    aside = pl.read_parquet(sorted(folder.rglob("data.parquet")))
    assert sorted(aside["row_number"]) == [TWO_TEAMS + 1, 90]
    assert set(aside["rule_ids"].list.join(",")) == {"two_teams"}
    assert aside["person_id"].n_unique() == 1
    kept = pl.read_parquet(sorted((store.root / "standard" / "official_attribution").rglob("data.parquet")))
    assert kept.height == 90 and not set(kept["person_id"]) & set(aside["person_id"])


def test_accounts_of_rows_hold(oht: Oht, filed: Store) -> None:
    assert oht("status", "--accounts", "--store", filed.root, "--json").json[-1] == {
        "accounts_differ": [],
        "not_counted_yet": [],
    }


def test_unknown_persons_and_teams_are_told(oht: Oht, filed: Store) -> None:
    said = oht("status", "--store", filed.root)
    assert "official_attribution: 2 of 90 rows name a person who is not in the registry; they count" in said.out
    assert "official_attribution: 3 of 90 rows name an OHT that is not in ohts; their persons have no" in said.out
    assert tells_of_nobody(said.out) and not any(key in said.out for key in STRANGERS)


def test_recomputed_is_official_unless_it_is_said(filed: Store) -> None:
    assert_rows(tiers_of(filed), RECOMPUTED)


def test_the_file_is_official_when_it_is_said_and_the_practices_keep_their_people(oht: Oht, filed: Store) -> None:
    practices = practice_sizes(filed)
    before = files_of(filed.root, "runs/", "store.json")
    assert oht("attribution", "--official", "file", "--store", filed.root).code == 0
    planned = oht("plan", "--store", filed.root)
    assert "setting changed: attribution" in planned.out
    assert oht("run", "--store", filed.root).code == 0
    assert_rows(tiers_of(filed), BY_FILE)
    assert practice_sizes(filed) == practices
    assert "nothing to do" in oht("plan", "--store", filed.root).out
    units = units_of(made(finished_output(filed, Step("results", "tiers", "2026-09"))).load())
    assert units.filter(pl.col("level") == "oht")["unit_id"].to_list() == ["T1", "T2"]
    assert oht("attribution", "--official", "recomputed", "--store", filed.root).code == 0
    assert oht("run", "--store", filed.root).code == 0
    assert_rows(tiers_of(filed), RECOMPUTED)
    after = files_of(filed.root, "runs/", "store.json")
    assert {name: after[name] for name in before} == before  # nothing was made twice or changed


def practice_sizes(store: Store) -> list[tuple[str, str, int]]:
    """Give level, unit and persons of the practices and their groups, whose people no file of teams moves."""
    tiers = made(finished_output(store, Step("results", "tiers", "2026-09"))).load()
    own = tiers.filter(pl.col("level").is_in(["practice", "group"]))
    sizes = own.group_by("level", "unit_id").agg(pl.col("persons").sum()).sort("level", "unit_id").rows()
    assert {level for level, _, _ in sizes} == {"practice", "group"}
    return sizes


def test_the_published_tables_say_whose_teams_they_show(oht: Oht, filed: Store) -> None:
    assert oht("attribution", "--official", "file", "--store", filed.root).code == 0
    refused = oht("publish", "--store", filed.root)
    assert refused.code == 2 and "setting changed: attribution" in refused.err
    assert oht("run", "--store", filed.root).code == 0
    assert oht("publish", "--store", filed.root).code == 0
    [path] = (filed.root / "published" / "releases").glob("*/tiers/*/data.parquet")
    published = pl.read_parquet(path, hive_partitioning=False)
    assert published["attribution_note"].unique().to_list() == [
        "Teams are those of the official attribution as of 2026-03-31."
    ]
    # The pack of the publication before stands beside the new one.
    pages = [path.read_text() for path in (filed.root / "packs").rglob("*.html")]
    assert any("Teams are those of the official attribution as of 2026-03-31." in page for page in pages)
    province = published.filter(pl.col("level") == "province")
    assert province["persons"].sum() == 100


def test_agreement_finds_exactly_what_differs(filed: Store) -> None:
    output = made(finished_output(filed, agreement_step("2026-09")))
    expected = """
        value persons_counted in_both agree missing_from_file only_in_file strangers no_team
        all   100             88      78    12                0            2         0
    """
    assert_rows(output.load().filter(pl.col("dimension") == "all"), expected)
    reasons = """
        oht_id kind              reason               persons
        T1     missing_from_file not_in_file          12
        T1     other_team        official_oht_unknown 3
        T1     other_team        other_rule           7
        T1     stranger          stranger             2
    """
    assert_rows(output.load("reasons"), reasons)
    assert output.load("file")["staleness_days"].to_list() == [183]


def test_agreement_is_shown_with_small_numbers_hidden(oht: Oht, filed: Store) -> None:
    said = oht("agreement", "--store", filed.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    assert "The file is as of 2026-03-31, 183 days before 2026-09-30." in said.out
    lines = {" ".join(line.split()) for line in said.out.splitlines()}
    assert "all all 100 88 78 12 0" in lines and "all all 88.6 % (80.3 %–93.7 %) 0.000" in lines
    assert "Only in the file: 0. Strangers: *." in lines
    # Three of ten: beside the seven they would be had by subtraction.
    assert {"other_team official_oht_unknown *", "other_team other_rule *"} <= lines
    assert any(
        line.startswith("The method oht-attr/1 is unverified: no published value of core_list,") for line in lines
    )
    assert "missing_from_file not_in_file 12" in lines
    first = ("all ", "tier ", "age_band ", "oht ", "missing_from_file ", "other_team ")
    assert max(len(line) for line in said.out.splitlines() if line.startswith(first)) <= 80
    exact = {" ".join(line.split()) for line in oht("agreement", "--exact", "--store", filed.root).out.splitlines()}
    assert "other_team official_oht_unknown 3" in exact


def test_agreement_as_json(oht: Oht, filed: Store) -> None:
    [shown] = oht("agreement", "--period", "2026-09", "--json", "--store", filed.root).json
    assert (shown["period"], shown["as_of_date"], shown["staleness_days"]) == ("2026-09", "2026-03-31", 183)
    assert shown["agreement"][0]["strangers"] == "*"
    assert {row["reason"]: row["persons"] for row in shown["reasons"]}["stranger"] == "*"
    [exact] = oht("agreement", "--exact", "--json", "--store", filed.root).json
    assert exact["agreement"][0]["strangers"] == 2


def test_persons_by_reason_stay_in_the_restricted_zone(oht: Oht, filed: Store) -> None:
    [shown] = oht("agreement", "--json", "--store", filed.root).json
    paths = sorted(Path(shown["persons"]).rglob("differing.parquet"))
    assert len(paths) == filed.buckets and filed.root / "derived" in paths[0].parents
    assert pl.read_parquet(paths).height == 24
    assert (filed.root / "derived").stat().st_mode & 0o077 == 0


def test_without_a_file_in_time_it_is_said_and_the_recomputed_holds(oht: Oht, filed: Store) -> None:
    oht("attribution", "--official", "file", "--store", filed.root)
    said = oht("run", "--period", "2026-02", "--store", filed.root)
    assert said.code == 0
    assert f"2026-02: Teams are recomputed: the official attribution is {NEEDED}." in said.out.splitlines()
    assert_rows(tiers_of(filed, "2026-02"), RECOMPUTED)
    refused = oht("agreement", "--period", "2026-02", "--store", filed.root)
    assert (refused.code, refused.err) == (2, f"✗ The official attribution of 2026-02 is {NEEDED}.\n")


def test_a_later_file_takes_the_place_of_the_earlier_from_its_day_on(oht: Oht, filed: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "later", NOTE.replace("2026-10-05", "2026-11-05"))
    receive(oht, filed, write_file(folder, "2026-08-31", [(key, "T1") for key in KEYS]))
    oht("attribution", "--official", "file", "--store", filed.root)
    planned = oht("plan", "--store", filed.root, "--json").json[0]["plan"]
    waiting = {line["step"] for line in planned if line["state"] == "waiting"}
    assert {"derived/attribution/official/persons", "results/agreement", "results/tiers"} <= waiting
    assert oht("backfill", "--from", "2026-07", "--to", "2026-09", "--store", filed.root).code == 0
    files = [made(finished_output(filed, agreement_step(period))) for period in ("2026-07", "2026-08", "2026-09")]
    assert [str(output.load("file")["as_of_date"].item()) for output in files] == [
        "2026-03-31",
        "2026-08-31",
        "2026-08-31",
    ]
    assert files[1].load().row(0, named=True)["agree"] == 100


def test_a_mistyped_day_makes_no_file_and_is_told(oht: Oht, filed: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "later", NOTE.replace("2026-10-05", "2026-11-05"))
    receive(oht, filed, write_file(folder, "2026-09-30", [(KEYS[0], "T2")]))
    oht("attribution", "--official", "file", "--store", filed.root)
    said = oht("run", "--store", filed.root)
    [told] = [line for line in said.out.splitlines() if line.startswith("official_attribution: as of 1 of its days")]
    assert "rows of such days: 1. They count for nothing." in told and tells_of_nobody(told)
    assert_rows(tiers_of(filed), BY_FILE)


def test_a_person_set_aside_later_stays_as_the_earlier_delivery_said(oht: Oht, filed: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "later", NOTE.replace("2026-10-05", "2026-11-05"))
    receive(oht, filed, write_file(folder, "2026-03-31", [*official_rows(), (KEYS[0], "T2")]))
    oht("attribution", "--official", "file", "--store", filed.root)
    assert oht("run", "--store", filed.root).code == 0
    assert_rows(tiers_of(filed), BY_FILE)


def test_a_file_that_never_came_is_missed(oht: Oht, small_store: Store) -> None:
    oht("attribution", "--official", "file", "--store", small_store.root)
    said = oht("run", "--period", "2026-09", "--store", small_store.root)
    assert "2026-09: Teams are recomputed" in said.out and "as of 2026-09-30 or earlier." in said.out
    assert_rows(tiers_of(small_store), RECOMPUTED)
    oht("attribution", "--official", "recomputed", "--store", small_store.root)
    assert "Teams are recomputed" not in oht("run", "--period", "2026-09", "--store", small_store.root).out


def test_a_store_without_a_file_has_no_such_step(small_store: Store) -> None:
    assert not list((small_store.root / "derived" / "attribution").glob("official*"))
    assert finished_output(small_store, agreement_step("2026-09")) is None


def test_agreement_without_any_period(oht: Oht, store: Store) -> None:
    assert oht("agreement", "--store", store.root).code == 2
    assert "has not been computed" in oht("agreement", "--period", "2026-09", "--store", store.root).err
