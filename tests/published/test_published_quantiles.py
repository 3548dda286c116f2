"""Quantiles against printed examples. Tolerance: the printed digits."""

import polars as pl
import pytest

from transforms.statistics.quantiles import Kind, quantiles


def found(values: list[float], shares: list[float], kind: Kind) -> list[float]:
    histogram = pl.DataFrame({"list": ["a"] * len(values), "value": values, "units": [1] * len(values)})
    return quantiles(histogram, ["list"], shares, kind)["quantile"].to_list()


def test_type_7_is_the_percentile_of_spreadsheets() -> None:
    """Of 1 to 4 the 30th is 1.9 (Microsoft Excel, help of PERCENTILE.INC), the 65th 2.95 (NExS manual, PERCENTILE)."""
    assert found([1, 3, 2, 4], [0.3, 0.65], "type_7") == pytest.approx([1.9, 2.95])


def test_inverse_ecdf_is_the_nearest_rank() -> None:
    """Wikipedia, "Percentile", worked examples of the nearest-rank method: 15, 20, 35, 40, 50."""
    assert found([15, 20, 35, 40, 50], [0.05, 0.3, 0.4, 0.5, 1], "inverse_ecdf") == [15, 20, 20, 35, 50]


def test_inverse_ecdf_of_ten_values() -> None:
    """The same: quartiles of ten values."""
    values = [3.0, 6, 7, 8, 8, 10, 13, 15, 16, 20]
    assert found(values, [0.25, 0.5, 0.75, 1], "inverse_ecdf") == [7, 8, 15, 20]
