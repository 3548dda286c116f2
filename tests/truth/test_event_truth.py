"""What was planted about events that follow one another comes out, person by person."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from flows.refresh import walk
from flows.store import Store
from synthetic.province import Scale, event_truth
from tests.truth.test_rule_truth import load, received
from transforms.catalogue import indicators
from transforms.dates import period_of
from transforms.indicators.definition import POPULATION
from transforms.indicators.membership import column_of
from transforms.standardise.pseudonyms import pseudonyms_of

SCALE = Scale(people=1_500)
COUNTS = ["denominator", "numerator"]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Scale]:
    """A computed store of a small province."""
    home: Path = tmp_path_factory.mktemp("events")
    store, scale = received(home, dt.date(2026, 9, 30))
    walk(store, [period_of(scale.last_day)], is_plan=False)
    return store, scale


def planted_ids() -> list[str]:
    """Give the indicators of events that are planted."""
    return event_truth(SCALE)["indicator_id"].unique().sort().to_list()


@pytest.mark.parametrize("indicator", planted_ids())
def test_planted_events_count_as_planted(indicator: str, computed: tuple[Store, Scale]) -> None:
    store, scale = computed
    truth = event_truth(scale).filter(pl.col("indicator_id") == indicator)
    rows = "population" if indicators()[indicator].grain == POPULATION else "persons"
    members = load(store, f"derived/membership/{rows}", period_of(scale.last_day))
    sums = members.select("person_id", *[pl.col(column_of(indicator, part)).alias(part) for part in COUNTS])
    names = pseudonyms_of(truth["person_key"], store.key, "health_number").select("person_key", "person_id")
    found = truth.select("person_key").join(names, on="person_key").join(sums, on="person_id", how="left")
    counted = found.select("person_key", pl.col(COUNTS).cast(pl.Int64)).sort("person_key")
    if rows == "population":
        # Whoever died before the 36 months is no row of it.
        counted = counted.with_columns(pl.col(COUNTS).fill_null(0))
    assert counted.equals(truth.select("person_key", *COUNTS).sort("person_key"))


def test_what_is_planted_is_in_the_catalogue() -> None:
    assert set(planted_ids()) <= set(indicators())


def test_twenty_persons_are_planted_of_each_outcome() -> None:
    outcomes = event_truth(SCALE).group_by("indicator_id", *COUNTS).len()
    assert min(outcomes["len"].to_list()) >= 20
    by_indicator = dict(outcomes.group_by("indicator_id").len().iter_rows())
    assert by_indicator["readmit30_cihi"] == 2
    assert by_indicator["fu7_copd"] == by_indicator["ed_repeat_mha30"] == 2
