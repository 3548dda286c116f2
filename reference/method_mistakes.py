"""Find what is wrong with the values of a method file, as sentences that say what is allowed."""

from collections.abc import Iterator
from typing import Any

CARE_RULES = ("enrolment", "centre_roster", "core_care", "paediatrician", "non_comprehensive", "other_visits")
LAST_RULES = ("mother", "area")
TIER_RULES = (*CARE_RULES, *LAST_RULES)
CHOICES = {
    "window": ("until_included", "from_included"),
    "visit": ("line", "date"),
    "weight": ("schedule_value", "fee_paid", "visits"),
    "non_comprehensive": ("lower_tier", "as_virtual", "never"),
    "unresolved_network": ("area", "unattributable"),
    "area_rule": ("plurality", "supplied"),
}
AT_LEAST_ONE = (
    "look_back_years",
    "hospital_look_back_years",
    "minimum_admissions",
    "ghost_years",
    "oldest_age_years",
    "centre_minimum_visits",
    "comprehensive_minimum_days",
)
PERCENT = ("comprehensive_core_percent", "confidence_own_percent", "confidence_margin_percent")


class MethodError(ValueError):
    """A method file cannot be used; the message lists every mistake."""


def find_mistakes(method: Any) -> list[str]:
    """Give every mistake in the values of a method; none: an empty list."""
    return [*_order_mistakes(method.tier_order), *_value_mistakes(method)]


def _order_mistakes(order: tuple[str, ...]) -> Iterator[str]:
    unknown = [rule for rule in order if rule not in TIER_RULES]
    if unknown:
        yield f"tier_order: {', '.join(unknown)} is not known; rules are {', '.join(TIER_RULES)}"
    if len(set(order)) < len(order):
        yield "tier_order: names a rule twice"
    last = [rule for rule in LAST_RULES if rule in order]
    if list(order[len(order) - len(last) :]) != last:
        yield "tier_order: mother, then area come last: they wait for the providers of others"


def _value_mistakes(method: Any) -> Iterator[str]:
    for name, allowed in CHOICES.items():
        if getattr(method, name) not in allowed:
            yield f"{name}: must be one of {', '.join(allowed)}"
    for name in AT_LEAST_ONE:
        if not isinstance(getattr(method, name), int) or getattr(method, name) < 1:
            yield f"{name}: must be a whole number of 1 or more"
    for name in PERCENT:
        if not isinstance(getattr(method, name), int) or not 0 <= getattr(method, name) <= 100:
            yield f"{name}: must be a whole number from 0 to 100"
