"""Hospital sites as rows: with the bed census and without it, in results, in explanations, and beside other methods."""

import datetime as dt

import polars as pl
import pytest

from flows.coverage import Coverage, missing_for
from flows.features import all_families
from flows.hospitals import hospitals_step
from flows.measures import definition_requirements, of_grain, of_hospitals
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.releases import released_results
from flows.results import results_step
from flows.settings import create_store
from flows.store import Step, Store, made
from tests.flows.conftest import TODAY, Oht
from tests.flows.small_delivery import NOTE, write_small
from transforms.catalogue import every_family, indicators

D = dt.date(2026, 9, 30)
PERIOD = "2026-09"
SHARE = "hcu1_cost_share"
NEEDS = {"alc_rate": "bed_census", "cost_pc": "costs", "cost_pc_drugs": "costs", "hcu5": "costs", SHARE: "costs"}


@pytest.mark.parametrize("indicator", NEEDS)
def test_without_its_input_it_is_not_computable(indicator: str) -> None:
    needs = definition_requirements(indicators()[indicator].features)
    nothing = Coverage({}, frozenset(), frozenset({"claims", "persons"}))
    assert missing_for(needs, nothing, D) == f"needs {NEEDS[indicator]}"


def test_a_census_that_begins_too_late_is_asked_for_its_days() -> None:
    late = Coverage({"bed_census": ((dt.date(2026, 7, 2), D),)}, frozenset(), frozenset({"bed_census"}))
    needs = definition_requirements(indicators()["alc_rate"].features)
    assert missing_for(needs, late, D) == "needs bed_census from 2026-07-01"


def test_indicators_of_hospitals_are_neither_of_persons_nor_of_physicians() -> None:
    hospitals = {record.id for record in of_hospitals()}
    assert hospitals == {"alc_rate"}
    assert not hospitals & {record.id for kind in (True, False) for record in of_grain(is_of_physicians=kind)}
    assert set(every_family()) - set(all_families()) == {"bed_census"}


@pytest.fixture(scope="module")
def census_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A computed store of the small delivery, with a count of three sites on each of the last hundred days."""
    home = tmp_path_factory.mktemp("census")
    days = [D - dt.timedelta(days=place) for place in range(100)]
    counts = [
        {"institution_no": f"S{site}", "counted_on": str(day), "in_beds": str(20 * site), "in_beds_alc": str(site)}
        for site in (1, 2, 3)
        for day in days
    ]
    create_store(home / "store", open_periods=1)
    note = f"{NOTE}  bed_census: [{days[-1]}, {D}]\n"
    receive_drop(Store(home / "store"), write_small(home / "main", note, bed_census=counts), "synthetic", TODAY)
    walk(Store(home / "store"), [PERIOD], is_plan=False)
    return Store(home / "store")


def test_results_are_the_sums_of_the_sites(census_store: Store) -> None:
    table = made(finished_output(census_store, hospitals_step(PERIOD))).load()
    days = made(finished_output(census_store, Step("derived", "features/bed_census", PERIOD))).load()
    rows = table.join(days, on="hospital_id")
    results = made(finished_output(census_store, results_step(PERIOD))).load().filter(indicator_id="alc_rate")
    assert set(results["level"]) == {"oht", "province"}
    [province] = results.filter(level="province").to_dicts()
    # 92 days of July, August and September; sites 1 and 2 have the team T1, site 3 shares its network.
    assert (province["numerator"], province["denominator"]) == (92 * 6, 92 * 120)
    assert rows["alc_days_3m"].sum() == 92 * 6
    of_teams = rows.drop_nulls("oht_id").group_by(unit_id="oht_id").agg(pl.col("alc_days_3m").sum().cast(pl.Int64))
    assert of_teams.rows() == [("T1", 92 * 3)]
    told = results.filter((pl.col("level") == "oht") & (pl.col("denominator") > 0)).select("unit_id", "numerator")
    assert told.sort("unit_id").rows() == of_teams.sort("unit_id").rows()


def test_sites_have_no_strata_and_no_practice(census_store: Store) -> None:
    output = made(finished_output(census_store, results_step(PERIOD)))
    assert output.load("strata").filter(indicator_id="alc_rate").is_empty()
    assert output.load("shrunken").filter(indicator_id="alc_rate").is_empty()


def test_a_team_reads_the_rate_that_the_release_shows(oht: Oht, census_store: Store) -> None:
    """Two or three sites are few, and nobody's secret."""
    released = released_results(census_store, PERIOD).filter(indicator_id="alc_rate", level="oht")
    shown = released.filter(pl.col("value").is_not_null())
    assert not shown.is_empty()
    for unit, value in shown.select("unit_id", "value").iter_rows():
        said = oht(
            "explain", "--store", census_store.root, "--indicator", "alc_rate", "--period", PERIOD, "--oht", unit
        )
        assert f"{value:.2f} " in said.out
        assert "hidden" not in said.out


def test_a_rate_of_hospitals_is_explained_and_no_person_is_asked_about(oht: Oht, census_store: Store) -> None:
    asked = ["explain", "--store", census_store.root, "--indicator", "alc_rate", "--period", PERIOD]
    done = oht(*asked)
    assert done.code == 0
    assert "hospital sites" in done.out
    refused = oht(*asked, "--person", "-", "--purpose", "a question of the hospital")
    assert refused.code != 0
    assert "counts hospitals" in refused.err
