"""Whose person somebody is cannot be known without the attribution's look-back: what is said then, and where."""

import polars as pl

from transforms.catalogue import indicators
from transforms.indicators.measure import measure, withhold_below_province

UNITS = pl.DataFrame({"level": ["oht", "practice", "province"], "unit_id": ["T1", "P1", "ontario"]})
ABOVE, BELOW = pl.Series([4, 2, 9]), pl.Series([40, 20, 90])
COUNTS = UNITS.with_columns(
    numerator=ABOVE, denominator=BELOW, numerator_squares=ABOVE, members_above=ABOVE, members=BELOW
)


def test_practices_and_teams_say_what_is_needed_and_the_province_keeps_its_counts() -> None:
    results = measure(indicators()["ed_rate"], COUNTS, UNITS, "2026-09", "m")
    withheld = withhold_below_province(results, "needs claims from 2024-10-01")
    columns = ["level", "numerator", "denominator", "value", "not_computable"]
    assert withheld.select(columns).rows() == [
        ("oht", None, None, None, "needs claims from 2024-10-01"),
        ("practice", None, None, None, "needs claims from 2024-10-01"),
        ("province", 9, 90, 10.0, None),
    ]
    assert withheld.select("lower", "upper").null_count().row(0) == (2, 2)
