"""The command `oht drift`: codes used otherwise than before, what falls on them, and whether publication waits."""

from argparse import Namespace
from typing import Any

import polars as pl

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.commands import open_store
from flows.console import Console, counted
from flows.drift import drift_step, say_holds
from flows.publication import drift_holds
from flows.refresh import finished_output
from flows.refusals import not_refreshed
from transforms.disclosure.audience import Audience

FINDING_COLUMNS = ["set", "column", "code", "finding", "last 3 months", "12 before", "a year before", "out of dates"]
SHARE_COLUMNS = ["indicator", "set", "column", "codes", "now", "a year before", "share of its change", ""]
COUNTS = ["recent", "before", "year_before", "out_of_dates"]
SHARE_COUNTS = ["recent", "year_before", "drifting_recent", "drifting_year_before"]
HIDDEN_NOTE = "<6: a count of 1 to 5. All counts: --exact"


def drift(words: Namespace, console: Console) -> int:
    """Show findings, shares and columns that could not be compared."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = finished_output(store, drift_step(period))
    if output is None:
        raise not_refreshed(period)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    findings, shares, places = output.load(), output.load("shares"), output.load("places")
    chosen = findings if words.unlisted else findings.filter(_is_of_set())
    console.say(_summary(period, findings))
    rows = [_hidden(row, COUNTS, audience) for row in chosen.iter_rows(named=True)]
    if rows:
        console.table(FINDING_COLUMNS, [_finding_texts(row) for row in rows])
    touched = [_hidden(row, SHARE_COUNTS, audience) for row in shares.filter(pl.col("codes") > 0).iter_rows(named=True)]
    if touched:
        console.table(SHARE_COLUMNS, [_share_texts(row) for row in touched])
    _tell_places(places, console)
    holds = drift_holds(store, period)
    for sentence in [*([] if words.exact or not rows else [HIDDEN_NOTE]), *([say_holds(holds)] if holds else [])]:
        console.say(sentence)
    console.result(
        period=period, findings=rows, shares=touched, places=_known_places(places), held=[hold.period for hold in holds]
    )
    return exit_codes.OK


def _is_of_set() -> pl.Expr:
    return pl.col("code_set").is_not_null() & (pl.col("finding") != "never_seen")


def _summary(period: str, findings: pl.DataFrame) -> str:
    of_sets = findings.filter(_is_of_set()).height
    unseen = findings.filter(pl.col("finding") == "never_seen").height
    groups = findings.height - of_sets - unseen
    return (
        f"{period}: {counted(of_sets, 'code')} of code sets used otherwise than before, {counted(groups, 'group')} of "
        f"other codes, {counted(unseen, 'listed code')} never seen."
    )


def _tell_places(places: pl.DataFrame, console: Console) -> None:
    for row in places.filter(pl.col("not_compared").is_not_null()).iter_rows(named=True):
        console.say(f"Not compared: {row['input_name']}.{row['column']} {row['not_compared']}.")


def _known_places(places: pl.DataFrame) -> list[dict[str, Any]]:
    return places.select("input_name", "column", "not_compared").to_dicts()


def _hidden(row: dict[str, Any], names: list[str], audience: Audience) -> dict[str, Any]:
    """Give the row with small counts, and what would tell them, as text that stands for them."""
    small = [name for name in names if 1 <= row[name] <= audience.threshold]
    told = {"ratio": None} if small and "ratio" in row else {}
    return {**row, **told, **dict.fromkeys(small, f"<{audience.threshold + 1}")}


def _finding_texts(row: dict[str, Any]) -> list[str]:
    column = f"{row['input_name']}.{row['column']}" if row["column"] else "any"
    counts = [row[name] if isinstance(row[name], str) else f"{row[name]:,}" for name in COUNTS]
    return [row["code_set"] or "none", column, row["code"], row["finding"].replace("_", " "), *counts]


def _share_texts(row: dict[str, Any]) -> list[str]:
    counts = [row[name] if isinstance(row[name], str) else f"{row[name]:,}" for name in SHARE_COUNTS[:2]]
    share = "all of it" if row["share"] is None else f"{row['share']:.0%}"
    column = f"{row['input_name']}.{row['column']}"
    return [
        row["user_id"],
        row["code_set"],
        column,
        str(row["codes"]),
        *counts,
        share,
        "held" if row["is_held"] else "",
    ]
