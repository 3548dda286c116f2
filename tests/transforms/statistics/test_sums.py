"""Sums that do not depend on the order of rows."""

import polars as pl

from transforms.statistics.sums import ordered_sum


def test_the_order_of_the_rows_does_not_change_the_last_digit() -> None:
    terms = pl.DataFrame({"term": [1e16, 1.0, -1e16, 3.0, 0.1, None]})
    sums = {each.select(ordered_sum(pl.col("term"))).item() for each in (terms, terms.reverse(), terms.sort("term"))}
    assert len(sums) == 1


def test_nothing_adds_up_to_zero() -> None:
    assert pl.DataFrame({"term": []}, schema={"term": pl.Float64}).select(ordered_sum(pl.col("term"))).item() == 0.0
