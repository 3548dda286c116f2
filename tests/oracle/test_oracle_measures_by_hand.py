"""The oracle against measures worked by hand: indicators (method, 6), cohort and needs (7)."""

import datetime as dt

import polars as pl
import pytest

from tests.oracle.families import oracle_families
from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop

D = dt.date(2026, 9, 30)
FIRST_OF_TWO_YEARS, DAY_BEFORE_TWO_YEARS = "2024-10-01", "2024-09-30"
FIRST_OF_YEAR, DAY_BEFORE_YEAR = "2025-10-01", "2025-09-30"

# Who a person belongs to: by enrolment with `own`, `child` or `gone` (team T1), or by address ("": K9J, team T2).
PEOPLE: dict[str, tuple[str, Row]] = {
    "three of four": ("own", {}),
    "three visits": ("own", {}),
    "five of seven": ("own", {}),
    "twice a day": ("own", {}),
    "never": ("own", {}),
    "born on the first day": ("own", {"born": "2024-09-30"}),
    "born a day later": ("own", {"born": "2024-10-01"}),
    "75 on D": ("child", {"born": "1951-09-30"}),
    "75 tomorrow": ("child", {"born": "1951-10-01"}),
    "of one who left": ("gone", {}),
    "by address": ("", {"postal_code": "K9J"}),
    "abroad": ("", {"postal_code": "H2X 1Y4"}),
    "dead": ("own", {"died": "2026-09-30"}),
}

# Physician and days on which each came for A007.
VISITS: dict[str, list[tuple[str, str]]] = {
    "three of four": [
        ("own", "2026-03-02"),
        ("own", "2026-03-03"),
        ("own", FIRST_OF_TWO_YEARS),
        ("other", "2026-03-03"),
    ],
    "three visits": [
        ("own", "2026-03-02"),
        ("own", "2026-03-03"),
        ("own", "2026-03-04"),
        ("own", DAY_BEFORE_TWO_YEARS),
    ],
    "five of seven": [("own", f"2026-03-0{day}") for day in range(1, 6)]
    + [("other", f"2026-03-0{day}") for day in (1, 2)],
    "twice a day": [("own", "2026-03-02")],
    "abroad": [("other", f"2026-03-0{day}") for day in range(1, 5)],
    "dead": [("own", f"2026-03-0{day}") for day in range(1, 5)],
}

# First day of the visit, last day, number of visits, scheduled or not.
EMERGENCY: dict[str, list[tuple[str, int, str]]] = {
    "never": [(FIRST_OF_YEAR, 1, "U"), ("2026-09-30", 3, "U")],
    "twice a day": [(DAY_BEFORE_YEAR, 1, "U"), ("2026-03-02", 3, "U")],
    "three visits": [("2026-03-02", 3, "U"), ("2026-03-02", 1, "S")],
    "of one who left": [("2026-10-01", 4, "U")],
    "by address": [("2026-03-02", 5, "U")],
    "abroad": [("2026-03-02", 4, "U")],
    "dead": [("2026-03-02", 4, "U")],
}

# Separations of person "three visits" that count, and that do not; the code lists are those of reference/codes.
SENSITIVE: list[Row] = [
    {"dx_1": "J441"},
    {"dx_1": "J189", "dx_2": "I10.0", "dx_8": "j44.1"},
    {"dx_1": "I500"},
    {"dx_1": "I500", "cci_1": "1.hz.53.lakp"},
    {"dx_1": "I500", "cci_1": "1HZ53LAKP"},
    {"dx_1": "J441", "cci_1": "1HZ80AA"},
    {"dx_1": "E1164", "patient_service": "X"},
    {"dx_1": "J45", "disposition": "67"},
    {"dx_1": "J45", "admitted_on": FIRST_OF_YEAR, "discharged_on": FIRST_OF_YEAR},
    {"dx_1": "G41", "discharged_on": "2026-09-30", "institution_no": "elsewhere"},
]
OTHER: list[Row] = [
    {"dx_1": "J189"},
    {"dx_1": "J189", "dx_2": "J45"},
    {"dx_1": "I500", "cci_4": "1.hz.53.GRNM"},
    {"dx_1": "I10", "dx_2": "J441"},
    {"dx_1": "I200", "cci_2": "1HZ80AA", "cci_1": "1HZ53LAKP"},
    {"dx_1": "E1065"},
    {"dx_1": ""},
    {"dx_1": "J45", "disposition": "07"},
    {"dx_1": "J45", "disposition": "74"},
    {"dx_1": "J45", "entry_category": "RI"},
    {"dx_1": "J45", "admitted_on": DAY_BEFORE_YEAR, "discharged_on": DAY_BEFORE_YEAR},
    {"dx_1": "J45", "discharged_on": "2026-10-01"},
]


def _claims() -> list[Row]:
    rows = [(name, *visit) for name, visits in VISITS.items() for visit in visits]
    lines = [
        {"claim_no": str(place), "health_number": key_of(name), "physician_no": physician, "serviced_on": day}
        for place, (name, physician, day) in enumerate(rows)
    ]
    again = {"health_number": key_of("twice a day"), "physician_no": "own", "serviced_on": "2026-03-02"}
    return lines + [{**again, "claim_no": code, "fee_code": code} for code in ("A001A", "K005A", "K013A")]


def _emergency_visits() -> list[Row]:
    return [
        {"visit_no": f"{day} {kind} {place}", "health_number": key_of(name), "registered_on": day, "visit_type": kind}
        for name, visits in EMERGENCY.items()
        for day, number, kind in visits
        for place in range(number)
    ]


def _discharges() -> list[Row]:
    stays = [{**row, "health_number": key_of("three visits")} for row in SENSITIVE + OTHER]
    stays += [{"dx_1": "J45", "health_number": key_of(name)} for name in ("75 on D", "75 tomorrow", "by address")]
    return [{**row, "separation_no": str(place)} for place, row in enumerate(stays)]


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    drop = write_drop(
        tmp_path_factory.mktemp("measures") / "drop",
        dt.date(2026, 10, 5),
        persons=[{"health_number": key_of(name), **row} for name, (_, row) in PEOPLE.items()],
        enrolments=[{"health_number": key_of(name), "physician_no": own} for name, (own, _) in PEOPLE.items() if own],
        physicians=[
            {"physician_no": "own"},
            {"physician_no": "other"},
            {"physician_no": "child", "specialty": "26"},
            {"physician_no": "gone", "active_to": "2026-09-30"},
        ],
        claims=_claims(),
        ed_visits=_emergency_visits(),
        discharges=_discharges(),
    )
    return Oracle([drop], D)


# Numerator and denominator. Practice `own` has 7 persons, T1 10, T2 1, the province 12 with the one abroad.
RESULTS: dict[tuple[str, str, str], tuple[int, int]] = {
    ("continuity_hqo", "practice", "own"): (1, 2),
    ("continuity_hqo", "practice", "child"): (0, 0),
    ("continuity_hqo", "oht", "T1"): (1, 2),
    ("continuity_hqo", "oht", "T3"): (0, 0),
    ("continuity_hqo", "province", "ontario"): (2, 3),
    ("acsc", "practice", "own"): (len(SENSITIVE), 7),
    ("acsc", "practice", "child"): (1, 1),
    ("acsc", "oht", "T1"): (len(SENSITIVE) + 1, 9),
    ("acsc", "oht", "T2"): (1, 1),
    ("acsc", "province", "ontario"): (len(SENSITIVE) + 2, 11),
    ("ed_rate", "practice", "own"): (10, 7),
    ("ed_rate", "practice", "gone"): (0, 1),
    ("ed_rate", "oht", "T2"): (5, 1),
    ("ed_rate", "province", "ontario"): (19, 12),
    ("md_panel", "practice", "own"): (7, 1),
    ("md_panel", "practice", "child"): (0, 0),
    ("md_panel", "practice", "gone"): (0, 0),
    ("md_panel", "oht", "T1"): (7, 1),
    ("md_panel", "oht", "T2"): (0, 0),
    ("md_panel", "province", "ontario"): (7, 1),
}


@pytest.mark.parametrize("place", RESULTS, ids=" ".join)
def test_result(oracle: Oracle, place: tuple[str, str, str]) -> None:
    found = {tuple(row[:3]): row[3:5] for row in oracle.results().iter_rows()}
    assert found[place] == RESULTS[place]


def test_every_unit_has_every_indicator(oracle: Oracle) -> None:
    units = oracle.results().group_by("indicator_id").agg(pl.struct("level", "unit_id").n_unique())
    # Three practices, three teams, the province; billed time and who stayed are for teams and the province alone.
    further = [name for family in oracle_families() for name in (*family.wide_only, *family.team_only)]
    for_teams = dict.fromkeys(["md_admin_hours", "md_retention", *further], 4)
    assert dict(units.iter_rows()) == dict.fromkeys(units["indicator_id"], 7) | for_teams


def test_cohort(oracle: Oracle) -> None:
    found = {(level, unit): persons for level, unit, persons in oracle.cohort().iter_rows()}
    assert found == {
        ("practice", "own"): 1,
        ("practice", "child"): 0,
        ("practice", "gone"): 0,
        ("oht", "T1"): 1,
        ("oht", "T2"): 1,
        ("oht", "T3"): 0,
        ("province", "ontario"): 3,
    }


def test_needs(oracle: Oracle) -> None:
    """Of `own`, "never" and "born on the first day" had no visit; those born later could not yet be expected to."""
    found = {(practice, need): persons for practice, need, persons in oracle.needs().iter_rows()}
    assert found == {
        ("own", "no_primary_care_visit"): 2,
        ("own", "frequent_emergency_visits"): 1,
        ("child", "no_primary_care_visit"): 2,
        ("child", "frequent_emergency_visits"): 0,
        ("gone", "no_primary_care_visit"): 1,
        ("gone", "frequent_emergency_visits"): 0,
    }


def test_tiers(oracle: Oracle) -> None:
    found = {(level, unit, tier): persons for level, unit, tier, persons in oracle.tier_counts().iter_rows()}
    assert found["province", "ontario", "rostered"] == found["oht", "T1", "rostered"] == 10
    assert found["province", "ontario", "postal_area"] == found["oht", "T2", "postal_area"] == 1
    assert found["province", "ontario", "unattributable"] == 1
