"""The population: counted persons beside those who died, with ages of their own and the features of both."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.base_tables import Decedents, PopulationBase
from tests.tables import assert_rows, table
from tests.transforms.rows import AS_OF, BORN, D, areas, attribution, ed_visits, persons, physicians
from transforms.attribution.decedents import age_at_death
from transforms.base_tables.population import build_population, unite_population
from transforms.catalogue import indicators
from transforms.comparisons.strata import build_strata
from transforms.features import emergency_before_death, mid_years
from transforms.indicators.membership import mark_rows

PEOPLE = "person_id tier physician_id oht_id\n4 rostered a T1\n2 unattributable - -"


def decedents(text: str) -> pl.DataFrame:
    """One row per line: a woman of the area N6A who died at 45 half a year before D, a patient of physician a."""
    usual = {"birth_date": BORN, "sex": "F", "area_id": "N6A", "physician_id": "a", "oht_id": "T1"}
    return table(text, Decedents, death_date=AS_OF, age_years=45, **usual)


def test_the_living_have_their_age_at_d_and_the_dead_theirs_at_death() -> None:
    dead = decedents("person_id death_date physician_id\n3 2025-10-01 -\n1 2025-09-30 a")
    expected = """
        person_id age_years is_decedent is_recent_decedent death_date physician_id
        1         45        true        false              2025-09-30 a
        2         46        false       false              -          -
        3         45        true        true               2025-10-01 -
        4         46        false       false              -          a
    """
    assert_rows(PopulationBase.validate(unite_population(attribution(PEOPLE), dead, D)), expected)


def test_features_stand_beside_both() -> None:
    family = emergency_before_death.FAMILY
    frames = {
        "persons": persons("person_id death_date\n1 2026-03-02\n4 -"),
        "ed_visits": ed_visits("person_id visit_date\n1 2026-03-01\n4 2026-03-01"),
    }
    features = {family.name: family.build(frames, D)}
    built = build_population(attribution(PEOPLE), decedents("person_id\n1"), features, [family], D)
    assert_rows(built, "person_id ed_visits_before_death\n1 1\n2 0\n4 0")


def test_nobody_died() -> None:
    assert unite_population(attribution(PEOPLE), Decedents.empty(), D)["person_id"].to_list() == [2, 4]


def test_the_dead_are_in_the_age_group_of_their_death() -> None:
    both = unite_population(attribution("person_id\n2"), decedents("person_id age_years\n1 44"), D)
    found = build_strata(both, areas("area_id\nN6A"), physicians("physician_id\na"), D, pl.col("age_years"))
    assert_rows(found, "person_id age_group\n1 40-44\n2 45-49")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.none() | st.integers(0, 1_095)), min_size=1, max_size=8))
def test_every_death_before_75_is_above_and_below_the_line(lives: list[tuple[int, int | None]]) -> None:
    """Days lived by D, or by death, and how many days before D death came (null: alive)."""
    rows = []
    for number, (days, ago) in enumerate(lives):
        died = None if ago is None else D - dt.timedelta(days=ago)
        rows.append(f"{number} {(died or D) - dt.timedelta(days=days)} {died or '-'}")
    people = persons("person_id birth_date death_date\n" + "\n".join(rows))
    dead = people.filter(pl.col("death_date").is_not_null()).with_columns(
        age_at_death().cast(pl.Int32).alias("age_years")
    )
    known = decedents("person_id").vstack(
        dead.with_columns(
            physician_id=pl.lit("a"), group_id=pl.lit(None, pl.String), oht_id=pl.lit("T1"), death_date="death_date"
        ).select(list(Decedents.to_schema().columns))
    )
    alive = people.filter(pl.col("death_date").is_null()).select("person_id", "birth_date")
    placed = (
        attribution("person_id\n" + "\n".join(map(str, alive["person_id"])))
        .drop("birth_date")
        .join(alive, on="person_id")
    )
    features = {"mid_years": mid_years.FAMILY.build({"persons": people}, D)}
    base = build_population(placed, known, features, [mid_years.FAMILY], D)
    marks = mark_rows(base, indicators()["premature_mort"])
    assert marks["numerator"].sum() == known.filter(pl.col("age_years") < 75).height
    assert (marks["denominator"] >= marks["numerator"]).all()
    assert marks["denominator"].is_between(0, 3).all()
    years_lost = mark_rows(base, indicators()["pyll"])["numerator"]
    assert (years_lost >= marks["numerator"]).all()
