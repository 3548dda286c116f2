"""The population worked by hand for the whole method, and wrong rules that move exactly the persons meant for them."""

import dataclasses
import datetime as dt
from typing import Any

import polars as pl
import pytest

from reference.load import Method
from schemas.core import TIERS
from tests.tables import assert_rows
from tests.transforms import chain
from tests.transforms.chain import run
from tests.transforms.full_population import ANSWERS, FULL, LEAP_DAY, inputs
from transforms.attribution import areas, round_one, tiers
from transforms.attribution.addresses import place_at
from transforms.attribution.comprehensive import judge_physicians
from transforms.attribution.tiers import BY_HASH, CARE_STEPS, RULES

ANSWER = ["person_id", "tier", "tier_rule", "physician_id", "centre_id", "tie_step", "oht_id", "confidence"]
RIGHT = run(inputs(), LEAP_DAY, FULL).persons


def moved(method: Method = FULL) -> set[int]:
    """Give the persons whose answer is another one under these rules, those who come and go included."""
    both = pl.concat([RIGHT.select(ANSWER), run(inputs(), LEAP_DAY, method).persons.select(ANSWER)])
    return set(both.filter(~both.is_duplicated())["person_id"])


def without(rule: str) -> tuple[str, ...]:
    """Give the order of the method less one rule."""
    return tuple(name for name in FULL.tier_order if name != rule)


@pytest.mark.parametrize("buckets", [1, 4])
def test_everybody_has_the_answer_worked_by_hand(buckets: int) -> None:
    assert_rows(run(inputs(), LEAP_DAY, FULL, buckets).persons, ANSWERS)


def test_every_tier_is_there() -> None:
    assert set(RIGHT["tier"]) == set(TIERS)


def test_the_right_rules_move_nobody() -> None:
    assert moved() == set()


@pytest.mark.parametrize(
    ("parameter", "value", "persons"),
    [
        ("window", "from_included", {4, 29}),
        ("visit", "date", {30, 33}),
        ("non_comprehensive", "never", {10, 11, 12, 13}),
        ("non_comprehensive", "as_virtual", {7, 9, 10, 11, 12, 13}),
        ("comprehensive_minimum_days", 1, {12, 13}),
        ("comprehensive_core_percent", 0, {7, 9, 10, 11}),
        ("centre_minimum_visits", 2, {3, 6}),
        ("paediatric_age_below_years", 17, {9}),
        ("paediatric_age_below_years", 19, {10}),
        ("newborn_age_below_years", 1, {17}),
        ("newborn_age_below_years", 3, {18}),
        ("eligibility_end_inclusive", True, {26}),
        ("postal_gate", False, {20, 21}),
        ("unresolved_network", "unattributable", {31}),
        ("area_rule", "supplied", {24}),
        ("require_modality", False, {27}),
        ("early_virtual_from", dt.date(2022, 12, 1), {28}),
        ("core_locations", (*FULL.core_locations, "emergency"), {15, 19}),
        ("limited_virtual_counts", True, {16}),
        ("confidence_own_percent", 101, {1, 32}),
        ("confidence_margin_percent", 0, {8, 30}),
        ("tier_order", without("centre_roster"), {3, 6, 34}),
        ("tier_order", without("paediatrician"), {9}),
        ("tier_order", without("other_visits"), {14, 33}),
        ("tier_order", without("mother"), {17, 34}),
        ("tier_order", ("centre_roster", *without("centre_roster")), {5}),
    ],
)
def test_another_parameter(parameter: str, value: Any, persons: set[int]) -> None:
    method: Method = dataclasses.replace(FULL, **{parameter: value})
    assert moved(method) == persons


def address_of_tomorrow(persons: pl.DataFrame, addresses: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    return place_at(persons, addresses, day + dt.timedelta(days=1))


def address_of_the_registry(persons: pl.DataFrame, addresses: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    return persons


def days_of_all_years(activity: pl.DataFrame, method: Method) -> pl.DataFrame:
    everything = activity.with_columns(pl.lit(1, pl.Int8).alias("year"))
    sums = everything.group_by("physician_id", "year").agg(pl.col("core_lines", "lines", "days").sum())
    return judge_physicians(sums, method)


def no_mother_answers(requests: pl.DataFrame, buckets: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.DataFrame(schema={"person_id": pl.Int64, "physician_id": pl.String, "centre_id": pl.String})


def no_area_has_a_team(placed: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    return placed.with_columns(pl.lit(None, pl.String).alias("oht_id"))


LAST_STEPS_FIRST = dataclasses.replace(RULES["core_care"], chain=(*reversed(CARE_STEPS), BY_HASH))


@pytest.mark.parametrize(
    ("module", "name", "wrong", "persons"),
    [
        (round_one, "place_at", address_of_tomorrow, {15}),
        (round_one, "place_at", address_of_the_registry, {23}),
        (chain, "judge_physicians", days_of_all_years, {13}),
        (chain, "answer_requests", no_mother_answers, {17, 34}),
        (areas, "_with_team", no_area_has_a_team, {15, 16, 18, 19, 20, 23, 24, 27, 29, 31}),
        (tiers, "RULES", {**RULES, "core_care": LAST_STEPS_FIRST}, {8, 30}),
        (
            tiers,
            "RULES",
            {name: rule for name, rule in RULES.items() if name != "enrolment"},
            {1, 2, 5, 17, 24, 25, 31, 32},
        ),
    ],
)
def test_another_rule(module: Any, name: str, wrong: Any, persons: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, wrong)
    assert moved() == persons
