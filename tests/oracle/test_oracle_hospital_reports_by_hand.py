"""The oracle against discharge summaries worked by hand (indicators, 41)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province, stay

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
DAY = "2026-08-10"


def left(day: str = f"{DAY} 10:00", **special: str) -> Row:
    """Give a stay that ended on a day, at a time."""
    return stay("2026-06-01", day, **special)


def sent(moment: str = f"{DAY} 12:00", **special: str) -> Row:
    """Give a summary of it to the physician `full`."""
    day, _, time = moment.partition(" ")
    return {"discharged_on": DAY, "sent_on": day, "sent_at": time, "sent_to": "full", **special}


# By person: stays, summaries, then ds48.
CASES: dict[str, tuple[list[Row], list[Row], Counts]] = {
    "at once": ([left()], [sent()], YES),
    "never": ([left()], [], NO),
    "48 hours": ([left()], [sent("2026-08-12 10:00")], YES),
    "a minute more": ([left()], [sent("2026-08-12 10:01")], NO),
    "seconds": ([left()], [sent("2026-08-12 10:00:59")], YES),
    "two days": ([left()], [sent("2026-08-12")], YES),
    "two days after no time": ([left(DAY)], [sent("2026-08-12 23:00")], YES),
    "three days": ([left(DAY)], [sent("2026-08-13 00:00")], NO),
    "before": ([left()], [sent("2026-08-09")], YES),
    "to nobody": ([left()], [sent(sent_to="")], NO),
    "to a stranger": ([left()], [sent(sent_to="unknown")], NO),
    "to a specialist": ([left()], [sent(sent_to="heart")], NO),
    "to specialty 05": ([left()], [sent(sent_to="walk2")], YES),
    "to a specialist, then to the family physician": ([left()], [sent(sent_to="heart"), sent("2026-08-11")], YES),
    "late, then in time": ([left()], [sent("2026-08-20"), sent("2026-08-11")], YES),
    "of another hospital": ([left()], [sent(institution_no="S2")], NO),
    "of another day": ([left()], [sent(discharged_on="2026-08-09")], NO),
    "died": ([left(disposition="72")], [sent()], OUT),
    "transferred": ([left(disposition="10")], [sent()], OUT),
    "coded as transferred": ([left(went_to_hospital="Y")], [sent()], OUT),
    "disposition unknown": ([left(disposition="", went_to_hospital="")], [sent()], YES),
    "newborn": ([left(entry_category="N")], [sent()], OUT),
    "two stays": ([left(), left("2026-07-10")], [sent()], (1, 2)),
    "first day": ([left("2026-07-01")], [sent("2026-07-01", discharged_on="2026-07-01")], YES),
    "day before": ([left("2026-06-30")], [sent("2026-06-30", discharged_on="2026-06-30")], OUT),
    "last day": ([left("2026-09-28")], [sent("2026-09-30", discharged_on="2026-09-28")], YES),
    "day after": ([left("2026-09-29")], [sent("2026-09-29", discharged_on="2026-09-29")], OUT),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people: dict[str, Person] = {name: {"discharges": stays} for name, (stays, _, _) in CASES.items()}
    told = [{"health_number": key_of(name), **row} for name, (_, reports, _) in CASES.items() for row in reports]
    numbered = [{"report_no": str(place), **row} for place, row in enumerate(told)]
    return province(tmp_path_factory.mktemp("reports") / "drop", people, inputs={"hospital_reports": numbered})


@pytest.mark.parametrize("name", CASES)
def test_summaries(oracle: Oracle, name: str) -> None:
    assert counted(oracle, "ds48").get(key_of(name)) == CASES[name][2]
