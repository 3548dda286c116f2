"""The section on the practice's own list: three counts, and the reasons for differences with what to do."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from reports.catalogue import Catalogue
from reports.pack import OwnList, PracticePack
from schemas.reconciliation import (
    AGREED,
    ATTRIBUTED_ONLY,
    CHART_ONLY,
    NOTHING_TO_DO,
    REASONS,
    RECONCILIATION_STATUSES,
)

SHOWN = 6


@dataclass(frozen=True)
class Difference:
    """One reason for which patients differ: how many, why, what to do."""

    number: str
    status: str
    why: str
    what_to_do: str


@dataclass(frozen=True)
class Section:
    """What the page says of the list; `counts` pairs a number with its words, `remarks` are sentences below."""

    intro: str
    counts: list[tuple[str, str]]
    differences: list[Difference]
    remarks: list[str]


def own_list_section(pack: PracticePack, words: Catalogue) -> Section | None:
    """Give the section; None: the practice sent no list, and nothing is said."""
    if pack.own_list is None:
        return None
    if pack.reconciliation is None:
        reason = pack.own_list.missing or ""
        sentence = words.text("own_list.missing", day=words.date(pack.own_list.extract_date), reason=reason)
        return Section(sentence, [], [], [])
    return _compared(pack.own_list, pack.reconciliation, pack.period_end, words)


def _compared(own: OwnList, rows: pl.DataFrame, period_end: dt.date, words: Catalogue) -> Section:
    persons = dict(rows.group_by("status").len().iter_rows())
    counts = {status: persons.get(status, 0) for status in RECONCILIATION_STATUSES}
    reasons = _to_settle(rows)
    return Section(
        intro=_intro(own, counts, period_end, words),
        counts=[(words.number(number), words.text(f"own_list.{status}")) for status, number in counts.items()],
        differences=[_difference(reason, number, words) for reason, number in reasons[:SHOWN]],
        remarks=_remarks(own, rows, reasons, words),
    )


def _intro(own: OwnList, counts: dict[str, int], period_end: dt.date, words: Catalogue) -> str:
    listed, panel = counts[AGREED] + counts[CHART_ONLY], counts[AGREED] + counts[ATTRIBUTED_ONLY]
    sentence = words.text(
        "own_list.intro",
        day=words.date(own.extract_date),
        listed=words.number(listed),
        panel=words.number(panel),
        end=words.date(period_end),
    )
    return f"{sentence} {words.text('own_list.after')}" if own.is_after else sentence


def _to_settle(rows: pl.DataFrame) -> list[tuple[str, int]]:
    """One row per reason that asks for something: its id and patients, most patients first, then by id."""
    open_rows = rows.filter(pl.col("action") != NOTHING_TO_DO)
    counted = open_rows.group_by("reason").len("patients")
    return counted.sort("patients", "reason", descending=[True, False]).rows()


def _difference(reason: str, number: int, words: Catalogue) -> Difference:
    ground = REASONS[reason]
    return Difference(
        number=words.number(number),
        status=words.text(f"own_list.{ground.status}"),
        why=words.text(f"reconciliation.reasons.{reason}"),
        what_to_do=words.text(f"reconciliation.actions.{ground.action}"),
    )


def _remarks(own: OwnList, rows: pl.DataFrame, reasons: list[tuple[str, int]], words: Catalogue) -> list[str]:
    rarer = sum(number for _, number in reasons[SHOWN:])
    settled = rows.filter(pl.col("action") == NOTHING_TO_DO).height
    twice = rows.filter(pl.col("charts") > 1).height
    said = [] if reasons else [words.text("own_list.nothing")]
    numbers = {"more": rarer, "settled": settled, "twice": twice, "set_aside": own.set_aside}
    counted = [words.count(f"own_list.{name}", number) for name, number in numbers.items() if number]
    return [*said, *counted, words.text("own_list.file")]
