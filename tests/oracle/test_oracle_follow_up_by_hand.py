"""The oracle against contacts after a stay, and days at another level of care, worked by hand (indicators, 20)."""

import datetime as dt
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import D, Person, counted, province, stay

STAY = stay("2026-03-01", "2026-03-05")
AGE = {"persons": {"born": "1950-01-01"}}
LUNG = {"dx_1": "J441"}
HEART = {"dx_1": "I500"}
MIND = {"dx_1": "F320"}


def seen(by: str, day: str = "2026-03-06", code: str = "A007A", place: str = "O", **special: str) -> Row:
    """Give a claim line on a day after the stay."""
    return {"physician_no": by, "serviced_on": day, "fee_code": code, "place": place, **special}


def after(*claims: Row, by: str = "", **special: str) -> Person:
    """Give a person with a stay that ended on 5 March and with what followed; `by`: rostered with."""
    rows = {**AGE, "discharges": [{**STAY, **special}], "claims": list(claims)}
    return {**rows, "enrolments": [by]} if by else rows


NONE, NO, YES = None, (0, 1), (1, 1)
Counts = tuple[int, int] | None

# By person: rows, then fu7_pc and fu7_any_virtual.
FAMILY: dict[str, tuple[Person, Counts, Counts]] = {
    "not seen": (after(), NO, NO),
    "day 0": (after(seen("full", "2026-03-05")), YES, YES),
    "day 7": (after(seen("full", "2026-03-12")), YES, YES),
    "day 8": (after(seen("full", "2026-03-13")), NO, NO),
    "the day before": (after(seen("full", "2026-03-04")), NO, NO),
    "seen twice": (after(seen("full"), seen("full2")), YES, YES),
    "community medicine": (after(seen("walk2")), NO, NO),
    "paediatrician": (after(seen("child")), NO, NO),
    "stranger": (after(seen("unknown")), NO, NO),
    "at home": (after(seen("full", place="H")), YES, YES),
    "in a home": (after(seen("full", place="L")), YES, YES),
    "in emergency": (after(seen("full", place="E")), NO, NO),
    "in bed": (after(seen("full", place="I")), NO, NO),
    "nowhere": (after(seen("full", place="U")), NO, NO),
    "virtual": (after(seen("full", place="V")), NO, YES),
    "by telephone": (after(seen("full"), seen("full", code="K301A")), NO, YES),
    "by telephone elsewhere": (after(seen("full"), seen("full", code="K301A", place="U")), NO, YES),
    "by video": (after(seen("full"), seen("full", code="K300A")), NO, YES),
    "by another's video": (after(seen("full"), seen("full2", code="K300A")), YES, YES),
    "video on another day": (after(seen("full"), seen("full", "2026-03-07", code="K300A")), YES, YES),
    "video alone": (after(seen("full", code="K300A")), NO, NO),
    "video taken back": (
        after(seen("full"), seen("full", code="K300A"), seen("full", code="K300A", units="-1")),
        YES,
        YES,
    ),
    "both places": (after(seen("full"), seen("full", code="K013A", place="V")), NO, YES),
    "laboratory": (after(seen("full", code="L093A")), NO, NO),
    "other suffix": (after(seen("full", code="A007B")), NO, NO),
    "taken back": (after(seen("full"), seen("full", units="-1")), NO, NO),
    "expired code": (after(seen("full", code="K080A")), NO, NO),
    "limited care": (after(seen("full", code="A101A")), YES, YES),
    "any code": (after(seen("full", code="G700A")), YES, YES),
    "died": (after(seen("full"), disposition="72"), NONE, NONE),
    "heart attack": (after(seen("full"), dx_1="I219"), YES, YES),
    "leg": (after(seen("full"), dx_1="S820"), NONE, NONE),
    "no diagnosis": (after(seen("full"), dx_1=""), NONE, NONE),
    "newborn": (after(seen("full"), entry_category="N"), NONE, NONE),
    "newborn by service": (after(seen("full"), patient_service="B"), NONE, NONE),
    "day 7 before D": (after(seen("full", str(D)), discharged_on="2026-09-23"), YES, YES),
    "day 6 before D": (after(seen("full", str(D)), discharged_on="2026-09-24"), NONE, NONE),
    "first day": (after(admitted_on="2025-09-01", discharged_on="2025-10-01"), NO, NO),
    "day before": (after(admitted_on="2025-09-01", discharged_on="2025-09-30"), NONE, NONE),
}

# Physicians of groups: `near` and `nurse` (internist) of one, `age` of geriatrics with them; `far` of another.
GROUPED = [
    {"physician_no": "near", "group_no": "g1"},
    {"physician_no": "near2", "group_no": "g1"},
    {"physician_no": "kids", "group_no": "g1", "specialty": "26"},
    {"physician_no": "old", "group_no": "g1", "specialty": "07"},
    {"physician_no": "heart1", "group_no": "g1", "specialty": "13"},
    {"physician_no": "far", "group_no": "g2"},
]
# By person: rows, then fu7_pc_group.
GROUP: dict[str, tuple[Person, Counts]] = {
    "own physician": (after(seen("near"), by="near"), YES),
    "of the group": (after(seen("near2"), by="near"), YES),
    "geriatrician of the group": (after(seen("old"), by="near"), YES),
    "paediatrician of the group": (after(seen("kids"), by="near"), YES),
    "internist of the group": (after(seen("heart1"), by="near"), NO),
    "another group": (after(seen("far"), by="near"), NO),
    "group at a distance": (after(seen("near", place="V"), by="near"), NO),
    "solo": (after(seen("full"), by="full"), YES),
    "another solo": (after(seen("full2"), by="full"), NO),
    "not rostered": (after(seen("full")), NONE),
    "group, day 8": (after(seen("near", "2026-03-13"), by="near"), NO),
    "group, died": (after(seen("near"), by="near", disposition="07"), NONE),
}

# By person: rows, then fu7_copd and fu7_chf.
ANYBODY: dict[str, tuple[Person, Counts, Counts]] = {
    "lung": (after(**LUNG), NO, NONE),
    "lung, J41": (after(dx_1="J410"), NO, NONE),
    "lung, J47": (after(dx_1="J47"), NONE, NONE),
    "lung, specialist": (after(seen("heart"), **LUNG), YES, NONE),
    "lung, at a distance": (after(seen("heart", place="V"), **LUNG), YES, NONE),
    "lung, in a bed": (after(seen("heart", place="I"), **LUNG), NO, NONE),
    "lung, day 0": (after(seen("heart", "2026-03-05"), **LUNG), NO, NONE),
    "lung, day 0 before eight": (after(seen("heart", "2026-03-05"), discharged_at_time="07:59", **LUNG), YES, NONE),
    "lung, day 0 seconds before eight": (
        after(seen("heart", "2026-03-05"), discharged_at_time="07:59:59", **LUNG),
        YES,
        NONE,
    ),
    "lung, stranger": (after(seen("unknown"), **LUNG), YES, NONE),
    "lung, day 0 at eight": (after(seen("heart", "2026-03-05"), discharged_at_time="08:00", **LUNG), NO, NONE),
    "lung, days 0 and 1": (after(seen("full", "2026-03-05"), seen("full"), **LUNG), YES, NONE),
    "lung, day 7": (after(seen("heart", "2026-03-12"), **LUNG), YES, NONE),
    "lung, day 8": (after(seen("heart", "2026-03-13"), **LUNG), NO, NONE),
    "lung, died": (after(seen("heart"), disposition="73", **LUNG), NONE, NONE),
    "lung, 40 at discharge": (
        {**after(**LUNG), "persons": {"born": "1986-03-05"}},
        NO,
        NONE,
    ),
    "lung, 40 a day later": ({**after(**LUNG), "persons": {"born": "1986-03-06"}}, NONE, NONE),
    "heart failure": (after(**HEART), NONE, NO),
    "heart failure, seen": (after(seen("child"), **HEART), NONE, YES),
    "heart failure, day 0 before eight": (
        after(seen("full", "2026-03-05"), discharged_at_time="00:00", **HEART),
        NONE,
        YES,
    ),
    "heart failure beside": (after(dx_2="I500"), NONE, NONE),
    "heart failure, 39": ({**after(**HEART), "persons": {"born": "1987-01-01"}}, NONE, NONE),
}

DOCTOR_OF_MINDS = {"physician_no": "mind", "specialty": "19"}


def and_stay(first: str, last: str, *claims: Row, **special: str) -> Person:
    """Give a person with a stay for mental health and another stay."""
    person = after(*claims, **MIND)
    return {**person, "discharges": [*person["discharges"], stay(first, last, **special)]}


# By person: rows, then fu7_mha.
MINDS: dict[str, tuple[Person, Counts]] = {
    "mind": (after(**MIND), NO),
    "mind, family physician": (after(seen("full"), **MIND), YES),
    "mind, community medicine": (after(seen("walk2"), **MIND), NO),
    "mind, psychiatrist": (after(seen("mind"), **MIND), YES),
    "mind, paediatrician": (after(seen("child"), **MIND), YES),
    "mind, internist": (after(seen("heart"), **MIND), NO),
    "mind, at a distance": (after(seen("mind", place="V"), **MIND), YES),
    "mind, day 0": (after(seen("mind", "2026-03-05"), **MIND), YES),
    "mind, day 7": (after(seen("mind", "2026-03-12"), **MIND), YES),
    "mind, day 8": (after(seen("mind", "2026-03-13"), **MIND), NO),
    "mind, F06": (after(dx_1="F06"), NO),
    "mind, F059": (after(dx_1="F059"), NONE),
    "mind, F99": (after(dx_1="F99"), NO),
    "body, mind beside": (after(dx_1="J189", dx_2="F320"), NONE),
    "service alone": (after(patient_service="P"), NONE),
    "self-harm X60": (after(dx_1="T401", dx_2="X60"), NO),
    "self-harm X849": (after(dx_1="T401", dx_5="X849"), NO),
    "X59": (after(dx_1="T401", dx_2="X599"), NONE),
    "X85": (after(dx_1="T401", dx_2="X85"), NONE),
    "self-harm Y10": (after(dx_1="T401", dx_2="Y10"), NO),
    "self-harm Y19": (after(dx_1="", dx_2="Y199"), NO),
    "Y20": (after(dx_1="T401", dx_2="Y20"), NONE),
    "self-harm Y28": (after(dx_1="T401", dx_2="Y28"), NO),
    "self-harm as main": (after(dx_1="X60"), NONE),
    "mind, died": (after(disposition="67", **MIND), NO),
    "mind, died there": (after(disposition="74", **MIND), NONE),
    "mind, back on day 0": (and_stay("2026-03-05", "2026-03-06"), NONE),
    "mind, back on day 30": (and_stay("2026-04-04", "2026-04-06", entry_category="L"), NONE),
    "mind, back on day 31": (and_stay("2026-04-05", "2026-04-06"), NO),
    "mind, in twice": (and_stay("2026-03-01", "2026-03-02"), NO),
    "mind, gave birth": (and_stay("2026-03-08", "2026-03-09", entry_category="N"), NO),
    "mind, last day": (after(discharged_on="2026-08-31", **MIND), NO),
    "mind, a day later": (after(discharged_on="2026-09-01", **MIND), NONE),
    "mind, first day": (after(admitted_on="2025-09-01", discharged_on="2025-10-01", **MIND), NO),
    "mind, day before": (after(admitted_on="2025-09-01", discharged_on="2025-09-30", **MIND), NONE),
}

PREMIUM = {"code": "E080A"}
# By person: rows, then fu14_e080.
PREMIUMS: dict[str, tuple[Person, Counts]] = {
    "premium": (after(seen("full", **PREMIUM), by="full"), YES),
    "premium, day 0": (after(seen("full", "2026-03-05", **PREMIUM), by="full"), YES),
    "premium, day 14": (after(seen("full", "2026-03-19", **PREMIUM), by="full"), YES),
    "premium, day 15": (after(seen("full", "2026-03-20", **PREMIUM), by="full"), NO),
    "premium, in a bed": (after(seen("full", place="I", **PREMIUM), seen("full"), by="full"), NO),
    "premium, by video": (after(seen("full", place="V", **PREMIUM), by="full"), YES),
    "premium, another": (after(seen("full2", **PREMIUM), by="full"), NO),
    "premium, nobody's": (after(), NO),
    "premium, visit without": (after(seen("full"), by="full"), NO),
    "premium, taken back": (after(seen("full", **PREMIUM), seen("full", units="-1", **PREMIUM), by="full"), NO),
    "premium, maternal": (after(patient_service="O"), NONE),
    "premium, newborn": (after(patient_service="B"), NONE),
    "premium, surgical": (after(patient_service="S"), NO),
    "premium, died": (after(disposition="72"), NONE),
    "premium, last day": (after(discharged_on="2026-09-16"), NO),
    "premium, a day later": (after(discharged_on="2026-09-17"), NONE),
}

# By person: rows, then alc_days_dad.
WAITING: dict[str, tuple[Person, Counts]] = {
    "waited": (after(alc_days="3"), (3, 4)),
    "waited all the time": (after(alc_days="4"), (4, 4)),
    "waited longer than that": (after(alc_days="5"), (4, 4)),
    "not told": (after(alc_days=""), (0, 4)),
    "in and out": (after(admitted_on="2026-03-05", alc_days="1"), (1, 1)),
    "waited and died": (after(alc_days="2", disposition="72"), (2, 4)),
    "waited twice": (
        {"discharges": [{**STAY, "alc_days": "1"}, stay("2026-09-29", "2026-09-30", alc_days="1")]},
        (2, 5),
    ),
    "waited, donor": (after(alc_days="2", entry_category="RI"), NONE),
    "waited in vain": (after(admitted_on="2025-09-01", discharged_on="2025-09-30", alc_days="2"), NONE),
}

GROUPS = {
    "family": FAMILY,
    "group": GROUP,
    "anybody": ANYBODY,
    "minds": MINDS,
    "premiums": PREMIUMS,
    "waiting": WAITING,
}
MEASURES = {
    "family": ["fu7_pc", "fu7_any_virtual"],
    "group": ["fu7_pc_group"],
    "anybody": ["fu7_copd", "fu7_chf"],
    "minds": ["fu7_mha"],
    "premiums": ["fu14_e080"],
    "waiting": ["alc_days_dad"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    inputs = {"physicians": [*GROUPED, DOCTOR_OF_MINDS]}
    return province(tmp_path_factory.mktemp("follow") / "drop", people, inputs=inputs)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_what_followed(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]


def test_events_are_added_up_by_person(oracle: Oracle) -> None:
    rows = oracle.events().filter(indicator_id="alc_days_dad", person_key=key_of("waiting waited twice"))
    assert rows.select("numerator", "denominator").rows() == [(2, 5)]


def test_codes_of_the_first_virtual_care(tmp_path: Path) -> None:
    """K083 is a contact at a distance wherever it was billed, until 30 November 2022."""
    end = dt.date(2023, 3, 31)

    def then(day: str, code: str) -> Person:
        left = {"admitted_on": "2022-11-01", "discharged_on": "2022-11-28"}
        return after(seen("full", day, code=code), **left)

    people = {
        "early": then("2022-11-30", "K083A"),
        "late": then("2022-12-01", "K083A"),
        "temporary": then("2022-11-30", "K081A"),
        "K082": then("2022-11-30", "K082A"),
        "usual": then("2022-12-01", "A007A"),
    }
    oracle = province(tmp_path / "drop", people, end)
    here, anyhow = (counted(oracle, name) for name in ("fu7_pc", "fu7_any_virtual"))
    assert [here[key_of(name)] for name in people] == [NO, NO, NO, NO, YES]
    assert [anyhow[key_of(name)] for name in people] == [YES, NO, YES, YES, YES]
