"""Days in acute beds of three months: which days count, and what is added up."""

import datetime as dt

import pytest

from tests.tables import assert_rows
from tests.transforms.rows import D, bed_census
from transforms.hospital_features.bed_census import build_bed_census

# Three months before the last day of September end on 30 June, of May on the last day of February.
EDGES = {
    dt.date(2026, 9, 30): dt.date(2026, 7, 1),
    dt.date(2026, 5, 31): dt.date(2026, 3, 1),
    dt.date(2024, 5, 31): dt.date(2024, 3, 1),
}


def test_days_of_a_site_are_added_up_and_sites_kept_apart() -> None:
    census = bed_census("""
        hospital_id census_date inpatients alc_patients
        S2          2026-09-30  7          7
        S1          2026-09-30  10         1
        S1          2026-09-29  11         0
        S1          2026-07-01  12         3
        S3          2026-08-01  0          0
    """)
    expected = """
        hospital_id inpatient_days_3m alc_days_3m
        S1          33                4
        S2          7                 7
        S3          0                 0
    """
    assert_rows(build_bed_census({"bed_census": census}, D), expected)
    assert build_bed_census({"bed_census": census.reverse()}, D).equals(build_bed_census({"bed_census": census}, D))


@pytest.mark.parametrize("end", EDGES)
def test_the_first_and_the_last_day_count_and_those_beside_them_do_not(end: dt.date) -> None:
    first, day = EDGES[end], dt.timedelta(days=1)
    days = [first - day, first, end, end + day]
    rows = "\n".join(f"S1 {when} {10**place}" for place, when in enumerate(days))
    found = build_bed_census({"bed_census": bed_census(f"hospital_id census_date inpatients\n{rows}")}, end)
    assert found["inpatient_days_3m"].to_list() == [110]
