"""What the explanation of a number says: rows of a table for a unit, lines of a receipt for a person."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.changes import HIDDEN, less
from transforms.indicators.definition import PERSON, POPULATION, Indicator
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
SAYS = {True: "yes", False: "no"}


def as_rows(
    indicator: Indicator, steps: Sequence[Step], result: Mapping[str, object], audience: Audience
) -> list[list[str]]:
    """Give what is done, the clause and what is left, as text, then the value; small counts and steps are hidden."""
    shown = _shown([step.rows for step in steps], audience)
    rows = [
        [WORDS[step.kind], step.text or _base_words(indicator, step), text]
        for step, text in zip(steps, shown, strict=True)
    ]
    return [*rows, ["value", _value_words(indicator, result, is_hidden=HIDDEN in shown or less(audience) in shown), ""]]


def _shown(counts: Sequence[int], audience: Audience) -> list[str]:
    """Give counts as text: one of 1 to 5 as less than six, and all when a step between two would give such a count."""
    texts = [less(audience) if 0 < count <= audience.threshold else f"{count:,}" for count in counts]
    drops = [before - after for before, after in pairwise(counts)]
    if any(0 < drop <= audience.threshold for drop in drops):
        return [text if text == less(audience) else HIDDEN for text in texts]
    return texts


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
