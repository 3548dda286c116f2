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
    LEFT_TO_ANALYST,
    NOT_ASKED,
    NOTHING_TO_DO,
    REASONS,
    RECONCILIATION_STATUSES,
)

SHOWN = 6
CHARTS_SHOWN = 40
# However few, they are never folded into "more": somebody has died.
ALWAYS_SHOWN = ["marked_deceased"]


@dataclass(frozen=True)
class Difference:
    """One reason for which patients differ: how many, why, what to do, on which charts (empty: on none)."""

    number: str
    status: str
    why: str
    what_to_do: str
    charts: str


@dataclass(frozen=True)
class Section:
    """What the page says of the list; `counts` pairs a number with its words, `remarks` are sentences below."""

    intro: str
    counts: list[tuple[str, str]]
    differences: list[Difference]
    remarks: list[str]


def is_asked() -> pl.Expr:
    """True for rows that ask something of the practice."""
    return pl.col("action").is_not_null() & ~pl.col("action").is_in(NOT_ASKED)


def own_list_section(pack: PracticePack, words: Catalogue) -> Section | None:
    """Give the section; None: the practice sent no list, and nothing is said."""
    if pack.own_list is None:
        return None
    if pack.reconciliation is None:
        reason = pack.own_list.missing or ""
        sentence = words.text("own_list.missing", day=words.date(pack.own_list.extract_date), reason=reason)
        return Section(sentence, [], [], [])
    return _compared(pack, pack.own_list, pack.reconciliation, words)


def _compared(pack: PracticePack, own: OwnList, rows: pl.DataFrame, words: Catalogue) -> Section:
    persons = dict(rows.group_by("status").len().iter_rows())
    counts = {status: persons.get(status, 0) for status in RECONCILIATION_STATUSES}
    shown, folded = _to_show(_to_settle(rows))
    return Section(
        intro=_intro(own, counts, pack.period_end, words),
        counts=[(words.number(number), words.text(f"own_list.{status}")) for status, number in counts.items()],
        differences=[_difference(reason, rows.filter(reason=reason), words) for reason, _ in shown],
        remarks=_remarks(pack.practice_id, own, rows, sum(number for _, number in folded), words),
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
    counted = rows.filter(is_asked()).group_by("reason").len("patients")
    return counted.sort("patients", "reason", descending=[True, False]).rows()


def _to_show(reasons: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Part the reasons into those the page shows, in their order, and those it only counts."""
    shown = [pair for place, pair in enumerate(reasons) if place < SHOWN or pair[0] in ALWAYS_SHOWN]
    return shown, [pair for pair in reasons if pair not in shown]


def _difference(reason: str, rows: pl.DataFrame, words: Catalogue) -> Difference:
    ground = REASONS[reason]
    return Difference(
        number=words.number(rows.height),
        status=words.text(f"own_list.{ground.status}"),
        why=words.text(f"reconciliation.reasons.{reason}"),
        what_to_do=words.text(f"reconciliation.actions.{ground.action}"),
        charts=_charts(rows["chart_number"].drop_nulls().sort().to_list(), words),
    )


def _charts(numbers: list[str], words: Catalogue) -> str:
    """Name the first charts and count the others; empty where there are none."""
    if not numbers:
        return ""
    listed, more = ", ".join(numbers[:CHARTS_SHOWN]), len(numbers) - CHARTS_SHOWN
    if more <= 0:
        return words.text("own_list.charts", charts=listed)
    return words.text("own_list.more_charts", charts=listed, more=words.number(more))


def _remarks(practice: str, own: OwnList, rows: pl.DataFrame, more: int, words: Catalogue) -> list[str]:
    """Say what stands beside the table: `more` patients differ for reasons that it leaves out."""
    asked = rows.filter(is_asked())
    numbers = {
        "more": more,
        "settled": rows.filter(pl.col("action") == NOTHING_TO_DO).height,
        "no_team": rows.filter(pl.col("action") == LEFT_TO_ANALYST).height,
        "twice": rows.filter(pl.col("charts") > 1).height,
        "set_aside": own.set_aside,
    }
    said = [] if asked.height else [words.text("own_list.nothing")]
    counted = [words.count(f"own_list.{name}", number) for name, number in numbers.items() if number]
    is_unnamed = not asked.filter(pl.col("status") == ATTRIBUTED_ONLY).is_empty()
    unnamed = [words.text("own_list.without_chart", practice=practice)] if is_unnamed else []
    return [*said, *counted, *unnamed, words.text("own_list.file")]
