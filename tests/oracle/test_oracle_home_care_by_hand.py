"""The oracle against home care worked by hand (families/home_care.md)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, province, stay

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)


def numbered(column: str, rows: tuple[Row, ...]) -> list[Row]:
    """Give rows with numbers a, b, c in their order where they have none."""
    return [{column: "abcdefgh"[place], **row} for place, row in enumerate(rows)]


def referred(*rows: Row) -> list[Row]:
    """Give referrals."""
    return numbered("referral_no", rows)


def served(*rows: tuple[str, str]) -> list[Row]:
    """Give services by day and code."""
    return numbered("service_no", tuple({"served_on": day, "service": code} for day, code in rows))


def assessed(*rows: Row) -> list[Row]:
    """Give assessments."""
    return numbered("assessment_no", rows)


def waited(*services: tuple[str, str], **referral: str) -> Person:
    """Give a complex patient who was available on 2 March, with services."""
    return {
        "home_care_referrals": referred({"complex_needs": "Y", **referral}),
        "home_care_services": served(*services),
    }


# By person: rows, then hc_nursing5 and hc_psw5.
WAITS: dict[str, tuple[Person, Counts, Counts]] = {
    "never served": (waited(), OUT, OUT),
    "nurse on the day": (waited(("2026-03-02", "01")), YES, OUT),
    "nurse on day 5": (waited(("2026-03-07", "02")), YES, OUT),
    "nurse on day 6": (waited(("2026-03-08", "01")), NO, OUT),
    "nurse before": (waited(("2026-03-01", "01")), OUT, OUT),
    "nurse before and on day 6": (waited(("2026-03-01", "01"), ("2026-03-08", "01")), NO, OUT),
    "nurse between referral and PAD, and on day 6": (
        waited(("2026-03-01", "01"), ("2026-03-08", "01"), referred_on="2026-03-01"),
        YES,
        OUT,
    ),
    "nurse before the referral and on day 6": (
        waited(("2026-02-28", "01"), ("2026-03-08", "01"), referred_on="2026-03-01"),
        NO,
        OUT,
    ),
    "nurse from the PAD, referred later": (waited(("2026-03-03", "01"), referred_on="2026-03-05"), YES, OUT),
    "nurse before the PAD and before the year": (
        waited(("2025-09-30", "01"), ("2025-10-20", "01"), referred_on="2025-09-20", pad_on="2025-10-10"),
        OUT,
        OUT,
    ),
    "nurse before the PAD, on the first day of the year": (
        waited(("2025-10-01", "01"), ("2025-10-20", "01"), referred_on="2025-09-20", pad_on="2025-10-10"),
        YES,
        OUT,
    ),
    "nurse before the first day that is read": (
        waited(("2025-06-30", "01"), ("2025-10-01", "01"), referred_on="2025-06-20", pad_on="2025-07-01"),
        NO,
        OUT,
    ),
    "a second referral takes over before its PAD": (
        {
            "home_care_referrals": referred(
                {"referred_on": "2026-03-01", "pad_on": "2026-03-02"},
                {"referred_on": "2026-03-05", "pad_on": "2026-03-20"},
            ),
            "home_care_services": served(("2026-03-08", "01")),
        },
        YES,
        OUT,
    ),
    "support on day 5": (waited(("2026-03-07", "11")), OUT, YES),
    "support on day 6": (waited(("2026-03-08", "13")), OUT, NO),
    "both": (waited(("2026-03-08", "13"), ("2026-03-02", "01")), YES, NO),
    "not complex": (waited(("2026-03-07", "11"), complex_needs="N"), OUT, OUT),
    "not known whether complex": (waited(("2026-03-07", "11"), complex_needs=""), OUT, OUT),
    "other nurses": (waited(("2026-03-02", "16"), ("2026-03-02", "17")), OUT, OUT),
    "homemaking": (waited(("2026-03-02", "12"), ("2026-03-02", "10")), OUT, OUT),
    "no day": (waited(("2026-03-02", "01"), pad_on=""), OUT, OUT),
    "discharged before": (waited(("2026-03-07", "01"), opened_on="2026-03-02", closed_on="2026-03-06"), OUT, OUT),
    "discharged that day": (waited(("2026-03-07", "01"), opened_on="2026-03-02", closed_on="2026-03-07"), YES, OUT),
    "first day of the year": (waited(("2025-10-01", "01"), pad_on="2025-09-25"), NO, OUT),
    "day before the year": (waited(("2025-09-30", "01"), pad_on="2025-09-28"), OUT, OUT),
    "available 15 months before": (waited(("2025-10-01", "01"), pad_on="2025-06-30"), OUT, OUT),
    "available a day later": (waited(("2025-10-01", "01"), pad_on="2025-07-01"), NO, OUT),
    "last day": (waited(("2026-09-30", "01"), pad_on="2026-09-29"), YES, OUT),
    "after D": (waited(("2026-10-01", "01"), pad_on="2026-09-29"), OUT, OUT),
    "first in the year of a long wait": (
        waited(("2025-09-30", "01"), ("2025-10-01", "01"), pad_on="2025-09-25"),
        OUT,
        OUT,
    ),
    "two referrals": (
        {
            "home_care_referrals": referred({"pad_on": "2026-03-02"}, {"pad_on": "2026-03-10"}),
            "home_care_services": served(("2026-03-09", "01"), ("2026-03-12", "01")),
        },
        (1, 2),
        OUT,
    ),
    "two of one day": (
        {
            "home_care_referrals": referred({"complex_needs": "N"}, {"complex_needs": "Y"}),
            "home_care_services": served(("2026-03-03", "11")),
        },
        OUT,
        YES,
    ),
    "two of one day, the first referred later": (
        {
            "home_care_referrals": referred(
                {"complex_needs": "N"}, {"complex_needs": "Y", "referred_on": "2026-03-01"}
            ),
            "home_care_services": served(("2026-03-03", "11")),
        },
        OUT,
        OUT,
    ),
}


def client(*assessments: Row, since: str = "2025-01-01", until: str = "") -> Person:
    """Give somebody in home care since a day, with assessments."""
    referral = {"referred_on": since, "pad_on": since, "opened_on": since, "closed_on": until}
    return {"home_care_referrals": referred(referral), "home_care_assessments": assessed(*assessments)}


TIRED = {"helper_distressed": "Y"}
# By person: rows, then caregiver_distress.
CAREGIVERS: dict[str, tuple[Person, Counts]] = {
    "not assessed": (client(), OUT),
    "fine": (client({"helper_distressed": "N", "helper_unable": "N"}), NO),
    "nothing said": (client({}), OUT),
    "one item denied": (client({"helper_distressed": "N"}), NO),
    "the other item denied": (client({"helper_unable": "N"}), NO),
    "nothing said the last time": (client(TIRED, {"assessed_on": "2026-03-03"}), OUT),
    "distressed": (client(TIRED), YES),
    "unable": (client({"helper_unable": "Y"}), YES),
    "both": (client({**TIRED, "helper_unable": "Y"}), YES),
    "nobody": (client({**TIRED, "helper": "N"}), OUT),
    "nobody known": (client({**TIRED, "helper": ""}), OUT),
    "better the last time": (client(TIRED, {"assessed_on": "2026-03-03", "helper_distressed": "N"}), NO),
    "two of a day": (client({}, TIRED), YES),
    "60 days": (client(TIRED, since="2026-01-01"), YES),
    "59 days": (client(TIRED, since="2026-01-02"), OUT),
    "discharged that day": (client(TIRED, until="2026-03-02"), YES),
    "discharged before": (client(TIRED, until="2026-03-01"), OUT),
    "never admitted": ({"home_care_referrals": referred({}), "home_care_assessments": assessed(TIRED)}, OUT),
    "never referred": ({"home_care_assessments": assessed(TIRED)}, OUT),
    "first day": (client({**TIRED, "assessed_on": "2025-10-01"}), YES),
    "day before": (client({**TIRED, "assessed_on": "2025-09-30"}), OUT),
    "last day": (client({**TIRED, "assessed_on": "2026-09-30"}), YES),
    "day after": (client({**TIRED, "assessed_on": "2026-10-01"}), OUT),
}


def compared(before: str, now: str, day: str = "2026-01-02", **more: str) -> Person:
    """Give a client with the ADL hierarchy on a day and on 2 March."""
    return client({"assessed_on": day, "adl": before}, {"adl": now}, **more)


# By person: rows, then adl_decline.
DAILY_LIFE: dict[str, tuple[Person, Counts]] = {
    "worse": (compared("2", "3"), YES),
    "the same": (compared("2", "2"), NO),
    "better": (compared("3", "2"), NO),
    "from 5 to 6": (compared("5", "6"), YES),
    "from 6": (compared("6", "6"), OUT),
    "once": (client({"adl": "3"}), OUT),
    "six months before": (compared("2", "3", "2025-09-02"), YES),
    "longer before": (compared("2", "3", "2025-09-01"), OUT),
    "the same day": (compared("2", "3", "2026-03-02"), OUT),
    "not known before": (compared("", "3"), OUT),
    # The last one says nothing, so that the one before it is the last.
    "not known now": (compared("2", ""), OUT),
    "not known now, twice before": (
        client({"assessed_on": "2025-12-01", "adl": "1"}, {"assessed_on": "2026-01-02", "adl": "2"}, {"adl": ""}),
        YES,
    ),
    "earliest of three": (
        client({"assessed_on": "2025-10-02", "adl": "3"}, {"assessed_on": "2026-01-02", "adl": "1"}, {"adl": "2"}),
        NO,
    ),
    "two on the earliest day": (
        client({"assessed_on": "2026-01-02", "adl": "3"}, {"assessed_on": "2026-01-02", "adl": "1"}, {"adl": "2"}),
        YES,
    ),
    "new": (compared("2", "3", since="2026-01-02"), OUT),
    "60 days": (compared("2", "3", since="2026-01-01"), YES),
    "before the year": (
        client({"assessed_on": "2025-06-01", "adl": "1"}, {"assessed_on": "2025-09-30", "adl": "2"}),
        OUT,
    ),
}

STAY = stay("2026-03-01", "2026-03-05", disposition="04")
BACK = stay("2026-03-20", "2026-03-24", disposition="04")


def left(*referrals: Row, stays: tuple[Row, ...] = (STAY, BACK)) -> Person:
    """Give somebody who left hospital on 5 March and was back on 20 March, with referrals."""
    return {"discharges": numbered("separation_no", stays), "home_care_referrals": referred(*referrals)}


def by_hospital(day: str, **more: str) -> Row:
    """Give a referral from the hospital."""
    return {"referred_on": day, "pad_on": day, "referred_by": "H", **more}


def from_home(day: str, **more: str) -> Row:
    """Give a referral from the community."""
    return {**by_hospital(day, **more), "referred_by": "C"}


EARLIER = {"referred_on": "2025-01-01", "opened_on": "2025-01-02"}
# By person: rows, then hc_readmit.
RETURNS: dict[str, tuple[Person, Counts]] = {
    "not referred": (left(), OUT),
    "referred from the ward": (left(by_hospital("2026-03-01")), YES),
    "referred before the stay": (left(by_hospital("2026-02-28")), OUT),
    "referred on day 7": (left(by_hospital("2026-03-12")), YES),
    "referred on day 8": (left(by_hospital("2026-03-13")), OUT),
    "referred from home on the day": (left(from_home("2026-03-05")), YES),
    "referred from home on day 7": (left(from_home("2026-03-12")), YES),
    "referred from home too early": (left(from_home("2026-03-04")), OUT),
    "nobody knows who referred": (left({**by_hospital("2026-03-04"), "referred_by": ""}), OUT),
    "not back": (left(by_hospital("2026-03-05"), stays=(STAY,)), NO),
    "back on day 30": (left(by_hospital("2026-03-05"), stays=(STAY, stay("2026-04-04", "2026-04-09"))), YES),
    "back on day 31": (left(by_hospital("2026-03-05"), stays=(STAY, stay("2026-04-05", "2026-04-09"))), NO),
    "back as planned": (left(by_hospital("2026-03-05"), stays=(STAY, {**BACK, "entry_category": "L"})), NO),
    "both stays referred": (left(by_hospital("2026-03-05"), by_hospital("2026-03-24")), (1, 2)),
    "in home care": (left(by_hospital("2026-03-05"), EARLIER), OUT),
    "in home care until the day before": (left(by_hospital("2026-03-05"), {**EARLIER, "closed_on": "2026-03-04"}), YES),
    "in home care until that day": (left(by_hospital("2026-03-05"), {**EARLIER, "closed_on": "2026-03-05"}), OUT),
    "admitted that day": (left(by_hospital("2026-03-05", opened_on="2026-03-05")), YES),
    "admitted from another that day": (left(by_hospital("2026-03-05"), {**EARLIER, "opened_on": "2026-03-05"}), YES),
    "referred twice, first new": (
        left(by_hospital("2026-03-05", opened_on="2026-03-05"), from_home("2026-03-07")),
        YES,
    ),
    "died": (left(by_hospital("2026-03-05"), stays=({**STAY, "disposition": "72"},)), OUT),
    "palliative": (left(by_hospital("2026-03-05"), stays=({**STAY, "dx_1": "Z515"}, BACK)), OUT),
    "left on their own": (left(by_hospital("2026-03-05"), stays=({**STAY, "disposition": "61"}, BACK)), OUT),
    "last index day": (
        left(by_hospital("2026-08-01"), stays=(stay("2026-07-30", "2026-08-01", institution_no="S2"),)),
        NO,
    ),
    "too late to be followed": (
        left(by_hospital("2026-09-01"), stays=(stay("2026-08-30", "2026-09-01", institution_no="S2"),)),
        OUT,
    ),
    # Shows that the hospitals delivered until D.
    "somebody else": (
        left(stays=(stay("2026-09-28", "2026-09-29"), stay("2026-09-29", "2026-09-30", institution_no="S2"))),
        OUT,
    ),
}

GROUPS = {"waits": WAITS, "caregivers": CAREGIVERS, "daily life": DAILY_LIFE, "returns": RETURNS}
MEASURES = {
    "waits": ["hc_nursing5", "hc_psw5"],
    "caregivers": ["caregiver_distress"],
    "daily life": ["adl_decline"],
    "returns": ["hc_readmit"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("home_care") / "drop", people)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_home_care(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]
