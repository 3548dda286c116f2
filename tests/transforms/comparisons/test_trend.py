"""Series and the change against the same month a year before (comparisons, 28)."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import assert_rows
from tests.transforms.rows import results
from transforms.catalogue import indicators
from transforms.comparisons.trend import build_trend
from transforms.statistics.byar import byar_limits
from transforms.statistics.two_groups import difference_of_proportions_limits, difference_of_rates_limits
from transforms.statistics.wilson import wilson_limits

SHOWN = "indicator_id period change_from change change_verdict change_reason"


def trend(text: str) -> pl.DataFrame:
    rows = results(text)
    named = rows.with_columns(pl.col("level").fill_null("practice"), pl.col("unit_id").fill_null("a"))
    return build_trend(named, indicators())


def test_against_the_same_month_a_year_before() -> None:
    text = """
        indicator_id   period  value lower upper denominator
        ed_rate        2025-08 30    28    32    900
        ed_rate        2025-09 40    38    42    900
        ed_rate        2026-09 30    28    32    900           # fell by 10, lower is better
        continuity_hqo 2025-09 40    38    42    900
        continuity_hqo 2026-09 30    28    32    900           # the same fall is worse
        no_pc_visit    2025-09 40    38    42    900
        no_pc_visit    2026-09 41    39    43    900
    """
    expected = f"""
        {SHOWN}
        continuity_hqo 2025-09 -       -   none    no_year_before
        continuity_hqo 2026-09 2025-09 -10 worse   -
        ed_rate        2025-08 -       -   none    no_year_before
        ed_rate        2025-09 -       -   none    no_year_before
        ed_rate        2026-09 2025-09 -10 better  -
        no_pc_visit    2025-09 -       -   none    no_year_before
        no_pc_visit    2026-09 2025-09 1   similar -
    """
    assert_rows(trend(text), expected)


def test_limits_are_joined() -> None:
    row = trend(
        """
        period  value lower upper denominator
        2025-09 40    36    45    900
        2026-09 30    27    42    900
        """
    ).row(1, named=True)
    # Below 3 and 5, above 12 and 4.
    assert row["change_lower"] == pytest.approx(-10 - 34**0.5)
    assert row["change_upper"] == pytest.approx(-10 + 160**0.5)


def test_a_changed_definition_is_a_new_series() -> None:
    text = """
        indicator_id period  value lower upper denominator definition_version method_id
        ed_rate      2025-09 40    38    42    900         1                  m
        ed_rate      2026-09 30    28    32    900         1                  m
        ed_rate      2026-09 20    18    22    900         2                  m
        ed_rate      2026-09 10    8     12    900         1                  other
    """
    expected = """
        definition_version method_id period  value change_verdict change_reason
        1                  m         2025-09 40    none           no_year_before
        1                  m         2026-09 30    better         -
        1                  other     2026-09 10    none           definition_changed
        2                  m         2026-09 20    none           definition_changed
    """
    rows = results(text.replace("method_id", "method_id"))
    named = rows.with_columns(level=pl.lit("practice"), unit_id=pl.lit("a"))
    assert_rows(build_trend(named, indicators()), expected)


def test_when_nothing_is_said() -> None:
    text = """
        indicator_id  period  value lower upper denominator
        virtual_share 2025-09 40    38    42    900
        virtual_share 2026-09 30    28    32    900         # context
        ed_rate       2025-09 40    38    42    19
        ed_rate       2026-09 30    28    32    900         # too few then
        acsc          2025-09 -     -     -     -
        acsc          2026-09 30    28    32    900         # nothing then
        secon         2025-09 40    38    42    900
        secon         2026-09 -     -     -     -           # nothing now
        coc_bb        2025-09 40    -     -     900
        coc_bb        2026-09 30    28    32    900         # no limits
    """
    found = trend(text).filter(pl.col("period") == "2026-09")
    expected = """
        indicator_id  change_from change_verdict change_reason
        acsc          -           none           no_year_before
        coc_bb        2025-09     none           no_limits
        ed_rate       2025-09     none           below_minimum
        secon         2025-09     none           no_value
        virtual_share 2025-09     none           context
    """
    assert_rows(found, expected)


def test_no_results_no_series() -> None:
    assert build_trend(results("indicator_id"), indicators()).is_empty()


@given(*[st.integers(0, 60)] * 4, st.booleans())
def test_of_two_wilson_intervals_it_is_newcombes_method_10(a: int, b: int, c: int, d: int, is_rate: bool) -> None:
    now, then = (min(a, b), max(a, b, 1)), (min(c, d), max(c, d, 1))
    limits, difference = (
        (byar_limits, difference_of_rates_limits) if is_rate else (wilson_limits, difference_of_proportions_limits)
    )
    counts = pl.DataFrame([then, now], schema=["n", "d"], orient="row")
    lower, upper = limits(pl.col("n"), pl.col("d"))
    shares = counts.select((pl.col("n") / pl.col("d")).alias("value"), lower.alias("lower"), upper.alias("upper"), "d")
    rows = results("period numerator\n2025-09 0\n2026-09 0").with_columns(
        shares["value"],
        shares["lower"],
        shares["upper"],
        shares["d"].alias("denominator"),
        level=pl.lit("practice"),
        unit_id=pl.lit("a"),
    )
    row = build_trend(rows.reverse(), indicators()).row(1, named=True)
    first, second = (tuple(pl.lit(count) for count in group) for group in (now, then))
    expected = pl.select(*[limit.alias(str(place)) for place, limit in enumerate(difference(first, second))]).row(0)
    assert (row["change_lower"], row["change_upper"]) == pytest.approx(expected, abs=1e-12)
    assert_frame_equal(build_trend(rows, indicators()), build_trend(rows.reverse(), indicators()))
