"""The commands about whose attribution is official: the setting, and the agreement of the two."""

from argparse import Namespace
from dataclasses import asdict

from flows import exit_codes
from flows.agreement import agreement_step
from flows.commands import open_store, verify_period
from flows.console import Console, counted
from flows.lock import hold_lock
from flows.methods import unverified_sentence
from flows.own_methods import own_methods, read_given_methods
from flows.refresh import finished_output, refreshed_periods
from flows.refusals import Refused, not_refreshed
from flows.settings import AttributionSetting, attribution_setting, changed_setting, set_attribution
from flows.store import Output, Store
from reports.agreement_table import (
    COUNT_COLUMNS,
    SHARE_COLUMNS,
    count_texts,
    reason_texts,
    share_texts,
    shown_rows,
    text_of,
)
from transforms.attribution.official import not_computable
from transforms.dates import period_end
from transforms.disclosure.agreement import Screen, screen_agreement
from transforms.disclosure.audience import Audience

OFFICIAL_WORDS = {"recomputed": "the recomputed attribution", "file": "the ministry's file"}
HIDDEN_NOTE = "*: 1 to 5 persons, or a number that one subtraction would turn into such a one. All numbers: --exact"


def attribution(words: Namespace, console: Console) -> int:
    """Show which attribution is official, or change it."""
    store = open_store(words)
    if words.official is None and words.method is None and words.beside is None:
        _tell_setting(attribution_setting(store), console, is_new=False)
        return exit_codes.OK
    with hold_lock(store.root, "oht attribution"):
        before = _setting_before(store, words)
        beside, own = read_given_methods(words.beside)
        setting = changed_setting(before, words.official, words.method, beside)
        is_new = setting != before or bool(set(own) - set(own_methods(store)))
        set_attribution(store, setting, own)
    _tell_setting(setting, console, is_new)
    return exit_codes.OK


def agreement(words: Namespace, console: Console) -> int:
    """Show how far the recomputed attribution and the ministry's file agree, and why they differ."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = _agreement_output(store, period)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    screen = screen_agreement(output.load(), output.load("reasons"), audience)
    file = output.load("file").row(0, named=True)
    folder = store.root / "derived" / "attribution" / "agreement" / f"period={period}"
    console.say(
        f"The file is as of {file['as_of_date']}, {counted(file['staleness_days'], 'day')} before {file['period_end']}."
    )
    _tell_agreement(console, screen)
    unverified = unverified_sentence(store)
    for sentence in filter(None, [None if words.exact else HIDDEN_NOTE, unverified]):
        console.say(sentence)
    console.say(f"By person (restricted): differing.parquet of each bucket below {folder}")
    console.result(
        period=period,
        as_of_date=file["as_of_date"],
        staleness_days=file["staleness_days"],
        unverified=unverified,
        agreement=shown_rows(screen.agreement),
        reasons=shown_rows(screen.reasons),
        persons=str(folder),
    )
    return exit_codes.OK


def _tell_agreement(console: Console, screen: Screen) -> None:
    """Show two tables by dimension, since one is wider than a window, then the reasons; the first row is of all."""
    rows = shown_rows(screen.agreement)
    console.table(list(COUNT_COLUMNS.values()), [count_texts(row) for row in rows])
    console.table(list(SHARE_COLUMNS.values()), [share_texts(row) for row in rows])
    for row in rows[:1]:
        console.say(f"Only in the file: {text_of(row['only_in_file'])}. Strangers: {text_of(row['strangers'])}.")
    console.table(["differs", "why", "persons"], reason_texts(shown_rows(screen.summed)))


def _setting_before(store: Store, words: Namespace) -> AttributionSetting:
    """Give the setting to change; one that cannot be used is left behind when all of it is given anew."""
    try:
        return attribution_setting(store)
    except Refused:
        if None in (words.official, words.method, words.beside):
            raise
        return AttributionSetting()


def _tell_setting(setting: AttributionSetting, console: Console, is_new: bool) -> None:
    beside = ", ".join(setting.beside) or "none"
    console.say(f"Official: {OFFICIAL_WORDS[setting.official]}. Method: {setting.method}. Beside it: {beside}.")
    if is_new:
        console.say("Nothing was computed yet; the next run recomputes what this touches: oht run")
    console.result(**asdict(setting), is_new=is_new)


def chosen_period(words: Namespace, store: Store) -> str:
    """Give the period asked for, else the latest one computed; raises Refused when there is none."""
    if words.period:
        verify_period(words.period)
        return words.period
    known = refreshed_periods(store)
    if not known:
        raise Refused("not_refreshed", "No period has been computed yet. Run first: oht run")
    return known[-1]


def _agreement_output(store: Store, period: str) -> Output:
    """Give the agreement of a period; raises Refused with what it needs."""
    if period not in refreshed_periods(store):
        raise not_refreshed(period)
    output = finished_output(store, agreement_step(period))
    if output is None:
        raise Refused(
            "no_official_file", f"The official attribution of {period} is {not_computable(period_end(period))}."
        )
    return output
