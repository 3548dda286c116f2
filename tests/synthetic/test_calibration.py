"""Residents look roughly like Ontario: published anchors with wide margins."""

import datetime as dt

import polars as pl
import pytest

from synthetic.province import Scale, rule_truth
from synthetic.world import build_world

LAST_DAY = dt.date(2026, 9, 30)
OWN_CODES = ["A001", "A003", "A007", "A261", "G365", "G372", "G373", "G538", "G590", "K005", "K013", "K017"]
OWN_CODES += ["K267", "K269", "K130", "K131", "K132", "P004", "G212", "G271"]


@pytest.fixture(scope="module")
def living(drops, scale: Scale) -> pl.DataFrame:
    persons = drops[0]["persons"].filter(pl.col("died").is_null() & pl.col("covered_to").is_null())
    born = persons.with_columns(pl.col("born").str.to_date(strict=False)).drop_nulls("born")
    return born.join(rule_truth(scale), left_on="health_number", right_on="person_key", how="anti")


@pytest.fixture(scope="module")
def visits(drops, living) -> pl.DataFrame:
    """One row per person, family physician and day in the last two years."""
    family = drops[0]["physicians"].filter(pl.col("specialty").is_in(["00", "05"])).select("physician_no")
    recent = drops[0]["claims"].filter(pl.col("serviced_on") > dt.date(2024, 9, 30), pl.col("units") > 0)
    core = recent.filter(pl.col("fee_code").str.slice(0, 4).is_in(OWN_CODES), pl.col("place").is_in(["O", "H", "V"]))
    own = core.join(living, on="health_number", how="semi").join(family, on="physician_no", how="semi")
    return own.unique(["health_number", "physician_no", "serviced_on"])


def test_rostered_share(drops, living):
    today = LAST_DAY.isoformat()
    still = pl.col("ended_on").is_null() | (pl.col("ended_on") > today)
    rostered = living.join(drops[0]["enrolments"].filter(still), on="health_number", how="semi")
    assert len(rostered) / len(living) == pytest.approx(0.73, abs=0.05)


def test_visits_and_non_users(living, visits):
    assert len(visits) / len(living) / 2 == pytest.approx(2.8, abs=0.3)
    assert 1 - visits["health_number"].n_unique() / len(living) == pytest.approx(0.08, abs=0.03)


def test_continuity(visits):
    counts = visits.group_by("health_number", "physician_no").len()
    per_person = counts.group_by("health_number").agg(most=pl.col("len").max(), all=pl.col("len").sum())
    several = per_person.filter(pl.col("all") >= 2)
    assert (several["most"] / several["all"]).mean() == pytest.approx(0.70, abs=0.04)


def test_emergency_visits(drops, living):
    year = pl.col("registered_on").is_between(pl.lit("2025-10-01"), pl.lit("2026-09-30"))
    seen = drops[0]["ed_visits"].filter(year & (pl.col("visit_type") == "U"))
    assert seen.join(living, on="health_number", how="semi").height / len(living) == pytest.approx(0.413, abs=0.05)


def test_stays(drops):
    year = drops[0]["discharges"].filter(pl.col("discharged_on") > dt.date(2025, 9, 30))
    residents = year.filter(pl.col("separation_no").str.starts_with("D"))
    assert residents.height / 30_000 == pytest.approx(0.060, abs=0.015)
    assert set(residents["patient_service"]) == set("MSPOB")


def test_ages_and_physicians(drops, living):
    age = (pl.lit(LAST_DAY) - pl.col("born")).dt.total_days() / 365.25
    assert living.filter(age >= 65).height / len(living) == pytest.approx(0.165, abs=0.03)
    assert living.filter(age < 20).height / len(living) == pytest.approx(0.225, abs=0.03)


@pytest.fixture(scope="module")
def practices(drops, scale: Scale) -> pl.DataFrame:
    """One row per family physician of the residents: activity lines, core lines and most days of a year."""
    workforce = build_world(scale).workforce.physicians
    lines = drops[0]["claims"].filter(
        pl.col("serviced_on") > dt.date(2024, 9, 30),
        ~pl.col("fee_code").str.contains("^(L|K30[01]|Q31)") & ~pl.col("fee_code").str.contains("[BC]$"),
    )
    is_core = pl.col("fee_code").str.slice(0, 4).is_in(OWN_CODES) & pl.col("place").is_in(["O", "H", "V"])
    year = pl.col("serviced_on") > dt.date(2025, 9, 30)
    days = lines.group_by("physician_no", year=year).agg(days=pl.col("serviced_on").n_unique())
    most = days.group_by("physician_no").agg(pl.col("days").max())
    counts = lines.group_by("physician_no").agg(lines=pl.len(), core=is_core.sum())
    family = workforce.filter(pl.col("specialty").is_in(["00", "05"])).select("physician_no", "practice")
    return family.join(counts, on="physician_no", how="left").join(most, on="physician_no", how="left")


def test_comprehensive_share(practices):
    """Between 67.5 and 74.9 per cent of Ontario's physicians of primary care (Schultz and Glazier 2017)."""
    comprehensive = practices.filter(pl.col("days") >= 44, 2 * pl.col("core") > pl.col("lines"))
    assert 0.675 <= len(comprehensive) / len(practices) <= 0.749
    assert set(comprehensive["practice"]) == {"comprehensive"}


def test_limited_practices_are_limited_in_their_own_way(practices):
    by_practice = {name: rows for (name,), rows in practices.drop_nulls("lines").group_by("practice")}
    for name in ("part_time", "walk_in"):
        assert by_practice[name]["days"].max() < 44, name
        assert (2 * by_practice[name]["core"] > by_practice[name]["lines"]).all(), name
    for name in ("focused_office", "focused_inpatient", "focused_emergency"):
        assert (2 * by_practice[name]["core"] < by_practice[name]["lines"]).all(), name


def test_paediatricians_see_children_only(drops, living):
    paediatricians = drops[0]["physicians"].filter(specialty="26")
    seen = drops[0]["claims"].filter(pl.col("fee_code").is_in(["A261A", "K267A", "K269A"]))
    children = seen.join(paediatricians, on="physician_no", how="semi").join(living, on="health_number")
    assert len(children) > 500
    assert children["born"].min() > dt.date(2008, 9, 30) - dt.timedelta(days=10)


def test_claim_lines_a_year(drops):
    assert 6.5 < len(drops[0]["claims"]) / 30_000 / 4 < 10


def test_groups_have_two_to_fifteen_physicians(drops):
    sizes = drops[0]["physicians"].drop_nulls("group_no").group_by("group_no").len()["len"]
    assert sizes.min() >= 2
    assert sizes.max() <= 15
