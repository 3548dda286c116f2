"""Measures of mental-health stays with and without the input of designated beds: it helps, and nothing asks for it."""

import dataclasses
import datetime as dt

import pytest

from flows.coverage import Coverage, missing_for
from transforms.catalogue import event_families, indicators
from transforms.features.family import Requirement

D = dt.date(2026, 9, 30)
BEDS = "mental_health_stays"
SPAN = ((dt.date(2020, 1, 1), D),)
OTHERS = ["discharges", "claims", "ed_visits", "physicians"]


def supplied(*names: str) -> Coverage:
    return Coverage(dict.fromkeys(names, SPAN), frozenset(), frozenset(names))


def requirements_of(indicator: str) -> tuple[Requirement, ...]:
    return tuple(need for name in indicators()[indicator].features for need in event_families()[name].requires)


@pytest.mark.parametrize("indicator", ["readmit_mha30", "fu7_mha", "ed_first_mha"])
def test_without_designated_beds_it_is_computed_and_its_source_says_so(indicator: str) -> None:
    needs = requirements_of(indicator)
    assert missing_for(needs, supplied(*OTHERS), D) is None
    assert [need.is_helping for need in needs if need.input_name == BEDS] == [True]
    assert "Without stays in designated mental-health beds (OMHRS)" in indicators()[indicator].source


@pytest.mark.parametrize("indicator", ["readmit_mha30", "fu7_mha", "ed_first_mha"])
def test_without_acute_beds_it_is_not_computable(indicator: str) -> None:
    known = supplied(BEDS, "claims", "ed_visits", "physicians")
    assert missing_for(requirements_of(indicator), known, D) == "needs discharges"


def test_whoever_asks_for_the_beds_is_told_how_long_they_are_needed() -> None:
    asked = [dataclasses.replace(need, is_helping=False) for need in requirements_of("readmit_mha30")]
    known = Coverage(
        {BEDS: ((dt.date(2025, 7, 2), D),), "discharges": SPAN, "day_surgeries": SPAN},
        frozenset(),
        frozenset({BEDS, "discharges", "day_surgeries"}),
    )
    assert missing_for(tuple(asked), known, D) == f"needs {BEDS} from 2025-07-01"
