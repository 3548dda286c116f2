"""What the explanation of a number says: rows of a table for a unit, lines of a receipt for a person."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.changes import HIDDEN, less
from transforms.indicators.definition import HOSPITAL, PERSON, POPULATION, Indicator
from transforms.indicators.steps import AMOUNT, DENOMINATOR, EXCLUSION, NUMERATOR, ROWS, Finding, Step

WORDS = {ROWS: "begin with", DENOMINATOR: "keep", EXCLUSION: "leave out", AMOUNT: "weigh", NUMERATOR: "count"}
BASES = {
    "person": "counted persons",
    "physician": "physicians",
    "hospital": "hospital sites",
    POPULATION: "counted persons, and those who died in the 36 months before",
}
NOBODY = {
    PERSON: "is not counted at the period end",
    POPULATION: "is not counted at the period end, nor among those who died in the 36 months before",
}
SMALL_CELL = "small_cell"
SAYS = {True: "yes", False: "no"}


def as_rows(
    indicator: Indicator, steps: Sequence[Step], result: Mapping[str, object], audience: Audience
) -> list[list[str]]:
    """Give what is done, the clause and what is left, as text, then the value; hidden is what a release hides.

    `result`: the exact one, with `suppression` as a release to the audience has it (null: shown).
    """
    is_hidden = result["suppression"] == SMALL_CELL
    shown = _shown(indicator, steps, is_hidden, audience)
    rows = [
        [WORDS[step.kind], step.text or _base_words(indicator, step), text]
        for step, text in zip(steps, shown, strict=True)
    ]
    return [*rows, ["value", _value_words(indicator, result, is_hidden), ""]]


def _shown(indicator: Indicator, steps: Sequence[Step], is_hidden: bool, audience: Audience) -> list[str]:
    """Give counts as text: all hidden with the result, and those before the line where a step would tell of a few.

    The last two are numerator and denominator, which a release shows when it shows the value. Hospital sites are no
    persons: few of them are nothing to hide.
    """
    texts = [_text(step.rows, audience) for step in steps]
    if is_hidden:
        return [text if text == less(audience) else HIDDEN for text in texts]
    if indicator.grain == HOSPITAL:
        return [f"{step.rows:,}" for step in steps]
    # What the rows weigh is counted in another unit than the rows.
    counts = [step.rows for step in steps[:-1] if step.kind != AMOUNT]
    if any(0 < before - after <= audience.threshold for before, after in pairwise(counts)):
        return [*(text if text == less(audience) else HIDDEN for text in texts[:-2]), *texts[-2:]]
    return texts


def _text(count: int, audience: Audience) -> str:
    return less(audience) if 0 < count <= audience.threshold else f"{count:,}"


def _base_words(indicator: Indicator, step: Step) -> str:
    if step.kind == AMOUNT:
        return "what the rows weigh together"
    return BASES.get(indicator.grain, f"{indicator.grain.replace('_', ' ')} of counted persons")


def _value_words(indicator: Indicator, result: Mapping[str, object], is_hidden: bool) -> str:
    if is_hidden:
        return "hidden, since it would give a small count away"
    if result["value"] is None:
        return (
            "none: fewer than half of the rows have one" if result["denominator"] else "none: nobody is below the line"
        )
    told = f"{result['value']:.2f} {indicator.unit}{' (weighted)' if indicator.weight is not None else ''}"
    if result["lower"] is not None:
        told += f" (95 % limits {result['lower']:.2f} to {result['upper']:.2f}, {indicator.limits})"
    if result["adjusted"] is not None:
        told += f"; adjusted ({indicator.adjustment}) {result['adjusted']:.2f}"
    return told


def person_lines(
    indicator: Indicator, period: str, purpose: str, rows: pl.DataFrame, found: Sequence[Sequence[Finding]]
) -> Iterator[str]:
    """Give the receipt of a person, line by line: each of his or her rows, and what each clause says of it."""
    yield f"{indicator.title} ({indicator.id}, version {indicator.version}), {period}"
    yield f"What for: {purpose}"
    if not found:
        yield f"The person {NOBODY.get(indicator.grain, 'has no such event, or is not counted')}."
    for place, findings in enumerate(found):
        yield ""
        if indicator.is_event:
            yield f"Event of {rows['event_date'][place]} ({indicator.grain}, {rows['event_id'][place]})"
        is_in = all(one.value == (one.kind == DENOMINATOR) for one in findings[:-1])
        yield from (_line(one) for one in findings[:-1])
        yield f"  → {'counts' if is_in else 'does not count'} below the line"
        if is_in:
            yield _line(findings[-1])


def _line(finding: Finding) -> str:
    said = SAYS.get(finding.value, "") if isinstance(finding.value, bool) else f"{finding.value}"
    facts = ", ".join(f"{name} = {'not known' if value is None else value}" for name, value in finding.evidence.items())
    return f"  {WORDS[finding.kind]}: {finding.text}: {said}" + (f" ({facts})" if facts else "")
