"""Primary-care visits at a distance (indicators, 22)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import D, contacts, core_lines
from transforms.features.virtual_visits import COUNTS, FAMILY

HEAD = f"person_id {' '.join(COUNTS)}"


def visits(lines: str, seen: str) -> pl.DataFrame:
    return FAMILY.build({"core_lines": core_lines(lines), "contacts": contacts(seen)}, D)


def test_the_contact_of_the_day_says_how() -> None:
    lines = """
        person_id physician_id service_date
        1         a            2026-09-01
        1         a            2026-09-02
        1         a            2026-09-03
        1         a            2026-09-04
        1         a            2026-09-05
        1         b            2026-09-01
        2         a            2026-09-01
    """
    seen = """
        person_id physician_id service_date is_at_distance is_video is_telephone
        1         a            2026-09-01   true           true     false
        1         a            2026-09-02   true           false    true
        1         a            2026-09-03   true           true     true         # both: video
        1         a            2026-09-04   true           false    false        # at a distance, nobody says how
        1         b            2026-09-01   false          false    false
        1         b            2026-09-02   true           true     false        # a contact that is no visit
        2         b            2026-09-01   true           true     false        # of another physician
    """
    assert_rows(visits(lines, seen), f"{HEAD}\n1 6 4 3 2\n2 1 0 0 0")


def test_three_months_ending_at_d() -> None:
    text = """
        person_id service_date is_at_distance
        1         2026-06-30   true           # outside
        1         2026-07-01   true
        1         2026-09-30   true
        1         2026-10-01   true           # outside
        2         2026-06-30   true
    """
    lines = "\n".join(" ".join(line.split("#")[0].split()[:2]) for line in text.strip().splitlines())
    assert_rows(visits(lines, text), f"{HEAD}\n1 2 2 0 0")
