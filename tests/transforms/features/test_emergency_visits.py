"""Emergency visits (method, 6): unscheduled ones in the 12 months ending at D."""

from tests.tables import assert_rows
from tests.transforms.rows import D, ed_visits
from transforms.features.emergency import FAMILY


def test_unscheduled_in_12_months() -> None:
    text = """
        person_id visit_date is_scheduled | ed_visits_12m
        1         2025-09-30 false        | x   # 12 months before D is outside
        2         2025-10-01 false        | 1
        3         2026-09-30 false        | 1   # D
        4         2026-10-01 false        | x
        5         2026-03-02 true         | x   # booked beforehand
    """
    assert_rows(FAMILY.build({"ed_visits": ed_visits(text)}, D), text)


def test_each_visit_counts_and_the_last_unscheduled_one_is_kept() -> None:
    visits = ed_visits("""
        person_id visit_date is_scheduled
        1         2026-03-02 false
        1         2026-03-02 false         # twice on a day
        1         2026-03-01 false
        1         2026-04-01 true          # later and booked
    """)
    assert_rows(FAMILY.build({"ed_visits": visits}, D), "person_id ed_visits_12m last_ed_date\n1 3 2026-03-02")
