"""How many residents have a family physician, with whom they are enrolled, and how often they see that physician."""

import polars as pl
import pytest

from synthetic.practices import ENHANCED_FEE_MODELS
from tests.synthetic.ontario import FAMILY, Ontario


def test_enrolled_people_and_rosters(ontario: Ontario) -> None:
    """11.3 million of 15.5 were enrolled with 9,422 physicians in 2023."""
    rostered = ontario.rostered()
    assert len(rostered) / len(ontario.residents) == pytest.approx(0.729, abs=0.02)
    assert len(rostered) / rostered["physician_no"].n_unique() == pytest.approx(1_199, rel=0.06)


def test_attached_people(ontario: Ontario) -> None:
    """Enrolled, with a health centre, or seen for core care by a comprehensive physician: 85 to 89 per cent were."""
    comprehensive = ontario.core_visits(2).filter(practice="comprehensive")
    by = [ontario.rostered(), comprehensive, ontario.residents.drop_nulls("centre")]
    attached = pl.concat([rows.select("health_number") for rows in by]).unique()
    here = attached.join(ontario.residents, on="health_number", how="semi")
    assert len(here) / len(ontario.residents) == pytest.approx(0.875, abs=0.015)


def test_people_without_a_physician_see_whoever_works_on_few_days(ontario: Ontario) -> None:
    alone = ontario.residents.filter(pl.col("physician").is_null())
    seen = ontario.core_visits(2).join(alone, on="health_number", how="semi")
    assert seen["health_number"].n_unique() / len(alone) > 0.4
    assert set(seen["practice"]) <= {"part_time", "walk_in", "focused_office"}


@pytest.mark.parametrize(("is_enhanced", "own", "group"), [(True, 0.673, 0.738), (False, 0.7065, 0.7745)])
def test_continuity_with_physician_and_group(ontario: Ontario, is_enhanced: bool, own: float, group: float) -> None:
    """Kiran 2023: people of 16 and more who are enrolled and have two visits or more in two years."""
    enrolled = ontario.rostered().filter(
        pl.col("age") >= 16, pl.col("programme").is_in(ENHANCED_FEE_MODELS) == is_enhanced
    )
    visits = ontario.core_visits(2).join(
        enrolled.select("health_number", own="physician_no", own_group="group_no"), on="health_number"
    )
    shares = visits.group_by("health_number").agg(
        pl.len(),
        to_own=(pl.col("physician_no") == pl.col("own")).mean(),
        to_group=(pl.col("group_no") == pl.col("own_group")).fill_null(False).mean(),
    )
    several = shares.filter(pl.col("len") >= 2)
    assert several["to_own"].mean() == pytest.approx(own, abs=0.02)
    assert several["to_group"].mean() == pytest.approx(group, abs=0.025)


def test_family_physicians_by_practice(ontario: Ontario) -> None:
    family = ontario.physicians.filter(pl.col("specialty").is_in(FAMILY))
    per_person = len(ontario.residents) / len(family)
    assert per_person == pytest.approx(1_041, rel=0.03)
    shares = dict(family["practice"].value_counts(normalize=True).iter_rows())
    assert shares["comprehensive"] == pytest.approx(0.707, abs=0.02)
    assert shares["part_time"] + shares["walk_in"] == pytest.approx(0.12, abs=0.03)
