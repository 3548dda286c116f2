"""The Synthea sample from the first command to the pages: people we did not make, with less data than we ask for."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from flows.cli import main
from flows.drops import committed_drops
from flows.files import read_json, sha256_of
from flows.publication import read_pointer
from flows.refresh import finished_output, refreshed_periods
from flows.releases import exact_results
from flows.store import Step, Store, made
from schemas.core import PRACTICE_TIERS

PERIODS = [f"{year}-03" for year in range(2013, 2020)]
END = dt.date(2019, 3, 31)
BACKFILL = ["backfill", "--from", "2013-03", "--to", "2019-03", "--every", "year"]

pytestmark = pytest.mark.slow
# Twice as many claims for heart failure in the first months of 2013 as before: few people, made so.
REASON = "The sample has few people, and more heart failure from 2013 on."


@pytest.fixture(scope="module")
def store(synthea_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that took in the sample and computed seven years of it."""
    root = tmp_path_factory.mktemp("synthea") / "store"
    for words in (["init"], ["receive", str(synthea_folder), "--source", "synthea"], BACKFILL):
        assert main([*words, "--store", str(root)]) == 0
    return Store(root)


def tiers_of(store: Store, period: str) -> pl.DataFrame:
    """One row per level, unit, tier and reason."""
    return made(finished_output(store, Step("results", "tiers", period))).load()


def pages(store: Store) -> Iterator[tuple[str, str]]:
    """Give practice and text of its page."""
    pointer = read_pointer(store)
    assert pointer is not None
    for practice, folder in read_json(store.root / "packs" / "index" / f"{pointer['packs']}.json")["packs"].items():
        yield practice, (store.root / "packs" / folder / "report.en.html").read_text(encoding="utf-8")


def test_everybody_was_received(store: Store) -> None:
    [drop] = committed_drops(store.root)
    assert {name: account["valid"] for name, account in drop.record["inputs"].items()} == {
        "persons": 715,
        "claims": 19_914,
        "physicians": 305,
        "discharges": 722,
        "ed_visits": 1_078,
        "hospitals": 65,
        "network_ohts": 3,
        "areas": 18,
        "ohts": 3,
    }
    assert all(account["quarantined"] == 0 for account in drop.record["inputs"].values())


def test_the_stay_of_fifteen_years_is_kept_with_a_warning(store: Store) -> None:
    [drop] = committed_drops(store.root)
    assert drop.record["inputs"]["discharges"]["warnings"] == {"stay_under_one_year": 1}
    stays = pl.read_parquet(store.root / "standard" / "discharges" / "*" / "*" / "data.parquet")
    days = (stays["discharge_date"] - stays["admission_date"]).dt.total_days()
    assert days.max() == 5_540


def test_all_seven_years_were_computed(store: Store) -> None:
    assert refreshed_periods(store) == PERIODS


@pytest.mark.parametrize("period", PERIODS)
def test_what_needs_interventions_is_not_computable_and_never_zero(store: Store, period: str) -> None:
    results = exact_results(store, period)
    acsc = results.filter(pl.col("indicator_id") == "acsc")
    units = tiers_of(store, period).select("level", "unit_id").unique()
    assert acsc.height == units.height > 3
    assert acsc["not_computable"].unique().to_list() == ["needs discharges.intervention_codes"]
    for column in ("numerator", "denominator", "value", "lower", "upper"):
        assert acsc[column].null_count() == acsc.height


@pytest.mark.parametrize("period", PERIODS)
def test_nobody_is_rostered_and_everybody_is_somewhere(store: Store, period: str) -> None:
    tiers = tiers_of(store, period)
    assert "rostered" not in tiers["tier"]
    total = {level: part["persons"].sum() for (level,), part in tiers.partition_by("level", as_dict=True).items()}
    nowhere = tiers.filter(pl.col("level") == "province", pl.col("tier") == "unattributable")["persons"].sum()
    assert total["province"] == total["oht"] + nowhere
    assert 400 < total["province"] < 715
    # Few of the sample's physicians are seen on 44 days a year, so that most people are placed by weaker rules.
    placed = tiers.filter(pl.col("level") == "province", pl.col("tier").is_in(PRACTICE_TIERS))
    assert total["practice"] == placed["persons"].sum() > 400


def test_emergency_visits_counted_again_from_the_sample(store: Store, synthea_folder: Path) -> None:
    encounters = pl.read_parquet(synthea_folder / "encounters.parquet").select(
        "patient_id", "class_code", local_day("start").alias("day")
    )
    last_contact = encounters.group_by("patient_id").agg(pl.col("day").max().alias("last_contact"))
    patients = (
        pl.read_parquet(synthea_folder / "patients.parquet")
        .select("patient_id", "birth_date", local_day("death_datetime").alias("died"))
        .join(last_contact, on="patient_id", how="left")
        .filter(pl.col("birth_date") <= END, (pl.col("died") > END).fill_null(True))
        .filter(pl.col("birth_date") > dt.date(1913, 3, 31))
        .filter((pl.col("last_contact") > dt.date(2012, 3, 31)) | (pl.col("birth_date") > dt.date(2012, 3, 31)))
    )
    visits = encounters.filter(
        pl.col("class_code") == "EMER", pl.col("day") > dt.date(2018, 3, 31), pl.col("day") <= END
    ).join(patients, on="patient_id", how="semi")

    results = exact_results(store, "2019-03").filter(pl.col("indicator_id") == "ed_rate", pl.col("level") == "province")
    [found] = results.to_dicts()
    assert (found["numerator"], found["denominator"]) == (visits.height, patients.height)
    assert visits.height > 50
    assert found["value"] == pytest.approx(100 * visits.height / patients.height)
    assert found["not_computable"] is None


def local_day(column: str) -> pl.Expr:
    return pl.col(column).dt.convert_time_zone("America/Toronto").dt.date()


def test_every_practice_has_a_page_that_says_what_is_missing(store: Store) -> None:
    practices = tiers_of(store, "2019-03").filter(pl.col("level") == "practice")["unit_id"].unique().sort()
    found = dict(pages(store))
    assert sorted(found) == practices.to_list()
    for text in found.values():
        assert "not computable" in text
        assert "needs discharges.intervention_codes" in text
        assert "Tier rostered is not computable: needs enrolments." in text


def test_the_backfill_again_does_nothing(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path: sha256_of(path) for path in store.root.rglob("*") if path.is_file() and "log" not in path.parts}
    capfd.readouterr()
    assert main([*BACKFILL, "--store", str(store.root)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("Plan: nothing to do, ")
    assert lines[1].startswith("0 steps ran; 2013-03, ")
    assert {path: sha256_of(path) for path in before} == before


def test_what_teams_see_says_what_is_missing_too(store: Store) -> None:
    assert main(["publish", "--accept-drift", REASON, "--store", str(store.root)]) == 0
    pointer = read_pointer(store)
    assert pointer is not None
    folder = store.root / "published" / "releases" / pointer["release"] / "results"
    assert sorted(path.name for path in folder.iterdir()) == [f"period={period}" for period in PERIODS]
    results = pl.read_parquet(folder / "period=2019-03" / "data.parquet", hive_partitioning=False)
    acsc = results.filter(pl.col("indicator_id") == "acsc")
    assert acsc["not_computable"].unique().to_list() == ["needs discharges.intervention_codes"]
    assert acsc["numerator"].null_count() == acsc.height > 0
