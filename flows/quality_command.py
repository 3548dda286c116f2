"""The command `oht quality`: how good each input is, on the terminal and as a page an input."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from flows import exit_codes
from flows.commands import open_store
from flows.console import Console, counted
from flows.files import sync_file
from flows.quality import gather_quality, never_delivered
from flows.references import broken_references
from flows.refusals import Refused
from flows.store import Store
from reports.quality import InputQuality
from reports.quality_page import render_quality_page
from schemas.inputs.registry import INPUTS

COLUMNS = ["input", "latest delivery", "rows", "set aside", "rules worse", "weak months", "indicators"]


def quality(words: Namespace, console: Console) -> int:
    """Show a line an input, and write their pages."""
    store = open_store(words)
    if words.input is not None and words.input not in INPUTS:
        raise Refused("usage", f"There is no input {words.input}. Known: {', '.join(INPUTS)}.")
    found = gather_quality(store, words.input)
    if not found:
        console.say("Nothing of this was delivered yet: oht receive")
    else:
        console.table(COLUMNS, [_texts(one) for one in found])
        for one in found:
            _tell_worse(one, console)
            for sentence in broken_references(store, one.name):
                console.say(sentence)
    never = [] if words.input else never_delivered(store)
    if found and never:
        console.say(f"Never delivered: {', '.join(map(_say_never, never))}.")
    folder = _write(store, found)
    if found:
        console.say(f"{counted(len(found), 'page')}: {folder}")
    console.result(inputs=[_facts(one) for one in found], never=[name for name, _ in never], pages=str(folder))
    return exit_codes.OK


def _write(store: Store, found: list[InputQuality]) -> Path:
    folder = store.root / "runs" / "quality"
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        path = folder / f"{one.name}.html"
        path.write_bytes(render_quality_page(one))
        sync_file(path)
    return folder


def _tell_worse(one: InputQuality, console: Console) -> None:
    for row in one.worse:
        touched = counted(len(one.touched_by_rule[row["rule_id"]]), "indicator")
        rows = counted(row["rows"], "row")
        console.say(f"{one.name}: {row['rule_id']} is broken in {rows}, {row['trend']}; it touches {touched}.")


def _say_never(never: tuple[str, int]) -> str:
    name, needing = never
    return f"{name} ({counted(needing, 'indicator')} not computable)" if needing else name


def _texts(one: InputQuality) -> list[str]:
    uses = "all (attribution)" if one.is_of_attribution else str(len(one.uses))
    weak = str(len(one.weak_months)) if one.months else ""
    weak = "too few rows" if one.is_too_small and not one.weak_months else weak
    latest = one.latest
    counts = [f"{latest.rows_in:,}", f"{latest.quarantined:,}", str(len(one.worse)), weak, uses]
    return [one.name, latest.delivered_on.isoformat(), *counts]


def _facts(one: InputQuality) -> dict[str, Any]:
    return {
        "input": one.name,
        "delivered_on": one.latest.delivered_on,
        "rows": one.latest.rows_in,
        "set_aside": one.latest.quarantined,
        "worse": [row["rule_id"] for row in one.worse],
        "weak_months": [f"{row['month']:%Y-%m}" for row in one.weak_months],
        "indicators": [use[0] for use in one.uses],
        "is_of_attribution": one.is_of_attribution,
    }
