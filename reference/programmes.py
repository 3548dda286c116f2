"""Programmes that ask for indicators: sets of ids with targets, as files in reference/programmes/.

A file says of each indicator where its membership is stated (`source`) and how sure that is (`status`). `target` is in
the unit of the indicator; null: none is published. `awaits` names the input without which the indicator cannot be
defined yet; null: it is in the catalogue. `shows_unverified`: shown in a default programme although no published
definition of it could be read; without it such an indicator is off there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reference.yaml_text import DuplicateNameError, read_yaml

STATUSES = ("verified", "unverified", "local")
HEAD = ("programme", "title", "owner", "source")
NAMES = (*HEAD, "is_default", "indicators")
MEMBER_NAMES = ("status", "source", "target", "awaits", "shows_unverified")
FOLDER = "programmes"


class ProgrammeError(ValueError):
    """A programme file cannot be used; the message lists every mistake."""


@dataclass(frozen=True)
class Member:
    """An indicator of a programme. `target`, `awaits`, `shows_unverified`: see above."""

    indicator_id: str
    status: str
    source: str
    target: float | None = None
    awaits: str | None = None
    shows_unverified: bool = False


@dataclass(frozen=True)
class Programme:
    """A set of indicators in the order of its file. `is_default`: shown when nobody chooses."""

    programme_id: str
    title: str
    owner: str
    source: str
    is_default: bool
    members: tuple[Member, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the indicators, in order."""
        return tuple(member.indicator_id for member in self.members)


def programme_names() -> list[str]:
    """Give the names of the programmes shipped, in order."""
    folder = files("reference").joinpath(FOLDER)
    return sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml"))


def default_programme() -> Programme:
    """Give the programme shown when nobody chooses; raises ProgrammeError unless it is exactly one of those shipped."""
    found = [programme for programme in map(load_programme, programme_names()) if programme.is_default]
    if len(found) != 1:
        raise ProgrammeError(f"{len(found)} programmes say is_default: true; exactly one must.")
    return found[0]


@cache
def load_programme(name: str) -> Programme:
    """Read a programme shipped; raises ProgrammeError, with every mistake of its file or the names there are."""
    if name not in programme_names():
        raise ProgrammeError(f"There is no programme {name}. Known: {', '.join(programme_names())}.")
    return read_programme(files("reference").joinpath(FOLDER, f"{name}.yaml").read_text(encoding="utf-8"), name)


def read_programme(text: str, name: str) -> Programme:
    """Read the text of the programme file `name`; raises ProgrammeError with every mistake in it."""
    try:
        document = read_yaml(text)
    except DuplicateNameError as error:
        raise _refused(name, [str(error).removesuffix(".")]) from None
    mistakes = list(_mistakes(document, name))
    if mistakes:
        raise _refused(name, mistakes)
    members = tuple(Member(indicator_id, **part) for indicator_id, part in document["indicators"].items())
    title, owner, source = (document[part].strip() for part in HEAD[1:])
    return Programme(name, title, owner, source, document.get("is_default", False), members)


def _refused(name: str, mistakes: list[str]) -> ProgrammeError:
    return ProgrammeError(f"The programme {name} cannot be used: {'; '.join(mistakes)}.")


def _mistakes(document: Any, name: str) -> Iterator[str]:
    if not isinstance(document, dict):
        yield f"the file must hold {', '.join(NAMES)}, and is empty or something else"
        return
    yield from (f"{part}: is not known; known are {', '.join(NAMES)}" for part in document if part not in NAMES)
    yield from (f"{part}: must be a text" for part in HEAD if not _is_text(document.get(part)))
    if _is_text(document.get("programme")) and document["programme"] != name:
        yield f"programme: must be {name}, the name of the file"
    if not isinstance(document.get("is_default", False), bool):
        yield "is_default: must be true or false"
    indicators = document.get("indicators")
    if not isinstance(indicators, dict) or not indicators:
        yield "indicators: must name at least one, each with status and source"
        return
    for indicator_id, part in indicators.items():
        yield from (f"indicators.{indicator_id}{mistake}" for mistake in _member_mistakes(part))


def _member_mistakes(part: Any) -> Iterator[str]:
    if not isinstance(part, Mapping):
        yield ": must give status and source"
        return
    yield from (
        f".{name}: is not known; known are {', '.join(MEMBER_NAMES)}" for name in part if name not in MEMBER_NAMES
    )
    if part.get("status") not in STATUSES:
        yield f".status: must be one of {', '.join(STATUSES)}"
    if not _is_text(part.get("source")):
        yield ".source: must say where the membership is stated, or why it is assumed"
    if not _is_number_or_none(part.get("target")):
        yield ".target: must be a number in the indicator's unit, or null when none is published"
    if part.get("awaits") is not None and not _is_text(part["awaits"]):
        yield ".awaits: must name the input that is missing, or be absent"
    if not isinstance(part.get("shows_unverified", False), bool):
        yield ".shows_unverified: must be true or false"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number_or_none(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
