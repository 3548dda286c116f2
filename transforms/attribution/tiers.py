"""The rules that find a person's provider, tried in the order of the method.

Method: docs/explanation/method.md 4. A rule names its candidates and the chain that chooses among them; adding one
means an entry of `RULES` and its name in a method file.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from transforms.attribution.choice import Step, choose
from transforms.attribution.facts import Facts

BY_HASH = Step("tie_rank", "hash", is_more_better=False)
VISIT_STEPS = (Step("visits", "visits"), Step("visit_dates", "dates"), Step("last_date", "recent"))
CARE_STEPS = (Step("value", "value"), *VISIT_STEPS)
BY_START = Step("start_date", "start_date")
PROVIDERS = ["physician_id", "centre_id"]
FOUND = ["person_id", "tier_rule", *PROVIDERS, "tie_step"]


@dataclass(frozen=True)
class Rule:
    """A rule: its candidates (one row per person and provider), whom they name, and the chain that makes it total."""

    provider: str
    chain: tuple[Step, ...]
    candidates: Callable[[Facts], pl.DataFrame]


def find_providers(facts: Facts) -> pl.DataFrame:
    """One row per person for whom a rule finds a provider: person_id, tier_rule, physician_id, centre_id, tie_step.

    One of the two ids is null. `tie_step` is the first step at which the winner beats the runner-up; `none` without
    one.
    """
    found = pl.DataFrame(schema={"person_id": pl.Int64, **dict.fromkeys(FOUND[1:], pl.String)})
    for name in facts.method.tier_order:
        if name in RULES:
            found = pl.concat([found, _apply(name, RULES[name], facts, found)])
    return found.sort("person_id")


def _apply(name: str, rule: Rule, facts: Facts, found: pl.DataFrame) -> pl.DataFrame:
    """One row per person whom this rule places, of those no earlier rule has placed."""
    candidates = rule.candidates(facts).join(found.select("person_id"), on="person_id", how="anti")
    chosen = choose(candidates, "person_id", rule.chain).with_columns(
        pl.lit(name).alias("tier_rule"), pl.col(rule.provider).cast(pl.String)
    )
    absent = [pl.lit(None, pl.String).alias(column) for column in PROVIDERS if column != rule.provider]
    return chosen.with_columns(absent).select(FOUND)


def _comprehensive_care(facts: Facts) -> pl.DataFrame:
    """One row per person and comprehensive physician with core care."""
    return facts.core.filter("is_comprehensive")


def _other_core_care(facts: Facts) -> pl.DataFrame:
    """One row per person and other family physician with core care; none when the method never counts it."""
    return facts.core.filter(~pl.col("is_comprehensive") & pl.lit(facts.method.non_comprehensive == "lower_tier"))


def _paediatric_care(facts: Facts) -> pl.DataFrame:
    """One row per young person and paediatrician with core care."""
    is_young = pl.col("age_years") < facts.method.paediatric_age_below_years
    return facts.paediatric.join(facts.persons.filter(is_young), on="person_id", how="semi")


RULES = {
    "enrolment": Rule("physician_id", (BY_START, *CARE_STEPS, BY_HASH), lambda facts: facts.enrolled),
    "centre_roster": Rule("centre_id", (*VISIT_STEPS, BY_START, BY_HASH), lambda facts: facts.registered),
    "core_care": Rule("physician_id", (*CARE_STEPS, BY_HASH), _comprehensive_care),
    "paediatrician": Rule("physician_id", (*CARE_STEPS, BY_HASH), _paediatric_care),
    "non_comprehensive": Rule("physician_id", (*CARE_STEPS, BY_HASH), _other_core_care),
    "other_visits": Rule("physician_id", (*VISIT_STEPS, BY_HASH), lambda facts: facts.other),
}
