"""By what people are compared: age groups at their edges, areas and models that are not known."""

import polars as pl

from reference.load import standard_population
from tests.tables import assert_rows
from tests.transforms.rows import areas, base, physicians
from transforms.comparisons.strata import AGE_SEX, DIMENSIONS, build_strata

AREAS = areas(
    """
    area_id deprivation_quintile income_quintile is_rural
    N6A     5                    1               false
    K9J     1                    -               true
    P0V     -                    5               -
    """
)
PHYSICIANS = physicians("physician_id model_code\na FHO\nb -")
PEOPLE = """
    person_id age_years sex area_id physician_id | age_group sex deprivation income rurality model age_sex
    1         0         F   N6A     a            | 0-4       F   5           1      urban    FHO   F_0-4
    2         4         M   N6A     a            | 0-4       M   5           1      urban    FHO   M_0-4
    3         5         F   K9J     b            | 5-9       F   1           -      rural    none  F_5-9    # no model
    4         89        F   P0V     -            | 85-89     F   -           5      -        none  F_85-89  # nobody's
    5         90        M   -       c            | 90+       M   -           -      -        none  M_90+    # no area
    6         104       X   X0X     a            | 90+       X   -           -      -        FHO   -        # not F or M
"""


def strata(text: str = PEOPLE) -> pl.DataFrame:
    return build_strata(base(text), AREAS, PHYSICIANS)


def test_each_person_has_a_stratum_in_each_dimension_or_none() -> None:
    shown = strata().with_columns(pl.Series("person_id", range(1, 7)), pl.col(AGE_SEX).str.replace(" ", "_"))
    assert_rows(shown, PEOPLE)
    assert strata().columns == [*DIMENSIONS, AGE_SEX]


def test_the_order_is_that_of_the_persons() -> None:
    assert build_strata(base(PEOPLE).reverse(), AREAS.reverse(), PHYSICIANS).equals(strata().reverse())


def test_nobody_and_nothing_known() -> None:
    assert strata("person_id").is_empty()
    unknown = build_strata(base("person_id\n1"), AREAS.clear(), PHYSICIANS.clear())
    assert unknown.row(0) == ("45-49", "F", None, None, None, "none", "F 45-49")


def test_the_ages_of_women_and_men_are_those_of_the_standard_population() -> None:
    lines = [f"{sex}{age} {age} {sex}" for age in range(111) for sex in "FM"]
    people = base("\n".join(["physician_id age_years sex", *lines]))
    assert set(build_strata(people, AREAS, PHYSICIANS)[AGE_SEX]) == set(standard_population()["stratum"])
