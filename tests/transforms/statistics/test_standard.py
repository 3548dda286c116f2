"""Counts beside a standard population: strata without anybody, without a weight, and twice."""

import polars as pl
import pytest

from tests.tables import assert_rows, table
from transforms.statistics.direct import direct_rates
from transforms.statistics.standard import with_standard

COUNTS = {"unit": pl.String, "stratum": pl.String, "events": pl.Int64, "exposure": pl.Int64}
STANDARD = pl.DataFrame({"stratum": ["young", "old"], "weight": [3, 1]})
TWO_UNITS = """
    unit stratum events exposure
    a    young   20     1000
    a    old     -      500
    b    young   30     1000
    b    else    70     1000       # not in the standard
"""


def test_every_unit_has_every_stratum_of_the_standard() -> None:
    expected = """
        unit stratum events exposure weight
        a    old     -      500      1
        a    young   20     1000     3
        b    old     0      0        1
        b    young   30     1000     3
    """
    assert_rows(with_standard(table(TWO_UNITS, COUNTS), STANDARD, ["unit"]), expected)


def test_a_unit_without_the_old_is_not_held_to_a_younger_standard() -> None:
    rates = direct_rates(with_standard(table(TWO_UNITS, COUNTS), STANDARD, ["unit"]), ["unit"])
    assert rates.row(1, named=True)["missing_reason"] == "a stratum of the standard has no exposure"


def test_units_without_a_name_are_a_unit() -> None:
    counts = table("unit stratum events exposure\n - young 20 1000", COUNTS)
    assert with_standard(counts, STANDARD, ["unit"])["events"].to_list() == [0, 20]


def test_nobody_at_all() -> None:
    nobody = with_standard(pl.DataFrame(schema=COUNTS), STANDARD, ["unit"])
    assert nobody.schema == {**COUNTS, "weight": pl.Int64}
    assert nobody.height == 0


def test_a_stratum_that_stands_twice_is_refused() -> None:
    counts = table(TWO_UNITS, COUNTS)
    for twice in ((pl.concat([counts, counts]), STANDARD), (counts, pl.concat([STANDARD, STANDARD]))):
        with pytest.raises(pl.exceptions.ComputeError):
            with_standard(*twice, ["unit"])
