"""Random stays in designated mental-health beds: plausible, consistent, some of them not ended."""

import polars as pl
import pytest

from synthetic.further.mental_health_stays import mental_health_stays_table
from synthetic.people import Block, build_block
from synthetic.scale import Scale
from synthetic.world import build_world

SCALE = Scale(people=8_000, seed=4)


@pytest.fixture(scope="module")
def block() -> Block:
    return build_block(SCALE, build_world(SCALE), 0)


@pytest.fixture(scope="module")
def stays(block: Block) -> pl.DataFrame:
    """One row per stay, with typed days and the registry's days of its person."""
    days = [pl.col(name).str.to_date() for name in ("admitted_on", "discharged_on")]
    people = block.people.select("health_number", "born", "died")
    return mental_health_stays_table(block).with_columns(days).join(people, on="health_number", how="left")


def test_how_many_and_of_whom(stays: pl.DataFrame) -> None:
    yearly = len(stays) / SCALE.people / SCALE.years
    assert 0.002 < yearly < 0.006
    assert stays["born"].null_count() == 0
    assert stays["bed_stay_no"].is_unique().all()


def test_days_are_in_order_and_nobody_stays_after_death(stays: pl.DataFrame) -> None:
    assert (stays["discharged_on"].drop_nulls() <= SCALE.last_day).all()
    ended = stays.drop_nulls("discharged_on")
    assert (ended["discharged_on"] >= ended["admitted_on"]).all()
    dead = stays.drop_nulls("died")
    assert (dead["discharged_on"] <= dead["died"]).all()
    assert dead.filter(pl.col("discharged_on").is_null()).is_empty()


def test_some_go_on_and_say_nothing_of_an_end(stays: pl.DataFrame) -> None:
    going_on = stays.filter(pl.col("discharged_on").is_null())
    assert 0 < len(going_on) < 0.1 * len(stays)
    assert going_on.select(pl.col("left_to", "discharged_at_time").is_null().all()).row(0) == (True, True)


def test_the_same_seed_gives_the_same_stays(block: Block) -> None:
    assert mental_health_stays_table(block).equals(mental_health_stays_table(block))
