"""Tests of cancer screening of the random residents: who is tested, when, and how many are overdue."""

import datetime as dt

import polars as pl

from synthetic.scale import Scale, years_before

Drops = list[dict[str, pl.DataFrame]]


def residents_tests(drops: Drops) -> pl.DataFrame:
    """One row per readable test of a random resident, with birth and sex; planted tests and faults are left out."""
    persons = drops[0]["persons"].unique("health_number", keep="none").select("health_number", "born", "gender")
    tests = drops[0]["screening_tests"].filter(pl.col("test_no").str.starts_with("T"))
    days = [pl.col(name).str.to_date("%Y-%m-%d") for name in ("born", "tested_on")]
    return tests.join(persons, on="health_number").with_columns(days)


def test_the_tests_reach_back_further_than_a_colonoscopy_lasts(drops: Drops, scale: Scale) -> None:
    months = residents_tests(drops).group_by(pl.col("tested_on").dt.strftime("%Y-%m")).len()
    known = months.filter(pl.col("tested_on") >= years_before(scale.last_day, 11).strftime("%Y-%m"))
    assert len(known) == 133
    assert known["len"].min() > known["len"].median() / 2


def test_kinds_follow_their_days_and_women_their_tests(drops: Drops) -> None:
    tests = residents_tests(drops)
    assert tests.filter(pl.col("test").is_in(["PAP", "HPV", "MAM"]))["gender"].unique().to_list() == ["2"]
    spans = {test: (first, last) for test, first, last in _spans(tests).iter_rows()}
    assert spans["FOBT"][1] < dt.date(2019, 6, 24) <= spans["FIT"][0]
    assert spans["PAP"][1] < dt.date(2025, 3, 3) <= spans["HPV"][0]


def _spans(tests: pl.DataFrame) -> pl.DataFrame:
    """One row per kind of test: its first and last day."""
    return tests.group_by("test").agg(pl.col("tested_on").min().alias("first"), pl.col("tested_on").max().alias("last"))


def test_about_a_third_of_the_women_of_60_have_had_no_mammogram_in_30_months(drops: Drops, scale: Scale) -> None:
    born = pl.col("born").str.to_date("%Y-%m-%d", strict=False)
    women = (
        drops[0]["persons"]
        .filter(
            born.is_between(years_before(scale.last_day, 70), years_before(scale.last_day, 55)), pl.col("gender") == "2"
        )
        .filter(pl.col("died").is_null())
    )
    seen = residents_tests(drops).filter(test="MAM").filter(pl.col("tested_on") > dt.date(2024, 3, 30))
    assert 0.2 < 1 - len(women.join(seen, on="health_number", how="semi")) / len(women) < 0.5
