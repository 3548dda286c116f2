"""What of a programme is shown, what it leans to, and whether it may be the one shown by default.

Rule: docs/explanation/comparisons.md 29. Physicians find such sets too much about hospitals: a default set is refused
when more than half of it is acute or when one of the four aims is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, get_args

from reference.programmes import Member, Programme
from transforms.indicators.definition import Aim, Indicator

AIMS = get_args(Aim)
MOST_ACUTE = Fraction(1, 2)


class Parts(NamedTuple):
    """The members of a programme by what becomes of them, in the order of the file.

    `shown`; `off`: in the catalogue, but unverified or retired in a default set; `awaiting`: not in the catalogue.
    """

    shown: tuple[Member, ...]
    off: tuple[Member, ...]
    awaiting: tuple[Member, ...]


def part_programme(programme: Programme, definitions: Mapping[str, Indicator]) -> Parts:
    """Say which members of a programme are shown, which are off, and which the catalogue lacks."""
    known = [member for member in programme.members if member.indicator_id in definitions]
    awaiting = [member for member in programme.members if member.indicator_id not in definitions]
    is_on = [not programme.is_default or _may_be_shown(member, definitions) for member in known]
    shown = [member for member, on in zip(known, is_on, strict=True) if on]
    off = [member for member, on in zip(known, is_on, strict=True) if not on]
    return Parts(tuple(shown), tuple(off), tuple(awaiting))


def acute_share(definitions: Mapping[str, Indicator], ids: Iterable[str]) -> Fraction | None:
    """Give the share of acute ones among the indicators that the catalogue has; null: it has none of them."""
    settings = [definitions[indicator_id].setting for indicator_id in ids if indicator_id in definitions]
    return Fraction(settings.count("acute"), len(settings)) if settings else None


def check_programme(programme: Programme, definitions: Mapping[str, Indicator]) -> list[str]:
    """Give a sentence for everything that speaks against using the programme; nothing does: an empty list.

    `definitions`: the catalogue. An id that it lacks must say what it awaits. A default set is judged by what of it is
    shown, since the rest balances nothing.
    """
    default = _default(programme, definitions) if programme.is_default else ()
    return [*_unknown(programme, definitions), *_needless(programme, definitions), *default]


def _may_be_shown(member: Member, definitions: Mapping[str, Indicator]) -> bool:
    """Tell whether a default set may show an indicator: never a retired one, an unverified one on demand."""
    status = definitions[member.indicator_id].status
    return status in ("verified", "local") or (status == "unverified" and member.shows_unverified)


def _unknown(programme: Programme, definitions: Mapping[str, Indicator]) -> Iterator[str]:
    for member in part_programme(programme, definitions).awaiting:
        if member.awaits is None:
            yield (
                f"{programme.programme_id}: there is no indicator {member.indicator_id}."
                " Correct the id, or say with `awaits` which input is missing before it can be defined."
            )


def _needless(programme: Programme, definitions: Mapping[str, Indicator]) -> Iterator[str]:
    """A mark that outlived its reason would let the next unverified version pass unseen."""
    for member in programme.members:
        record = definitions.get(member.indicator_id)
        if member.shows_unverified and record and record.status != "unverified":
            yield (
                f"{programme.programme_id}: {member.indicator_id} says shows_unverified, and its definition is"
                f" {record.status}. Take the line out."
            )


def _default(programme: Programme, definitions: Mapping[str, Indicator]) -> Iterator[str]:
    known = [member.indicator_id for member in part_programme(programme, definitions).shown]
    share = acute_share(definitions, known)
    if share is not None and share > MOST_ACUTE:
        acute = sum(definitions[indicator_id].setting == "acute" for indicator_id in known)
        yield (
            f"{programme.programme_id}: {acute} of {len(known)} indicators are about acute care, more than half."
            " A set shown by default must not be: take some out, or add indicators of primary care."
        )
    covered = {definitions[indicator_id].aim for indicator_id in known}
    if missing := [aim for aim in AIMS if aim not in covered]:
        yield (
            f"{programme.programme_id}: no indicator is about the aim {' or '.join(missing)}."
            " A set shown by default fills all four aims: add one to each."
        )
