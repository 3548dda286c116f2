"""The shipped methods, as they are or with one parameter changed, for random comparisons."""

import dataclasses
import datetime as dt
from random import Random

from reference.load import Method, load_method, method_names
from reference.method_mistakes import clashes_in, find_mistakes
from tests.oracle.method_values import Value

Changed = dict[str, Value]
# Practices of random deliveries are small: with the shipped numbers hardly any rests on its own days or admissions, and
# all networks that are formed are too small.
LOW: Changed = {
    "comprehensive_minimum_days": 2,
    "minimum_admissions": 2,
    "network_minimum_population": 3,
    "network_minimum_loyalty_percent": 50,
    "network_maximum_km": 30,
}
FORMING: dict[str, list[Value]] = {
    "network_minimum_population": [0, 1, 3, 8, 20, 50],
    "network_minimum_loyalty_percent": [0, 30, 50, 67, 100],
    "network_maximum_km": [0, 12, 30, 120, 500],
    "loyalty_look_back_years": [1, 2, 3],
}
ALL_RULES = list(load_method().tier_order)
CHANGES: dict[str, list[Value]] = {
    "window": ["from_included"],
    "visit": ["date"],
    "weight": ["schedule_value", "fee_paid", "visits"],
    "look_back_years": [1, 3],
    "non_comprehensive": ["lower_tier", "as_virtual", "never"],
    "area_rule": ["plurality", "supplied"],
    "postal_gate": [False],
    "unresolved_network": ["unattributable"],
    "eligibility_end_inclusive": [True],
    "require_modality": [False],
    "limited_virtual_counts": [True],
    "early_virtual_from": [dt.date(2020, 3, 1), dt.date(2021, 10, 1), dt.date(2022, 12, 1)],
    "modality_required_from": [dt.date(2021, 9, 30), dt.date(2022, 12, 1)],
    "core_locations": [["office"], ["office", "home", "virtual", "emergency"]],
    "comprehensive_minimum_days": [1, 3, 4],
    "comprehensive_core_percent": [0, 60, 80, 100],
    "centre_minimum_visits": [2, 3],
    "minimum_admissions": [1, 3, 5],
    "hospital_look_back_years": [1, 2, 4],
    "network_rule": ["formed"],
    "loyalty_look_back_years": [2, 3],
    "newborn_age_below_years": [1, 3],
    "paediatric_age_below_years": [2, 19],
    "ghost_years": [6, 8],
    "oldest_age_years": [104, 106],
    "confidence_own_percent": [0, 60, 100],
    "confidence_margin_percent": [0, 50, 100],
    "tier_order": [
        ["centre_roster", *[rule for rule in ALL_RULES if rule != "centre_roster"]],
        *[[rule for rule in ALL_RULES if rule != left_out] for left_out in ALL_RULES],
        ["other_visits", "non_comprehensive", "paediatrician", "core_care", "enrolment", "mother", "area"],
        ["core_care", "centre_roster"],
    ],
}


def dealt_changes(seed: int) -> dict[str, Changed]:
    """Give for every shipped method what is changed of it: nothing, low numbers, or these and one thing more.

    The things are dealt out in turn, so that nine seeds in a row see all of them; their values are random.
    """
    random, names = Random(seed), method_names()
    return {name: _changes_of(random, len(names) * seed + place) for place, name in enumerate(names)}


def _changes_of(random: Random, turn: int) -> Changed:
    """Give the changes of a turn: of eleven turns the first changes nothing, the second has low numbers alone.

    Eleven, since it has nothing in common with the number of methods: else it would always be the same methods. The
    other nine are counted by themselves, so that every thing has its turn. Half of them form networks.
    """
    if turn % 11 < 2:
        return dict(LOW) if turn % 11 else {}
    name = sorted(CHANGES)[(turn // 11 * 9 + turn % 11) % len(CHANGES)]
    limits = {limit: random.choice(values) for limit, values in FORMING.items()}
    # Areas that the table places are in supplied networks, which formed ones know nothing of.
    formed: Changed = {"network_rule": "formed", "area_rule": "plurality"}
    rule = formed if name == "network_rule" or random.random() < 0.5 else {"network_rule": "supplied"}
    changed: Changed = {**LOW, **limits, **rule, name: random.choice(CHANGES[name])}
    if changed.get("area_rule") == "supplied":
        changed["network_rule"] = "supplied"
    # As visits of a day count once, what is weighed by visits is another thing too.
    return {**changed, "weight": "visits"} if name == "visit" and random.random() < 0.5 else changed


def changed_method(name: str, changed: Changed) -> Method:
    """Give a shipped method with values changed; raises ValueError when it could be no method file."""
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in changed.items()}
    method: Method = dataclasses.replace(load_method(name), **frozen)
    if mistakes := [*find_mistakes(method), *clashes_in(dataclasses.asdict(method))]:
        raise ValueError(f"{name} with {changed}: {'; '.join(mistakes)}")
    return method
