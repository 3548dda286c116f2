"""Wrong rules on purpose: each moves the person who is in the population for that rule, and nobody else.

That is the proof that `test_population` would fail if the rule were lost.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest

from reference.load import Method
from tests.transforms.chain import Netting, run
from tests.transforms.population import LEAP_DAY, inputs
from tests.transforms.rows import METHOD
from transforms.attribution import counted, hospitals, round_one, round_three, tiers
from transforms.attribution.candidates import CARE_STEPS, choose_physician
from transforms.attribution.counted import exclusion_rules
from transforms.attribution.physicians import number_physicians
from transforms.attribution.teams import area_teams
from transforms.attribution.tiers import open_spells
from transforms.resolve.claims import NETTING_KEY, net_claims

ANSWER = ["person_id", "tier", "physician_id", "tie_step", "oht_id"]
RIGHT = run(inputs(), LEAP_DAY, METHOD).persons.select(ANSWER)


def moved(method: Method = METHOD, net: Netting = net_claims) -> set[int]:
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
        ("core_locations", (*METHOD.core_locations, "emergency"), {7}),
        ("modality_required_codes", (), {6}),
        ("modality_required_from", dt.date(2022, 12, 1), {6}),
        ("ghost_years", 6, {12}),
        ("ghost_years", 8, {18}),
        ("oldest_age_years", 104, {13}),
        ("oldest_age_years", 106, {19}),
    ],
)
def test_another_parameter(parameter: str, value: Any, persons: set[int]) -> None:
    method: Method = dataclasses.replace(METHOD, **{parameter: value})
    assert moved(method=method) == persons


def reversals_ignored(claims: pl.DataFrame, codes: Sequence[str]) -> pl.DataFrame:
    return net_claims(claims.filter(pl.col("services") > 0), codes)


def copies_kept(claims: pl.DataFrame, codes: Sequence[str]) -> pl.DataFrame:
    wanted = claims.filter((pl.col("fee_suffix") == "A") & pl.col("fee_code").is_in(list(codes)))
    return wanted.group_by(NETTING_KEY).agg(pl.col("services").sum()).filter(pl.col("services") > 0)


def every_suffix(claims: pl.DataFrame, codes: Sequence[str]) -> pl.DataFrame:
    return net_claims(claims.with_columns(pl.lit("A").alias("fee_suffix")), codes)


@pytest.mark.parametrize(("net", "persons"), [(reversals_ignored, {4}), (copies_kept, {5}), (every_suffix, {8})])
def test_another_netting(net: Any, persons: set[int]) -> None:
    assert moved(net=net) == persons


def closed_at_the_start(column: str, after: dt.date, until: dt.date) -> pl.Expr:
    return pl.col(column).is_between(after, until)


def open_on_its_last_day(enrolments: pl.DataFrame, *others: Any) -> pl.DataFrame:
    return open_spells(enrolments.with_columns(pl.col("end_date").dt.offset_by("1d")), *others)


def without_start_dates(frame: pl.DataFrame, ranks: pl.DataFrame, steps: dict[str, str]) -> pl.DataFrame:
    return choose_physician(frame, ranks, {name: steps[name] for name in steps if name != "start_date"})


def largest_hash_first(registry: pl.DataFrame) -> pl.DataFrame:
    return number_physicians(registry).with_columns((100 - pl.col("tie_rank")).alias("tie_rank"))


def death_on_d_is_counted(period_end: dt.date, method: Method) -> dict[str, pl.Expr]:
    return {**exclusion_rules(period_end, method), "dead": pl.col("death_date") < period_end}


def death_never_counts(period_end: dt.date, method: Method) -> dict[str, pl.Expr]:
    return {**exclusion_rules(period_end, method), "dead": pl.col("death_date").is_not_null()}


def no_area_has_a_team(areas: pl.DataFrame, network_ohts: pl.DataFrame) -> pl.DataFrame:
    return area_teams(areas, network_ohts).with_columns(pl.lit(None, pl.String).alias("area_oht_id"))


@pytest.mark.parametrize(
    ("module", "name", "wrong", "persons"),
    [
        (tiers, "CARE_STEPS", dict(reversed(CARE_STEPS.items())), {2, 3}),
        (tiers, "choose_physician", without_start_dates, {17}),
        (tiers, "open_spells", open_on_its_last_day, {11}),
        (round_one, "in_window", closed_at_the_start, {10}),
        (round_one, "number_physicians", largest_hash_first, {20}),
        (counted, "exclusion_rules", death_on_d_is_counted, {21}),
        (counted, "exclusion_rules", death_never_counts, {22}),
        (hospitals, "_enough", lambda admissions, minimum: admissions, {15}),
        (round_three, "area_teams", no_area_has_a_team, {10, 12, 13, 22, 23}),
    ],
)
def test_another_rule(module: Any, name: str, wrong: Any, persons: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, wrong)
    assert moved() == persons
