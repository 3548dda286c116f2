"""What a set of indicators leans to, and whether a programme may be the one shown by default.

Rule: docs/explanation/comparisons.md 29. Physicians find such sets too much about hospitals: a default set is refused
when more than half of it is acute or when one of the four aims is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import get_args

from reference.programmes import Programme
from transforms.indicators.definition import Aim, Indicator

AIMS = get_args(Aim)
MOST_ACUTE = Fraction(1, 2)


def acute_share(definitions: Mapping[str, Indicator], ids: Iterable[str]) -> Fraction | None:
    """Give the share of acute ones among the indicators that the catalogue has; null: it has none of them."""
    settings = [definitions[indicator_id].setting for indicator_id in ids if indicator_id in definitions]
    return Fraction(settings.count("acute"), len(settings)) if settings else None


def check_programme(programme: Programme, definitions: Mapping[str, Indicator]) -> list[str]:
    """Give a sentence for everything that speaks against using the programme; nothing does: an empty list.

    `definitions`: the catalogue. An id that it lacks must say what it awaits. A default set is judged by the indicators
    that the catalogue has, since no others can be shown.
    """
    return [*_unknown(programme, definitions), *(_default(programme, definitions) if programme.is_default else ())]


def _unknown(programme: Programme, definitions: Mapping[str, Indicator]) -> Iterator[str]:
    for member in programme.members:
        if member.indicator_id not in definitions and member.awaits is None:
            yield (
                f"{programme.programme_id}: there is no indicator {member.indicator_id}."
                " Correct the id, or say with `awaits` which input is missing before it can be defined."
            )


def _default(programme: Programme, definitions: Mapping[str, Indicator]) -> Iterator[str]:
    known = [indicator_id for indicator_id in programme.ids if indicator_id in definitions]
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
