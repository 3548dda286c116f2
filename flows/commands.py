"""The commands of `oht`: each takes the parsed words and the console, and gives an exit code."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from flows import exit_codes
from flows.accounts import differences, not_counted_yet
from flows.console import Console, counted
from flows.drift import say_holds
from flows.fixed_cohort import measure_fixed_cohorts, require_base
from flows.jobs import bring_packs_up_to_date, publish_period, refresh
from flows.lock import hold_lock
from flows.official import stray_rows, unmet_wishes
from flows.own_methods import read_given_methods
from flows.packs import pack_pages, typical_page
from flows.plan import make_plan, open_periods, require_known
from flows.publication import Published, accepted_reasons, drift_holds, is_held, roll_back
from flows.receive import Receipt, receive_drop
from flows.references import broken_references
from flows.refresh import refreshed_periods
from flows.refusals import Refused
from flows.settings import AttributionSetting, buckets_for, changed_setting, create_store, store_path
from flows.status import show_status
from flows.store import Store
from flows.template import write_template
from transforms.dates import period_end, periods_between

Command = Callable[[Namespace, Console], int]
RANGE = "--from and --to, such as --from 2025-04 --to 2026-03 --every quarter."


def init(words: Namespace, console: Console) -> int:
    """Make a store."""
    buckets = words.buckets or buckets_for(words.people)
    beside, own = read_given_methods(words.beside)
    attribution = changed_setting(AttributionSetting(), words.official, words.method, beside)
    store = create_store(store_path(words.store), buckets, words.open_periods, attribution, own)
    console.say(f"Store made at {store.root} with {counted(buckets, 'bucket')}. Its key is in")
    console.say(
        f"{store.root}/keys/pseudonym.key, for its owner only: back it up apart from the data, since without it"
    )
    console.say("no later delivery finds its persons again.")
    console.say(f"Next: oht receive FOLDER --source NAME --store {store.root}")
    console.result(store=str(store.root), buckets=buckets)
    return exit_codes.OK


def receive(words: Namespace, console: Console) -> int:
    """Take in one delivery."""
    store = open_store(words)
    with hold_lock(store.root, "oht receive"):
        receipt = receive_drop(store, Path(words.folder), words.source, today(), console.say)
    tell_receipt(receipt, console)
    if receipt.is_new:
        console.say(f"Next: oht run --store {store.root}")
    return exit_code(words, is_new=receipt.is_new)


def template(words: Namespace, console: Console) -> int:
    """Write the workbook that a small agency fills in."""
    path = Path(words.to)
    write_template(words.source, path)
    console.say(f"Template written to {path}.")
    console.say(f"Next: fill it in, then: oht receive FOLDER --source {words.source}")
    console.result(template=str(path))
    return exit_codes.OK


def plan(words: Namespace, console: Console) -> int:
    """Show what would run, and why; changes nothing."""
    store = open_store(words)
    console.plan(make_plan(store, chosen_periods(words, store)))
    return exit_codes.OK


def run(words: Namespace, console: Console) -> int:
    """Bring periods up to date, and the practices' own lists with them."""
    return _refresh(words, console, "oht run")


def backfill(words: Namespace, console: Console) -> int:
    """Bring a range of periods up to date."""
    if not (words.period or words.first or words.last or words.every):
        raise Refused("usage", f"A backfill needs --period, or {RANGE}")
    return _refresh(words, console, "oht backfill")


def publish(words: Namespace, console: Console) -> int:
    """Freeze and publish."""
    store = open_store(words)
    with hold_lock(store.root, "oht publish"):
        if words.period:
            verify_period(words.period)
        refuse_stale(store, words.period)
        published = publish_period(store, words.period, words.accept_drift)
    tell_published(store, published, console)
    if words.accept_drift and words.accept_drift.strip() not in accepted_reasons(store):
        console.say("No drifting code held it, so that the reason was not kept.")
    return exit_code(words, is_new=published.is_new)


def rollback(words: Namespace, console: Console) -> int:
    """Make the publication before the current one current again."""
    store = open_store(words)
    with hold_lock(store.root, "oht rollback"):
        published = roll_back(store)
    console.say(f"Current again: {published.release}, packs of {published.period}. It is held until: oht publish")
    console.result(release=published.release, period=published.period)
    return exit_codes.OK


def status(words: Namespace, console: Console) -> int:
    """Show the state of the store."""
    store = open_store(words)
    code = show_status(store, words.max_age, today(), console)
    if words.accounts:
        is_right = _check_accounts(store, console)
        code = code if is_right else exit_codes.DATA_REJECTED
    return code


def _check_accounts(store: Store, console: Console) -> bool:
    """Count all rows again and say what disagrees; True when nothing does, whatever is not counted yet."""
    wrong, waiting = differences(store), not_counted_yet(store)
    for sentence in wrong or ["Accounts: rows in = valid + quarantined + superseded, in the record and in the files."]:
        console.say(sentence)
    if waiting:
        console.say(f"Superseded rows not counted yet, run first: oht run ({', '.join(waiting)}).")
    console.result(accounts_differ=wrong, not_counted_yet=waiting)
    return not wrong


def open_store(words: Namespace) -> Store:
    """Give the store named by the words; raises Refused when there is none."""
    store = Store(store_path(words.store))
    _ = store.config
    return store


def chosen_periods(words: Namespace, store: Store) -> Sequence[str]:
    """Give the periods the words ask for: one, a range, or the open ones."""
    if words.period and (words.first or words.last or words.every):
        raise Refused("usage", "Give either --period, or --from and --to, not both.")
    if words.period:
        verify_period(words.period)
        periods = [words.period]
    elif words.first or words.last or words.every:
        periods = _range(words)
    else:
        return open_periods(store)
    require_known(store, periods)
    return periods


def verify_period(period: str) -> None:
    """Raise Refused for a text that is no month."""
    try:
        period_end(period)
    except ValueError as error:
        raise Refused("usage", str(error)) from None


def refuse_stale(store: Store, period: str | None) -> None:
    """Raise Refused when a period is to be published as it was before the latest delivery or change of rules."""
    shown = period or max(refreshed_periods(store), default=None)
    if shown is None or shown not in refreshed_periods(store):
        return
    stale = [line for line in make_plan(store, [shown]) if line.state != "current"]
    if stale:
        raise Refused(
            "not_refreshed",
            f"The period {shown} was computed before the latest delivery or change of rules ({stale[0].reason}). Run "
            f"first: oht run --period {shown}",
        )


def exit_code(words: Namespace, is_new: bool) -> int:
    """Give the exit code of a command that ended well."""
    return exit_codes.NOTHING_TO_DO if words.exit_nothing and not is_new else exit_codes.OK


def today() -> dt.date:
    """Give the local day; a delivery without a day of its own is judged by it."""
    return dt.date.today()


def tell_receipt(receipt: Receipt, console: Console) -> None:
    """Say what came of a delivery."""
    if not receipt.is_new:
        console.say(f"This delivery is drop {receipt.drop_id}, received before; nothing was changed.")
        if receipt.has_other_note:
            console.say(
                "Its drop.yaml says something else than at receipt, which does not count: the note of the first "
                "receipt stands."
            )
    else:
        _tell_rows(receipt, console)
    record = receipt.record
    console.result(drop=receipt.drop_id, is_new=receipt.is_new, inputs=record["inputs"], remarks=record["warnings"])


def tell_published(store: Store, published: Published, console: Console) -> None:
    """Say what is current and where to look."""
    pages = pack_pages(store, published.packs)
    first = typical_page(store, published.packs)
    word = "Published" if published.is_new else "Already published, nothing changed"
    console.say(f"{word}: {published.release}, {counted(len(pages), 'practice pack')} of {published.period}.")
    if first:
        console.say(f"First practice page: {first}")
    facts = {"release": published.release, "period": published.period, "is_new": published.is_new}
    console.result(**facts, packs=len(pages), first_page=first)


def _range(words: Namespace) -> list[str]:
    if not (words.first and words.last):
        raise Refused("usage", f"A range needs {RANGE}")
    try:
        return list(periods_between(words.first, words.last, words.every or "month"))
    except ValueError as error:
        raise Refused("usage", str(error)) from None


def _refresh(words: Namespace, console: Console, holder: str) -> int:
    store = open_store(words)
    with hold_lock(store.root, holder):
        periods = chosen_periods(words, store)
        if not periods:
            raise Refused(
                "nothing_received",
                "No period is covered yet. Take in a delivery with: oht receive FOLDER --source NAME",
            )
        if words.fixed_cohort:
            verify_period(words.fixed_cohort)
            require_base(store, words.fixed_cohort, periods)
        steps = refresh_and_tell(store, periods, console)
        made = bring_packs_up_to_date(store, periods[-1])
        if words.fixed_cohort:
            measure_fixed_cohorts(store, periods, words.fixed_cohort, console)
    if made is not None:
        console.say(f"Practice packs of {made.period} are up to date.")
    elif is_held(store):
        console.say("A rollback is held: packs were left as they are. To publish again: oht publish")
    facts = {"periods": list(periods), "steps_run": steps, "packs": made.packs if made else None}
    console.result(**facts, broken_references=broken_references(store))
    return exit_code(words, is_new=steps > 0 or (made is not None and made.is_new))


def refresh_and_tell(store: Store, periods: Sequence[str], console: Console) -> int:
    """Print the plan, always, then do it with progress, and say what was named in vain; gives the steps that ran."""
    lines = make_plan(store, periods)
    console.plan(lines)
    with console.progress(sum(line.buckets for line in lines)) as tell:
        steps = refresh(store, periods, tell).count("to_run")
    console.say(f"{counted(steps, 'step')} ran; {', '.join(periods)} up to date.")
    for sentence in [*broken_references(store), *unmet_wishes(store, periods), *stray_rows(store, periods)]:
        console.say(sentence)
    if holds := drift_holds(store, max(periods)):
        console.say(say_holds(holds))
    return steps


def _tell_rows(receipt: Receipt, console: Console) -> None:
    console.say(f"Received as drop {receipt.drop_id}.")
    for name, account in receipt.record["inputs"].items():
        for rule, rows in account["rules"].items():
            place = f"quarantine/{name}/drop={receipt.drop_id}"
            console.say(f"  {name}: {counted(rows, 'row')} set aside by {rule} ({place})")
    for sentence in receipt.record["warnings"]:
        console.say(f"  {sentence}")
