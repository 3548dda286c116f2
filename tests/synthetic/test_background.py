"""Planted physicians practise as their roles say, and planted areas have the residents that decide their network."""

import datetime as dt

import polars as pl
import pytest

from synthetic.planted.areas import AGAINST_TABLE, EMPTY, OFF_TABLE, OFF_TABLE_TIED, TIED
from synthetic.planted.background import LIMITED_ROLES, ORDINARY_ROLES
from synthetic.planted.stage import FILLER_CASE
from synthetic.province import Scale, rule_truth
from synthetic.world import build_world

D = dt.date(2026, 9, 30)
NO_ACTIVITY = ["K300", "K301", "Q310", "Q311", "Q312", "Q313"]
# Core codes of the planted lines that are in force within the two years.
CORE = ["A001", "A003", "A007", "A261", "G212", "G365", "G372", "K267", "K269"]
LIMITED = ["part_time", "walk_in", "focused", "few_days", "half_core"]


@pytest.fixture(scope="module")
def practice(drops) -> pl.DataFrame:
    """One row per physician: lines and core lines of the two years, and the larger number of days in a year."""
    claims = pl.concat([drop["claims"] for drop in drops]).filter(pl.col("units") > 0)
    code = pl.col("fee_code").str.slice(0, 4)
    lines = claims.filter(
        pl.col("serviced_on").is_between(dt.date(2024, 10, 1), D),
        ~code.is_in(NO_ACTIVITY) & ~code.str.starts_with("L") & ~pl.col("fee_code").str.contains("[BC]$"),
    ).with_columns(
        is_core=code.is_in(CORE) & pl.col("place").is_in(["O", "H", "V"]),
        year=pl.col("serviced_on") > dt.date(2025, 9, 30),
    )
    days = lines.group_by("physician_no", "year").agg(days=pl.col("serviced_on").n_unique())
    counts = lines.group_by("physician_no").agg(lines=pl.len(), core=pl.col("is_core").sum())
    return counts.join(days.group_by("physician_no").agg(pl.col("days").max()), on="physician_no")


def is_comprehensive(practice: pl.DataFrame, physician: str) -> bool:
    own = practice.filter(physician_no=physician).row(0, named=True)
    return own["days"] >= 44 and 2 * own["core"] > own["lines"]


@pytest.fixture(scope="module")
def towns(scale: Scale):
    homes = build_world(scale).sheet.homes
    return homes.homes, homes.shared


@pytest.mark.parametrize("role", [*ORDINARY_ROLES, "retired", *LIMITED_ROLES])
def test_roles_are_comprehensive_or_not(practice, towns, role: str):
    homes, shared = towns
    own = [town.physicians[role] for town in [*homes, shared] if role in town.physicians]
    assert own
    assert {is_comprehensive(practice, physician) for physician in own} == {role not in LIMITED}


def test_the_boundaries_are_exact(practice, towns):
    for town in towns[0]:
        by_role = {role: practice.filter(physician_no=number) for role, number in town.physicians.items()}
        assert by_role["few_days"]["days"].item() == 43
        assert by_role["enough_days"]["days"].item() == by_role["enough_days_before"]["days"].item() == 44
        assert 2 * by_role["half_core"]["core"].item() == by_role["half_core"]["lines"].item()
        assert 2 * by_role["most_core"]["core"].item() == by_role["most_core"]["lines"].item() + 1


def test_planted_physicians_of_scenes_have_fifty_days_in_each_of_three_years(drops, scale):
    claims = drops[0]["claims"]
    for case, found in build_world(scale).sheet.found:
        if case.startswith(("adrift", "shared", "no_admissions", "own_ten", "kinds")):
            own = claims.filter(physician_no=found.physician_id, fee_code="A007A", place="O")
            for year in range(3):
                days = own.filter(pl.col("serviced_on").dt.offset_by(f"{year}y").is_between(dt.date(2025, 10, 1), D))
                assert days["serviced_on"].n_unique() >= 50, (case, year)


def test_fillers_see_others_only(drops, scale):
    fillers = rule_truth(scale).filter(case=FILLER_CASE)
    seen = drops[0]["claims"].join(fillers, left_on="health_number", right_on="person_key")
    assert len(fillers) == 20
    assert seen.filter(pl.col("physician_no") == pl.col("physician_id")).is_empty()
    assert seen["physician_no"].n_unique() > 80


def test_planted_areas_have_planted_residents_only(drops, scale):
    truth = rule_truth(scale)
    persons = drops[0]["persons"].with_columns(area=pl.col("postal_code").str.slice(0, 3))
    found = {}
    for area in (AGAINST_TABLE, TIED, EMPTY, OFF_TABLE, OFF_TABLE_TIED):
        residents = persons.filter(pl.col("area") == area)
        placed = residents.join(truth, left_on="health_number", right_on="person_key")
        assert len(placed) == len(residents), area
        votes = placed.filter(tier="rostered").group_by("oht_id").len().sort("oht_id")
        found[area] = dict(votes.iter_rows())
    assert found == {
        AGAINST_TABLE: {"T001": 8, "T002": 12},
        TIED: {"T001": 10, "T002": 10},
        EMPTY: {},
        OFF_TABLE: {"T002": 20},
        OFF_TABLE_TIED: {"T001": 10, "T002": 10},
    }


def test_the_planted_residents_of_each_town_outvote_all_others(scale):
    """The team of a provider tells the network; most of those who live in a town have the town's own."""
    truth = rule_truth(scale).filter(oht_basis="provider").join(_home_areas(scale), on="person_key")
    votes = truth.group_by("team", own=pl.col("team") == pl.col("oht_id")).len()
    for (team,), counts in votes.group_by("team"):
        by_own = dict(counts.select("own", "len").iter_rows())
        assert by_own[True] > 3 * by_own.get(False, 0), team


def _home_areas(scale: Scale) -> pl.DataFrame:
    """One row per planted person who lives in a planted town's first area: key and the team of that town."""
    sheet = build_world(scale).sheet
    teams = {home.place.home_area_id: home.oht_id for home in sheet.homes.homes}
    rows = {row["health_number"]: row["postal_code"] for row in sheet.main["persons"] + sheet.later["persons"]}
    homes = {key: teams.get((code or "")[:3]) for key, code in rows.items()}
    return pl.DataFrame({"person_key": list(homes), "team": list(homes.values())}).drop_nulls()
