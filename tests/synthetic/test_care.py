"""How much care residents receive, and who they are: published anchors."""

import polars as pl
import pytest

from tests.synthetic.ontario import FAMILY, Ontario

# Census of 2016, Ontario: people per thousand, and of those women, by first year of age (the last is open).
CENSUS = {0: (162.1, 78.9), 15: (124.8, 60.9), 25: (273.3, 137.7), 45: (278.7, 140.6), 65: (161.1, 87.5)}


def test_ages_and_sexes_are_those_of_the_census(ontario: Ontario) -> None:
    firsts = list(CENSUS)
    band = pl.lit(pl.Series(firsts)).search_sorted(pl.col("age"), side="right") - 1
    found = ontario.residents.group_by(pl.lit(pl.Series(firsts)).gather(band).alias("first")).agg(
        people=pl.len(), women=(pl.col("gender") == "2").sum()
    )
    for first, people, women in found.iter_rows():
        published, of_women = CENSUS[first]
        assert 1_000 * people / len(ontario.residents) == pytest.approx(published, abs=8), first
        assert women / people == pytest.approx(of_women / published, abs=0.02), first


def test_visits_to_family_physicians(ontario: Ontario) -> None:
    """7.66 visits per 1,000 people and day are 2.8 a year."""
    assert len(ontario.core_visits(1)) / len(ontario.residents) == pytest.approx(2.8, abs=0.15)
    visits = ontario.visits(1).filter(pl.col("specialty").is_in(FAMILY))
    assert len(visits) / len(ontario.residents) == pytest.approx(2.8, abs=0.25)


@pytest.fixture(scope="module")
def emergency(ontario: Ontario) -> pl.DataFrame:
    """One row per unscheduled emergency visit of the last year, with the resident's columns."""
    recent = (pl.col("registered_on") > ontario.since(1).isoformat()) & (pl.col("visit_type") == "U")
    return ontario.tables["ed_visits"].filter(recent).join(ontario.residents, on="health_number")


def test_emergency_visits(ontario: Ontario, emergency: pl.DataFrame) -> None:
    assert len(emergency) / len(ontario.residents) == pytest.approx(0.413, abs=0.02)
    levels = dict(emergency["ctas"].value_counts(normalize=True).iter_rows())
    assert levels["4"] == pytest.approx(0.389, abs=0.01)
    assert levels["5"] == pytest.approx(0.084, abs=0.01)
    assert (emergency["gender"] == "2").mean() == pytest.approx(0.518, abs=0.02)


def test_emergency_visits_by_deprivation(emergency: pl.DataFrame) -> None:
    """13.3, 17.8, 18.0, 18.8 and 25.4 per cent, of the 93.3 with a postal code."""
    shares = emergency["quintile"].value_counts(normalize=True).sort("quintile")["proportion"].to_list()
    assert shares == pytest.approx([0.143, 0.191, 0.193, 0.201, 0.272], abs=0.015)


def test_stays(ontario: Ontario) -> None:
    """67,500 to 82,744 a month in Ontario; one in twenty with days at alternate level of care."""
    year = ontario.stays.filter(pl.col("discharged_on") > ontario.since(1))
    a_month = len(year) / 12 / len(ontario.residents) * 14_700_000
    assert 70_000 < a_month < 82_000
    assert (year["alc_days"] > 0).mean() == pytest.approx(0.049, abs=0.006)
    days = (pl.col("discharged_on") - pl.col("admitted_on")).dt.total_days()
    assert year.filter(pl.col("entry_category") != "N").select(days.mean()).item() == pytest.approx(6.1, abs=0.5)


def test_lines_a_person(ontario: Ontario) -> None:
    lines = ontario.tables["claims"].height / ontario.scale.people
    assert 30 < lines < 1.25 * 31
