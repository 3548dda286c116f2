"""The sender's note beside the tables of a delivery, drop.yaml: day of delivery, days covered, whose list it is."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from flows.refusals import Refused
from reference.yaml_text import read_yaml
from schemas.inputs.registry import INPUTS

NOTE = "drop.yaml"
NAMES = ("delivered_on", "covers", "practice")
HINT = (
    "It may hold `delivered_on: 2026-10-05` and, under `covers`, for an input its first and last day: "
    '`claims: [2022-10-01, 2026-09-30]`. With a practice\'s own list: `practice: "123456"`, with quotes.'
)
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Note:
    """What the sender says: the day of delivery (null: not said) and first and last day covered, by input.

    `practice`: the physician whose own list the delivery is; null: the rows name theirs.
    """

    delivered_on: dt.date | None = None
    covers: Mapping[str, Days] = field(default_factory=dict)
    practice: str | None = None


def read_note(folder: Path, today: dt.date) -> Note:
    """Read the note of a delivery, all of which may be absent; raises Refused with every mistake in it.

    Strict, since a misspelt name would be left out in silence, and a wrong day would move what counts as the future.
    """
    path = folder / NOTE
    if not path.exists():
        return Note()
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError):
        raise _refused(folder, ["it cannot be read as YAML, or says something twice"]) from None
    content = {} if content is None else content
    mistakes = list(_mistakes(content, today))
    if mistakes:
        raise _refused(folder, mistakes)
    covers = {name: (days[0], days[1]) for name, days in content.get("covers", {}).items()}
    return Note(content.get("delivered_on"), covers, content.get("practice"))


def _refused(folder: Path, mistakes: list[str]) -> Refused:
    return Refused("bad_note", f"{folder.name}/{NOTE}: {'; '.join(mistakes)}. {HINT}")


def _mistakes(content: Any, today: dt.date) -> Iterator[str]:
    if not isinstance(content, dict):
        yield "it is not a list of names with values"
        return
    yield from (f"{_shown(name)} is not known here" for name in content if name not in NAMES)
    if "delivered_on" in content:
        day = content["delivered_on"]
        if not _is_day(day):
            yield "delivered_on is not a day"
        elif day > today:
            yield "delivered_on is after today"
    if "practice" in content and not _is_name(content["practice"]):
        yield "practice is not a physician number in quotes"
    covers = content.get("covers", {})
    if not isinstance(covers, dict):
        yield "covers names no inputs"
        return
    for name, days in covers.items():
        yield from _mistakes_of_days(name, days)


def _mistakes_of_days(name: object, days: Any) -> Iterator[str]:
    if name not in INPUTS:
        yield f"covers: {_shown(name)} is not an input"
    elif not isinstance(days, list) or len(days) != 2 or not all(map(_is_day, days)):
        yield f"covers: {name} needs a first and a last day"
    elif days[1] < days[0]:
        yield f"covers: {name} ends before it begins"


def _shown(name: object) -> str:
    """Give a name the sender wrote, unless it is no plain name: then it may be anything, a value of a person too."""
    return name if isinstance(name, str) and re.fullmatch(r"[A-Za-z_ -]{1,40}", name) else "a name"


def _is_name(value: object) -> bool:
    """True for a text; without quotes, YAML takes a number for a number and drops zeros before it."""
    return isinstance(value, str) and value.strip() == value != ""


def _is_day(value: object) -> bool:
    """True for a day; a day with a time of day is none."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
