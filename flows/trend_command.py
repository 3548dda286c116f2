"""The command `oht trend`: an indicator over all computed periods, series by series."""

from argparse import Namespace
from itertools import pairwise
from typing import Any

import polars as pl

from flows import exit_codes
from flows.commands import open_store
from flows.console import Console
from flows.named_indicator import named_indicator
from flows.refusals import Refused
from flows.releases import has_results, released_results
from flows.scorecard_command import HIDDEN_NOTE, chosen_unit
from flows.store import Store
from flows.work import refreshed_periods
from reports.scorecard_table import SERIES_COLUMNS, series_texts
from transforms.catalogue import indicators
from transforms.comparisons.series import build_series, overlapping
from transforms.disclosure.audience import Audience
from transforms.indicators.definition import Indicator
from transforms.statistics.control_chart import COMPUTED, MINIMUM_POINTS

CHART_NOTE = (
    "Rules of the control chart: outside (beyond its limits), run (seven in a row on one side of the mean), trend (six "
    "in a row rising or falling), two of three (beyond two thirds of the way to a limit). A signal asks for a look, "
    "and says nothing of the reason."
)
NO_CHART_NOTE = f"Rules are asked of a series with {MINIMUM_POINTS} or more values that are shown."


def trend(words: Namespace, console: Console) -> int:
    """Show an indicator over all computed periods; a changed definition begins a series of its own."""
    record = named_indicator(words.indicator)
    store = open_store(words)
    results = _results(store, record, Audience.PRACTICE if words.exact else Audience.OHT)
    level, unit = chosen_unit(results, words.oht, "any computed period")
    if level not in record.levels:
        raise Refused("usage", f"{record.id} is not shown of a {level}, only of: {', '.join(record.levels)}.")
    series = build_series(results.filter(level=level, unit_id=unit), indicators())
    rows = series.to_dicts()
    console.say(f"{record.title} ({record.id}, {record.unit}), {'Ontario' if level == 'province' else unit}.")
    console.table(SERIES_COLUMNS, [series_texts(row) for row in rows])
    for sentence in [*_series_notes(rows), *_chart_notes(record, rows), *_missing(rows)]:
        console.say(sentence)
    console.say(f"Definition: {record.status}; {record.source}")
    if not words.exact:
        console.say(HIDDEN_NOTE)
    facts = {"indicator": record.id, "level": level, "unit": unit, "status": record.status}
    console.result(**facts, windows_overlap=_is_overlapping(record, rows), series=rows)
    return exit_codes.OK


def _results(store: Store, record: Indicator, audience: Audience) -> pl.DataFrame:
    """One row per team or province and period of one indicator, as an audience may see it."""
    periods = [period for period in refreshed_periods(store) if has_results(store, period)]
    if not periods:
        raise Refused("not_refreshed", "No period has been computed yet. Run first: oht run")
    tables = [released_results(store, period, audience).filter(indicator_id=record.id) for period in periods]
    return pl.concat(tables)


def _series_notes(rows: list[dict[str, Any]]) -> list[str]:
    """Say where a new series begins, and why it is not to be read on from the one before."""
    firsts = {row["series"]: row for row in sorted(rows, key=lambda row: row["period"], reverse=True)}
    ordered = [firsts[number] for number in sorted(firsts)]
    return [
        f"Series {now['series']} begins in {now['period']}: {_difference(then, now)}. Do not read it on from series "
        f"{then['series']}."
        for then, now in pairwise(ordered)
    ]


def _difference(then: dict[str, Any], now: dict[str, Any]) -> str:
    kinds = {"definition_version": "definition version", "method_id": "attribution"}
    return " and ".join(
        f"{kinds[name]} {now[name]} in place of {then[name]}" for name in kinds if now[name] != then[name]
    )


def _chart_notes(record: Indicator, rows: list[dict[str, Any]]) -> list[str]:
    """Say what the rules are, and that windows that overlap break them more often."""
    if not any(row["chart_status"] == COMPUTED for row in rows):
        return [NO_CHART_NOTE]
    overlap = (
        f"Each value is of {record.window.months} months, so that neighbouring ones share days: they move together, "
        "the limits are too narrow, and rules are broken more often than they should be."
    )
    return [CHART_NOTE, *([overlap] if _is_overlapping(record, rows) else [])]


def _is_overlapping(record: Indicator, rows: list[dict[str, Any]]) -> bool:
    return overlapping([row["period"] for row in rows], record.window.months)


def _missing(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['period']}: {row['not_computable']}." for row in rows if row["not_computable"]]
