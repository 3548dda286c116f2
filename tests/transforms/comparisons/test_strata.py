"""Strata of persons (comparisons, 24)."""

import datetime as dt

import polars as pl
import pytest

from reference.load import standard_population
from schemas.inputs.crosswalk import Areas
from schemas.inputs.physicians import Physicians
from tests.tables import assert_rows, table
from tests.transforms.rows import D, areas, attribution
from transforms.comparisons.strata import AGE_GROUPS, DIMENSIONS, age_and_sex, build_strata

AREAS = """
    area_id is_rural deprivation_quintile income_quintile
    N6A     false    5                    1
    K9J     true     1                    5
    P0V     -        -                    -
    L7L     true     -                    3
    M5B     -        4                    -
"""
REGISTRY = "physician_id specialty_code model_code\na 00 FHO+\nb 00 -"


def test_strata_of_area_and_physician() -> None:
    people = """
        person_id sex area_id physician_id | sex deprivation income rurality model
        1         F   N6A     a            | F   5           1      urban    FHO+
        2         M   K9J     b            | M   1           5      rural    none   # fee for service
        3         U   P0V     -            | U   -           -      -        none   # an area of which nothing is known
        4         X   N9Z     a            | X   -           -      -        FHO+   # an area that the table lacks
        5         F   -       -            | F   -           -      -        none   # no Ontario address
        6         F   L7L     c            | F   -           3      rural    none   # a physician not on the registry
        7         M   M5B     a            | M   4           -      -        FHO+   # one quintile of two
    """
    built = build_strata(attribution(people), areas(AREAS), table(REGISTRY, Physicians), D)
    assert_rows(built, people)
    assert built.columns == ["person_id", *DIMENSIONS]


@pytest.mark.parametrize(
    ("birth", "group"),
    [
        ("2026-09-30", "0-4"),
        ("2021-10-01", "0-4"),  # five tomorrow
        ("2021-09-30", "5-9"),  # five today
        ("1936-10-01", "85-89"),
        ("1936-09-30", "90+"),
        ("1920-01-01", "90+"),
    ],
)
def test_ages_at_the_period_end(birth: str, group: str) -> None:
    people = attribution("person_id\n1").with_columns(birth_date=dt.date.fromisoformat(birth))
    built = build_strata(people, areas(AREAS), table(REGISTRY, Physicians), D)
    assert built["age_group"].item() == group
    assert group in AGE_GROUPS


def test_the_order_is_that_of_the_person_ids() -> None:
    people = attribution("person_id area_id physician_id\n1 N6A a\n2 K9J b\n3 - -")
    physicians = table(REGISTRY, Physicians)
    built = build_strata(people, areas(AREAS), physicians, D)
    assert built["person_id"].to_list() == [1, 2, 3]
    assert build_strata(people.reverse(), areas(AREAS).reverse(), physicians.reverse(), D).equals(built)


def test_with_nothing_known_of_areas_and_physicians() -> None:
    built = build_strata(attribution("person_id\n1"), Areas.empty(), Physicians.empty(), D)
    assert built.row(0) == (1, "45-49", "F", None, None, None, "none")


def test_age_and_sex_together_are_those_of_the_standard_population() -> None:
    people = attribution("\n".join(["person_id sex", *(f"{age} F" for age in range(111))]))
    ages = pl.date(D.year - pl.col("person_id"), 1, 1).alias("birth_date")
    women = build_strata(people.with_columns(ages), areas(AREAS), table(REGISTRY, Physicians), D)
    men = women.with_columns(pl.lit("M").alias("sex"))
    assert set(age_and_sex(pl.concat([women, men]))) == set(standard_population()["stratum"])
    assert age_and_sex(women)[0] == "F 0-4"


@pytest.mark.parametrize("sex", ["X", "U", None])
def test_the_standard_population_knows_women_and_men_alone(sex: str | None) -> None:
    strata = pl.DataFrame({"sex": [sex, "M"], "age_group": ["90+", "90+"]})
    assert age_and_sex(strata).to_list() == [None, "M 90+"]


def test_nobody_has_no_strata() -> None:
    built = build_strata(attribution("person_id"), Areas.empty(), Physicians.empty(), D)
    assert built.is_empty()
    assert built.columns == ["person_id", *DIMENSIONS]
