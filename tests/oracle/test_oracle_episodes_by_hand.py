"""The oracle against episodes of care and readmissions worked by hand (indicators, 19)."""

import datetime as dt
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province, stay

INDEX = ("2026-03-01 09:00", "2026-03-05 10:00")
FIRST = stay(*INDEX)
LATER = ("2026-03-20", "2026-03-22")


def surgery(start: str, end: str, **special: str) -> Row:
    """Give a same-day surgery on 5 March from one time to another."""
    return {"operated_on": "2026-03-05", "started_at": start, "left_at": end, **special}


def then(*times: str, first: Row | None = None, **special: str) -> Person:
    """Give a person with a first stay, changed by `first`, and a second one at these times."""
    return {"discharges": [{**FIRST, **(first or {})}, stay(*times, **special)]}


def next_at(time: str, first: Row | None = None, **special: str) -> Person:
    """Give a person whose second stay begins on the day and at the time given."""
    return then(time, "2026-03-09 10:00", first=first, **special)


# By person: the rows, and the number of episodes they make.
CHAINS: dict[str, tuple[Person, int]] = {
    "419 minutes": (next_at("2026-03-05 16:59"), 1),
    "420 minutes": (next_at("2026-03-05 17:00"), 2),
    "420, sent on": (next_at("2026-03-05 17:00", {"went_to_hospital": "Y"}), 1),
    "420, not sent on": (next_at("2026-03-05 17:00", {"went_to_hospital": "N"}), 2),
    "720, sent on": (next_at("2026-03-05 22:00", {"went_to_hospital": "Y"}), 1),
    "721, sent on": (next_at("2026-03-05 22:01", {"went_to_hospital": "Y"}), 2),
    "720, came from one": (next_at("2026-03-05 22:00", came_from_hospital="Y"), 1),
    "721, came from one": (next_at("2026-03-05 22:01", came_from_hospital="Y"), 2),
    "720, disposition 10": (next_at("2026-03-05 22:00", {"disposition": "10"}), 1),
    "720, disposition 01 today": (next_at("2026-03-05 22:00", {"disposition": "01"}), 2),
    "720, wrong sides": (next_at("2026-03-05 22:00", {"came_from_hospital": "Y"}, went_to_hospital="Y"), 2),
    "same day, no time of admission": (next_at("2026-03-05"), 1),
    "same day, no time of discharge": (next_at("2026-03-05 23:59", {"discharged_at_time": ""}), 1),
    "next day, no time": (next_at("2026-03-06", {"went_to_hospital": "Y"}), 2),
    "next day, 419 minutes": (next_at("2026-03-06 04:59", {"discharged_at_time": "22:00"}), 1),
    "at once in two": (then("2026-03-02 09:00", "2026-03-03 10:00"), 1),
    "until the latest": (
        {"discharges": [FIRST, stay("2026-03-02 09:00", "2026-03-03 10:00"), stay("2026-03-05 16:59", "2026-03-06")]},
        1,
    ),
    "the latest was not sent on": (
        {
            "discharges": [
                FIRST,
                stay("2026-03-02 09:00", "2026-03-03 10:00", went_to_hospital="Y"),
                stay("2026-03-05 17:00", "2026-03-06"),
            ]
        },
        2,
    ),
    "through a surgery": (
        {**next_at("2026-03-05 21:58"), "day_surgeries": [surgery("11:00", "15:00")]},
        1,
    ),
    "surgery too early": (
        {**next_at("2026-03-05 22:00"), "day_surgeries": [surgery("11:00", "15:00")]},
        2,
    ),
    # 420 minutes after the surgery, whose disposition is of another list.
    "surgery with disposition 10": (
        {**next_at("2026-03-05 22:00"), "day_surgeries": [surgery("11:00", "15:00", disposition="10")]},
        2,
    ),
    # The stay at 17:00 ended on the day, nobody knows when: the latest known end is still that of 10:00.
    "an unknown end after a known one": (
        {
            "discharges": [
                FIRST,
                stay("2026-03-05 17:00", "2026-03-05"),
                stay("2026-03-05 17:30", "2026-03-09"),
            ]
        },
        3,
    ),
    "seconds are cut off": (next_at("2026-03-05 17:00:00", {"discharged_at_time": "10:00:59"}), 2),
    "surgery alone": ({"day_surgeries": [surgery("11:00", "15:00")]}, 0),
    # The surgery goes before the stay of the same moments, so that what it says of a transfer is not the last word.
    "surgery of the same moments": (
        {
            "discharges": [
                stay("2026-03-05 08:00", "2026-03-05 10:00"),
                stay("2026-03-05 17:00", "2026-03-09"),
            ],
            "day_surgeries": [surgery("08:00", "10:00", went_to_hospital="Y")],
        },
        2,
    ),
    # One that ended on the day without a time is before the one that ended at 10: 420 minutes count from the latter.
    "one without a time": (
        {"discharges": [FIRST, stay("2026-03-02", "2026-03-05"), stay("2026-03-05 17:00", "2026-03-09")]},
        2,
    ),
    "newborn beside": (then("2026-03-05 11:00", "2026-03-09", entry_category="N"), 1),
    "born in hospital": (then("2026-03-05 11:00", "2026-03-09", patient_service="B"), 1),
    "fifteen months": ({"discharges": [stay("2025-06-20", "2025-07-01")]}, 1),
    "a day more": ({"discharges": [stay("2025-06-20", "2025-06-30")]}, 0),
    "after D": ({"discharges": [stay("2026-09-20", "2026-10-01")]}, 0),
}


def again(*times: str, **special: str) -> Person:
    """Give a person with the first stay and another one, usually two weeks later."""
    return then(*(times or LATER), **special)


def once(**special: str) -> Person:
    """Give a person with one stay that differs from the usual."""
    return {"discharges": [{**FIRST, **special}]}


def of_mind(first: Row, *others: Row) -> Person:
    """Give a person with stays of mental health; others may say otherwise."""
    return {"discharges": [{"patient_service": "P", **row} for row in ({**FIRST, **first}, *others)]}


OUT = None
# By person: the rows, and numerator and denominator of readmit30_cihi and of readmit_mha30.
MEASURED: dict[str, tuple[Person, tuple[int, int] | None, tuple[int, int] | None]] = {
    "once": (once(), (0, 1), OUT),
    "urgently again": (again(), (1, 2), OUT),
    "on the same day": (next_at("2026-03-05 17:00"), (1, 2), OUT),
    "after 30 days": (again("2026-04-04", "2026-04-06"), (1, 2), OUT),
    "after 31 days": (again("2026-04-05", "2026-04-06"), (0, 2), OUT),
    "only the next": (
        {"discharges": [FIRST, stay(*LATER, entry_category="L"), stay("2026-03-25", "2026-03-26")]},
        (1, 3),
        OUT,
    ),
    "elective": (again(entry_category="L"), (0, 2), OUT),
    "assisted": (again(disposition="73"), (0, 1), OUT),
    "assisted, says a surgery": (
        {**again(), "day_surgeries": [surgery("11:00", "15:00", operated_on="2026-03-20", disposition="73")]},
        (1, 2),
        OUT,
    ),
    "assisted in all but the end": (again(disposition="07", cci_1="1ZZ35HAP7"), (1, 1), OUT),
    "palliative": (again(dx_1="Z515"), (0, 1), OUT),
    "palliative beside": (again(dx_2="Z515"), (1, 2), OUT),
    "chemotherapy": (again(dx_1="Z511"), (0, 2), OUT),
    "chemotherapy beside": (again(dx_2="Z51.1"), (0, 2), OUT),
    "of the mind": (again(patient_service="P"), (0, 1), (0, 1)),
    "delivery": (again(dx_2="Z370"), (0, 2), OUT),
    "delivery by the sixth": (again(dx_1="O60001"), (0, 2), OUT),
    "delivery by the sixth, two": (again(dx_1="J189", dx_3="O60002"), (0, 2), OUT),
    "no delivery by the sixth": (again(dx_1="O60003"), (1, 2), OUT),
    "no obstetrics": (again(dx_1="J18001"), (1, 2), OUT),
    **{f"died, {code}": (once(disposition=code), OUT, OUT) for code in ("07", "72", "73", "74")},
    **{f"left, {code}": (once(disposition=code), OUT, OUT) for code in ("61", "62", "65", "66", "67")},
    "with support": (once(disposition="04"), (0, 1), OUT),
    "palliative stay": (once(dx_1="Z515"), OUT, OUT),
    "sent on, to nowhere": (once(went_to_hospital="Y"), OUT, OUT),
    "sent on by disposition": (once(disposition="10"), OUT, OUT),
    "sent on and came": (next_at("2026-03-05 12:00", {"went_to_hospital": "Y"}), (0, 1), OUT),
    "donor": (once(entry_category="R"), OUT, OUT),
    "other donor": (once(entry_category="RI"), OUT, OUT),
    "stillborn": (once(entry_category="S"), OUT, OUT),
    # S1 delivered up to D: 60 days before is 1 August.
    "early enough": (once(discharged_on="2026-08-01"), (0, 1), OUT),
    "too late": (once(discharged_on="2026-08-02"), OUT, OUT),
    # S2 delivered up to 30 June (the stay of "last of S2"): 60 days before is 1 May.
    "early enough of S2": (once(discharged_on="2026-05-01", institution_no="S2"), (0, 1), OUT),
    "too late of S2": (once(discharged_on="2026-05-02", institution_no="S2"), OUT, OUT),
    "last of S2": (once(discharged_on="2026-06-30", institution_no="S2"), OUT, OUT),
    "first day": ({"discharges": [stay("2025-09-20", "2025-10-01")]}, (0, 1), OUT),
    "day before": ({"discharges": [stay("2025-09-20", "2025-09-30")]}, OUT, OUT),
    # The index of the day before is out; its readmission is an index of its own.
    "across": ({"discharges": [stay("2025-09-20", "2025-09-30"), stay("2025-10-05", "2025-10-06")]}, (0, 1), OUT),
    "mind again": (of_mind({}, stay(*LATER)), OUT, (1, 2)),
    "mind again, elective": (of_mind({}, stay(*LATER, entry_category="L")), OUT, (1, 2)),
    "mind after 30 days": (of_mind({}, stay("2026-04-04", "2026-04-06")), OUT, (1, 2)),
    "mind after 31 days": (of_mind({}, stay("2026-04-05", "2026-04-06")), OUT, (0, 2)),
    "mind, then body": (of_mind({}, stay(*LATER, patient_service="M")), (0, 1), (0, 1)),
    "mind, in one stay of two": (of_mind({}, stay("2026-03-05 12:00", "2026-03-06", patient_service="S")), OUT, (0, 1)),
    "mind, died": (of_mind({"disposition": "74"}), OUT, OUT),
    "mind, left": (of_mind({"disposition": "62"}), OUT, OUT),
    "mind, palliative": (of_mind({"dx_1": "Z515"}), OUT, (0, 1)),
    "mind, sent on": (of_mind({"went_to_hospital": "Y"}), OUT, OUT),
    "mind, too late": (of_mind({"discharged_on": "2026-08-02"}), OUT, OUT),
}

# Stays, and numerator and denominator of readmit30_conditions; J18 and I50 are listed, S82 is not.
CONDITIONS: dict[str, tuple[Person, tuple[int, int] | None]] = {
    "pneumonia": (once(), (0, 1)),
    "pneumonia, broken leg": (again(dx_1="S820"), (1, 1)),
    "broken leg, pneumonia": (then(*LATER, first={"dx_1": "S820"}), (0, 1)),
    "heart failure twice": (then(*LATER, first={"dx_1": "I500"}, dx_1="I501"), (1, 2)),
    "planned": (again(dx_1="S820", entry_category="L"), (0, 1)),
    "carried elsewhere": (again(dx_1="S820", came_from_hospital="Y", institution_no="S2"), (0, 1)),
    "carried back": (again(dx_1="S820", came_from_hospital="Y"), (1, 1)),
    "not carried": (again(dx_1="S820", came_from_hospital="N", institution_no="S2"), (1, 1)),
    "not the next but soon": (
        {
            "discharges": [
                FIRST,
                stay(*LATER, entry_category="L", dx_1="S820"),
                stay("2026-04-04", "2026-04-05", dx_1="S820"),
            ]
        },
        (1, 1),
    ),
    "condition after 31 days": (again("2026-04-05", "2026-04-06", dx_1="S820"), (0, 1)),
    "condition on the same day": (again("2026-03-05 11:00", "2026-03-06", dx_1="S820"), (1, 1)),
    "died of it": (once(disposition="72"), OUT),
    "left with it": (once(disposition="61"), (0, 1)),
    "last day": (once(discharged_on="2026-08-31"), (0, 1)),
    "a day too late": (once(discharged_on="2026-09-01"), OUT),
    "its first day": ({"discharges": [stay("2025-09-20", "2025-10-01")]}, (0, 1)),
    "its day before": ({"discharges": [stay("2025-09-20", "2025-09-30")]}, OUT),
    # Two stays of one day: the one that ended without a time goes first, so that only it can be followed.
    "of one day": (
        {"discharges": [stay("2026-03-05", "2026-03-05 10:00"), stay("2026-03-05", "2026-03-05", dx_1="S820")]},
        (0, 1),
    ),
    "of one day, the other way": (
        {
            "discharges": [
                stay("2026-03-05", "2026-03-05", dx_1="I500"),
                stay("2026-03-05", "2026-03-05 10:00", dx_1="S820"),
            ]
        },
        (1, 1),
    ),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {name: person for name, (person, *_) in [*CHAINS.items(), *MEASURED.items(), *CONDITIONS.items()]}
    assert len(people) == len(CHAINS) + len(MEASURED) + len(CONDITIONS)
    last = {"health_number": key_of("filler"), "discharged_on": "2026-09-30"}
    return province(tmp_path_factory.mktemp("episodes") / "drop", people, inputs={"discharges": [last]})


@pytest.mark.parametrize("name", CHAINS)
def test_encounters_make_episodes(oracle: Oracle, name: str) -> None:
    assert oracle.episodes().filter(person_key=key_of(name)).height == CHAINS[name][1]


@pytest.mark.parametrize("name", MEASURED)
def test_readmission(oracle: Oracle, name: str) -> None:
    _, ours, of_minds = MEASURED[name]
    assert counted(oracle, "readmit30_cihi").get(key_of(name)) == ours
    assert counted(oracle, "readmit_mha30").get(key_of(name)) == of_minds


@pytest.mark.parametrize("name", CONDITIONS)
def test_readmission_after_conditions(oracle: Oracle, name: str) -> None:
    assert counted(oracle, "readmit30_conditions").get(key_of(name)) == CONDITIONS[name][1]


def test_a_wrong_key_is_never_linked(tmp_path: Path) -> None:
    wrong = key_of("wrong")[:-1] + str((int(key_of("wrong")[-1]) + 1) % 10)
    rows: dict[str, list[Row]] = {
        "persons": [{"health_number": wrong}],
        "discharges": [
            {**FIRST, "health_number": wrong},
            {**stay("2026-05-01", "2026-05-04"), "health_number": wrong, "patient_service": "P", "dx_1": "F320"},
            {"health_number": key_of("filler"), "discharged_on": "2026-09-30"},
        ],
    }
    oracle = province(tmp_path / "drop", {}, inputs=rows)
    assert wrong not in counted(oracle, "readmit30_cihi") | counted(oracle, "readmit_mha30")
    assert counted(oracle, "readmit30_conditions")[wrong] == (0, 1)


def test_what_held_before_april_2018(tmp_path: Path) -> None:
    """Disposition 01 was a transfer, 07 with three drugs an assisted death, until 31 March."""
    drugs = {"disposition": "07", "cci_1": "1ZZ35HAP7", "cci_2": "1.ZZ.35.HA.P1", "cci_3": "1ZZ35HAN3"}
    sent = {"disposition": "01"}
    people = {
        "sent on": [stay("2018-03-20", "2018-03-31 10:00", **sent), stay("2018-03-31 22:00", "2018-04-05")],
        "sent home": [stay("2018-03-20", "2018-04-01 10:00", **sent), stay("2018-04-01 22:00", "2018-04-05")],
        "assisted": [stay("2018-03-01", "2018-03-05"), stay("2018-03-20", "2018-03-31", **drugs)],
        "no longer so": [stay("2018-03-01", "2018-03-05"), stay("2018-03-20", "2018-04-01", **drugs)],
        "two drugs": [stay("2018-03-01", "2018-03-05"), stay("2018-03-20", "2018-03-31", **{**drugs, "cci_3": ""})],
    }
    last = {"health_number": key_of("filler"), "admitted_on": "2018-09-01", "discharged_on": "2018-09-30"}
    oracle = province(
        tmp_path / "drop",
        {name: {"discharges": rows} for name, rows in people.items()},
        dt.date(2018, 9, 30),
        {"discharges": [last]},
    )
    found = counted(oracle, "readmit30_cihi")
    assert [found[key_of(name)] for name in people] == [(0, 1), (1, 2), (0, 1), (1, 1), (1, 1)]
