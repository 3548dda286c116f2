"""Explaining a practice: who joined and left, by reason, without naming anybody."""

from argparse import Namespace
from dataclasses import dataclass

import polars as pl

from flows import exit_codes
from flows.changes import build_changes, changes_step
from flows.commands import open_store, verify_period
from flows.console import Console
from flows.explain_words import DIRECTIONS, REASONS, biggest_sentence
from flows.inputs import Inputs
from flows.lock import hold_lock
from flows.published_attribution import finished_attribution
from flows.refusals import Refused
from flows.revision import revise
from flows.store import Output, Step, Store
from flows.work import Work, finished_output, refreshed_periods
from schemas.inputs.registry import INPUTS
from transforms.attribution.change_counts import of_unit
from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.changes import show_changes, show_totals

LEVEL = "practice"


@dataclass(frozen=True)
class Account:
    """What changed in one practice: its counts by reason and its totals; empty when it had nobody on either side."""

    counts: pl.DataFrame
    totals: pl.DataFrame


def explain_practice(words: Namespace, console: Console) -> int:
    """Say who joined and who left a practice, by reason, and what was revised since the last publication."""
    store = open_store(words)
    for period in filter(None, [words.period, words.since]):
        verify_period(period)
    with hold_lock(store.root, "oht explain"):
        _require_refreshed(store, words.period)
        since, changes = _changes(store, words.period, words.since)
        revision = revise(store, words.period)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    account, revised = _account(changes, words.practice), _account(revision.counts, words.practice)
    if changes and account.totals.is_empty() and revised.totals.is_empty():
        raise Refused("usage", f"Nobody belonged to the practice {words.practice} in {since} or {words.period}.")
    console.say(f"Practice {words.practice}, {words.period}.")
    if since:
        _tell(console, account, audience, [f"on {period_end(name)}" for name in (since, words.period)])
    else:
        console.say(f"No earlier period has been computed, so that {words.period} can be compared with none.")
    if revision.release is None:
        console.say(f"The period {words.period} was never published, so that there is no revision of it.")
    elif revised.counts.is_empty():
        console.say(f"Nothing of this practice was revised since the release {revision.release}.")
    else:
        console.say(f"Revised since the release {revision.release}:")
        _tell(console, revised, audience, ["as published", "as it is now"])
    facts = {"practice": words.practice, "period": words.period, "since": since, "release": revision.release}
    console.result(**facts, changes=_facts(account, audience), revision=_facts(revised, audience))
    return exit_codes.OK


def _require_refreshed(store: Store, *periods: str) -> None:
    for period in periods:
        if finished_attribution(store, period) is None:
            raise Refused(
                "not_refreshed", f"The period {period} has not been computed. Run first: oht run --period {period}"
            )


def _changes(store: Store, period: str, since: str | None) -> tuple[str | None, Output | None]:
    """Give the counts of changes and the period they start from: the one asked for, else the one refreshed before."""
    earlier = [since] if since else sorted((name for name in refreshed_periods(store) if name < period), reverse=True)
    for name in earlier:
        found = finished_output(store, Step("results", changes_step(name), period))
        if found:
            return name, found
    return (since, _compare(store, since, period)) if since else (None, None)


def _compare(store: Store, since: str, period: str) -> Output | None:
    if since >= period:
        raise Refused("usage", f"--since must be before {period}, not {since}.")
    _require_refreshed(store, since)
    before, after = finished_attribution(store, since), finished_attribution(store, period)
    steps = {
        (name, bucket): Step("derived", f"inputs/{name}", None, bucket)
        for name, model in INPUTS.items()
        if model.contract().by_person
        for bucket in range(store.buckets)
    }
    inputs = Inputs(store.buckets, {key: finished_output(store, step) for key, step in steps.items()}, {})
    if before is None or after is None:
        return None
    return build_changes(Work(store, is_plan=False), inputs, before.attributed, after.attributed, since, period)


def _account(output: Output | None, practice: str) -> Account:
    if output is None:
        return Account(pl.DataFrame(), pl.DataFrame())
    counts, totals = (of_unit(output.load(table), LEVEL, practice) for table in ("data", "totals"))
    return Account(counts, totals)


def _tell(console: Console, account: Account, audience: Audience, ends: list[str]) -> None:
    if account.totals.is_empty():
        console.say("The practice had nobody on either side.")
        return
    totals = show_totals(account.totals.select(pl.col(pl.Int64)).row(0, named=True), account.counts, audience)
    shown = show_changes(account.counts, audience).to_dicts()
    rows = [["before", ends[0], totals["before_persons"]]]
    for direction, name in DIRECTIONS.items():
        found = [row for row in shown if row["direction"] == direction]
        rows += [[name, REASONS[row["reason"]], row["shown"]] for row in found]
        if f"{direction}_persons" in totals:
            rows.append([name, "in all", totals[f"{direction}_persons"]])
    console.table(["", "why", "persons"], [*rows, ["after", ends[1], totals["after_persons"]]])
    if sentence := biggest_sentence(shown):
        console.say(sentence)


def _facts(account: Account, audience: Audience) -> dict[str, object] | None:
    """Give the same as plain values, for programs; null when there is nothing to compare with."""
    if account.totals.is_empty():
        return None
    totals = show_totals(account.totals.select(pl.col(pl.Int64)).row(0, named=True), account.counts, audience)
    rows = show_changes(account.counts, audience).select("direction", "reason", "shown")
    return {"totals": totals, "reasons": rows.to_dicts()}
