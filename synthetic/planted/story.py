"""The story of one planted person: the rows delivered about him or her, and what must follow from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from synthetic.planted.cast import Cast

Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the method must say of one person at the last day, after both deliveries.

    A null `tier` with an `excluded_reason` means that the person is not counted. Null `tie_step`, `oht_basis` and
    `oht_id` mean that the case does not plant them. The three counts are null for persons who are not counted.
    """

    tier: str | None
    physician_id: str | None = None
    tie_step: str | None = None
    oht_basis: str | None = None
    oht_id: str | None = None
    excluded_reason: str | None = None
    unattributable_reason: str | None = None
    ed_visits_12m: int | None = 0
    acsc_admissions_12m: int | None = 0
    primary_care_visits_24m: int | None = 0


@dataclass(frozen=True)
class Story:
    """Rows in the source's layout: `person` changes the usual registry row, `later` comes with the second delivery.

    `copies` are further registry rows with the same key. A null health number in a row means this person's.
    """

    answer: Answer
    person: Row = field(default_factory=dict)
    copies: list[Row] = field(default_factory=list)
    enrolments: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    discharges: list[Row] = field(default_factory=list)
    ed_visits: list[Row] = field(default_factory=list)
    later: dict[str, list[Row]] = field(default_factory=dict)


Case = Callable[[Cast], Story]


def rostered(cast: Cast, physician: str | None = None, tie_step: str = "none", **counts: Any) -> Answer:
    """Expect the tier `rostered` with a physician of the person's own town, and that town's team."""
    return _by_provider(cast, "rostered", physician or cast.first, tie_step, counts)


def virtual(cast: Cast, physician: str, tie_step: str = "none", visits: int = 1, **others: Any) -> Answer:
    """Expect the tier `virtual`, with so many primary-care visits."""
    return _by_provider(cast, "virtual", physician, tie_step, {"primary_care_visits_24m": visits, **others})


def by_address(cast: Cast, **others: Any) -> Answer:
    """Expect the tier `postal_area` and the team of the town the person lives in."""
    return Answer("postal_area", **{"oht_basis": "area", "oht_id": cast.home.oht_id, **others})


def unattributable(reason: str, **counts: Any) -> Answer:
    """Expect a counted person without a team."""
    return Answer("unattributable", unattributable_reason=reason, **counts)


def excluded(reason: str) -> Answer:
    """Expect a person who is not counted."""
    nothing = {"ed_visits_12m": None, "acsc_admissions_12m": None, "primary_care_visits_24m": None}
    return Answer(None, excluded_reason=reason, **nothing)


def _by_provider(cast: Cast, tier: str, physician: str, tie_step: str, others: dict[str, Any]) -> Answer:
    return Answer(
        tier,
        **{
            "physician_id": physician,
            "tie_step": tie_step,
            "oht_basis": "provider",
            "oht_id": cast.home.oht_id,
            **others,
        },
    )
