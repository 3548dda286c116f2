"""Home care as the oracle knows it (families/home_care.md)."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import ONE_DAY, beside, text, years_ago

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

SERVICES = ["01", "01", "02", "11", "11", "13", "10", "14", "12", "16", "17", "18", "1"]
YES_NO = ["Y", "Y", "N", ""]
WAITS = [0, 1, 4, 5, 6, 7, 91, 92]


def _random(town: "Town", key: str) -> Rows:
    """Give referrals about the edges of the year and about the ends of the person's stays, with what followed."""
    if town.random.random() < 0.3:
        return {}
    referrals = [_referral(town, day) for day in _referral_days(town, key)]
    return {
        "home_care_referrals": referrals,
        "home_care_services": [row for referral in referrals for row in _services(town, referral)],
        "home_care_assessments": [row for referral in referrals for row in _assessments(town, referral)],
    }


def _referral_days(town: "Town", key: str) -> list[dt.date]:
    # What draws rows names the families in turn.
    from tests.oracle.random_hospital import hospital_rows

    ends = [dt.date.fromisoformat(stay["discharged_on"]) for stay in hospital_rows(town, key)["discharges"]]
    about = [end + dt.timedelta(days=days) for end in ends for days in (-3, -1, 0, 1, 6, 7, 8)]
    months = [town.end - dt.timedelta(days=days) for days in (5, 6, 60, 100, 200)]
    edges = [*beside(years_ago(town.end, 1)), *beside(town.end), years_ago(town.end, 1) - dt.timedelta(days=91)]
    days = [*about, *about, *months, *edges]
    first = [end + dt.timedelta(days=town.random.choice([0, 0, 1])) for end in ends if town.random.random() < 0.5]
    return [*first, *(town.random.choice(days) for _ in range(town.random.choice([0, 1, 1, 2])))]


def _referral(town: "Town", day: dt.date) -> dict[str, str]:
    choose = town.random.choice
    available = day + dt.timedelta(days=choose([0, 0, 1, 3, -1]))
    opened = day + dt.timedelta(days=choose([0, 0, 2, -60, -61, -200]))
    closed = opened + dt.timedelta(days=choose([0, 5, 59, 60, 61, 300, -1]))
    return {
        "referred_on": text(day),
        "pad_on": choose([text(available)] * 9 + ["", "soon"]),
        "referred_by": choose(["H", "H", "C", "O", "", "X"]),
        "opened_on": choose([text(opened)] * 5 + [""]),
        "closed_on": choose([text(closed), "", ""]),
        "src": choose(["91", "95", "", "9"] + ["93"] * 6),
        "complex_needs": choose([*YES_NO, "Y", "Y"]),
    }


def _services(town: "Town", referral: dict[str, str]) -> Rows:
    """Give services some days after the patient was available, or about the edge of the year."""
    known = referral["pad_on"] not in ("", "soon")
    first = dt.date.fromisoformat(referral["pad_on"] if known else referral["referred_on"])
    days = [first + dt.timedelta(days=days) for days in WAITS]
    days += [first - ONE_DAY, *beside(dt.date.fromisoformat(referral["referred_on"]))]
    days += [*beside(town.end), *beside(years_ago(town.end, 1))]
    return [
        {
            "served_on": text(town.random.choice(days)),
            "service": town.random.choice(SERVICES),
            "amount": town.random.choice(["1", "2", "", "0", "-1", "1.5"] + ["3"] * 6),
        }
        for _ in range(town.random.choice([0, 1, 2, 4]))
    ]


def _assessments(town: "Town", referral: dict[str, str]) -> Rows:
    """Give assessments 59 to 61 days after the referral, six months apart, and about the edges of the year."""
    first = dt.date.fromisoformat(referral["opened_on"] or referral["referred_on"])
    days = [first + dt.timedelta(days=days) for days in (59, 60, 61, 200, 260, 300, 300)]
    days += [*beside(town.end), *beside(years_ago(town.end, 1)), town.end - dt.timedelta(days=182)]
    return [_assessment(town, town.random.choice(days)) for _ in range(town.random.choice([0, 1, 2, 3, 4]))]


def _assessment(town: "Town", day: dt.date) -> dict[str, str]:
    choose = town.random.choice
    return {
        "assessed_on": text(day),
        "helper": choose(["Y"] * 6 + ["N", "", "?"]),
        "helper_distressed": choose(YES_NO),
        "helper_unable": choose(["N", "N", "N", "Y", ""]),
        "adl": choose(["0", "1", "2", "3", "5", "6", "", "7"]),
        "cps": choose(["0", "3", ""]),
    }


FAMILY = OracleFamily(
    inputs={
        "home_care_referrals": OracleInput(
            columns="referral_no health_number referred_on pad_on referred_by opened_on closed_on src complex_needs",
            key=["person_key", "referral_id"],
            usual={"referred_on": "2026-03-02", "pad_on": "2026-03-02", "referred_by": "C"},
            number="referral_no",
        ),
        "home_care_services": OracleInput(
            columns="service_no health_number served_on service amount",
            key=["person_key", "service_id"],
            usual={"served_on": "2026-03-02", "service": "01"},
            number="service_no",
        ),
        "home_care_assessments": OracleInput(
            columns="assessment_no health_number assessed_on helper helper_distressed helper_unable adl cps "
            "chess_scale maple_level divert_level",
            key=["person_key", "assessment_id"],
            usual={"assessed_on": "2026-03-02", "helper": "Y", "adl": "2"},
            number="assessment_no",
        ),
    },
    checks=("home_care",),
    rules=("home_care",),
    person_indicators=("adl_decline", "caregiver_distress", "hc_nursing5", "hc_psw5", "hc_readmit"),
    random=_random,
)
