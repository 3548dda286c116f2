"""Those who died, from a delivery to a result and its explanation, and without what they need."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from flows.receive import receive_drop
from flows.refresh import walk
from flows.releases import exact_results
from flows.results import results_step
from flows.settings import create_store
from flows.store import Store, made
from flows.work import finished_output
from tests.flows.conftest import Oht
from tests.flows.small_delivery import KEYS, NOTE, small_rows, write_small
from tests.oracle.small_drop import Row
from transforms.catalogue import indicators
from transforms.indicators.definition import POPULATION

PERIOD = "2026-09"
DEAD = KEYS[:30]
IDS = sorted(name for name, record in indicators().items() if record.grain == POPULATION)
TODAY = dt.date(2026, 12, 1)


def with_deaths() -> dict[str, list[Row]]:
    """Give persons of whom 30 died half a year before the end, and records of where: 12 of them in a hospital bed."""
    persons = small_rows()["persons"]
    died = [{**row, "died": "2026-03-10"} if row["health_number"] in DEAD else row for row in persons]
    places = ["IP"] * 12 + ["HO"] * 18
    records = [
        {"health_number": key, "died_on": "2026-03-10", "died_in": place}
        for key, place in zip(DEAD, places, strict=True)
    ]
    births = [{"birth_no": "1", "health_number": KEYS[40], "born_on": "2026-03-10"}]
    return {"persons": died, "deaths": records, "birth_records": births}


def computed(root: Path, **rows: list[Row]) -> Store:
    """Give a store that has taken in a small delivery and computed its period."""
    store = create_store(root / "store", buckets=2)
    receive_drop(store, write_small(root / "delivery", NOTE, **rows), "synthetic", TODAY)
    walk(store, [PERIOD], is_plan=False)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return computed(tmp_path_factory.mktemp("died"), **with_deaths())


def results_of(store: Store, indicator: str, level: str = "province") -> pl.DataFrame:
    return exact_results(store, PERIOD).filter(indicator_id=indicator, level=level).sort("unit_id")


def test_who_died_counts_for_the_practice_that_enrolled_them(store: Store) -> None:
    columns = ["unit_id", "numerator", "denominator"]
    assert results_of(store, "death_hospital").select(columns).rows() == [("ontario", 12, 30)]
    # Every other one of them was enrolled with either physician.
    assert results_of(store, "death_hospital", "practice").select(columns).rows() == [("P1", 6, 15), ("P2", 6, 15)]


def test_nobody_who_died_counts_in_an_indicator_of_persons(store: Store) -> None:
    assert results_of(store, "ed_rate")["denominator"].item() == 70


def test_they_are_broken_down_by_what_they_were(store: Store) -> None:
    strata = made(finished_output(store, results_step(PERIOD))).load("strata")
    sums = (
        strata.filter(indicator_id="death_hospital", level="province")
        .group_by("dimension")
        .agg(pl.col("denominator").sum())
    )
    by_dimension = dict(sums.iter_rows())
    assert by_dimension["age_group"] == by_dimension["sex"] == by_dimension["model"] == 30


def test_another_run_finds_everything_up_to_date(store: Store) -> None:
    assert walk(store, [PERIOD], is_plan=True).count("to_run") == 0


def test_the_number_is_explained_clause_by_clause(store: Store, oht: Oht) -> None:
    said = oht("explain", "--store", store.root, "--period", PERIOD, "--indicator", "death_hospital", "--exact")
    assert said.code == 0, said.err
    assert "counted persons, and those who died in the 36 months before" in said.out
    assert "100" in said.out
    assert "died in the 12 months up to the period end" in said.out


def test_without_the_input_nothing_is_zero(tmp_path: Path) -> None:
    store = computed(tmp_path, persons=with_deaths()["persons"])
    said = {name: results_of(store, name)["not_computable"].item() for name in IDS}
    needs = {name for name, sentence in said.items() if sentence is not None}
    assert {said[name] for name in ("death_hospital", "death_ltc", "death_community")} == {"needs deaths"}
    assert said["eol_mdhome30"] == "needs deaths; needs long_term_care_stays"
    assert {said[name] for name in IDS if name.startswith(("lbw", "preterm"))} == {"needs birth_records"}
    assert set(IDS) - needs == {"eol_ed14", "premature_mort", "pyll"}
    # The first eleven of those who died were 75 or older.
    assert results_of(store, "premature_mort")["numerator"].item() == 19
