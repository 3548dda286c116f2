"""What counts as care at home, who has it for long, and who lives in long-term care (families/home_care.md)."""

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from reference.home_care import home_care_services
from tests.tables import assert_rows
from tests.transforms.home_care_rows import NONE, assessments, referrals, services, stays_in_homes
from tests.transforms.rows import D
from transforms.home_care import care_days, last_assessments, scale_group, with_long_stay
from transforms.long_term_care import residents_on


def test_the_services_of_the_rule_text() -> None:
    by_kind = home_care_services().group_by("category").agg(pl.col("code").sort()).sort("category")
    kinds = dict(by_kind.iter_rows())
    assert kinds.pop("other_care") == ["03", "04", "05", "06", "07", "08", "09", "12", "15", "16", "17"]
    assert kinds == {"nursing": ["01", "02"], "personal_support": ["11", "13"], "no_care": ["10", "14"]}


def test_case_management_and_placement_are_no_care() -> None:
    text = """
        person_id service_date service_code
        1         2026-03-03   10
        1         2026-03-04   14
        1         2026-03-02   12
        1         2026-03-02   10    # care on the day all the same
        1         2026-03-02   01
        2         2026-03-01   18    # not on the list
    """
    assert_rows(care_days(services(text)), "person_id service_date\n1 2026-03-02\n2 2026-03-01")
    assert care_days(services(NONE)).is_empty()


def test_the_last_assessment_of_the_year() -> None:
    text = """
        person_id assessment_id assessment_date
        1         b             2026-03-02
        1         a             2026-03-02       # the same day, and a smaller id
        1         z             2025-12-01
        2         a             2025-09-30       # 12 months before D
        3         a             2025-10-01
        4         a             2026-09-30
        4         b             2026-10-01       # after D
    """
    expected = "person_id assessment_id\n1 b\n3 a\n4 a"
    assert_rows(last_assessments(assessments(text), D).sort("person_id"), expected)
    turned = assessments(text).reverse()
    assert_rows(last_assessments(turned, D).sort("person_id"), expected)


def test_sixty_days_in_home_care() -> None:
    admitted = """
        person_id admission_date discharge_date
        1         2026-01-01     -              # 60 days before
        2         2026-01-02     -
        3         2026-01-01     2026-03-02     # the day of the assessment is the last one
        4         2026-01-01     2026-03-01
        5         -              -
        7         2026-01-01     2026-01-15
        7         2025-01-01     2026-03-02     # of two admissions one is enough
        7         2025-01-01     -              # and two do not double the row
    """
    people = "person_id\n1\n2\n3\n4\n5\n6\n7"
    found = with_long_stay(assessments(people), referrals(admitted))
    assert_rows(
        found,
        "person_id is_long_stay\n1 true\n2 false\n3 true\n4 false\n5 false\n6 false\n7 true",
    )


def test_groups_of_a_scale() -> None:
    frame = pl.DataFrame({"scale": [0, 1, 2, 3, 6, None]})
    assert frame.select(scale_group("scale")).to_series().to_list() == ["0", "1-2", "1-2", "3-6", "3-6", "unknown"]


def test_who_lives_in_a_home() -> None:
    text = """
        person_id admission_date discharge_date
        1         2026-09-30     -
        2         2026-10-01     -
        3         2020-01-01     2026-09-30
        4         2020-01-01     2026-09-29
        5         2020-01-01     2026-01-01
        5         2026-01-01     -
    """
    assert residents_on(stays_in_homes(text), D)["person_id"].to_list() == [1, 3, 5]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4), st.sampled_from(["01", "10", "14", "99"])), max_size=8))
def test_days_of_care_are_days_with_a_service_of_another_code(given_rows: list[tuple[int, int, str]]) -> None:
    days = [(person, dt.date(2026, 3, 2) + dt.timedelta(days=day), code) for person, day, code in given_rows]
    lines = "\n".join(["person_id service_date service_code", *(" ".join(map(str, row)) for row in days)])
    expected = sorted({(person, day) for person, day, code in days if code not in ("10", "14")})
    assert list(care_days(services(lines)).iter_rows()) == expected
