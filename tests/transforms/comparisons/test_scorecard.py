"""The scorecard of one team or the province (comparisons, 30)."""

import dataclasses
from typing import Any

import polars as pl
import pytest

from reference.programmes import Member
from tests.transforms.comparisons.exact_rows import ONTARIO, exact_row, shown
from transforms.catalogue import indicators
from transforms.comparisons.scorecard import NO_ROW, build_scorecard
from transforms.disclosure.audience import Audience

TEAM = ("oht", "T1")
ID = "continuity_hqo"
YEAR_BEFORE = "2025-09"
Row = dict[str, Any]


def card(
    rows: list[Row],
    before: list[Row],
    *members: Member,
    unit: tuple[str, str] = TEAM,
    audience: Audience = Audience.OHT,
) -> list[Row]:
    asked = members or (Member(ID, "local", "here"),)
    results, earlier = shown(rows, audience), shown(before, audience)
    return build_scorecard(asked, indicators(), results, earlier, unit).to_dicts()


def now(counts: tuple[int, int] | None, province: tuple[int, int] = (500, 1000), indicator_id: str = ID) -> list[Row]:
    return [exact_row(indicator_id, TEAM, counts), exact_row(indicator_id, ONTARIO, province)]


@pytest.mark.parametrize(
    ("counts", "verdict", "reason"),
    [
        ((90, 100), "better", "limits_above"),
        ((50, 100), "similar", "limits_hold"),
        ((10, 100), "worse", "limits_below"),
        ((10, 19), "none", "below_minimum"),
        ((5, 100), "none", "hidden"),
        ((95, 100), "none", "hidden"),
        (None, "none", "not_computable"),
    ],
)
def test_a_team_is_held_against_the_province(counts: tuple[int, int] | None, verdict: str, reason: str) -> None:
    (row,) = card(now(counts), [])
    assert (row["verdict"], row["verdict_reason"]) == (verdict, reason)


def test_the_adjusted_value_is_judged_where_both_have_one() -> None:
    table = shown(now((90, 100)))
    adjusted = {"T1": 50.0, "ontario": 50.0}
    with_adjusted = table.with_columns(
        pl.col("unit_id").replace_strict(adjusted).alias("adjusted"),
        pl.lit(40.0).alias("adjusted_lower"),
        pl.lit(60.0).alias("adjusted_upper"),
    )
    members = [Member(ID, "local", "here")]
    row = build_scorecard(members, indicators(), with_adjusted, table.clear(), TEAM).row(0, named=True)
    assert (row["judged_by"], row["verdict"]) == ("adjusted", "similar")
    of_team = pl.when(pl.col("level") == "oht").then("adjusted").alias("adjusted")
    row = build_scorecard(members, indicators(), with_adjusted.with_columns(of_team), table.clear(), TEAM).row(
        0, named=True
    )
    assert (row["judged_by"], row["verdict"]) == ("value", "better")


def test_the_province_is_compared_with_nobody() -> None:
    (row,) = card(now((90, 100)), [], unit=ONTARIO)
    assert (row["value"], row["verdict"], row["verdict_reason"]) == (50.0, "none", "no_comparator")
    assert (row["standing"], row["standing_reason"]) == (None, "province")


@pytest.mark.parametrize(
    ("indicator_id", "counts", "target", "status"),
    [
        (ID, (50, 100), 50.0, "met"),
        (ID, (50, 100), 50.1, "missed"),
        ("ed_freq_mha", (50, 100), 50.0, "met"),
        ("ed_freq_mha", (50, 100), 49.9, "missed"),
        (ID, (50, 100), None, "no_target"),
        (ID, (5, 100), 4.0, "hidden"),
        (ID, None, 4.0, "no_value"),
        ("continuity_medium_hqo", (50, 100), 4.0, "context"),
    ],
)
def test_the_target_is_met_or_not(
    indicator_id: str, counts: tuple[int, int] | None, target: float | None, status: str
) -> None:
    (row,) = card(now(counts, indicator_id=indicator_id), [], Member(indicator_id, "local", "here", target))
    assert row["target_status"] == status


def test_of_a_hidden_team_nothing_is_told() -> None:
    before = [exact_row(ID, TEAM, (50, 100), YEAR_BEFORE)]
    rows = [card(now(counts), before, Member(ID, "local", "here", 4.0)) for counts in ((1, 100), (5, 100), (96, 100))]
    assert rows[0] == rows[1] == rows[2]
    (row,) = rows[0]
    numbers = {name for name, value in row.items() if isinstance(value, float) and not isinstance(value, bool)}
    assert numbers == {"target", "province_value"}
    (exact,) = card(now((5, 100)), before, Member(ID, "local", "here", 4.0), audience=Audience.PRACTICE)
    assert (exact["value"], exact["target_status"], exact["verdict"]) == (5.0, "met", "worse")


def test_the_change_is_against_the_same_month_a_year_before() -> None:
    (row,) = card(now((80, 100)), [exact_row(ID, TEAM, (50, 100), YEAR_BEFORE)])
    assert (round(row["change"], 9), row["change_verdict"], row["change_reason"]) == (30.0, "better", None)
    (row,) = card(now((80, 100)), [exact_row(ID, TEAM, (50, 100), YEAR_BEFORE, version=2)])
    assert (row["change"], row["change_reason"]) == (None, "definition_changed")
    (row,) = card(now((80, 100)), [])
    assert (row["change"], row["change_reason"]) == (None, "no_year_before")
    (row,) = card(now((80, 100)), [exact_row(ID, TEAM, (3, 100), YEAR_BEFORE)])
    assert (row["change"], row["change_reason"]) == (None, "hidden_before")


def test_members_come_by_aim_with_what_is_not_there() -> None:
    members = [Member("md_panel", "local", "x"), Member("ed_rate", "unverified", "x"), Member(ID, "local", "x")]
    rows = card(now((50, 100)), [], *members)
    assert [row["indicator_id"] for row in rows] == [ID, "ed_rate", "md_panel"]
    assert [row["not_computable"] for row in rows] == [None, NO_ROW, NO_ROW]
    assert [row["membership_status"] for row in rows] == ["local", "unverified", "local"]
    assert rows[0]["state"] == "final"


def test_an_older_version_shows_beside_the_current_one() -> None:
    changed = {ID: dataclasses.replace(indicators()[ID], version=3)}
    row = build_scorecard([Member(ID, "local", "x")], changed, shown(now((50, 100))), shown([]), TEAM).row(
        0, named=True
    )
    assert (row["definition_version"], row["current_version"]) == (1, 3)


def test_no_members_and_no_results_give_no_rows() -> None:
    empty = shown([])
    assert build_scorecard([], indicators(), empty, empty, TEAM).is_empty()
    (row,) = build_scorecard([Member(ID, "local", "x")], indicators(), empty, empty, TEAM).to_dicts()
    assert (row["value"], row["not_computable"], row["verdict_reason"]) == (None, NO_ROW, "not_computable")
