"""The oracle against stays in designated mental-health beds worked by hand (families, 34)."""

import datetime as dt
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop
from tests.oracle.small_province import Person, counted, lines, province, stay

Counts = tuple[int, int] | None
OUT: Counts = None
# A late stay of somebody else in each site and kind of bed, so that nothing is censored.
LATE: Person = {
    "discharges": [
        {**stay("2026-09-01", "2026-09-20", institution_no=site), "separation_no": site} for site in ("S1", "S2")
    ],
    "mental_health_stays": [
        {
            "bed_stay_no": f"late {site}",
            "institution_no": site,
            "admitted_on": "2026-09-01",
            "discharged_on": "2026-09-20",
        }
        for site in ("S1", "S2")
    ],
}


def bed(first: str, last: str = "", number: str = "b", **special: str) -> Row:
    """Give a stay in a designated bed from a day, or a day and time, to another; without a last day it goes on."""
    given = {"bed_stay_no": number, "discharged_on": "", "left_to": "", **stay(first, last or "x", **special)}
    if not last:
        given["discharged_on"] = ""
    return given if "left_to" in special else {**given, "left_to": "H" if last else ""}


def mind(first: str, last: str, number: str = "a", **special: str) -> Row:
    """Give an acute stay for depression."""
    return {"separation_no": number, **stay(first, last, patient_service="P", dx_1="F320", **special)}


def person(*beds: Row, acute: tuple[Row, ...] = (), **more: list[Row]) -> Person:
    """Give a person with stays in designated beds, acute ones and whatever else."""
    return {"mental_health_stays": list(beds), "discharges": list(acute), **more}


FIRST = ("2026-03-01", "2026-03-05")
FIRST_TIMED = ("2026-03-01", "2026-03-05 10:00")

# By person: rows, then readmit_mha30 and fu7_mha, each as numerator and denominator of the person.
STAYS: dict[str, tuple[Person, Counts, Counts]] = {
    "once": (person(bed(*FIRST)), (0, 1), (0, 1)),
    "acute, then bed on day 30": (
        person(bed("2026-04-04", "2026-04-08"), acute=(mind(*FIRST),)), (1, 2), (0, 1),
    ),
    "acute, then bed on day 31": (
        person(bed("2026-04-05", "2026-04-08"), acute=(mind(*FIRST),)), (0, 2), (0, 2),
    ),
    "bed, then acute on day 30": (
        person(bed(*FIRST), acute=(mind("2026-04-04", "2026-04-08"),)), (1, 2), (0, 1),
    ),
    # Acute for something else is a next episode and no return, and yet it bars the follow-up.
    "bed, then a broken leg": (
        person(bed(*FIRST), acute=(stay("2026-03-20", "2026-03-22", separation_no="a"),)), (0, 1), OUT,
    ),
    "moved on the same day": (person(bed("2026-03-05", "2026-03-20"), acute=(mind(*FIRST),)), (0, 1), (0, 1)),
    "moved after 419 minutes": (
        person(bed("2026-03-05 16:59", "2026-03-20"), acute=(mind(*FIRST_TIMED),)), (0, 1), (0, 1),
    ),
    "back after 420 minutes": (
        person(bed("2026-03-05 17:00", "2026-03-20"), acute=(mind(*FIRST_TIMED),)), (1, 2), (0, 1),
    ),
    "transferred within 12 hours": (
        person(bed(*FIRST_TIMED, left_to="T"), acute=(mind("2026-03-05 22:00", "2026-03-20"),)), (0, 1), (0, 1),
    ),
    "transferred, and nothing for a day": (
        person(bed(*FIRST_TIMED, left_to="T"), acute=(mind("2026-03-06 22:00", "2026-03-20"),)), (0, 1), (0, 1),
    ),
    "overdose, then a bed": (
        person(bed("2026-03-05", "2026-03-20"), acute=(stay(*FIRST, separation_no="a", dx_1="T391", dx_2="X61"),)),
        (0, 1),
        (0, 1),
    ),
    "of equal ends the bed is the last": (
        person(bed(*FIRST, left_to="A"), acute=(mind(*FIRST, number="z"),)), OUT, (0, 2),
    ),
    "both of one day": (
        person(bed("2026-03-05", "2026-03-05"), acute=(mind("2026-03-05", "2026-03-05"),)), (0, 1), (0, 1),
    ),
    "both of one day, seen": (
        person(
            bed("2026-03-05", "2026-03-05"),
            acute=(mind("2026-03-05", "2026-03-05"),),
            claims=lines("full", first="2026-03-12"),
        ),
        (0, 1),
        (1, 1),
    ),
    # The acute stay for something else comes first, so that the bed is followed; by the times it comes after it.
    "bed and a broken leg on one day": (
        person(bed("2026-03-05", "2026-03-05"), acute=(stay("2026-03-05", "2026-03-05", separation_no="a"),)),
        (0, 1),
        (0, 1),
    ),
    "bed in the morning, then a broken leg": (
        person(
            bed("2026-03-05 08:00", "2026-03-05"),
            acute=(stay("2026-03-05 12:00", "2026-03-05", separation_no="a"),),
        ),
        (0, 1),
        OUT,
    ),
    "two beds of one day": (
        person(bed("2026-03-05", "2026-03-05"), bed("2026-03-05", "2026-03-05", number="c")), (0, 1), (0, 1),
    ),
    "two beds of one day, one open": (
        person(bed("2026-03-05", "2026-03-05"), bed("2026-03-05", number="a")), OUT, OUT,
    ),
    "died": (person(bed(*FIRST, left_to="D")), OUT, OUT),
    "left against advice": (person(bed(*FIRST, left_to="A")), OUT, (0, 1)),
    "left for elsewhere": (person(bed(*FIRST, left_to="X")), (0, 1), (0, 1)),
    "still in the bed": (person(bed("2026-03-01")), OUT, OUT),
    "an end without a day": (person(bed("2026-03-01", left_to="D")), OUT, OUT),
    "back and still in the bed": (person(bed(*FIRST), bed("2026-04-04", number="c")), (1, 1), OUT),
    "back and in the bed on D": (
        person(bed(*FIRST), bed("2026-04-04", "2026-10-01", number="c", left_to="D")), (1, 1), OUT,
    ),
    "back after D": (person(bed("2026-08-20", "2026-08-31"), bed("2026-10-01", number="c")), OUT, (0, 1)),
    "in the bed for years": (person(bed("2015-03-01", "2026-03-05")), (0, 1), (0, 1)),
    "in it for ever": (person(bed("2015-03-01"), bed(*FIRST, number="c")), OUT, (0, 1)),
    "first day of the window": (person(bed("2025-09-20", "2025-10-01")), (0, 1), (0, 1)),
    "day before": (person(bed("2025-09-20", "2025-09-30")), OUT, OUT),
    "too near to the end of the year": (person(bed("2026-08-20", "2026-09-01")), OUT, OUT),
    # 60 days before the last discharge from designated beds of the site, and a day later.
    "last day that is not censored": (person(bed("2026-07-10", "2026-07-22")), (0, 1), (0, 1)),
    "censored": (person(bed("2026-07-10", "2026-07-23")), OUT, (0, 1)),
    "dementia": (person(bed(*FIRST, dsm_group="NCD")), (0, 1), OUT),
    "delirium by code": (person(bed(*FIRST, dsm_group="MOOD", dx_icd10="F059")), (0, 1), OUT),
    "the code decides": (person(bed(*FIRST, dsm_group="NCD", dx_icd10="F209")), (0, 1), (0, 1)),
    "no mental diagnosis": (person(bed(*FIRST, dx_icd10="Z000")), (0, 1), (0, 1)),
    "seen on day 7": (person(bed(*FIRST), claims=lines("full", first="2026-03-12")), (0, 1), (1, 1)),
    "seen on day 8": (person(bed(*FIRST), claims=lines("full", first="2026-03-13")), (0, 1), (0, 1)),
    "seen by video": (person(bed(*FIRST), claims=lines("child", first="2026-03-05", place="V")), (0, 1), (1, 1)),
    "seen by an internist": (person(bed(*FIRST), claims=lines("heart", first="2026-03-06")), (0, 1), (0, 1)),
    "seen after both": (
        person(bed("2026-03-05", "2026-03-20"), acute=(mind(*FIRST),), claims=lines("full", first="2026-03-06")),
        (0, 1),
        (0, 1),
    ),
}  # fmt: skip

VISIT = {"registered_on": "2026-03-10", "dx_main": "F320"}
# By the stay in a designated bed: whether it was the first contact of a visit on 10 March 2026.
BEFORE: dict[str, tuple[Row, int]] = {
    "until the day before": (bed("2026-03-01", "2026-03-09"), 0),
    "from the day on": (bed("2026-03-10", "2026-03-15"), 1),
    "about the day": (bed("2026-03-09", "2026-03-15"), 0),
    "until 24 months before": (bed("2024-03-01", "2024-03-10"), 0),
    "until a day earlier": (bed("2024-03-01", "2024-03-09"), 1),
    "all the while": (bed("2020-03-01", "2026-08-01"), 0),
    "still in it": (bed("2020-03-01"), 0),
    "for dementia": (bed("2026-03-01", "2026-03-09", dsm_group="NCD"), 0),
    "admitted after the visit": (bed("2026-03-11"), 1),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {"late": LATE} | {name: rows for name, (rows, *_) in STAYS.items()}
    people |= {f"came {name}": person(row, ed_visits=[VISIT]) for name, (row, _) in BEFORE.items()}
    return province(tmp_path_factory.mktemp("beds") / "drop", people)


@pytest.mark.parametrize("name", STAYS)
def test_stays_of_both_kinds(oracle: Oracle, name: str) -> None:
    found = tuple(counted(oracle, indicator).get(key_of(name)) for indicator in ("readmit_mha30", "fu7_mha"))
    assert found == STAYS[name][1:]


@pytest.mark.parametrize("name", BEFORE)
def test_a_bed_before_the_first_visit(oracle: Oracle, name: str) -> None:
    assert counted(oracle, "ed_first_mha")[key_of(f"came {name}")] == (BEFORE[name][1], 1)


def test_beds_are_no_acute_care(oracle: Oracle) -> None:
    """Only acute episodes for other reasons are in the readmissions of 19.9, whatever bed came before or after."""
    assert counted(oracle, "readmit30_cihi")[key_of("bed, then a broken leg")] == (0, 1)
    assert counted(oracle, "readmit30_cihi")[key_of("overdose, then a bed")] == (0, 1)
    assert key_of("once") not in counted(oracle, "readmit30_cihi")


# Whatever of one line differs from a sound row breaks it, or leaves it as it is.
TODAY, TOMORROW = "2026-10-05", "2026-10-06"
BROKEN: list[Row] = [
    {"health_number": ""},
    {"bed_stay_no": ""},
    {"institution_no": ""},
    {"admitted_on": ""},
    {"admitted_on": "1899-12-31"},
    {"admitted_on": TOMORROW, "discharged_on": ""},
    {"admitted_on": "2026-03-06"},
    {"discharged_on": TOMORROW},
    {"discharged_on": "soon"},
    {"admitted_at_time": "24:00"},
    {"discharged_at_time": "7:59"},
    {"left_to": "Q"},
    {"legal_state": "1"},
    {"dsm_group": "QQQ"},
    {"dx_icd10": "F20.9"},
]
KEPT: list[Row] = [
    {},
    {"discharged_on": "", "left_to": ""},
    {"discharged_on": "", "left_to": "H"},
    {"discharged_on": TODAY, "admitted_on": TODAY},
    {"admitted_on": "1900-01-01"},
    {"left_to": "", "legal_state": "F", "dsm_group": "DEV", "dx_icd10": "F840"},
]


def test_rules_of_the_rows(tmp_path: Path) -> None:
    delivered = dt.date.fromisoformat(TODAY)
    rows = [{"bed_stay_no": str(place), "health_number": "1", **row} for place, row in enumerate([*BROKEN, *KEPT])]
    oracle = Oracle([write_drop(tmp_path / "drop", delivered, mental_health_stays=rows)], delivered)
    found = oracle.accounts().filter(input="mental_health_stays").select("rows_in", "quarantined", "valid").row(0)
    assert found == (len(rows), len(BROKEN), len(KEPT))
