"""Strata of persons (comparisons, 24)."""

import datetime as dt

import pytest

from schemas.inputs.crosswalk import Areas
from schemas.inputs.physicians import Physicians
from tests.tables import assert_rows, table
from tests.transforms.rows import D, areas, attribution
from transforms.comparisons.strata import AGE_GROUPS, DIMENSIONS, build_strata

AREAS = """
    area_id is_rural deprivation_quintile income_quintile
    N6A     false    5                    1
    K9J     true     1                    5
    P0V     -        -                    -
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


def test_nobody_has_no_strata() -> None:
    built = build_strata(attribution("person_id"), Areas.empty(), Physicians.empty(), D)
    assert built.is_empty()
    assert built.columns == ["person_id", *DIMENSIONS]
