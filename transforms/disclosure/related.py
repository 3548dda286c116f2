"""Counts that indicators tell of one another: one within another, and several into which one denominator falls.

100 deaths of which 60 and 37 are shown in two of three places tell the third; 20 of 200 births and 18 of 197 of single
children tell of three others. What a record is `within`, and what it is `one_of`, says where to look. Settled here;
totals of teams and other periods are not looked at (`primary.py`).
"""

from collections.abc import Mapping

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import has_small_cell, suppress_small_cells
from transforms.indicators.definition import Indicator

UNIT = ["period", "level", "unit_id"]
KEY = ["indicator_id", *UNIT]
COUNTS = ["numerator", "denominator"]
TOLD = "is_told_by_others"


def suppress_results(results: pl.DataFrame, definitions: Mapping[str, Indicator], audience: Audience) -> pl.DataFrame:
    """The same rows with `suppression`, small cells and what related indicators tell of them hidden from `audience`.

    `results` are exact (the Results model) and hold whole units: of an indicator alone nothing related could be seen.
    """
    return suppress_small_cells(mark_told_by_others(results, definitions, audience), audience)


def mark_told_by_others(
    results: pl.DataFrame, definitions: Mapping[str, Indicator], audience: Audience
) -> pl.DataFrame:
    """The same rows with `is_told_by_others`: shown beside its like, a small count could be worked out. Never null.

    `results` are exact (the Results model). A result within another is marked when what the other has beside it, above
    the line, below it or between, is 1 to the audience's threshold. Of those into which a denominator falls, where just
    one is hidden for its own counts or the rest is small, the one with the smallest numerator above zero of the others
    is marked.
    """
    told = pl.concat([_within(results, definitions, audience), _one_of(results, definitions, audience)]).unique()
    marks = told.with_columns(pl.lit(True).alias(TOLD))
    marked = results.join(marks, on=KEY, how="left", maintain_order="left")
    return marked.with_columns(pl.col(TOLD).fill_null(False))


def _within(results: pl.DataFrame, definitions: Mapping[str, Indicator], audience: Audience) -> pl.DataFrame:
    """One row per result to hide since another, of which it is a part, has few beside it: the columns of KEY."""
    pairs = [(name, record.within) for name, record in definitions.items() if record.within]
    named = pl.DataFrame(pairs, schema={"indicator_id": pl.String, "whole_id": pl.String}, orient="row")
    wholes = results.select(
        pl.col("indicator_id").alias("whole_id"), *UNIT, *[pl.col(name).alias(f"whole_{name}") for name in COUNTS]
    )
    beside = results.join(named, on="indicator_id", how="inner").join(wholes, on=["whole_id", *UNIT], how="inner")
    above, below = (pl.col(f"whole_{name}") - pl.col(name) for name in COUNTS)
    return beside.filter(
        _is_small(above, audience) | _is_small(below, audience) | _is_small(below - above, audience)
    ).select(KEY)


def _one_of(results: pl.DataFrame, definitions: Mapping[str, Indicator], audience: Audience) -> pl.DataFrame:
    """One row per result to hide since it and its like leave one small count over: the columns of KEY."""
    sets = [(name, record.one_of) for name, record in definitions.items() if record.one_of]
    named = pl.DataFrame(sets, schema={"indicator_id": pl.String, "set_id": pl.String}, orient="row")
    of_set = ["set_id", *UNIT]
    rows = (
        results.filter(pl.col("not_computable").is_null())
        .join(named, on="indicator_id", how="inner")
        .with_columns(has_small_cell(audience.threshold).alias("is_hidden"))
    )
    rest = pl.col("denominator").max().over(of_set) - pl.col("numerator").sum().over(of_set)
    hidden = pl.col("is_hidden").sum().over(of_set)
    is_open = (hidden == 1) | ((hidden == 0) & _is_small(rest, audience))
    # A zero beside a small count would leave it as open as before.
    is_cover = ~pl.col("is_hidden") & (pl.col("numerator") > 0)
    order = pl.struct(~is_cover, "numerator", "indicator_id").rank("ordinal").over(of_set)
    return rows.filter(is_open & is_cover & (order == 1)).select(KEY)


def _is_small(count: pl.Expr, audience: Audience) -> pl.Expr:
    return count.is_between(1, audience.threshold).fill_null(False)
