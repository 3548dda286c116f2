"""The official file is stale exactly as declared: who is missing, has an old team or two teams, or is a stranger."""

import datetime as dt

import polars as pl
import pytest

from synthetic.province import Scale, official_truth, rule_truth

OFFICIAL_DAY = "2025-03-31"


@pytest.fixture(scope="module")
def stale(scale: Scale) -> pl.DataFrame:
    return official_truth(scale)


@pytest.fixture(scope="module")
def official(drops) -> pl.DataFrame:
    return drops[0]["official_attribution"].filter(as_of=OFFICIAL_DAY).drop_nulls()


@pytest.fixture(scope="module")
def registered(drops) -> pl.DataFrame:
    """One row per registered person, as first delivered; rows that receipt sets aside are left out."""
    persons = drops[0]["persons"].drop_nulls("health_number").unique("health_number", keep="first", maintain_order=True)
    born = pl.col("born").str.to_date(strict=False).is_between(dt.date(1890, 1, 1), dt.date(2026, 11, 5))
    died = pl.col("died").is_null() | pl.col("died").is_between(pl.col("born"), pl.lit("2026-11-05"))
    insured = pl.col("covered_to").is_null() | pl.col("covered_from").is_null()
    inverted = ~insured & (pl.col("covered_to") < pl.col("covered_from"))
    return persons.filter(born.fill_null(False) & died & ~inverted & pl.col("gender").is_in(["1", "2", "3", "9"]))


def keys(stale: pl.DataFrame, *why: str) -> set[str]:
    return set(stale.filter(pl.col("why").is_in(list(why)))["person_key"])


def test_the_file_is_eighteen_months_old(scale):
    assert scale.official_day.isoformat() == OFFICIAL_DAY
    assert Scale(10, last_day=dt.date(2024, 2, 29)).official_day == dt.date(2022, 8, 31)


def test_everybody_else_alive_on_its_day_is_in_it(drops, official, registered, stale, scale):
    lacking = registered.filter(pl.col("died").is_null() | (pl.col("died") > OFFICIAL_DAY)).join(
        official, on="health_number", how="anti"
    )
    declared = keys(stale, "missing_birth", "missing_child")
    excluded = set(rule_truth(scale).drop_nulls("excluded_reason")["person_key"])
    others = set(lacking["health_number"]) - declared - excluded
    # Residents who will not be counted are not declared: they died, left or were lost sight of.
    gone = registered.filter(
        pl.col("died").is_not_null() | pl.col("covered_to").is_not_null() | (pl.col("last_contact_on") < "2019-10-01")
    )
    died_late = drops[1]["persons"].drop_nulls("died")
    assert others - set(gone["health_number"]) - set(died_late["health_number"]) == set()
    assert declared <= set(lacking["health_number"])


def test_births_since_are_missing_and_nobody_born_before_is(registered, stale):
    born = dict(registered.select("health_number", "born").iter_rows())
    assert min(born[key] for key in keys(stale, "missing_birth")) == "2025-04-01"
    assert {born[key] <= OFFICIAL_DAY for key in keys(stale, "missing_child")} == {True}
    assert min(born[key] for key in keys(stale, "missing_child")) > "2021-09-30"


def test_a_third_of_the_under_fives_are_missing(registered, official, stale):
    young = registered.filter(pl.col("born").is_between(pl.lit("2021-10-01"), pl.lit(OFFICIAL_DAY)))
    assert len(keys(stale, "missing_child")) / len(young) == pytest.approx(1 / 3, abs=0.04)


def test_movers_have_the_team_of_the_old_town(official, stale, scale):
    moved = official.filter(pl.col("health_number").is_in(list(keys(stale, "moved"))))
    planted = moved.join(rule_truth(scale), left_on="health_number", right_on="person_key")
    assert set(planted["case"]) == {"moved", "moved_before_last_day", "moved_on_last_day", "moved_move_known_late"}
    assert len(planted) == 80
    assert planted.filter(pl.col("oht_no") == pl.col("oht_id")).is_empty()
    assert len(moved) > 200


def test_planted_persons_who_did_not_move_have_their_team(official, stale, scale):
    wrong = keys(stale, "moved", "two_teams")
    same = official.filter(~pl.col("health_number").is_in(list(wrong))).join(
        rule_truth(scale).drop_nulls("oht_id"), left_on="health_number", right_on="person_key"
    )
    assert len(same) > 4_000
    assert same.filter(pl.col("oht_no") != pl.col("oht_id")).is_empty()


def test_two_teams_and_strangers(official, registered, stale):
    twice = official.group_by("health_number").agg(pl.len(), pl.col("oht_no").n_unique()).filter(pl.col("len") > 1)
    assert set(twice["health_number"]) == keys(stale, "two_teams")
    assert set(twice["oht_no"]) == {2}
    strangers = official.join(registered, on="health_number", how="anti")
    assert set(strangers["health_number"]) == keys(stale, "stranger")
    assert len(keys(stale, "two_teams")) == len(keys(stale, "stranger")) == 20


def test_nobody_is_listed_twice(stale):
    assert stale["person_key"].is_unique().all()
