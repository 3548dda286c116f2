"""The further inputs as the oracle knows them, a module a family with `FAMILY`: found by themselves.

Files it names are `views/<input>.sql`, `sql/<check>.sql` and `sql/<rule>.sql`, written from the rule text alone.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

LISTS = (
    *("person_indicators", "physician_indicators", "population_indicators", "hospital_indicators"),
    *("standardised", "wide_only", "team_only"),
)
Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class OracleInput:
    """An input as delivered: its columns, apart by blanks, what identifies a row, and values of a usual row.

    `number`: the delivered column that tells records apart; null: none.
    """

    columns: str
    key: list[str]
    usual: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None


@dataclass(frozen=True)
class OracleFamily:
    """What a family adds: inputs, checks and rules in order, indicators, code sets by table, and random rows.

    `standardised`: indicators with direct rates. `wide_only`: those not shown by practice. `team_only`: those shown of
    teams and the province alone. `random(town, key)` gives rows by table for one person of a random delivery, without
    the person's number, and in `persons` what is else in the registry's row; `random_town(town)` gives rows of tables
    that are of no person.
    """

    inputs: Mapping[str, OracleInput]
    checks: tuple[str, ...]
    rules: tuple[str, ...]
    person_indicators: tuple[str, ...] = ()
    physician_indicators: tuple[str, ...] = ()
    population_indicators: tuple[str, ...] = ()
    hospital_indicators: tuple[str, ...] = ()
    standardised: tuple[str, ...] = ()
    wide_only: tuple[str, ...] = ()
    team_only: tuple[str, ...] = ()
    code_sets: Mapping[str, str] = field(default_factory=dict)
    random: Callable[[Any, str], Rows] = lambda _town, _key: {}
    random_town: Callable[[Any], Rows] = lambda _town: {}


@cache
def oracle_families() -> tuple[OracleFamily, ...]:
    """Give the families in the order of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FAMILY for name in names)


def further_inputs() -> dict[str, OracleInput]:
    """Give the further inputs by name."""
    return {name: described for family in oracle_families() for name, described in family.inputs.items()}


def indicator_macros() -> str:
    """Give the SQL of the lists of indicators that families add."""
    lists = {name: [indicator for family in oracle_families() for indicator in getattr(family, name)] for name in LISTS}
    quoted = {name: ", ".join(f"'{indicator}'" for indicator in found) for name, found in lists.items()}
    return "".join(f"CREATE MACRO further_{name}() AS CAST([{found}] AS VARCHAR[]);" for name, found in quoted.items())
