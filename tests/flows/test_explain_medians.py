"""What an explanation says of a median, and of one that is missing."""

import pytest

from flows.explain_texts import as_rows
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.indicators.steps import NUMERATOR, ROWS, Step

WAIT = indicators()["specialist_wait"]


def value_words(value: float | None, seen: int, referred: int) -> str:
    steps = [Step(ROWS, "", referred), Step(NUMERATOR, "seen", seen)]
    limits = {"lower": None, "upper": None, "adjusted": None}
    return as_rows(WAIT, steps, {"value": value, "denominator": referred, **limits}, Audience.OHT)[-1][1]


@pytest.mark.parametrize(
    ("value", "seen", "referred", "words"),
    [
        (61.0, 70, 100, "61.00 days, median"),
        (None, 20, 100, "none: fewer than half of the rows have one"),
        (None, 0, 0, "none: nobody is below the line"),
        (61.0, 97, 100, "hidden, since it would give a small count away"),
    ],
)
def test_the_value_in_words(value: float | None, seen: int, referred: int, words: str) -> None:
    assert value_words(value, seen, referred) == words
