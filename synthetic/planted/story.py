"""The story of one planted person: the rows delivered about him or her, and what must follow from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from synthetic.planted.cast import Cast

Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the method must say of one person at the last day, after both deliveries.

    A null `tier` with an `excluded_reason` means that the person is not counted. Null `tie_step`, `oht_basis`,
    `oht_id`, `tier_rule` and `confidence` mean that the case does not plant them. The three counts are null for
    persons who are not counted.
    """

    tier: str | None
    physician_id: str | None = None
    tier_rule: str | None = None
    centre_id: str | None = None
    tie_step: str | None = None
    oht_basis: str | None = None
    oht_id: str | None = None
    confidence: str | None = None
    excluded_reason: str | None = None
    unattributable_reason: str | None = None
    ed_visits_12m: int | None = 0
    acsc_admissions_12m: int | None = 0
    primary_care_visits_24m: int | None = 0


@dataclass(frozen=True)
class Story:
    """Rows in the source's layout: `person` changes the usual registry row, `later` comes with the second delivery.

    `copies` are further registry rows with the same key. A null health number in a row means this person's. `mother` is
    the story of the person's mother, whose number is `cast.relative`. The official file has the team `team_then` (null:
    the answer's, or the town's), and `other_team_then` besides. `events`: what the person's events must count for, as
    denominator and numerator by indicator. `further`: rows of the further tables, by name.
    """

    answer: Answer
    person: Row = field(default_factory=dict)
    copies: list[Row] = field(default_factory=list)
    enrolments: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    discharges: list[Row] = field(default_factory=list)
    ed_visits: list[Row] = field(default_factory=list)
    addresses: list[Row] = field(default_factory=list)
    births: list[Row] = field(default_factory=list)
    centre_rosters: list[Row] = field(default_factory=list)
    centre_visits: list[Row] = field(default_factory=list)
    mother: "Story | None" = None
    team_then: str | None = None
    other_team_then: str | None = None
    events: dict[str, tuple[int, int]] = field(default_factory=dict)
    further: dict[str, list[Row]] = field(default_factory=dict)
    later: dict[str, list[Row]] = field(default_factory=dict)


Case = Callable[[Cast], Story]
# Whom these steps decide between, the values were equal: there is no margin.
STEPS_WITHOUT_MARGIN = ["visits", "dates", "recent", "hash"]


def rostered(cast: Cast, physician: str | None = None, tie_step: str = "none", **others: Any) -> Answer:
    """Expect the rule `enrolment` with a physician of the person's own town, and that town's team; no care by him."""
    usual = {"physician_id": physician or cast.first, "tie_step": tie_step, "confidence": "medium"}
    return _by_provider(cast, "rostered", "enrolment", {**usual, **others})


def virtual(cast: Cast, physician: str, tie_step: str = "none", visits: int = 1, **others: Any) -> Answer:
    """Expect the rule `core_care`, with so many primary-care visits and a clear margin where the value decided."""
    confidence = "low" if tie_step in STEPS_WITHOUT_MARGIN else "medium"
    usual = {"physician_id": physician, "tie_step": tie_step, "confidence": confidence}
    return _by_provider(cast, "virtual", "core_care", {**usual, "primary_care_visits_24m": visits, **others})


def at_centre(cast: Cast, centre: str, tie_step: str = "none", **others: Any) -> Answer:
    """Expect the rule `centre_roster` with a centre of the person's own town, and that town's team."""
    usual = {"centre_id": centre, "tie_step": tie_step, "confidence": "medium"}
    return _by_provider(cast, "health_centre", "centre_roster", {**usual, **others})


def by_other(cast: Cast, rule: str, physician: str, tie_step: str = "none", visits: int = 0, **others: Any) -> Answer:
    """Expect a rule of the tier `other_provider`, with so many primary-care visits."""
    usual = {"physician_id": physician, "tie_step": tie_step, "confidence": "low"}
    return _by_provider(cast, "other_provider", rule, {**usual, "primary_care_visits_24m": visits, **others})


def by_mother(cast: Cast, **others: Any) -> Answer:
    """Expect the rule `mother`: `physician_id` or `centre_id` must be among the others."""
    return _by_provider(cast, "newborn", "mother", {"confidence": "low", **others})


def by_address(cast: Cast, **others: Any) -> Answer:
    """Expect the tier `postal_area` and the team of the town the person lives in."""
    usual = {"tier_rule": "area", "oht_basis": "area", "oht_id": cast.home.oht_id, "confidence": "lowest"}
    return Answer("postal_area", **{**usual, **others})


def unattributable(reason: str, **counts: Any) -> Answer:
    """Expect a counted person without a team."""
    return Answer("unattributable", unattributable_reason=reason, **counts)


def excluded(reason: str) -> Answer:
    """Expect a person who is not counted."""
    nothing = {"ed_visits_12m": None, "acsc_admissions_12m": None, "primary_care_visits_24m": None}
    return Answer(None, excluded_reason=reason, **nothing)


def _by_provider(cast: Cast, tier: str, rule: str, others: dict[str, Any]) -> Answer:
    return Answer(tier, **{"tier_rule": rule, "oht_basis": "provider", "oht_id": cast.home.oht_id, **others})
