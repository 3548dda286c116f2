"""The oracle against physicians, units, squares, strata and standard rates worked by hand (indicators, 18 and 23)."""

from pathlib import Path

import polars as pl
import pytest

from tests.oracle.oracle import REFERENCE, Oracle
from tests.oracle.small_drop import CROSSWALK, Row, key_of
from tests.oracle.small_province import Person, lines, province, stay

SOLO_TIMES = {"health_number": "", "physician_no": "solo", "serviced_on": "2026-09-02"}
PHYSICIANS: list[Row] = [
    {"physician_no": "one", "group_no": "g1"},
    {"physician_no": "two", "group_no": "g1", "specialty": "05"},
    {"physician_no": "solo", "programme": "FHG"},
    {"physician_no": "left", "active_to": "2026-09-30"},
    {"physician_no": "leaves tomorrow", "active_to": "2026-10-01"},
    {"physician_no": "had left", "active_to": "2025-09-30"},
    {"physician_no": "left the day after", "active_to": "2025-10-01"},
    {"physician_no": "came", "active_from": "2025-10-01"},
    {"physician_no": "came the day before", "active_from": "2025-09-30"},
    {"physician_no": "idle"},
    {"physician_no": "laboratory"},
    {"physician_no": "inner", "specialty": "13"},
]
# Whom each of these physicians saw a year ago: on the last day of the first twelve months, or beside it.
SEEN_ON = {
    "left": "2025-09-30",
    "leaves tomorrow": "2024-10-01",
    "had left": "2025-09-30",
    "left the day after": "2025-09-30",
    "came": "2025-09-30",
    "came the day before": "2025-09-30",
    "idle": "2025-10-01",
    "one": "2024-09-30",
    "inner": "2025-09-30",
}
# Three days of `one`, of which two are in the year; one day of `two` with a code of any kind in a hospital bed.
DAYS = [
    *lines("one", first="2025-10-01"),
    *lines("one", number=1, first="2026-09-30"),
    *lines("one", "G700A", first="2026-09-30"),
    *lines("one", first="2025-09-30"),
    *lines("one", "L093A", first="2026-05-05"),
    *lines("one", "K300A", first="2026-05-06"),
    *lines("two", "C122A", first="2026-05-05", place="I"),
    *lines("laboratory", "L093A", first="2025-09-30"),
]
TIMES: list[Row] = [
    {**SOLO_TIMES, "fee_code": "Q310A", "units": "4"},
    {**SOLO_TIMES, "fee_code": "Q311A", "units": "3"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "2"},
    # The same line under another claim.
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "2"},
    {**SOLO_TIMES, "fee_code": "Q313A", "units": "1", "serviced_on": "2026-09-01"},
    {**SOLO_TIMES, "fee_code": "Q313A", "units": "5", "serviced_on": "2026-09-30"},
    {**SOLO_TIMES, "fee_code": "Q313A", "units": "-5", "serviced_on": "2026-09-30"},
    {**SOLO_TIMES, "fee_code": "Q310A", "units": "-3", "serviced_on": "2026-09-29"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "serviced_on": "2026-08-31"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "serviced_on": "2026-10-01"},
    {**SOLO_TIMES, "fee_code": "Q312B", "units": "7"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "health_number": key_of("of one")},
    {**SOLO_TIMES, "fee_code": "A007A", "units": "7"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "6", "physician_no": "one", "health_number": "9777777779"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "physician_no": "left"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "physician_no": "inner"},
    {**SOLO_TIMES, "fee_code": "Q312A", "units": "7", "physician_no": "unknown"},
]
PEOPLE: dict[str, Person] = {
    "of one": {"enrolments": ["one"], "claims": DAYS, "ed_visits": [{}] * 3},
    "also of one": {"enrolments": ["one"], "persons": {"gender": "1"}, "ed_visits": [{}] * 2},
    "of two": {"enrolments": ["two"], "discharges": [stay("2026-03-01", "2026-03-05", alc_days="2")]},
    "of solo": {"enrolments": ["solo"], "persons": {"gender": "3", "born": "1930-01-01"}},
    "of who left": {"enrolments": ["left"]},
    "by address": {
        "persons": {"postal_code": "K9J 1A1"},
        "ed_visits": [{}] * 4,
        "claims": [line for name, day in SEEN_ON.items() for line in lines(name, "C122A", first=day, place="I")],
    },
    "abroad": {"persons": {"postal_code": "H2X 1Y4"}},
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    areas = [{**row, **said} for row, said in zip(CROSSWALK["areas"], AREAS, strict=True)]
    rest = {name: rows for name, rows in CROSSWALK.items() if name != "areas"}
    inputs = {**rest, "areas": areas, "physicians": PHYSICIANS, "claims": TIMES}
    return province(tmp_path_factory.mktemp("workforce") / "drop", PEOPLE, inputs=inputs)


AREAS = [{"rural": "N", "deprivation": "2", "income": "4"}, {"rural": "Y", "deprivation": "5", "income": ""}, {}]
# Indicator, level and unit; numerator, denominator, n², n·d, d². The filler of the province stands with `full`.
SUMS: dict[tuple[str, str, str], tuple[int, ...]] = {
    ("md_panel", "practice", "one"): (2, 1, 4, 2, 1),
    ("md_panel", "group", "g1"): (3, 2, 5, 3, 2),
    ("md_panel", "oht", "T1"): (5, 4, 7, 5, 4),
    ("md_panel", "practice", "left"): (0, 0, 0, 0, 0),
    ("md_days", "practice", "one"): (2, 1, 4, 2, 1),
    ("md_days", "practice", "two"): (1, 1, 1, 1, 1),
    ("md_days", "practice", "solo"): (0, 1, 0, 0, 1),
    ("md_days", "group", "g1"): (3, 2, 5, 3, 2),
    # With the 44 days of `full`.
    ("md_days", "province", "ontario"): (47, 4, 1941, 47, 4),
    ("md_admin_hours", "province", "ontario"): (9, 16, 45, 66, 136),
    ("md_admin_hours", "group", "g1"): (6, 6, 36, 36, 36),
    # In practice a year before: left, leaves tomorrow, left the day after, came the day before, and `one`, who
    # was seen working by the claims of "of one" on 30 September 2025.
    ("md_retention", "province", "ontario"): (3, 5, 3, 3, 5),
    ("md_retention", "group", "g1"): (1, 1, 1, 1, 1),
    ("ed_rate", "practice", "one"): (5, 2, 13, 5, 2),
    ("ed_rate", "group", "g1"): (5, 3, 13, 5, 3),
    ("ed_rate", "oht", "T1"): (5, 6, 13, 5, 6),
    ("ed_rate", "oht", "T2"): (4, 1, 16, 4, 1),
    ("ed_rate", "province", "ontario"): (9, 8, 29, 9, 8),
    ("alc_days_dad", "group", "g1"): (2, 4, 4, 8, 16),
    ("alc_days_dad", "oht", "T3"): (0, 0, 0, 0, 0),
}


@pytest.mark.parametrize("place", SUMS, ids=" ".join)
def test_sums(oracle: Oracle, place: tuple[str, str, str]) -> None:
    found = {tuple(row[:3]): row[3:8] for row in oracle.results().iter_rows()}
    assert found[place] == SUMS[place]


@pytest.mark.parametrize("indicator", ["md_admin_hours", "md_retention"])
def test_what_is_not_shown_for_a_practice(oracle: Oracle, indicator: str) -> None:
    levels = oracle.results().filter(indicator_id=indicator)["level"].unique()
    assert sorted(levels) == ["group", "oht", "province"]


def test_who_has_no_group_counts_above_it_alone(oracle: Oracle) -> None:
    groups = oracle.results().filter(pl.col("level") == "group")
    assert set(groups["unit_id"]) == {"g1"}


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        ("sex", {"F": (7, 6), "M": (2, 1), "X": (0, 1)}),
        ("age_group", {"45-49": (9, 7), "90+": (0, 1)}),
        ("deprivation", {"2": (5, 6), "5": (4, 1), None: (0, 1)}),
        ("income", {"4": (5, 6), None: (4, 2)}),
        ("rurality", {"urban": (5, 6), "rural": (4, 1), None: (0, 1)}),
        ("model", {"FHG": (0, 1), "none": (9, 7)}),
    ],
)
def test_strata(oracle: Oracle, dimension: str, expected: dict[str | None, tuple[int, int]]) -> None:
    rows = oracle.strata().filter(indicator_id="ed_rate", level="province", dimension=dimension)
    found = {stratum: counts for stratum, *counts in rows.select("stratum", "numerator", "denominator").iter_rows()}
    assert {stratum: tuple(counts) for stratum, counts in found.items()} == expected


def test_standard_rates(tmp_path: Path) -> None:
    """Of women of 45 to 49 two came ten times between them, the man of 46 never; persons of other sex do not count.

    Neither team has both sexes, so that none has a rate.
    """
    people: dict[str, Person] = {
        "often": {"ed_visits": [{}] * 10},
        "never": {},
        "man": {"persons": {"gender": "1", "postal_code": "K9J 1A1"}},
        "other": {"persons": {"gender": "3"}, "ed_visits": [{}]},
    }
    oracle = province(tmp_path / "drop", people)
    found = {row[:3]: row[3] for row in oracle.standardised().iter_rows()}
    # With the filler three women. Both sexes of this age carry weight, and no other age does.
    women, men = _population("F"), _population("M")
    assert found["ed_rate", "province", "ontario"] == pytest.approx(women * (10 / 3) / (women + men), rel=1e-12)
    assert found["ed_low_acuity", "province", "ontario"] is None
    assert found["ed_rate", "oht", "T1"] is found["ed_rate", "oht", "T2"] is None


def _population(sex: str) -> int:
    table = pl.read_csv(REFERENCE / "populations" / "ontario_2011.csv", comment_prefix="#")
    return table.filter(sex=sex, age_group="45-49")["population"].item()
