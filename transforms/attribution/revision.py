"""Revision: who is placed differently at the end of a period than was once published for the same day, and why.

Method: docs/explanation/method.md 12.2.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from schemas.changes import Changes
from transforms.attribution.compared import (
    JOINED,
    LEFT,
    PROVIDER_RULES,
    STAYED,
    compare_placements,
    differs,
    either,
    official_rules,
    on_file,
    placing_rules,
    same_place,
)
from transforms.attribution.counted import age_years
from transforms.attribution.late_rows import CHANGED, NEW, Parts, gather_late_facts
from transforms.attribution.reasons import first_reason

COLUMNS = list(Changes.to_schema().columns)


@dataclass(frozen=True)
class Because:
    """What else than rows of persons may have changed since the publication.

    `is_other_rule`: the method or the code of the attribution. `is_other_file`: the day of the official file.
    """

    is_other_rule: bool = False
    is_other_file: bool = False


def find_revisions(
    published: pl.DataFrame,
    now: pl.DataFrame,
    parts: Mapping[str, Parts],
    day: dt.date,
    method: Method,
    because: Because,
) -> pl.DataFrame:
    """One row per person placed differently than published for the day, sorted by person_id (the Changes model).

    `published` and `now` are attributions of a bucket for the same day; `parts` are the inputs of the bucket drop by
    drop.
    """
    facts = gather_late_facts(compare_placements(published, now), parts, day, method)
    counted = JOINED | LEFT
    by_file = _file_rules(because)
    rules = [
        ("died_late", LEFT & (pl.col("now_excluded") == "dead")),
        ("born_late", JOINED & pl.col("new_persons") & (age_years(day) < 1)),
        *((reason, rule & same_place()) for reason, rule in by_file),
        ("correction", _is_corrected(counted)),
        ("late_claim", pl.col("new_claims")),
        ("correction", pl.any_horizontal(*CHANGED, *NEW)),
        *by_file,
        ("rule_changed", pl.lit(because.is_other_rule)),
        ("mother_changed", STAYED & either("tier_rule", ["mother"])),
        *placing_rules().items(),
        ("provider_changed", STAYED & either("tier_rule", PROVIDER_RULES)),
    ]
    return facts.with_columns(first_reason(rules, "other").alias("reason")).select(COLUMNS).sort("person_id")


def _file_rules(because: Because) -> list[tuple[str, pl.Expr]]:
    """Who has another team because of the official file; one file says another team when it is delivered corrected."""
    rules = official_rules(pl.lit(because.is_other_file))
    corrected = STAYED & differs("oht_id") & on_file("before") & on_file("after") & pl.lit(not because.is_other_rule)
    return [*rules.items(), ("correction", corrected)]


def _is_corrected(counted: pl.Expr) -> pl.Expr:
    """Say whether a row of the kind that the change rests on was corrected: before claims, which come late for many."""
    registry = _late("persons") | _late("addresses")
    address = differs("area_id") | differs("unattributable_reason")
    other_provider = differs("physician_id") | differs("tier_rule")
    return (
        (registry & (counted | address))
        | (_late("enrolments") & either("tier_rule", ["enrolment"]) & other_provider)
        | ((_late("centre_rosters") | _late("centre_visits")) & either("tier_rule", ["centre_roster"]))
        | (_late("births") & either("tier_rule", ["mother"]))
    )


def _late(name: str) -> pl.Expr:
    return pl.col(f"new_{name}") | pl.col(f"changed_{name}")
