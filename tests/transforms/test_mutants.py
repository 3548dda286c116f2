"""Wrong rules on purpose: each moves the person who is in the population for that rule, and nobody else.

That is the proof that `test_population` would fail if the rule were lost.
"""

import dataclasses
import datetime as dt
from typing import Any

import polars as pl
import pytest

from reference.load import Method
from tests.transforms.chain import Netting, run
from tests.transforms.population import LEAP_DAY, inputs
from tests.transforms.rows import SPINE
from transforms.attribution import areas, care, counted, facts, hospitals, registries, tiers
from transforms.attribution.choice import Step
from transforms.attribution.counted import exclusion_rules
from transforms.attribution.facts import open_spells
from transforms.attribution.registries import rank_providers
from transforms.attribution.tiers import BY_HASH, CARE_STEPS, RULES, Rule
from transforms.resolve.claims import NETTING_KEY, choose_countable, net_claims

ANSWER = ["person_id", "tier", "physician_id", "tie_step", "oht_id"]
RIGHT = run(inputs(), LEAP_DAY, SPINE).persons.select(ANSWER)


def moved(method: Method = SPINE, net: Netting = net_claims) -> set[int]:
    """Give the persons whose answer is another one under these rules, those who come and go included."""
    both = pl.concat([RIGHT, run(inputs(), LEAP_DAY, method, net=net).persons.select(ANSWER)])
    return set(both.filter(~both.is_duplicated())["person_id"])


def test_the_right_rules_move_nobody() -> None:
    assert moved() == set()


@pytest.mark.parametrize(
    ("parameter", "value", "persons"),
    [
        ("look_back_years", 1, {2}),
        ("look_back_years", 3, {10}),
        ("hospital_look_back_years", 2, {14}),
        ("minimum_admissions", 11, {14}),
        ("minimum_admissions", 9, {15}),
        ("primary_care_specialties", ("00", "05", "26"), {9}),
        ("core_locations", (*SPINE.core_locations, "emergency"), {7}),
        ("modality_required_codes", (), {6}),
        ("modality_required_from", dt.date(2022, 12, 1), {6}),
        ("ghost_years", 6, {12}),
        ("ghost_years", 8, {18}),
        ("oldest_age_years", 104, {13}),
        ("oldest_age_years", 106, {19}),
    ],
)
def test_another_parameter(parameter: str, value: Any, persons: set[int]) -> None:
    method: Method = dataclasses.replace(SPINE, **{parameter: value})
    assert moved(method=method) == persons


def reversals_ignored(claims: pl.DataFrame) -> pl.DataFrame:
    return net_claims(claims.filter(pl.col("services") > 0))


def copies_kept(claims: pl.DataFrame) -> pl.DataFrame:
    wanted = choose_countable(claims.lazy()).collect()
    sums = [
        pl.col("services").sum(),
        pl.col("fee_paid_cents").sum().alias("paid_cents"),
        pl.col("diagnosis_code").min(),
    ]
    return wanted.group_by(NETTING_KEY).agg(sums).filter(pl.col("services") > 0)


def every_suffix(claims: pl.DataFrame) -> pl.DataFrame:
    return net_claims(claims.with_columns(pl.lit("A").alias("fee_suffix")))


@pytest.mark.parametrize(("net", "persons"), [(reversals_ignored, {4}), (copies_kept, {5}), (every_suffix, {8})])
def test_another_netting(net: Any, persons: set[int]) -> None:
    assert moved(net=net) == persons


def closed_at_the_start(column: str, before: dt.date, end: dt.date, window: str) -> pl.Expr:
    return pl.col(column).is_between(before, end)


def open_on_its_last_day(enrolments: pl.DataFrame, *others: Any) -> pl.DataFrame:
    return open_spells(enrolments.with_columns(pl.col("end_date").dt.offset_by("1d")), *others)


def with_chain(rule: str, *chain: Step) -> dict[str, Rule]:
    return {**RULES, rule: dataclasses.replace(RULES[rule], chain=chain)}


def largest_hash_first(registry: pl.DataFrame, *id_column: str) -> pl.DataFrame:
    return rank_providers(registry, *id_column).with_columns((100 - pl.col("tie_rank")).alias("tie_rank"))


def death_on_d_is_counted(period_end: dt.date, method: Method) -> dict[str, pl.Expr]:
    return {**exclusion_rules(period_end, method), "dead": pl.col("death_date") < period_end}


def death_never_counts(period_end: dt.date, method: Method) -> dict[str, pl.Expr]:
    return {**exclusion_rules(period_end, method), "dead": pl.col("death_date").is_not_null()}


def no_area_has_a_team(placed: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    return placed.with_columns(pl.lit(None, pl.String).alias("oht_id"))


@pytest.mark.parametrize(
    ("module", "name", "wrong", "persons"),
    [
        (tiers, "RULES", with_chain("core_care", *reversed(CARE_STEPS), BY_HASH), {2, 3}),
        (tiers, "RULES", with_chain("enrolment", *CARE_STEPS, BY_HASH), {17}),
        (facts, "open_spells", open_on_its_last_day, {11}),
        (care, "in_window", closed_at_the_start, {10}),
        (registries, "rank_providers", largest_hash_first, {20}),
        (counted, "exclusion_rules", death_on_d_is_counted, {21}),
        (counted, "exclusion_rules", death_never_counts, {22}),
        (hospitals, "_enough", lambda admissions, minimum: admissions, {15}),
        (areas, "_with_team", no_area_has_a_team, {10, 12, 13, 22, 23}),
    ],
)
def test_another_rule(module: Any, name: str, wrong: Any, persons: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, wrong)
    assert moved() == persons
