"""A practice page tells a median that is missing from a measure that counts nobody."""

import pytest

from reports.catalogue import load_catalogue
from reports.measure_values import own_interval


@pytest.mark.parametrize(("denominator", "words"), [(30, "fewer than half have one"), (0, "nobody to count")])
def test_why_there_is_no_value(denominator: int, words: str) -> None:
    assert own_interval(load_catalogue("en"), {"value": None, "denominator": denominator}) == words
