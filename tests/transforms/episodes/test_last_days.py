"""The buffer at the end of what a hospital delivered (indicators.md 19.8)."""

import polars as pl

from tests.tables import assert_rows, table
from tests.transforms.hospital_rows import stays
from tests.transforms.rows import D
from transforms.episodes.last_days import LAST_DAYS, count_last_days, is_beyond_buffer, unite_last_days


def test_the_last_day_of_any_separation_by_the_period_end() -> None:
    seen = stays("""
        hospital_id admission_date discharge_date admission_category
        S1          2026-09-01     2026-09-29     U
        S1          2026-09-30     2026-10-01     U                    # after D
        S1          2026-09-01     2026-09-30     N                    # a newborn shows that it was delivered
        S2          2026-05-01     2026-05-02     U
    """)
    assert_rows(count_last_days(seen, D), "hospital_id last_discharge_date\nS1 2026-09-30\nS2 2026-05-02")


def test_buckets_unite_by_the_latest_day() -> None:
    one = table("hospital_id last_discharge_date\nS1 2026-09-30\nS2 2026-05-02", LAST_DAYS)
    other = table("hospital_id last_discharge_date\nS2 2026-05-03\nS3 2026-01-01", LAST_DAYS)
    expected = "hospital_id last_discharge_date\nS1 2026-09-30\nS2 2026-05-03\nS3 2026-01-01"
    assert_rows(unite_last_days([one, other]), expected)
    assert unite_last_days([]).is_empty()


def test_60_days_before_the_last_day_is_near_enough() -> None:
    days = {"discharge_date": pl.Date(), "last_discharge_date": pl.Date()}
    seen = table("discharge_date last_discharge_date\n2026-08-01 2026-09-30\n2026-08-02 2026-09-30", days)
    assert seen.select(is_beyond_buffer(30)).to_series().to_list() == [False, True]
