"""History: runs of periods with the same place, and the gaps between them."""

import datetime as dt

import polars as pl

from schemas.changes import AttributionHistory
from tests.tables import assert_rows, table
from tests.transforms.attribution.placements import placed
from transforms.attribution.history import build_history

ENDS = [dt.date(2026, 6, 30), dt.date(2026, 7, 31), dt.date(2026, 8, 31), dt.date(2026, 9, 30)]
MONTHS = ["june", "july", "august", "september"]
WORDS = {"person_id": pl.Int64(), **dict.fromkeys(MONTHS, pl.String())}


def history(text: str, months: int = 4) -> pl.DataFrame:
    """One row per person and run of months with the same place."""
    rows = table(text, WORDS).to_dicts()
    attributions = [placed(rows, month) for month in MONTHS[:months]]
    return AttributionHistory.validate(build_history(ENDS[:months], attributions))


def test_runs_of_the_same_place() -> None:
    found = history("""
    person_id june           july           august              september
    1         enrolment:a:T1 enrolment:a:T1 enrolment:a:T1      enrolment:a:T1      # all the time
    2         -              -              enrolment:a:T1      enrolment:a:T1      # born in August
    3         enrolment:a:T1 enrolment:a:T1 -                   -                   # died in August
    4         enrolment:a:T1 -              enrolment:a:T1      enrolment:a:T1      # not insured in July
    5         enrolment:a:T1 core_care:a:T1 core_care:a:T1      core_care:a:T2      # tier, then team
    6         area:.:T1      no_oht:.:.     no_oht:.:.          centre_roster:H1:T1
    7         enrolment:a:T1 enrolment:b:T1 enrolment:a:T1      enrolment:b:T1      # to and fro
    """)
    expected = """
    person_id valid_from valid_to   oht_id physician_id centre_id tier
    1         2026-06-30 -          T1     a            -         rostered
    2         2026-08-31 -          T1     a            -         rostered
    3         2026-06-30 2026-08-31 T1     a            -         rostered
    4         2026-06-30 2026-07-31 T1     a            -         rostered
    4         2026-08-31 -          T1     a            -         rostered
    5         2026-06-30 2026-07-31 T1     a            -         rostered
    5         2026-07-31 2026-09-30 T1     a            -         virtual
    5         2026-09-30 -          T2     a            -         virtual
    6         2026-06-30 2026-07-31 T1     -            -         postal_area
    6         2026-07-31 2026-09-30 -      -            -         unattributable
    6         2026-09-30 -          T1     -            H1        health_centre
    7         2026-06-30 2026-07-31 T1     a            -         rostered
    7         2026-07-31 2026-08-31 T1     b            -         rostered
    7         2026-08-31 2026-09-30 T1     a            -         rostered
    7         2026-09-30 -          T1     b            -         rostered
    """
    assert_rows(found, expected)


def test_what_is_not_stored_makes_no_run() -> None:
    text = "person_id june july\n1 paediatrician:p:T1:N6A other_visits:p:T1:K9J"
    rows = table(text, {name: WORDS[name] for name in ["person_id", "june", "july"]}).to_dicts()
    found = build_history(ENDS[:2], [placed(rows, "june"), placed(rows, "july")])
    assert found.height == 1


def test_two_persons_of_one_place_are_two_runs() -> None:
    found = history("person_id june\n1 enrolment:a:T1\n2 enrolment:a:T1", months=1)
    assert found["person_id"].to_list() == [1, 2]
    assert found["valid_to"].to_list() == [None, None]


def test_each_month_of_a_person_is_in_exactly_one_run() -> None:
    text = "person_id june july august september\n1 - area:.:T1 - area:.:T1\n2 area:.:T1 area:.:T2 area:.:T2 -"
    found = history(text)
    end = pl.col("valid_to").fill_null(dt.date.max)
    held = [found.filter((pl.col("valid_from") <= day) & (end > day))["person_id"].to_list() for day in ENDS]
    assert held == [[2], [1, 2], [2], [1]]
