"""The oracle against doses, visits at 18 months and talks on smoking worked by hand (indicators, 40)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of
from tests.oracle.small_province import Person, counted, lines, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
# Born on 10 June 2024: one on 10 June 2025, two on 10 June 2026; D is 30 September 2026.
BORN = "2024-06-10"


def dose(vaccine: str, day: str, given_by: str = "PC") -> Row:
    """Give a dose."""
    return {"vaccine": vaccine, "given_on": day, "given_by": given_by}


UP_TO_DATE = {
    "d1": dose("DTaP-IPV-Hib", "2024-08-10"),
    "d2": dose("DTaP-IPV-Hib", "2024-10-10"),
    "d3": dose("DTaP-IPV-Hib", "2024-12-10"),
    "d4": dose("DTaP-IPV-Hib", "2025-12-10"),
    "p1": dose("Pneu-C", "2024-08-10"),
    "p2": dose("Pneu-C", "2024-10-10"),
    "p3": dose("Pneu-C", "2025-06-10"),
    "c": dose("Men-C", "2025-06-10"),
    "m": dose("MMR", "2025-06-10"),
    "v": dose("Var", "2025-09-10"),
}


def child(claims: list[Row] | None = None, born: str = BORN, **changed: Row | None) -> Person:
    """Give a child with the doses of the schedule but for those changed; none: not given."""
    doses = [given for given in {**UP_TO_DATE, **changed}.values() if given]
    return {"persons": {"born": born}, "immunisations": doses, "claims": claims or []}


# By person: rows, then imm_child.
CHILDREN: dict[str, tuple[Person, Counts]] = {
    "all": (child(), YES),
    "fourth on the birthday": (child(d4=dose("DTaP-IPV-Hib", "2026-06-10")), YES),
    "fourth a day later": (child(d4=dose("DTaP-IPV-Hib", "2026-06-11")), NO),
    "no fourth": (child(d4=None), NO),
    "fourth without Hib": (child(d4=dose("DTaP-IPV", "2025-12-10")), NO),
    "third pneumococcal lacks": (child(p3=None), NO),
    "no varicella": (child(v=None), NO),
    "measles on the first birthday": (child(m=dose("MMR", "2025-06-10")), YES),
    "measles a day before": (child(m=dose("MMR", "2025-06-09")), NO),
    "measles early and again": (child(m=dose("MMR", "2025-06-09"), m2=dose("MMR", "2025-06-20")), YES),
    "measles with varicella": (child(m=None, v=dose("MMRV", "2025-07-01")), YES),
    "four kinds of meningococci": (child(c=dose("Men-ACYW", "2025-06-10")), YES),
    "meningococci B": (child(c=dose("Men-B", "2025-06-10")), NO),
    "27 days apart": (child(d4=dose("DTaP-IPV-Hib", "2025-01-06")), NO),
    "28 days apart": (child(d4=dose("DTaP-IPV-Hib", "2025-01-07")), YES),
    "told twice": (child(claims=lines("full", "G841A", first="2024-12-11"), d4=None), NO),
    "billed alone": (child(claims=lines("heart", "G841A", first="2025-12-10"), d4=None), YES),
    "billed and reversed": (
        child(
            claims=[
                *lines("heart", "G841A", first="2025-12-10"),
                *lines("heart", "G841A", first="2025-12-10", units="-1"),
            ],
            d4=None,
        ),
        NO,
    ),
    "another thing billed": (child(claims=lines("heart", "G538A", first="2025-12-10"), d4=None), NO),
    "before birth": (child(d1=dose("DTaP-IPV-Hib", "2024-06-09")), NO),
    "no dose at all": ({"persons": {"born": BORN}}, NO),
    "two on D": (child(born="2024-09-30", m=dose("MMR", "2025-10-01"), c=dose("Men-C", "2025-10-01")), NO),
    "two a day after D": (child(born="2024-10-01"), OUT),
    "two a year before D": (child(born="2023-09-30"), OUT),
    "two a day later": (child(born="2023-10-01"), NO),
    "grown": (child(born="1980-06-15"), OUT),
}


def vaccinated(day: str, born: str = "1950-01-01", vaccine: str = "Inf", given_by: str = "PH") -> Person:
    """Give an older person with a dose."""
    return {"persons": {"born": born}, "immunisations": [dose(vaccine, day, given_by)]}


# By person: rows, then flu65. The season is 1 September 2025 to 31 March 2026.
SEASON: dict[str, tuple[Person, Counts]] = {
    "first day": (vaccinated("2025-09-01"), YES),
    "day before": (vaccinated("2025-08-31"), NO),
    "last day": (vaccinated("2026-03-31", given_by=""), YES),
    "day after": (vaccinated("2026-04-01"), NO),
    "this autumn": (vaccinated("2026-09-20"), NO),
    "another vaccine": (vaccinated("2025-11-01", vaccine="COVID-19"), NO),
    "65 on D": (vaccinated("2025-11-01", born="1961-09-30"), YES),
    "65 tomorrow": (vaccinated("2025-11-01", born="1961-10-01"), OUT),
    "billed": ({"persons": {"born": "1950-01-01"}, "claims": lines("full", "G590A", first="2025-11-01")}, YES),
    "by nose": ({"persons": {"born": "1950-01-01"}, "claims": lines("full", "G592A", first="2025-11-01")}, YES),
    "billed too late": ({"persons": {"born": "1950-01-01"}, "claims": lines("full", "G590A", first="2026-04-01")}, NO),
    "nothing": ({"persons": {"born": "1950-01-01"}}, NO),
}


def seen(day: str, code: str = "A002A", born: str = BORN) -> Person:
    """Give a child with a claim."""
    return {"persons": {"born": born}, "claims": lines("full", code, first=day)}


# By person: rows, then wellbaby18. 17 months on 10 November 2025.
VISITS: dict[str, tuple[Person, Counts]] = {
    "at 17 months": (seen("2025-11-10"), YES),
    "a day before": (seen("2025-11-09"), NO),
    "by a paediatrician": (seen("2026-01-10", "A268A"), YES),
    "at 24 months": (seen("2026-06-10"), YES),
    "a day later": (seen("2026-06-11"), NO),
    "another visit": (seen("2026-01-10", "A007A"), NO),
    "none": ({"persons": {"born": BORN}}, NO),
    # 17 months after 30 September 2024 would be 30 February: 1 March.
    "no such day": (seen("2026-02-28", born="2024-09-30"), NO),
    "first of the next month": (seen("2026-03-01", born="2024-09-30"), YES),
    "of another age": (seen("2026-01-10", born="2024-10-01"), OUT),
}


def talked(day: str, *later: Row, by: str = "full") -> Person:
    """Give a person with a first talk on a day, and further lines."""
    return {"claims": [*lines(by, "E079A", first=day), *later]}


def again(day: str, by: str = "full") -> Row:
    """Give a follow-up."""
    return lines(by, "K039A", first=day)[0]


# By person: rows, then smoking_followup; the last day of the window is 30 September 2025.
TALKS: dict[str, tuple[Person, Counts]] = {
    "followed": (talked("2025-03-02", again("2025-06-02")), YES),
    "the next day": (talked("2025-03-02", again("2025-03-03")), YES),
    "on the day": (talked("2025-03-02", again("2025-03-02")), NO),
    "after 365 days": (talked("2025-03-02", again("2026-03-02")), YES),
    "after 366 days": (talked("2025-03-02", again("2026-03-03")), NO),
    "by another": (talked("2025-03-02", again("2025-06-02", by="full2")), NO),
    "two talks": (talked("2024-12-02", *lines("full", "E079A", first="2025-06-02"), again("2025-03-02")), (1, 2)),
    "two physicians": (talked("2025-03-02", *lines("walk", "E079A", first="2025-03-02"), again("2025-06-02")), (1, 2)),
    "last day": (talked("2025-09-30"), NO),
    "day after": (talked("2025-10-01"), OUT),
    "first day": (talked("2024-10-01"), NO),
    "day before": (talked("2024-09-30"), OUT),
    "follow-up alone": ({"claims": [again("2025-06-02")]}, OUT),
}
GROUPS = {"imm_child": CHILDREN, "flu65": SEASON, "wellbaby18": VISITS, "smoking_followup": TALKS}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    people = {f"{group} {name}": row[0] for group, rows in GROUPS.items() for name, row in rows.items()}
    doses = [
        {**row, "health_number": key_of(name)}
        for name, person in people.items()
        for row in person.get("immunisations", [])
    ]
    numbered = [{"dose_no": str(place), **row} for place, row in enumerate(doses)]
    bare = {
        name: {table: rows for table, rows in person.items() if table != "immunisations"}
        for name, person in people.items()
    }
    return province(tmp_path_factory.mktemp("doses") / "drop", bare, inputs={"immunisations": numbered})


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, rows in GROUPS.items() for name in rows])
def test_prevention(oracle: Oracle, group: str, name: str) -> None:
    assert counted(oracle, group).get(key_of(f"{group} {name}")) == GROUPS[group][name][1]
