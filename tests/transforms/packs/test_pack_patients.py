"""The patients of a practice who need something, one row each."""

import polars as pl

from schemas.membership import Needs
from schemas.pack import PackPatients
from tests.tables import assert_rows, column_types, table
from transforms.packs.patients import build_pack_patients, gather_needs

SCHEMA = {**column_types(Needs), "reason": pl.String()}


def gather(text: str) -> pl.DataFrame:
    rows = table(text, SCHEMA, age_years=46, sex="F", tier="rostered")
    PackPatients.validate(build_pack_patients(rows, b"secret").drop("unit_id").unique("patient_reference"))
    assert gather_needs(rows.reverse()).equals(gather_needs(rows))
    return gather_needs(rows)


def test_needs_and_reasons_stand_in_one_order_and_most_needs_come_first() -> None:
    listed = """
        physician_id person_id need_id reason
        b            1         visit   why-1
        a            2         visit   why-2
        a            3         visit   why-3     # two needs, delivered last first
        a            3         often   why-4
        a            1         often   why-5     # a person of two practices is a row in each
    """
    expected = """
        physician_id person_id needs       reasons     needs_count
        a            3         often,visit why-4,why-3 2
        a            1         often       why-5       1
        a            2         visit       why-2       1
        b            1         visit       why-1       1
    """
    assert_rows(gather(listed), expected)


def test_nobody_needs_anything() -> None:
    assert gather("person_id").is_empty()


def test_patients_stand_by_needs_then_events_then_age() -> None:
    listed = """
        physician_id person_id need_id age_years evidence_count
        a            7         often   20        2                # two needs, and nine events behind one of them
        a            7         zebra   20        9
        a            1         often   90        4                # two needs, and four
        a            1         visit   90        -
        a            2         often   20        9                # nine events
        a            3         often   90        4                # four, and the oldest of these
        a            4         often   50        4
        a            5         often   50        4                # alike: the smaller number first
        a            6         visit   99        -                # no events
    """
    assert gather(listed)["person_id"].to_list() == [7, 1, 2, 3, 4, 5, 6]
