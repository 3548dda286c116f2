"""The family of episodes (indicators.md 19): window, buffer, comorbidity, precedence."""

import polars as pl

from schemas.core import Attribution
from tests.tables import assert_rows, table
from tests.transforms.hospital_rows import NO_LAST_DAYS, NO_SURGERY, everybody, stays
from tests.transforms.rows import D, attribution
from transforms.catalogue import indicators
from transforms.episodes.last_days import LAST_DAYS
from transforms.features.episodes import FAMILY


def episodes(text: str, last_days: pl.DataFrame = NO_LAST_DAYS, people: pl.DataFrame | None = None) -> pl.DataFrame:
    seen = stays(text)
    frames = {"discharges": seen, "day_surgeries": NO_SURGERY, "hospital_last_days": last_days}
    return FAMILY.build({**frames, "attribution": everybody(seen) if people is None else people}, D)


def counted(text: str, indicator_id: str, last_days: pl.DataFrame = NO_LAST_DAYS) -> dict[str, bool]:
    """Give, for the episodes in the denominator of an indicator, whether they are in its numerator."""
    record = indicators()[indicator_id]
    events = episodes(text, last_days).join(everybody(stays(text)), on="person_id")
    rows = events.filter(record.is_counted).select("event_id", record.numerator.rule.alias("numerator"))
    return dict(rows.sort("event_id").iter_rows())


def test_index_days_of_12_months_and_links_before_them() -> None:
    found = episodes("""
        person_id discharge_id admission_date discharge_date
        1         a            2025-09-01     2025-09-30        # 12 months before D is outside
        1         b            2025-09-30     2025-10-02        # and yet the first part of this one
        2         c            2025-10-01     2025-10-01
        3         d            2026-09-29     2026-09-30        # D
        4         e            2026-09-29     2026-10-01
        5         f            2025-06-20     2025-06-30        # 15 months before D is not read
        5         g            2025-06-30     2025-10-05
    """)
    assert_rows(
        found,
        """
        person_id event_id event_date first_admission_date encounters days_to_period_end
        1         b        2025-10-02 2025-09-01           2          363
        2         c        2025-10-01 2025-10-01           1          364
        3         d        2026-09-30 2026-09-29           1          0
        5         g        2025-10-05 2025-06-30           1          360
        """,
    )


def test_the_last_day_of_the_province_decides_the_buffer() -> None:
    text = """
        person_id discharge_id hospital_id admission_date discharge_date
        1         a            S1          2026-06-30     2026-07-01
        1         b            S1          2026-07-01     2026-07-02
        2         c            S2          2026-01-01     2026-01-02
    """
    province = table("hospital_id last_discharge_date\nS1 2026-08-30\nS2 2026-09-30", LAST_DAYS)
    assert_rows(episodes(text, province), "event_id is_censored\nb true\nc false")
    later = table("hospital_id last_discharge_date\nS1 2026-08-31", LAST_DAYS)
    assert_rows(episodes(text, later), "event_id is_censored\nb false\nc true")


def test_without_the_days_of_the_province_the_bucket_decides() -> None:
    text = "person_id discharge_id admission_date discharge_date\n1 a 2026-03-01 2026-07-31\n2 b 2026-03-01 2026-08-01"
    assert_rows(episodes(f"{text}\n3 c 2026-03-01 2026-09-29"), "event_id is_censored\na false\nb true\nc true")


def test_age_and_comorbidity_at_the_discharge() -> None:
    text = """
        person_id discharge_id admission_date discharge_date main_diagnosis_code other_diagnosis_codes
        1         a            2026-06-01     2026-06-14     A099                I219
        2         b            2026-06-01     2026-06-15     C770                []
        3         c            2026-06-01     2026-06-16     -                   -
    """
    people = attribution("person_id birth_date\n1 1941-06-15\n2 1941-06-15\n3 2008-06-17")
    assert_rows(
        episodes(text, people=people),
        """
        event_id age_at_discharge discharge_age_group charlson_group
        a        84               75-84               1-2
        b        85               85+                 3+
        c        17               0-17                0
        """,
    )


def test_the_diagnoses_of_all_stays_of_the_episode_count() -> None:
    text = """
        discharge_id admission_date discharge_date main_diagnosis_code
        a            2026-06-01     2026-06-14     I219
        b            2026-06-14     2026-06-15     C770
        c            2026-06-20     2026-06-21     A099
    """
    assert_rows(episodes(text), "event_id charlson_group\nb 3+\nc 0")


def test_who_is_not_counted_has_no_episode() -> None:
    text = "person_id admission_date discharge_date\n1 2026-06-01 2026-06-14"
    assert episodes(text, people=Attribution.empty()).is_empty()


def test_several_episodes_of_a_person_each_count() -> None:
    text = """
        discharge_id admission_date discharge_date
        a            2026-03-01     2026-03-03
        b            2026-04-02     2026-04-03        # on day 30
        c            2026-05-04     2026-05-05        # on day 31
        d            2026-09-29     2026-09-30
    """
    assert counted(text, "readmit30_cihi") == {"a": True, "b": False, "c": False}


def test_the_exclusion_wins_over_the_numerator() -> None:
    text = """
        discharge_id admission_date discharge_date main_diagnosis_code disposition_code is_transfer_out
        a            2026-01-01     2026-01-03     Z515                05               -                 # palliative
        b            2026-01-05     2026-01-06     A099                61               -                 # left
        c            2026-01-08     2026-01-09     A099                05               true              # unknown end
        d            2026-01-11     2026-01-12     A099                05               -                 # back in e
        e            2026-01-14     2026-01-15     A099                05               -
        f            2026-09-29     2026-09-30     A099                05               -
    """
    assert counted(text, "readmit30_cihi") == {"d": True, "e": False}


def test_an_elective_return_in_between_hides_the_urgent_one() -> None:
    text = """
        discharge_id admission_date discharge_date admission_category
        a            2026-01-01     2026-01-03     U
        b            2026-01-05     2026-01-06     L                    # the next, and elective
        c            2026-01-08     2026-01-09     U                    # of b
        d            2026-09-29     2026-09-30     U
    """
    assert counted(text, "readmit30_cihi") == {"a": False, "b": True, "c": False}


def test_episodes_of_mental_health_are_not_counted() -> None:
    text = """
        discharge_id admission_date discharge_date care_type
        a            2026-01-01     2026-01-03     mental_health
        b            2026-02-02     2026-02-06     mental_health
        c            2026-02-08     2026-02-09     medical
        d            2026-09-29     2026-09-30     medical
    """
    assert counted(text, "readmit30_cihi") == {"c": False}
