"""The oracle against medicines dispensed, worked by hand (families, medicines 39)."""

import pytest

from tests.oracle.families.medicines import INDICATORS
from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, lines, province, stay

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
OLD = {"persons": {"born": "1961-09-30"}}
LORAZEPAM, METHADONE, HYDROMORPHONE, FENTANYL = "N05BA06", "N07BC02", "N02AA03", "N02AB03"


def fill(day: str = "2026-08-01", atc: str = "N02AA01", **special: str) -> Row:
    """Give a dispensation on a day: 10 mg of morphine a day for 30 days, unless said otherwise."""
    return {"filled_on": day, "who_class": atc, **special}


def got(*fills: Row, **more: list[Row] | Row) -> Person:
    """Give a person to whom something was dispensed, each under a number of its own."""
    return {"dispensations": [{"dispensing_no": str(place), **row} for place, row in enumerate(fills)], **more}


# By person: rows, then opioid_any and opioid_new.
STARTS: dict[str, tuple[Person, Counts, Counts]] = {
    "nothing": (got(), NO, NO),
    "first day": (got(fill("2026-04-01")), YES, YES),
    "day before": (got(fill("2026-03-31")), NO, NO),
    "D": (got(fill("2026-09-30")), YES, YES),
    "after D": (got(fill("2026-10-01")), NO, NO),
    "six months after": (got(fill("2026-02-01"), fill("2026-08-01")), YES, YES),
    "a day less": (got(fill("2026-02-02"), fill("2026-08-01")), YES, NO),
    "twice in the window": (got(fill("2026-04-10"), fill("2026-09-01")), YES, YES),
    # Six months before 31 August is the last of February.
    "end of February": (got(fill("2026-02-28"), fill("2026-08-31")), YES, YES),
    "agonist therapy before": (got(fill("2026-07-01", METHADONE), fill()), YES, NO),
    "agonist therapy on the day": (got(fill(atc=METHADONE), fill()), YES, YES),
    "agonist therapy alone": (got(fill(atc=METHADONE)), NO, NO),
    "lofexidine before": (got(fill("2026-07-01", "N07BC04"), fill()), YES, YES),
    "cough before": (got(fill("2026-07-01", "R05DA04"), fill()), YES, YES),
    "cough alone": (got(fill(atc="R05DA04")), NO, NO),
    "class of four": (got(fill(atc="N02A")), YES, YES),
    "class of three": (got(fill(atc="N02")), NO, NO),
    "without class": (got(fill(atc="")), NO, NO),
    "billed as palliative": (got(fill(), claims=lines("walk", "K023A", first="2025-10-01")), OUT, OUT),
    "billed long ago": (got(fill(), claims=lines("walk", "K023A", first="2025-09-30")), YES, YES),
    "billed by a technician": (got(fill(), claims=lines("walk", "K023B")), YES, YES),
    "billed and taken back": (
        got(fill(), claims=[*lines("walk", "K023A"), *lines("walk", "K023A", units="-1")]),
        YES,
        YES,
    ),
    "stay as palliative": (got(fill(), discharges=[stay("2025-09-29", "2025-10-01", dx_1="Z515")]), OUT, OUT),
    "stay beside": (got(fill(), discharges=[stay("2026-03-01", "2026-03-05", dx_3="Z5159")]), OUT, OUT),
    "stay long ago": (got(fill(), discharges=[stay("2025-09-29", "2025-09-30", dx_1="Z515")]), YES, YES),
    "palliative without": (got(claims=lines("walk", "B998A")), OUT, OUT),
}

# By person: rows, then opioid_high.
DOSES: dict[str, tuple[Person, Counts]] = {
    "90 mg": (got(fill(unit_strength="90")), YES),
    "89.999 mg": (got(fill(unit_strength="89.999")), NO),
    "90 mg for a day": (got(fill("2026-09-30", unit_strength="90")), YES),
    # 100 tablets of 27 mg over 30 days.
    "uneven": (got(fill(units="100", unit_strength="27")), YES),
    "18 mg of hydromorphone": (got(fill(atc=HYDROMORPHONE, unit_strength="18")), YES),
    "17.9 mg of hydromorphone": (got(fill(atc=HYDROMORPHONE, unit_strength="17.9")), NO),
    # Ten patches of 37.5 micrograms an hour, three days each: 90 mg.
    "patches": (got(fill(atc=FENTANYL, taken="TD", units="10", unit_strength="37.5")), YES),
    "weaker patches": (got(fill(atc=FENTANYL, taken="TD", units="10", unit_strength="37")), NO),
    "fentanyl by mouth": (got(fill(atc=FENTANYL, units="10", unit_strength="37.5")), NO),
    "injected": (got(fill(taken="X", unit_strength="900")), NO),
    "way not known": (got(fill(taken="", unit_strength="900")), NO),
    "no quantity": (got(fill(units="", unit_strength="900")), NO),
    "no days": (got(fill(lasts_days="", unit_strength="900")), NO),
    "no strength": (got(fill(unit_strength="")), NO),
    "buprenorphine": (got(fill(atc="N02AE01", unit_strength="900")), NO),
    "methadone": (got(fill(atc=METHADONE, unit_strength="900")), NO),
    "both on one day": (
        got(fill(unit_strength="45"), fill("2026-08-30", "N02AA05", unit_strength="30")),
        YES,
    ),
    "in turn": (got(fill(unit_strength="45"), fill("2026-08-31", "N02AA05", unit_strength="30")), NO),
    "fetched early": (got(fill(unit_strength="45"), fill("2026-08-20", unit_strength="45")), NO),
    "early, then another": (
        got(
            fill(unit_strength="45"),
            fill("2026-08-11", unit_strength="45"),
            fill("2026-09-29", "N02AA05", unit_strength="30"),
        ),
        YES,
    ),
    "another strength": (got(fill(unit_strength="45"), fill("2026-08-20", unit_strength="46")), YES),
    "told twice": (got(fill(unit_strength="45"), fill(unit_strength="45", plan="ODB")), NO),
    "before the window": (got(fill("2026-03-31", unit_strength="90")), NO),
    "meets after D": (
        got(
            fill("2026-09-01", unit_strength="45"),
            fill("2026-09-02", unit_strength="45"),
            fill("2026-09-30", "N02AA05", unit_strength="29", lasts_days="30"),
        ),
        NO,
    ),
    "palliative": (got(fill(unit_strength="90"), claims=lines("walk", "A945A")), OUT),
}

# By person: rows, then opioid_benzo.
BOTH: dict[str, tuple[Person, Counts]] = {
    "benzodiazepine alone": (got(fill(atc=LORAZEPAM)), OUT),
    "opioid alone": (got(fill()), NO),
    "one day": (got(fill(), fill(atc=LORAZEPAM)), YES),
    "last day": (got(fill(), fill("2026-08-30", LORAZEPAM)), YES),
    "day after": (got(fill(), fill("2026-08-31", LORAZEPAM)), NO),
    "last day of the other": (got(fill("2026-08-30"), fill("2026-08-01", LORAZEPAM)), YES),
    "day after the other": (got(fill("2026-08-31"), fill("2026-08-01", LORAZEPAM)), NO),
    "on D": (got(fill("2026-09-30"), fill("2026-09-01", LORAZEPAM)), YES),
    "length not known": (got(fill(lasts_days=""), fill(atc=LORAZEPAM)), YES),
    "a day after what lasts not known": (got(fill(lasts_days=""), fill("2026-08-02", LORAZEPAM)), NO),
    "put by": (got(fill(), fill("2026-08-20"), fill("2026-09-25", LORAZEPAM)), YES),
    "agonist therapy": (got(fill(atc=METHADONE), fill(atc=LORAZEPAM)), YES),
    "clonazepam": (got(fill(), fill(atc="N03AE01")), YES),
    "midazolam": (got(fill(), fill(atc="N05CD08")), YES),
    "zopiclone": (got(fill(), fill(atc="N05CF01")), NO),
    "benzodiazepine before the window": (got(fill("2026-04-01"), fill("2026-03-31", LORAZEPAM)), NO),
    "palliative": (got(fill(), fill(atc=LORAZEPAM), claims=lines("walk", "G512A")), OUT),
}

# By person: rows, then benzo_65 and benzo_65_chronic.
AGED: dict[str, tuple[Person, Counts, Counts]] = {
    "young": (got(fill(atc=LORAZEPAM), persons={"born": "1961-10-01"}), OUT, OUT),
    "none": (got(fill(), **OLD), NO, NO),
    "once": (got(fill(atc=LORAZEPAM), **OLD), YES, NO),
    "twice": (got(fill(atc=LORAZEPAM), fill("2026-08-02", "N05CD02"), **OLD), YES, YES),
    "twice on a day": (got(fill(atc=LORAZEPAM), fill(atc="N05CD02"), **OLD), YES, NO),
    "first day": (got(fill("2025-10-01", LORAZEPAM), **OLD), YES, NO),
    "day before": (got(fill("2025-09-30", LORAZEPAM), fill(atc=LORAZEPAM), **OLD), YES, NO),
    "zopiclone": (got(fill(atc="N05CF01"), **OLD), NO, NO),
    "palliative": (got(fill(atc=LORAZEPAM), claims=lines("walk", "G512A"), **OLD), YES, NO),
}

# By person: rows, then dm_statin. Two claims for diabetes make the case.
SUGAR = {**OLD, "claims": [*lines("walk", first="2026-01-05", dx="250"), *lines("walk", first="2026-02-05", dx="250")]}
STATINS: dict[str, tuple[Person, Counts]] = {
    "no diabetes": (got(fill(atc="C10AA05"), **OLD), OUT),
    "too young": (got(fill(atc="C10AA05"), **{**SUGAR, "persons": {"born": "1961-10-01"}}), OUT),
    "none": (got(**SUGAR), NO),
    "statin": (got(fill(atc="C10AA05"), **SUGAR), YES),
    "with ezetimibe": (got(fill(atc="C10BA05"), **SUGAR), YES),
    "with amlodipine": (got(fill(atc="C10BX03"), **SUGAR), YES),
    "bempedoic acid": (got(fill(atc="C10BA10"), **SUGAR), NO),
    "ezetimibe": (got(fill(atc="C10AX09"), **SUGAR), NO),
    "first day": (got(fill("2025-10-01", "C10AA05"), **SUGAR), YES),
    "day before": (got(fill("2025-09-30", "C10AA05"), **SUGAR), NO),
    "after D": (got(fill("2026-10-01", "C10AA05"), **SUGAR), NO),
}

GROUPS = {"statins": STATINS, "starts": STARTS, "doses": DOSES, "both": BOTH, "aged": AGED}
MEASURES = {
    "statins": ["dm_statin"],
    "starts": ["opioid_any", "opioid_new"],
    "doses": ["opioid_high"],
    "both": ["opioid_benzo"],
    "aged": ["benzo_65", "benzo_65_chronic"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("medicines") / "drop", people)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_medicines(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]


def test_all_indicators_are_worked() -> None:
    assert {measure for measures in MEASURES.values() for measure in measures} == set(INDICATORS)


# A row that is right, then rows broken by one thing each, then odd ones that are kept.
BROKEN = [
    *[{"dispensing_no": ""}, {"health_number": ""}, {"filled_on": ""}, {"filled_on": "2026-12-02"}],
    *[{"filled_on": "1899-12-31"}, {"filled_on": "2026-02-30"}, {"drug_no": "1234567"}, {"drug_no": "1234567A"}],
    *[{"who_class": atc} for atc in ("N2A", "n02AA01", "N02AA0", "N02AA011", "N02A01", "N02.AA01")],
    *[{"taken": "oral?"}, {"plan": "nms"}],
    *[{"units": amount} for amount in ("0", "-1", "many", "nan", "inf", "10000.1")],
    *[{"unit_strength": amount} for amount in ("0", "-0.1", "strong", "nan", "10000.1")],
    *[{"lasts_days": days} for days in ("0", "-1", "1.5", "1000", "x")],
]
KEPT = [
    {},
    {"filled_on": "2026-12-01"},
    {"filled_on": "1900-01-01"},
    dict.fromkeys(
        ("drug_no", "who_class", "taken", "units", "lasts_days", "unit_strength", "physician_no", "plan"), ""
    ),
    {"units": "0.001", "unit_strength": "10000", "lasts_days": "999", "taken": "X", "plan": "X"},
    {"units": "10000", "unit_strength": "0.5", "lasts_days": "101", "who_class": "N02"},
]


def test_rules(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"dispensing_no": str(place), **row} for place, row in enumerate([*BROKEN, *KEPT])]
    oracle = province(tmp_path_factory.mktemp("rules") / "drop", {"one": {"dispensations": rows}})
    accounts = oracle.accounts().filter(input="dispensations").select("rows_in", "quarantined", "valid").row(0)
    assert accounts == (len(rows), len(BROKEN), len(KEPT))
