"""Results within the strata of a unit: worked by hand."""

import polars as pl
import pytest

from schemas.results import StrataResults
from tests.tables import assert_rows, table
from tests.transforms.indicators.records import counted
from transforms.indicators.counting import strata_parts
from transforms.indicators.definition import Indicator
from transforms.indicators.strata import measure_strata

SHARE = counted(limits="wilson", unit="%")
WIDE = table(
    """
    level    unit_id stratum some/numerator some/denominator
    practice a       1       10             20
    practice a       5       0              0               # nobody
    group    g       1       10             20
    oht      T1      -       5              9               # an unknown stratum
    oht      T1      5       0              20
    oht      T1      1       10             20
    province ontario 1       10             20
    """,
    {
        "level": pl.String(),
        "unit_id": pl.String(),
        "stratum": pl.String(),
        "some/numerator": pl.Int64(),
        "some/denominator": pl.Int64(),
    },
)


def measured(indicator: Indicator = SHARE, dimension: str = "deprivation") -> pl.DataFrame:
    further = [part for part in strata_parts(indicator) if part not in ("numerator", "denominator")]
    wide = WIDE.with_columns(pl.col("some/numerator").alias(f"some/{part}") for part in further)
    return StrataResults.validate(measure_strata(indicator, wide, dimension, "2026-09"))


def test_values_of_the_strata_that_have_anybody() -> None:
    assert_rows(
        measured(),
        """
        indicator_id period  level    unit_id dimension   stratum numerator denominator value
        some         2026-09 group    g       deprivation 1       10        20          50
        some         2026-09 oht      T1      deprivation 1       10        20          50
        some         2026-09 oht      T1      deprivation 5       0         20          0
        some         2026-09 practice a       deprivation 1       10        20          50
        some         2026-09 province ontario deprivation 1       10        20          50
        """,
    )


@pytest.mark.parametrize(
    ("limits", "lower", "upper"),
    [("wilson", 29.93, 70.07), ("poisson", 23.94, 91.95)],
)
def test_limits_where_persons_count_one_by_one(limits: str, lower: float, upper: float) -> None:
    """Wilson of 10 in 20; Byar of 10 events over 20."""
    row = measured(counted(limits=limits)).row(-1, named=True)
    assert (row["lower"], row["upper"]) == pytest.approx((lower, upper), rel=5e-4)


@pytest.mark.parametrize("limits", ["repeat", "clustered", "none"])
def test_no_limits_where_rows_repeat_within_persons(limits: str) -> None:
    found = measured(counted(limits=limits))
    assert found.select("lower", "upper").null_count().row(0) == (found.height, found.height)
    assert found["value"].null_count() == 0


@pytest.mark.parametrize("dimension", ["age_group", "sex", "rurality", "model"])
def test_practices_and_groups_are_told_of_neighbourhoods_alone(dimension: str) -> None:
    assert set(measured(dimension=dimension)["level"]) == {"oht", "province"}
    assert "practice" in set(measured(dimension="income")["level"])


def test_only_the_levels_of_the_record_are_shown() -> None:
    assert set(measured(counted(limits="wilson", levels=("province",)))["level"]) == {"province"}


def test_the_order_of_rows_is_irrelevant_and_no_rows_give_none() -> None:
    turned = StrataResults.validate(measure_strata(SHARE, WIDE.reverse(), "deprivation", "2026-09"))
    assert turned.equals(measured())
    assert StrataResults.validate(measure_strata(SHARE, WIDE.clear(), "deprivation", "2026-09")).is_empty()
