"""Random residents' mothers, moves and health centres."""

import datetime as dt

import polars as pl
import pytest

from synthetic.identifiers import health_numbers
from synthetic.people import build_block
from synthetic.province import Scale
from synthetic.world import build_world

D = dt.date(2026, 9, 30)


@pytest.fixture(scope="module")
def residents(drops, scale) -> pl.DataFrame:
    """One row per random resident of both blocks, as drawn."""
    world = build_world(scale)
    return pl.concat([build_block(scale, world, number).people for number in range(2)])


def test_mothers_are_women_of_the_same_town_and_of_age(drops, residents):
    births = pl.concat([drop["births"] for drop in drops]).join(residents, on="health_number")
    pairs = births.join(residents, left_on="mother_health_number", right_on="health_number", suffix="_mother")
    assert len(pairs) == len(births) > 1_000
    assert pairs.filter(pl.col("place") != pl.col("place_mother")).is_empty()
    assert set(pairs["gender_mother"]) == {"2"}
    age = pairs.select((pl.col("born") - pl.col("born_mother")).dt.total_days() / 365.25).to_series()
    assert 15.9 < age.min() < age.max() < 46


def test_most_children_born_within_the_history_have_a_mother(drops, residents):
    born = residents.filter(pl.col("born") > dt.date(2022, 9, 30))
    known = pl.concat([drop["births"] for drop in drops]).join(born, on="health_number")["health_number"].n_unique()
    assert known / len(born) == pytest.approx(0.92, abs=0.03)


def test_some_newborns_have_no_record_at_all(drops, residents):
    young = residents.filter(pl.col("born") > dt.date(2024, 9, 30))
    recorded = [drops[0][table].select("health_number") for table in ("claims", "enrolments", "centre_visits")]
    alone = young.join(pl.concat(recorded), on="health_number", how="anti")
    assert 0.25 < len(alone) / len(young) < 0.45


def test_centres_have_one_or_two_of_a_hundred_and_they_claim_little(drops, residents):
    registered = residents.drop_nulls("centre")
    assert 0.01 < len(registered) / len(residents) < 0.02
    rosters = pl.concat([drop["centre_rosters"] for drop in drops]).join(residents, on="health_number", how="semi")
    assert rosters["health_number"].n_unique() > 0.95 * len(registered)
    lines = drops[0]["claims"].join(registered, on="health_number", how="semi")
    assert len(lines) / len(registered) < 0.2 * len(drops[0]["claims"]) / len(residents)
    visits = drops[0]["centre_visits"].join(registered, on="health_number", how="semi")
    assert {"MD", "NP"} <= set(visits["seen_by"])
    assert 2.5 < len(visits) / len(registered) / 4 < 4.5


def test_movers_have_both_addresses_and_the_registry_the_new_one(drops, residents):
    movers = residents.drop_nulls("moved_on")
    assert 0.03 < len(movers) / len(residents) < 0.06
    history = drops[0]["addresses"].join(movers, on="health_number")
    assert set(history.group_by("health_number").len()["len"]) == {2}
    latest = history.sort("lives_from").group_by("health_number").agg(pl.col("postal_code").last())
    now = latest.join(residents, on="health_number").select(pl.col("postal_code").str.slice(0, 3) == pl.col("area_id"))
    assert now.to_series().all()
    assert movers.filter((pl.col("moved_on") <= pl.col("born")) | (pl.col("moved_on") > D)).is_empty()


def test_late_moves_lie_on_both_sides_of_the_last_day(drops, residents):
    late = drops[1]["addresses"].join(residents, on="health_number").sort("lives_from")
    newest = late.group_by("health_number").agg(pl.col("lives_from").last())["lives_from"]
    assert newest.min() <= D.isoformat() < newest.max()
    registry = drops[1]["persons"].join(late, on="health_number", how="semi")
    assert len(registry) == newest.len() > 100


def test_residents_are_the_first_numbers(residents, scale: Scale):
    assert residents["health_number"].equals(
        health_numbers(pl.int_range(30_000, eager=True), scale.seed), check_names=False
    )
