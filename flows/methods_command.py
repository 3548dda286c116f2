"""The command `oht methods`: the methods of a store side by side."""

from argparse import Namespace
from typing import Any

import polars as pl

from flows import exit_codes
from flows.attribution_commands import HIDDEN_NOTE, chosen_period
from flows.commands import open_store
from flows.console import Console
from flows.named_indicator import named_indicator
from flows.refresh import finished_output, refreshed_periods
from flows.refusals import Refused, not_refreshed
from flows.releases import released_results
from flows.side_by_side import methods_step
from flows.store import Output, Store
from reports.methods_table import (
    METHOD_COLUMNS,
    PAIR_COLUMNS,
    RANGE_COLUMNS,
    method_texts,
    numbered,
    pair_texts,
    range_texts,
)
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.disclosure.pairs import screen_pairs
from transforms.disclosure.ranges import release_ranges
from transforms.methods.members import COUNT_KEY

TEAMS_NOTE = "Of the province alone. With the teams: --indicator ID"


def methods(words: Namespace, console: Console) -> int:
    """Show how far the methods agree, and the range of each result over them."""
    store = open_store(words)
    period = chosen_period(words, store)
    if words.indicator is not None:
        named_indicator(words.indicator)
    output = _compared(store, period)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    results = output.load()
    official = results.filter("is_official")["method_id"][0]
    pairs = screen_pairs(output.load("agreement"), audience)
    released = released_results(store, period, audience)
    ranges = release_ranges(output.load("ranges"), results, indicators(), audience, released)
    ranges = _chosen(ranges, words.indicator)
    exact = _chosen(results, words.indicator) if words.exact else results.clear()
    numbers = numbered(results["method_id"].unique().sort().to_list())
    for name, number in numbers.items():
        console.say(f"{number}  {name}{' (the results stand on it)' if name == official else ''}")
    console.table(PAIR_COLUMNS, [pair_texts(row, numbers) for row in pairs.iter_rows(named=True)])
    console.table(RANGE_COLUMNS, [range_texts(row, numbers) for row in _beside_official(ranges, results)])
    if words.exact and words.indicator:
        console.table(METHOD_COLUMNS, [method_texts(row, numbers) for row in exact.iter_rows(named=True)])
    for sentence in [*([] if words.exact else [HIDDEN_NOTE]), *([] if words.indicator else [TEAMS_NOTE])]:
        console.say(sentence)
    console.result(
        period=period,
        methods=list(numbers),
        official=official,
        agreement=[_shown(row) for row in pairs.iter_rows(named=True)],
        ranges=ranges.to_dicts(),
        results=exact.to_dicts(),
    )
    return exit_codes.OK


def _chosen(table: pl.DataFrame, indicator: str | None) -> pl.DataFrame:
    """The same rows: those of one indicator, or of the province when none is named."""
    if indicator:
        return table.filter(pl.col("indicator_id") == indicator)
    return table.filter(pl.col("level") == "province")


def _beside_official(ranges: pl.DataFrame, results: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the ranges with the official value; where it is small, the range is hidden, and so is the value then."""
    official = results.filter("is_official").select(*COUNT_KEY, pl.col("value").alias("official"))
    return ranges.join(official, on=COUNT_KEY, how="left").sort(COUNT_KEY).to_dicts()


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of the matrix for programs, hidden numbers as the text that stands for them on the terminal."""
    values = {name: value for name, value in row.items() if name != "hidden"}
    return values | dict.fromkeys(row["hidden"], "*")


def _compared(store: Store, period: str) -> Output:
    """Give the comparison of a period; raises Refused when the period or another method is missing."""
    if period not in refreshed_periods(store):
        raise not_refreshed(period)
    output = finished_output(store, methods_step(period))
    if output is None:
        raise Refused(
            "not_refreshed",
            f"Only one method was kept when {period} was computed, so that there is nothing to compare. Keep others "
            f"with: oht attribution --beside NAME,FILE and then: oht run --period {period}",
        )
    return output
