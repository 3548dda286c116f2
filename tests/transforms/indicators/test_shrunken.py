"""Values of practices drawn towards the mean, and the design effect they weigh by (comparisons, 30)."""

import polars as pl
import pytest

from schemas.results import ShrunkenResults
from tests.transforms.comparisons.exact_rows import ONTARIO, exact_results, exact_row
from transforms.catalogue import indicators
from transforms.indicators.design_effect import design_effects, kind_of
from transforms.indicators.shrunken import shrink_practices

ID = "continuity_hqo"


def results(counts: list[tuple[int, int] | None], indicator_id: str = ID) -> pl.DataFrame:
    known = [pair for pair in counts if pair]
    total = (sum(n for n, _ in known), sum(d for _, d in known))
    rows = [exact_row(indicator_id, ("practice", f"p{place}"), pair) for place, pair in enumerate(counts)]
    return exact_results([*rows, exact_row(indicator_id, ONTARIO, total)])


def shrunken(counts: list[tuple[int, int] | None], indicator_id: str = ID) -> pl.DataFrame:
    return ShrunkenResults.validate(shrink_practices(results(counts, indicator_id), indicators()))


def test_the_smaller_practice_is_drawn_further() -> None:
    found = shrunken([(90, 100), (9, 10), (10, 100), (1, 10)])
    assert found["value"].to_list() == pytest.approx([90.0, 90.0, 10.0, 10.0])
    assert found["overall_value"].unique().to_list() == [50.0]
    large, small, *_ = found["shrunken_value"].to_list()
    assert 50 < small < large < 90
    weights = found["own_weight"].to_list()
    assert weights[0] > weights[1] > 0


def test_practices_that_differ_by_chance_alone_get_the_mean() -> None:
    found = shrunken([(50, 100), (50, 100), (51, 100), (49, 100)])
    assert found["own_weight"].to_list() == [0.0] * 4
    assert found["shrunken_value"].to_list() == [50.0] * 4


def test_a_practice_without_anybody_or_not_computable_has_no_row() -> None:
    assert shrunken([(50, 100), (0, 0), None])["unit_id"].to_list() == ["p0"]
    assert shrunken([]).is_empty()


@pytest.mark.parametrize("indicator_id", ["upc_own", "coc_bb", "md_panel", "md_days"])
def test_means_and_physicians_have_none(indicator_id: str) -> None:
    assert shrunken([(50, 100), (90, 100)], indicator_id).is_empty()


@pytest.mark.parametrize(
    ("indicator_id", "kind"),
    [(ID, "proportion"), ("ed_rate", "rate"), ("md_panel", "rate"), ("fu7_copd", "proportion"), ("secon", None)],
)
def test_every_kind_of_value_is_told(indicator_id: str, kind: str | None) -> None:
    assert kind_of(indicators()[indicator_id]) == kind


def test_the_design_effect_is_how_much_wider_the_limits_are_squared() -> None:
    table = results([(400, 1000)], "fu7_copd")
    width = pl.col("upper") - pl.col("lower")
    twice = table.with_columns((pl.col("upper") + width).alias("upper"))
    assert effect(table) == pytest.approx(1.0)
    assert effect(twice) == pytest.approx(4.0)
    assert effect(table.with_columns((pl.col("upper") - width / 2).alias("upper"))) == 1.0
    assert effect(table.with_columns(pl.lit(None, pl.Float64).alias("upper"))) is None


def effect(table: pl.DataFrame) -> float | None:
    return design_effects(table, indicators()).filter(indicator_id="fu7_copd")["design_effect"].item()


def test_repeated_rows_are_drawn_further() -> None:
    plain = results([(80, 100), (20, 100), (70, 100), (30, 100)], "fu7_copd")
    wide = plain.with_columns((pl.col("upper") + 3 * (pl.col("upper") - pl.col("lower"))).alias("upper"))
    weights = [shrink_practices(table, indicators())["own_weight"].max() for table in (plain, wide)]
    assert weights[1] < weights[0]  # type: ignore[operator]
