"""Explaining a practice: who joined and left, by reason, without naming anybody."""

from argparse import Namespace
from dataclasses import dataclass

import polars as pl

from flows import exit_codes
from flows.changes import build_changes
from flows.commands import open_store, verify_period
from flows.console import Console
from flows.explain_indicator import explain_indicator
from flows.explain_person import explain_one
from flows.explain_words import DIRECTIONS, REASONS, biggest_sentence
from flows.inputs import Inputs
from flows.lock import hold_lock
from flows.published_attribution import finished_attribution, require_attribution
from flows.refusals import Refused
from flows.revision import Revision, revise
from flows.store import Output, Step, Store
from flows.work import Work, finished_output, refreshed_periods
from schemas.inputs.registry import INPUTS
from transforms.attribution.change_counts import of_unit, totals_of_unit
from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.changes import show_changes, show_totals

LEVEL = "practice"


@dataclass(frozen=True)
class Account:
    """What changed in one practice: one row per direction and reason, and its totals by name."""

    counts: pl.DataFrame
    totals: dict[str, int]


def explain_somebody(words: Namespace, console: Console) -> int:
    """Explain a person, or a practice, as the words ask; raises Refused for words that do not go together."""
    if words.indicator is not None:
        return _explain_number(words, console)
    if words.oht is not None:
        raise Refused("usage", "--oht goes with --indicator.")
    if words.person is None and words.practice is None:
        raise Refused(
            "usage",
            "What to explain? Give --practice ID, or --person - and the person on standard input, or --indicator ID.",
        )
    if words.person is None and words.purpose is not None:
        raise Refused("usage", "--purpose goes with --person; nothing is said of a person with --practice.")
    if words.person is not None and words.since is not None:
        raise Refused("usage", "--since goes with --practice; a receipt is of one period.")
    if words.person is not None and words.exact:
        raise Refused("usage", "--exact goes with --practice; a receipt always has the exact numbers.")
    return explain_practice(words, console) if words.person is None else explain_one(words, console)


def _explain_number(words: Namespace, console: Console) -> int:
    if words.since is not None:
        raise Refused("usage", "--since goes with --practice alone; a number is of one period.")
    if words.person is None and words.purpose is not None:
        raise Refused("usage", "--purpose goes with --person; nothing is said of a person with --practice or --oht.")
    if words.person is not None and (words.oht or words.exact or (words.practice and words.given_as != "reference")):
        raise Refused("usage", "--person goes with --indicator, --period and --purpose alone.")
    return explain_indicator(words, console)


def explain_practice(words: Namespace, console: Console) -> int:
    """Say who joined and who left a practice, by reason, and what was revised since the last publication."""
    store = open_store(words)
    for period in filter(None, [words.period, words.since]):
        verify_period(period)
    with hold_lock(store.root, "oht explain"):
        require_attribution(store, words.period)
        since = words.since or _period_before(store, words.period)
        changes = _changes(store, since, words.period) if since else None
        revision = revise(store, words.period)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    account, revised = _account(changes, words.practice), _account(revision.counts, words.practice)
    if changes and account is None and revised is None:
        raise Refused("usage", f"Nobody belonged to the practice {words.practice} in {since} or {words.period}.")
    console.say(f"Practice {words.practice}, {words.period}.")
    _tell_changes(console, account, audience, since, words.period)
    _tell_revision(console, revised, audience, revision, words.period)
    facts = {"practice": words.practice, "period": words.period, "since": since, "release": revision.release}
    console.result(**facts, changes=_facts(account, audience), revision=_facts(revised, audience))
    return exit_codes.OK


def _period_before(store: Store, period: str) -> str | None:
    """Give the latest refreshed period before another; null: there is none."""
    earlier = [name for name in refreshed_periods(store) if name < period and finished_attribution(store, name)]
    return max(earlier, default=None)


def _changes(store: Store, since: str, period: str) -> Output:
    """Give the counts of changes between two refreshed periods, as both stand now."""
    if since >= period:
        raise Refused("usage", f"--since must be before {period}, not {since}.")
    before, after = (require_attribution(store, name).attributed for name in (since, period))
    steps = {
        (name, bucket): Step("derived", f"inputs/{name}", None, bucket)
        for name, model in INPUTS.items()
        if model.contract().by_person
        for bucket in range(store.buckets)
    }
    inputs = Inputs(store.buckets, {key: finished_output(store, step) for key, step in steps.items()}, {})
    work = Work(store, is_plan=False)
    if found := build_changes(work, inputs, before, after, since, period):
        return found
    raise Refused("not_refreshed", f"An input of {period} is not in the store any more. Run first: oht run")


def _account(output: Output | None, practice: str) -> Account | None:
    """Give the account of a practice; null: there is nothing to compare with, or it had nobody on either side."""
    totals = totals_of_unit(output.load("totals"), LEVEL, practice) if output else None
    return Account(of_unit(output.load(), LEVEL, practice), totals) if output and totals else None


def _tell_changes(
    console: Console, account: Account | None, audience: Audience, since: str | None, period: str
) -> None:
    if since is None:
        console.say(f"No earlier period has been computed, so that {period} can be compared with none.")
    elif account is None:
        console.say(f"The practice had nobody in {since} and in {period}.")
    else:
        _tell(console, account, audience, (f"on {period_end(since)}", f"on {period_end(period)}"))


def _tell_revision(
    console: Console, account: Account | None, audience: Audience, revision: Revision, period: str
) -> None:
    if revision.release is None:
        console.say(f"The period {period} was never published, so that there is no revision of it.")
    elif account is None or account.counts.is_empty():
        console.say(f"Nothing of this practice was revised since the release {revision.release}.")
    else:
        console.say(f"Revised since the release {revision.release}:")
        _tell(console, account, audience, ("as published", "as it is now"))


def _tell(console: Console, account: Account, audience: Audience, ends: tuple[str, str]) -> None:
    totals = show_totals(account.totals, account.counts, audience)
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


def _facts(account: Account | None, audience: Audience) -> dict[str, object] | None:
    """Give the same as plain values, for programs; null when there is nothing to compare with."""
    if account is None:
        return None
    totals = show_totals(account.totals, account.counts, audience)
    rows = show_changes(account.counts, audience).select("direction", "reason", "shown")
    return {"totals": totals, "reasons": rows.to_dicts()}
