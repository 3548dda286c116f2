"""Values adjusted for risk (indicators.md 18.8): one category, so that the model is known beforehand, by hand."""

import polars as pl
import pytest

from tests.tables import table
from tests.transforms.indicators.records import counted
from transforms.indicators.adjusted import adjust_for_risk

BY_SEX = counted(adjustment="risk", risk=("sex",))
BY_TWO = counted(adjustment="risk", risk=("sex", "care"))
PATTERN = {"level": pl.String(), "unit_id": pl.String(), "pattern": pl.String()}
PATTERN |= dict.fromkeys(["numerator", "denominator"], pl.Int64())
COLUMNS = ["adjusted", "adjusted_lower", "adjusted_upper"]
PATTERNS = table(
    """
    level    unit_id pattern numerator denominator
    practice a       F       4         10
    practice a       M       2         20
    practice b       M       0         10
    group    g       F       8         40
    province ontario F       80        400         # one in five
    province ontario M       100       1000        # one in ten
    """,
    PATTERN,
)


def values(patterns: pl.DataFrame, *unit: str) -> list[float | None]:
    found = adjust_for_risk(BY_SEX, patterns)
    return list(found.filter((pl.col("level") == unit[0]) & (pl.col("unit_id") == unit[1])).select(COLUMNS).row(0))


def test_observed_over_expected_times_the_value_of_the_province() -> None:
    """With one category the model gives its shares: of a 10 · 0.2 + 20 · 0.1 = 4 are expected and 6 seen; 180/1400.

    Garwood's limits of 6 events are 2.2019 and 13.0595.
    """
    assert values(PATTERNS, "practice", "a") == pytest.approx([19.285714, 7.0775, 41.9770], rel=1e-4)
    assert values(PATTERNS, "practice", "b")[:2] == pytest.approx([0.0, 0.0])


def test_who_is_like_the_province_has_its_own_value_and_the_province_the_crude_one() -> None:
    assert values(PATTERNS, "province", "ontario")[0] == pytest.approx(100 * 18 / 140)
    assert values(PATTERNS, "group", "g")[0] == pytest.approx(100 * 18 / 140)


def test_with_one_category_for_all_it_is_the_crude_value() -> None:
    alike = (
        PATTERNS.with_columns(pl.lit("F").alias("pattern")).group_by("level", "unit_id", "pattern").agg(pl.all().sum())
    )
    assert values(alike, "practice", "a")[0] == pytest.approx(100 * 6 / 30)
    assert values(alike, "province", "ontario")[0] == pytest.approx(100 * 18 / 140)


def test_without_an_event_no_model_can_be_fitted() -> None:
    none = PATTERNS.with_columns(pl.lit(0, pl.Int64).alias("numerator"))
    found = adjust_for_risk(BY_SEX, none)
    assert found.height == 4
    assert found.select(COLUMNS).null_count().row(0) == (4, 4, 4)


def test_where_the_commonest_category_tells_everything_no_model_can_be_fitted() -> None:
    text = "level unit_id pattern numerator denominator\nprovince ontario F 20 40\nprovince ontario M 0 100"
    assert values(table(text, PATTERN), "province", "ontario") == [None, None, None]


@pytest.mark.parametrize(
    ("counted_women", "women", "is_told"),
    [(10, 40, True), (9, 40, False), (30, 40, True), (31, 40, False), (40, 40, False), (0, 40, False)],
)
def test_a_category_of_fewer_than_ten_rows_on_either_side_is_not_told_from_the_commonest(
    counted_women: int, women: int, is_told: bool
) -> None:
    """Of 100 men 20 count. A team of women alone, half of them counted: beside women, or beside everybody."""
    text = f"""
        level    unit_id pattern numerator denominator
        province ontario M       20        100
        province ontario F       {counted_women} {women}
        oht      T       F       10        20
    """
    all_counted, everybody = 20 + counted_women, 100 + women
    expected = 20 * (counted_women / women if is_told else all_counted / everybody)
    value = values(table(text, PATTERN), "oht", "T")[0]
    assert value == pytest.approx(10 / expected * 100 * all_counted / everybody)


def test_nobody_at_all_gives_no_rows() -> None:
    found = adjust_for_risk(BY_SEX, PATTERNS.clear())
    assert found.is_empty()
    assert found.columns == ["level", "unit_id", *COLUMNS]


def test_several_covariates_with_unknown_values_are_categories_like_any_other() -> None:
    """Shares that multiply on the scale of odds: 1:9, 1:3 by sex, and three times as much by care."""
    text = """
        level    unit_id pattern   numerator denominator
        province ontario M|med     10        100         # odds 1:9
        province ontario F|med     25        100         # 1:3, three times those
        province ontario M|unknown 25        100         # the same
        province ontario F|unknown 50        100         # 1:1, three times three
        oht      T       F|unknown 9         20
        oht      T       M|med     1         10
    """
    found = adjust_for_risk(BY_TWO, table(text, PATTERN))
    assert found["unit_id"].to_list() == ["T", "ontario"]
    assert found["adjusted"].to_list() == pytest.approx([100 * 10 / 11 * 110 / 400, 100 * 110 / 400])


def test_the_order_of_rows_is_irrelevant() -> None:
    assert adjust_for_risk(BY_SEX, PATTERNS.reverse()).equals(adjust_for_risk(BY_SEX, PATTERNS))
