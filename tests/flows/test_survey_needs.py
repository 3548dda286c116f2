"""Without the answers of a survey its indicators say what they need, and all others are computed."""

import datetime as dt

import pytest

from flows.coverage import Coverage
from flows.measures import missing_by, requirements_of
from reference.load import load_method
from schemas.inputs.registry import INPUTS
from transforms.catalogue import indicators

END = dt.date(2026, 9, 30)
SURVEYS = {
    "survey_responses": "after_hours_difficulty discharge_info enough_time involved phone_sameday"
    " questions_opportunity timely_access welcome",
    "provider_responses": "burnout md_confidence",
}


def supplied(*without: str) -> Coverage:
    """Give many years of every input but some."""
    names = set(INPUTS) - set(without)
    span = (dt.date(2010, 1, 1), dt.date(2027, 1, 1))
    return Coverage(dict.fromkeys(names, (span,)), frozenset(), frozenset(names))


@pytest.mark.parametrize("name", SURVEYS)
def test_only_what_stands_on_the_survey_needs_it(name: str) -> None:
    everything, _ = missing_by(load_method(), supplied(), END)
    missing, _ = missing_by(load_method(), supplied(name), END)
    assert set(missing) - set(everything) == set(SURVEYS[name].split())
    assert {missing[indicator] for indicator in SURVEYS[name].split()} == {f"needs {name}"}


def test_every_survey_names_its_input() -> None:
    named = {
        name: {need.input_name for need in requirements_of(record)}
        for name, record in indicators().items()
        if record.weight is not None
    }
    assert named == {one: {name} for name, ids in SURVEYS.items() for one in ids.split()}
