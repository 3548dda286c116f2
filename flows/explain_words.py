"""The words in which changes of a practice are told on a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

DIRECTIONS = {"joined": "joined", "left": "left", "changed": "changed within"}
REASONS = {
    "born": "born since",
    "coverage_started": "insurance began",
    "registered_late": "entered in the registry only now",
    "died": "died",
    "coverage_lapsed": "insurance ended",
    "too_old": "passed the age up to which persons are counted",
    "no_contact": "no contact with the health system for years",
    "left_registry": "no longer counted by the registry as it stands now",
    "enrolled": "a new enrolment",
    "de_enrolled": "an enrolment ended",
    "registered_with_centre": "a new registration with a health centre",
    "left_centre": "a registration with a health centre ended",
    "official_file": "the official file gives another team than before",
    "official_choice": "teams are taken from the official file on one side only",
    "moved": "a new address",
    "provider_placed": "hospital, network or team of the provider changed",
    "area_placed": "the team of the area changed",
    "aged": "outgrew the rule for newborns or for children",
    "mother_changed": "the provider of the mother changed",
    "rule_changed": "the method of attribution changed",
    "care_changed": "a visit came into or fell out of the years looked at",
    "provider_changed": "the registry or the activity of the physician changed",
    "other": "no single reason was found",
    "died_late": "a death known only later",
    "born_late": "a birth known only later",
    "correction": "a correction delivered later",
    "late_claim": "a claim delivered late",
}
VERBS = {"joined": "joined", "left": "left", "changed": "stayed and are placed otherwise"}


def biggest_sentence(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """Say which reason moved most persons; null: none is shown. `rows`: direction, reason, persons, shown, is_hidden.

    Hidden counts are passed over: which of them is the largest would say something of them.
    """
    rows = [row for row in rows if not row["is_hidden"]]
    if not rows:
        return None
    most = max(rows, key=lambda row: (row["persons"], row["direction"], row["reason"]))
    return f"The biggest reason: {REASONS[most['reason']]} ({most['shown']} {VERBS[most['direction']]})."
