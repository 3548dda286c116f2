"""The oracle against continuity, enrolment and visits at a distance worked by hand (indicators, 22)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, lines, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
PHYSICIANS: list[Row] = [
    {"physician_no": "near", "group_no": "g1"},
    {"physician_no": "near2", "group_no": "g1"},
    {"physician_no": "far", "group_no": "g2"},
]


def visited(*visits: str, by: str = "", **more: list[Row]) -> Person:
    """Give a person with visits, "full 03-02" being one on 2 March 2026; `by`: rostered with."""
    claims = [line for name, _, day in (visit.partition(" ") for visit in visits) for line in _line(name, day)]
    rows = {"claims": [*claims, *more.pop("claims", [])], **more}
    return {**rows, "enrolments": [by]} if by else rows


def _line(name: str, day: str) -> list[Row]:
    return lines(name, first=day if len(day) > 5 else f"2026-{day}")


def turns(pattern: str, by: str = "") -> Person:
    """Give a person who saw full (f), full2 (g) or walk (w) on one day after the other."""
    names = {"f": "full", "g": "full2", "w": "walk"}
    return visited(*[f"{names[name]} 03-{day:02}" for day, name in enumerate(pattern, start=1)], by=by)


# By person: rows, then continuity_hqo, continuity_medium_hqo, continuity_low_hqo.
BANDS: dict[str, tuple[Person, Counts, Counts, Counts]] = {
    "three visits": (turns("fff"), OUT, OUT, OUT),
    "four visits": (turns("ffff"), YES, NO, NO),
    "three of four": (turns("fffg"), YES, NO, NO),
    "two of four": (turns("ffgg"), NO, YES, NO),
    "two of five": (turns("ffggw"), NO, NO, YES),
    "five of seven": (turns("fffffgg"), NO, YES, NO),
    "twice a day": (visited("full 03-01", "full 03-01", "full 03-02", "full 03-03"), OUT, OUT, OUT),
    "two physicians a day": (visited("full 03-01", "full2 03-01", "full 03-02", "full 03-03"), YES, NO, NO),
    "first day": (visited("full 2024-10-01", "full 03-01", "full 03-02", "full 2026-09-30"), YES, NO, NO),
    "day before": (visited("full 2024-09-30", "full 03-01", "full 03-02", "full 03-03"), OUT, OUT, OUT),
    "paediatrician": (visited("child 03-04", "full 03-01", "full 03-02", "full 03-03"), OUT, OUT, OUT),
}

# By person: rows, then upc_own, upc_group, coc_bb and secon. Shares are in ten-thousandths.
SHARES: dict[str, tuple[Person, Counts, Counts, Counts, Counts]] = {
    "two visits": (turns("ff", by="full"), OUT, OUT, OUT, OUT),
    "all own": (turns("fff", by="full"), (10_000, 1), (10_000, 1), (10_000, 1), (10_000, 1)),
    "none own": (turns("ggg", by="full"), (0, 1), (0, 1), (10_000, 1), (10_000, 1)),
    # One third and two thirds; n = 3: (4 + 1 - 3) / 6; f-f-g: one of two.
    "two of three": (turns("ffg", by="full"), (6_667, 1), (6_667, 1), (3_333, 1), (5_000, 1)),
    "one of three": (turns("fgw", by="full"), (3_333, 1), (3_333, 1), (0, 1), (0, 1)),
    # 1/32 is 312.5: half is rounded away from zero. 31 pairs, 29 alike; (31² + 1 - 32) / (32 × 31) = 0.9375.
    "half": (turns("g" * 15 + "f" + "g" * 15, by="full"), (323, 1), (323, 1), (9_355, 1), (9_333, 1)),
    "half, exactly": (
        visited(*[f"full2 2026-0{3 + day // 31}-{1 + day % 31:02}" for day in range(31)], "full 05-01", by="full"),
        (313, 1),
        (313, 1),
        (9_375, 1),
        (9_677, 1),
    ),
    "virtual": (turns("ffgff"), (8_000, 1), (8_000, 1), (6_000, 1), (5_000, 1)),
    "other provider": (turns("www"), OUT, OUT, (10_000, 1), (10_000, 1)),
    "own group": (
        visited("near 03-01", "near2 03-02", "far 03-03", by="near"),
        (3_333, 1),
        (6_667, 1),
        (0, 1),
        (0, 1),
    ),
    # Two on one day go by the id of the physician: full, full2, full2, full.
    "two on a day": (
        visited("full2 03-01", "full 03-01", "full2 03-02", "full 03-03", by="full"),
        (5_000, 1),
        (5_000, 1),
        (3_333, 1),
        (3_333, 1),
    ),
}


def code(physician: str, fee_code: str, day: str = "2026-08-03", **special: str) -> list[Row]:
    """Give a claim line of some code."""
    return lines(physician, fee_code, first=day, **special)


# By person: rows, then own_physician_hqo: contacts of 24 months, in number.
CONTACTS: dict[str, tuple[Person, Counts]] = {
    "none": (visited(by="full"), OUT),
    "own and other": (visited("full 03-01", "full2 03-02", by="full"), (1, 2)),
    "any visit code": (visited(by="full", claims=code("full", "G700A")), (1, 1)),
    "paediatrician": (visited("child 03-01", by="full"), (0, 1)),
    "community medicine": (visited("walk2 03-01", by="full"), (0, 1)),
    "internist": (visited("heart 03-01", by="full"), OUT),
    "at a distance": (visited(by="full", claims=code("full", "A007A", place="V")), (1, 1)),
    "in long-term care": (visited(by="full", claims=code("full", "A007A", place="L")), (1, 1)),
    "twice a day": (visited("full 03-01", by="full", claims=code("full", "G700A", "2026-03-01")), (1, 1)),
    "by address": (visited("heart 03-01"), OUT),
    "virtual": (visited("full 03-01", "full 03-02", "full2 03-03"), (2, 3)),
    "other provider": (visited("walk 03-01"), OUT),
    "first day": (visited("full 2024-10-01", by="full"), (1, 1)),
    "day before": (visited("full 2024-09-30", by="full"), OUT),
}

VIDEO, TELEPHONE = "K300A", "K301A"
# By person: rows, then virtual_share and video_share.
DISTANCE: dict[str, tuple[Person, Counts, Counts]] = {
    "none": (visited(), OUT, OUT),
    "in person": (visited("full 2026-07-01"), (0, 1), OUT),
    "before": (visited("full 2026-06-30"), OUT, OUT),
    "last day": (visited("full 2026-09-30"), (0, 1), OUT),
    "place": (visited(claims=code("full", "A007A", place="V")), (1, 1), OUT),
    "video": (visited(claims=[*code("full", "A007A"), *code("full", VIDEO)]), (1, 1), (1, 1)),
    "telephone": (visited(claims=[*code("full", "A007A"), *code("full", TELEPHONE)]), (1, 1), (0, 1)),
    "both": (visited(claims=[*code("full", "A007A"), *code("full", TELEPHONE), *code("full", VIDEO)]), (1, 1), (1, 1)),
    "another's": (visited(claims=[*code("full", "A007A"), *code("full2", VIDEO)]), (0, 1), OUT),
    "no core line": (visited(claims=[*code("full", "G700A"), *code("full", VIDEO)]), OUT, OUT),
    "two visits": (visited("full 2026-08-04", claims=[*code("full", "A007A"), *code("full", VIDEO)]), (1, 2), (1, 1)),
}

# By person: rows, then outside_use.
OUTSIDE: dict[str, tuple[Person, Counts]] = {
    "own": (visited("near 03-01", by="near"), (0, 1)),
    "of the group": (visited("near2 03-01", by="near"), (0, 1)),
    "outside": (visited("far 03-01", "near 03-02", by="near"), (1, 2)),
    "solo": (visited("full 03-01", "full2 03-01", by="full"), (1, 2)),
    "not rostered": (visited("full 03-01"), OUT),
    "first day": (visited("far 2025-10-01", by="near"), (1, 1)),
    "day before": (visited("far 2025-09-30", by="near"), OUT),
    "paediatrician": (visited("child 03-01", by="near"), OUT),
}


def born(day: str, *visits: str) -> Person:
    """Give a person by the day of birth."""
    return {**visited(*visits), "persons": {"born": day}}


# By person: rows, then no_pc_visit, attach and uncertainly_attached.
ATTACHED: dict[str, tuple[Person, Counts, Counts, Counts]] = {
    "by address": (visited(), YES, NO, YES),
    "rostered": (visited(by="full"), YES, YES, NO),
    "virtual": (visited("full 03-01"), NO, YES, NO),
    "visit long ago": (visited("full 2024-09-30"), YES, NO, YES),
    "other provider": (visited("walk 03-01"), NO, NO, YES),
    "centre": (
        {"centre_rosters": ["c1"], "centre_visits": ["c1"]},
        OUT,
        YES,
        NO,
    ),
    "abroad": ({"persons": {"postal_code": "H2X 1Y4"}}, YES, NO, YES),
    "two years old": (born("2024-09-30"), YES, NO, YES),
    "two years tomorrow": (born("2024-10-01"), OUT, NO, YES),
    "newborn": ({**born("2026-01-01"), "mother": "attached rostered"}, OUT, NO, YES),
}


def spells(*spans: tuple[str, str], by: str = "full") -> Person:
    """Give a person with enrolment spells from a day to another; an empty last day is open."""
    return {"enrolments": [{"physician_no": by, "enrolled_on": first, "ended_on": last} for first, last in spans]}


# By person: rows, then new_enrol and enrol_loss.
ENROLLED: dict[str, tuple[Person, Counts, Counts]] = {
    "never": ({}, NO, OUT),
    "always": (spells(("2020-01-01", "")), NO, NO),
    "new": (spells(("2026-07-01", "")), YES, OUT),
    "new on D": (spells(("2026-09-30", "")), YES, OUT),
    "new after D": (spells(("2026-10-01", "")), NO, OUT),
    "began on the day before": (spells(("2026-06-30", "")), NO, NO),
    "new, ends tomorrow": (spells(("2026-07-01", "2026-10-01")), YES, OUT),
    "new, ended on D": (spells(("2026-07-01", "2026-09-30")), NO, OUT),
    "lost on D": (spells(("2020-01-01", "2026-09-30")), NO, YES),
    "lost tomorrow": (spells(("2020-01-01", "2026-10-01")), NO, NO),
    "lost before": (spells(("2020-01-01", "2026-06-30")), NO, OUT),
    "lost the day after": (spells(("2020-01-01", "2026-07-01")), NO, YES),
    "changed": (spells(("2020-01-01", "2026-08-01"), ("2026-08-01", "")), NO, NO),
    "back after a gap": (spells(("2020-01-01", "2026-05-01"), ("2026-08-01", "")), YES, OUT),
    "unknown physician": (spells(("2026-07-01", ""), by="unknown"), NO, OUT),
}

GROUPS = {
    "bands": BANDS,
    "shares": SHARES,
    "contacts": CONTACTS,
    "distance": DISTANCE,
    "outside": OUTSIDE,
    "attached": ATTACHED,
    "enrolled": ENROLLED,
}
MEASURES = {
    "bands": ["continuity_hqo", "continuity_medium_hqo", "continuity_low_hqo"],
    "shares": ["upc_own", "upc_group", "coc_bb", "secon"],
    "contacts": ["own_physician_hqo"],
    "distance": ["virtual_share", "video_share"],
    "outside": ["outside_use"],
    "attached": ["no_pc_visit", "attach", "uncertainly_attached"],
    "enrolled": ["new_enrol", "enrol_loss"],
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    return province(tmp_path_factory.mktemp("primary") / "drop", people, inputs={"physicians": PHYSICIANS})


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_primary_care(oracle: Oracle, group: str, name: str) -> None:
    found = tuple(counted(oracle, measure).get(key_of(f"{group} {name}")) for measure in MEASURES[group])
    assert found == GROUPS[group][name][1:]
