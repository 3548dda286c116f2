"""A wrong definition is refused before any data, with what is wrong and what to do."""

import dataclasses

import polars as pl
import pytest

from tests.transforms.rows import D
from transforms.catalogue import every_family, indicators
from transforms.indicators.checking import DefinitionError, mistakes_in, verify_definitions
from transforms.indicators.definition import Clause, Era

KNOWN = every_family()
RECORD = indicators()["continuity_hqo"]
SPOILT = {
    "the base table has no column visits_of_mars": {"denominator": (Clause("far", pl.col("visits_of_mars") > 3),)},
    "numerator (a share): it gives Float64": {"numerator": Clause("a share", pl.col("age_years") / 2)},
    "denominator (a number): it gives Int32": {"denominator": (Clause("a number", pl.col("age_years")),)},
    "it gives null where nothing is known": {"exclusions": (Clause("dated", pl.col("last_primary_care_date") > D),)},
    "source is empty": {"source": " "},
    "a clause has no words": {"numerator": Clause("", pl.lit(True))},
    "there is no feature family telepathy": {"features": ("telepathy",)},
    "there are no rows called dreams": {"grain": "dreams"},
    "its features do not name its events, episodes": {"grain": "episodes"},
    "families of hospitals go with rows that are hospitals, and with no others: primary_care": {"grain": "hospital"},
    "with no others: bed_census": {"features": ("bed_census",)},
    "hospitals are of no group, practice": {"grain": "hospital", "features": ("bed_census",)},
    "limits is 'klustered'. Known: wilson": {"limits": "klustered"},
    "direction is 'up'. Known: higher": {"direction": "up"},
    "multiplier is -1. It must be above zero": {"multiplier": -1},
    "there is no level street": {"levels": ("street",)},
    "adjustment and risk do not go together": {"adjustment": "risk"},
    "risk: there is no column luck": {"adjustment": "risk", "risk": ("luck",)},
    "an era ends in 2020-01, before it begins in 2021-01": {"eras": (Era("2021-01", "2020-01", "typed wrong"),)},
}

WAIT = indicators()["specialist_wait"]
SPOILT_MEDIANS = {
    "limits of a median and median_of do not go together": {"limits": "clustered"},
    "median_of: there is no column patience": {"median_of": "patience"},
    "median_of: is_seen_in_a_year is Boolean": {"median_of": "is_seen_in_a_year"},
    "a median is of rows of persons or their events": {"amount": pl.lit(2)},
    "A median stands in its own unit": {"multiplier": 100},
    "the numerator of a median says which rows have a value": {"numerator": Clause("age", pl.col("age_years"))},
}


@pytest.mark.parametrize("sentence", SPOILT_MEDIANS)
def test_each_mistake_of_a_median_is_said(sentence: str) -> None:
    spoilt = dataclasses.replace(WAIT, **SPOILT_MEDIANS[sentence])
    assert any(sentence in mistake for mistake in mistakes_in(spoilt, KNOWN)), list(mistakes_in(spoilt, KNOWN))


def test_a_column_for_a_median_without_its_limits_is_a_mistake() -> None:
    spoilt = dataclasses.replace(RECORD, median_of="age_years")
    assert any("do not go together" in mistake for mistake in mistakes_in(spoilt, KNOWN))


@pytest.mark.parametrize("sentence", SPOILT)
def test_each_mistake_is_said(sentence: str) -> None:
    spoilt = dataclasses.replace(RECORD, **SPOILT[sentence])
    assert any(sentence in mistake for mistake in mistakes_in(spoilt, KNOWN)), list(mistakes_in(spoilt, KNOWN))


def test_all_mistakes_are_said_at_once_and_by_name() -> None:
    spoilt = dataclasses.replace(RECORD, source="", grain="dreams")
    with pytest.raises(DefinitionError, match=r"2 mistake.*\n- continuity_hqo: source(.|\n)*hqo: there are"):
        verify_definitions({"continuity_hqo": spoilt}, KNOWN)


def test_the_shipped_definitions_have_none() -> None:
    verify_definitions(indicators(), KNOWN)
