"""Which indicators hang on an input: by their features, or by way of the attribution, as all of them do."""

from collections.abc import Mapping
from typing import NamedTuple

from transforms.features.family import AnyFamily, Requirement
from transforms.indicators.definition import Indicator

# Whose person somebody is rests on these: a failure in one touches every number below the province, and many there.
INPUTS_OF_ATTRIBUTION = (
    *("persons", "enrolments", "claims", "physicians", "discharges", "hospitals", "network_ohts", "combined_networks"),
    *("areas", "ohts", "addresses", "births", "centres", "centre_rosters", "centre_visits", "official_attribution"),
)


class Use(NamedTuple):
    """An indicator that reads an input: months back, columns it needs, and whether it can do without the input."""

    indicator_id: str
    months: int
    columns: tuple[str, ...]
    is_helping: bool


def uses_of(input_name: str, indicators: Mapping[str, Indicator], families: Mapping[str, AnyFamily]) -> list[Use]:
    """Give the indicators that stand on an input, by their features or themselves, by id."""
    found = []
    for record in sorted(indicators.values(), key=lambda record: record.id):
        asked = [requirement for name in record.features for requirement in families[name].requires]
        own = [requirement for requirement in (*asked, *record.requires) if requirement.input_name == input_name]
        if own:
            found.append(_use(record.id, own))
    return found


def _use(indicator_id: str, own: list[Requirement]) -> Use:
    columns = sorted({column for requirement in own for column in requirement.columns})
    months = max(requirement.months for requirement in own)
    return Use(indicator_id, months, tuple(columns), all(requirement.is_helping for requirement in own))


def touched_by_rule(rule_id: str, severity: str, columns: set[str], uses: list[Use]) -> list[str]:
    """Give the indicators that a broken rule touches: of a row set aside all, of a warning those that read its column.

    `columns`: those of the input. A rule that names none of them (a whole row's rule) touches all.
    """
    named = {column for column in columns if rule_id == column or rule_id.startswith((f"{column}:", f"{column}_"))}
    if severity == "quarantine" or not named:
        return [use.indicator_id for use in uses]
    return [use.indicator_id for use in uses if not use.columns or named & set(use.columns)]
