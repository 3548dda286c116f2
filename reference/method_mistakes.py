"""Find what is wrong with the values of a method file, as sentences that say what is allowed."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

# The weakest first.
METHOD_STATUSES = ("unverified", "local", "verified")
CARE_RULES = ("enrolment", "centre_roster", "core_care", "paediatrician", "non_comprehensive", "other_visits")
LAST_RULES = ("mother", "area")
TIER_RULES = (*CARE_RULES, *LAST_RULES)
# The places of the claims' model, which this package must not import.
CARE_LOCATIONS = ("office", "home", "virtual", "emergency", "inpatient", "long_term_care", "other", "unknown")
CHOICES = {
    "window": ("until_included", "from_included"),
    "visit": ("line", "date"),
    "weight": ("schedule_value", "fee_paid", "visits"),
    "non_comprehensive": ("lower_tier", "as_virtual", "never"),
    "unresolved_network": ("area", "unattributable"),
    "area_rule": ("plurality", "supplied"),
    "network_rule": ("supplied", "formed"),
    # The one list that is shipped.
    "core_list": ("core_pc/unverified-1",),
}
YEARS, AGES, PERCENT = (1, 20), (0, 130), (0, 100)
RANGES: dict[str, tuple[int, int | None]] = {
    "look_back_years": YEARS,
    "hospital_look_back_years": YEARS,
    "loyalty_look_back_years": YEARS,
    "ghost_years": YEARS,
    "oldest_age_years": AGES,
    "paediatric_age_below_years": AGES,
    "newborn_age_below_years": AGES,
    "minimum_admissions": (1, None),
    "network_minimum_population": (0, None),
    "network_minimum_loyalty_percent": PERCENT,
    "network_maximum_km": (0, None),
    "centre_minimum_visits": (1, None),
    "comprehensive_minimum_days": (1, 366),
    "comprehensive_core_percent": PERCENT,
    "confidence_own_percent": PERCENT,
    "confidence_margin_percent": PERCENT,
}
SPECIALTY = ("[0-9]{2}", 'two digits in quotes, such as "00"')
CODE = ("[A-Z][0-9]{3}", "a letter and three digits, such as A007")
# What each text of a list must look like, and how that is said.
LISTS = {
    "core_locations": ("|".join(CARE_LOCATIONS), f"one of {', '.join(CARE_LOCATIONS)}"),
    "primary_care_specialties": SPECIALTY,
    "paediatric_specialties": SPECIALTY,
    "modality_required_codes": CODE,
    "modality_codes": CODE,
    "limited_virtual_codes": CODE,
}
# With an empty one nobody would be placed by care.
NEVER_EMPTY = ("core_locations", "primary_care_specialties")


class MethodError(ValueError):
    """A method file cannot be used; the message lists every mistake. It speaks of the file, never of a person."""


def find_mistakes(method: Any) -> list[str]:
    """Give every mistake in the values of a method; none: an empty list."""
    types = {field.name: field.type for field in fields(method)}
    return mistakes_in({name: getattr(method, name) for name in types}, types)


def mistakes_in(values: Mapping[str, Any], types: Mapping[str, Any]) -> list[str]:
    """Give every mistake in values by parameter; `types` are the parameters there must be, with their types."""
    found = [f"{name}: is missing" for name in types if name not in values]
    found += [f"{name}: is no parameter of a method" for name in values if name not in types]
    for name in types:
        if name in values:
            found += _mistakes_of(name, values[name], types[name])
    return found


def clashes_in(values: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong with values that are right each for itself."""
    if values["network_rule"] == "formed" and values["area_rule"] == "supplied":
        yield "area_rule: supplied names supplied networks, and network_rule is formed"


def _mistakes_of(name: str, value: Any, kind: Any) -> Iterator[str]:
    if name == "tier_order":
        yield from _order_mistakes(value)
    elif name in LISTS:
        yield from _list_mistakes(name, value)
    elif name in CHOICES:
        if value not in CHOICES[name]:
            yield f"{name}: must be one of {', '.join(CHOICES[name])}"
    elif name in RANGES:
        yield from _range_mistakes(name, value)
    elif kind is bool:
        if not isinstance(value, bool):
            yield f"{name}: must be true or false"
    elif kind is dt.date:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            yield f"{name}: must be a day such as 2021-10-01"
    elif not isinstance(value, str) or not value:
        yield f"{name}: must be a text"


def _range_mistakes(name: str, value: Any) -> Iterator[str]:
    low, high = RANGES[name]
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value < low or (high is not None and value > high):
        yield f"{name}: must be a whole number " + (f"of {low} or more" if high is None else f"from {low} to {high}")


def _list_mistakes(name: str, value: Any) -> Iterator[str]:
    pattern, wording = LISTS[name]
    if not _is_list_of_texts(value) or not all(re.fullmatch(pattern, text) for text in value):
        yield f"{name}: must be a list, each {wording}"
    elif len(set(value)) < len(value):
        yield f"{name}: names something twice"
    elif not value and name in NEVER_EMPTY:
        yield f"{name}: must name at least one"


def _order_mistakes(order: Any) -> Iterator[str]:
    if not _is_list_of_texts(order) or not order:
        yield f"tier_order: must be a list of rules; rules are {', '.join(TIER_RULES)}"
        return
    unknown = [rule for rule in order if rule not in TIER_RULES]
    if unknown:
        yield f"tier_order: {', '.join(unknown)} is not known; rules are {', '.join(TIER_RULES)}"
    if len(set(order)) < len(order):
        yield "tier_order: names a rule twice"
    last = [rule for rule in LAST_RULES if rule in order]
    if list(order[len(order) - len(last) :]) != last:
        yield "tier_order: mother, then area come last: they wait for the providers of others"


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
