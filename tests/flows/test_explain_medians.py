"""What an explanation says of a median, and of one that is missing."""

import pytest

from flows.explain_texts import as_rows
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.indicators.steps import NUMERATOR, ROWS, Step

WAIT = indicators()["specialist_wait"]


def value_words(value: float | None, seen: int, referred: int, suppression: str | None) -> str:
    steps = [Step(ROWS, "", referred), Step(NUMERATOR, "seen", seen)]
    result = {"value": value, "denominator": referred, "lower": None, "upper": None, "adjusted": None}
    return as_rows(WAIT, steps, {**result, "suppression": suppression}, Audience.OHT)[-1][1]


@pytest.mark.parametrize(
    ("value", "seen", "referred", "suppression", "words"),
    [
        (61.0, 70, 100, None, "61.00 days, median"),
        (None, 20, 100, None, "none: fewer than half of the rows have one"),
        (None, 0, 0, None, "none: nobody is below the line"),
        (61.0, 3, 100, "small_cell", "hidden, since it would give a small count away"),
    ],
)
def test_the_value_in_words(value: float | None, seen: int, referred: int, suppression: str | None, words: str) -> None:
    assert value_words(value, seen, referred, suppression) == words
