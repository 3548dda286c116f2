"""The agreement report finds the planted staleness of the ministry's file, all of it and nothing else.

The synthetic file was made about eighteen months before the last day: births since then are missing, a third of the
young children is, people who moved have their old team, some are strangers, and some were given two teams.
"""

import datetime as dt

import polars as pl
import pytest

from flows.feed import write_deliveries
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.settings import create_store
from flows.store import Step, Store, made
from synthetic.province import Scale, official_truth
from transforms.dates import period_of
from transforms.standardise.pseudonyms import pseudonyms_of

SCALE = Scale(people=1_500)
# Planted reason → kind and reason that the report must give.
FOUND = {
    "missing_birth": ("missing_from_file", "born_after_file"),
    "missing_child": ("missing_from_file", "child_missing"),
    "two_teams": ("missing_from_file", "not_in_file"),
    "stranger": ("stranger", "stranger"),
}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """One row per person who was planted or is found to differ: why (planted), kind and reason (found)."""
    home = tmp_path_factory.mktemp("official")
    store = create_store(home / "store", buckets=2)
    for folder in write_deliveries(SCALE, home / "feed"):
        receive_drop(store, folder, "synthetic", dt.date(2026, 12, 1))
    period = period_of(SCALE.last_day)
    walk(store, [period], is_plan=False)
    truth = official_truth(SCALE)
    names = pseudonyms_of(truth["person_key"], store.key, "health_number").select("person_key", "person_id")
    return truth.join(names, on="person_key").join(differing(store, period), on="person_id", how="full", coalesce=True)


def differing(store: Store, period: str) -> pl.DataFrame:
    """One row per person who differs, of all buckets."""
    steps = [Step("derived", "attribution/agreement", period, bucket) for bucket in range(store.buckets)]
    return pl.concat([made(finished_output(store, step)).load("differing") for step in steps])


@pytest.mark.parametrize("why", FOUND)
def test_what_was_planted_is_found_under_its_reason(compared: pl.DataFrame, why: str) -> None:
    planted = compared.filter(pl.col("why") == why)
    assert planted.height >= 20
    assert planted.select("kind", "reason").unique().rows() == [FOUND[why]]


def test_nobody_else_is_missing_or_a_stranger(compared: pl.DataFrame) -> None:
    others = compared.filter(pl.col("why").is_null() | (pl.col("why") == "moved"))
    assert set(others["kind"].drop_nulls()) == {"other_team", "only_in_file"}


def test_people_who_moved_have_another_team_and_mostly_a_known_move(compared: pl.DataFrame) -> None:
    """Twenty planted movers have no address history, so that only the teams can tell; random ones may keep theirs."""
    moved = compared.filter((pl.col("why") == "moved") & pl.col("kind").is_not_null())
    assert set(moved["kind"]) == {"other_team"}
    reasons = dict(moved.group_by("reason").len().iter_rows())
    assert reasons["moved_after_file"] >= 60
    assert reasons["other_rule"] == 20


def test_only_in_the_file_are_those_who_are_not_counted_any_more(compared: pl.DataFrame) -> None:
    gone = compared.filter(pl.col("kind") == "only_in_file")
    assert gone["why"].null_count() == gone.height
    assert set(gone["reason"]) <= {"died", "no_longer_covered", "other_not_counted"}
