"""Primary-care visits (method, 6): distinct pairs of physician and day among the core lines of 24 months."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, core_lines
from transforms.features.primary_care import FAMILY

COUNTS = "person_id primary_care_visits_24m most_seen_visits_24m last_primary_care_date"


def visits(text: str, end: dt.date = D) -> pl.DataFrame:
    return FAMILY.build({"core_lines": core_lines(text)}, end)


def test_a_visit_is_a_physician_and_a_day() -> None:
    lines = """
        person_id physician_id service_date value_cents
        1         a            2026-03-02   100          # two lines of a day are one visit
        1         a            2026-03-02   200
        1         b            2026-03-02   100          # another physician of the day is another
        1         a            2026-03-09   100
        2         a            2026-03-02   100          # one each: the most seen gave one
        2         b            2026-03-02   100
        2         c            2026-03-09   100
    """
    assert_rows(visits(lines), f"{COUNTS}\n1 3 2 2026-03-09\n2 3 1 2026-03-09")


def test_the_last_visit_may_be_with_another_physician() -> None:
    lines = "person_id physician_id service_date\n1 a 2026-03-01\n1 a 2026-03-02\n1 b 2026-04-01"
    assert_rows(visits(lines), f"{COUNTS}\n1 3 2 2026-04-01")


def test_24_months_ending_at_d() -> None:
    text = """
        person_id service_date | primary_care_visits_24m
        1         2024-09-30   | x   # 24 months before D is outside
        2         2024-10-01   | 1
        3         2026-09-30   | 1   # D
        4         2026-10-01   | x
    """
    assert_rows(visits(text), text)


def test_months_before_the_end_of_february() -> None:
    leap = "person_id service_date | primary_care_visits_24m\n1 2022-02-28 | x\n2 2022-03-01 | 1"
    assert_rows(visits(leap, dt.date(2024, 2, 29)), leap)
    common = "person_id service_date | primary_care_visits_24m\n1 2024-02-28 | x\n2 2024-02-29 | 1"
    assert_rows(visits(common, dt.date(2026, 2, 28)), common)
