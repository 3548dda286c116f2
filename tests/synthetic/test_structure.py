"""The skeleton of the synthetic province: everybody and everything is in some network."""

import polars as pl
import pytest

from schemas.networks import Networks
from synthetic.geography import build_geography
from synthetic.structure import full_size_structure
from synthetic.workforce import build_workforce

PEOPLE = 1_000_000


@pytest.fixture(scope="module")
def structure() -> dict[str, pl.DataFrame]:
    return full_size_structure(PEOPLE)


def test_everybody_belongs_to_a_network(structure: dict[str, pl.DataFrame]) -> None:
    networks = Networks.validate(structure["networks"])
    assert networks["people"].sum() == pytest.approx(PEOPLE, abs=networks.height)
    assert (networks["people"] > 0).all()


def test_every_physician_belongs_to_a_network(structure: dict[str, pl.DataFrame]) -> None:
    geography = build_geography(PEOPLE)
    physicians = build_workforce(PEOPLE, 1, geography).physicians
    counted = structure["networks"].select("family_physicians", "specialists").sum().row(0)
    is_family = pl.col("specialty").is_in(["00", "05"])
    assert counted == (physicians.filter(is_family).height, physicians.filter(~is_family).height)


def test_hospitals_and_teams_are_those_of_the_crosswalk(structure: dict[str, pl.DataFrame]) -> None:
    geography = build_geography(PEOPLE)
    assert structure["hospitals"].height == geography.hospitals.height
    teams = {oht_id for place in geography.places for oht_id in place.oht_ids}
    assert structure["ohts"].height == len(teams)
