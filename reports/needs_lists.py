"""The lists of patients: cards for page 1 and the rows of the work list."""

from dataclasses import dataclass

import polars as pl

from reports.catalogue import Catalogue
from reports.pack import PracticePack

CARDS = 3
LISTED = 40
FREQUENT_EMERGENCY = "frequent_emergency_visits"
KNOWN_NEEDS = ["no_primary_care_visit", FREQUENT_EMERGENCY]


@dataclass(frozen=True)
class NeedCard:
    """One list of patients: how many, what it is."""

    title: str
    number: str
    unit: str
    share: str
    what: str
    link: str


@dataclass(frozen=True)
class Actions:
    """What needs doing now: at most three cards, and sentences on lists that are empty, further or not computable."""

    cards: list[NeedCard]
    remarks: list[str]
    is_certain: bool
    headline: str
    explanation: str


@dataclass(frozen=True)
class PatientRow:
    """One patient of the work list; `reasons` says each need with its evidence, a sentence each.

    `chart`: the number by the practice's own list, empty for a patient who is not on it.
    """

    reference: str
    chart: str
    age: str
    sex: str
    tier: str
    count: str
    reasons: list[str]


def need_counts(patients: pl.DataFrame) -> list[tuple[str, int]]:
    """One row per need that somebody has: identifier and persons, most persons first, then by identifier."""
    needs = patients.get_column("needs").explode(empty_as_null=False, keep_nulls=False).alias("need_id")
    counted = needs.to_frame().group_by("need_id").len("persons").sort("persons", "need_id", descending=[True, False])
    return counted.rows()


def unknown_needs(pack: PracticePack) -> dict[str, str]:
    """Give the reason by need for the lists that could not be made."""
    reasons = dict(pack.needs_not_computable)
    if pack.frequent_ed_persons is None:
        reasons.setdefault(FREQUENT_EMERGENCY, "")
    return reasons


def actions(pack: PracticePack, words: Catalogue) -> Actions:
    """Choose the cards: the needs with most patients; an empty list is said, a missing list is said apart."""
    counts, unknown = need_counts(pack.patients), unknown_needs(pack)
    cards = [_card(need, persons, pack, words) for need, persons in counts[:CARDS]]
    key = "actions.nothing" if not unknown else "actions.cannot_say"
    return Actions(
        cards=cards,
        remarks=_remarks(counts, unknown, words),
        is_certain=not unknown,
        headline=words.text(key),
        explanation=words.text(f"{key}_words"),
    )


def _card(need: str, persons: int, pack: PracticePack, words: Catalogue) -> NeedCard:
    return NeedCard(
        title=words.text(f"needs.{need}.title"),
        number=words.number(persons),
        unit=words.text(f"actions.patients.{'one' if persons == 1 else 'other'}"),
        share=_share(persons, pack.panel_persons, words),
        what=words.text(f"needs.{need}.what", day=words.date(pack.period_end)),
        link=words.text("actions.link"),
    )


def _share(persons: int, panel: int, words: Catalogue) -> str:
    if panel <= 0:
        return ""
    share = words.text("format.percent", value=words.number(100 * persons / panel, 1))
    return words.text("actions.share", panel=words.number(panel), share=share)


def _remarks(counts: list[tuple[str, int]], unknown: dict[str, str], words: Catalogue) -> list[str]:
    further = [f"{words.text(f'needs.{need}.short')} ({words.number(persons)})" for need, persons in counts[CARDS:]]
    present = {need for need, _ in counts}
    empty = [words.text(f"needs.{need}.short") for need in KNOWN_NEEDS if need not in present | unknown.keys()]
    remarks = [words.text("actions.more", needs=", ".join(further))] if further else []
    if empty and counts:
        remarks.append(words.text("actions.nobody", needs=", ".join(empty)))
    return remarks + [_unknown_remark(need, reason, words) for need, reason in sorted(unknown.items())]


def _unknown_remark(need: str, reason: str, words: Catalogue) -> str:
    name = words.text(f"needs.{need}.short")
    return (
        words.text("actions.unknown", need=name, reason=reason)
        if reason
        else words.text("actions.unknown_plain", need=name)
    )


def patient_rows(patients: pl.DataFrame, words: Catalogue) -> list[PatientRow]:
    """Give the first rows of the work list, in the order of the table."""
    first = patients.head(LISTED)
    return [
        PatientRow(
            reference=row["patient_reference"],
            chart=row["chart_number"] or "",
            age=words.number(row["age_years"]),
            sex=words.text(f"patients.sexes.{row['sex']}"),
            tier=words.text(f"patients.tiers.{row['tier']}"),
            count=words.number(row["needs_count"]),
            reasons=row["reasons"],
        )
        for row in first.to_dicts()
    ]


def references(pack: PracticePack, words: Catalogue) -> str:
    """Say what the references are, whether chart numbers stand beside them, and how many patients are left out."""
    own = pack.own_list
    said = [words.text("patients.references"), words.text(f"patients.{'with' if own else 'without'}_list")]
    if own and own.left_out:
        said.append(words.count("patients.left_out", own.left_out))
    return " ".join(said)


def list_length(patients: pl.DataFrame, words: Catalogue) -> str:
    """Say how many of the patients the page shows and where the rest is."""
    if patients.height > LISTED:
        return words.text("patients.shown", shown=words.number(LISTED), total=words.number(patients.height))
    return words.count("patients.all_shown", patients.height)
