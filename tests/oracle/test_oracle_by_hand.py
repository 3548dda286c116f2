"""The oracle against persons worked by hand: who is counted (method, 3) and in which tier, by which step (4)."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop

D = dt.date(2026, 9, 30)

# What is special about the person: the delivered row, and the reason for not being counted (None: counted).
COUNTING: dict[str, tuple[Row, str | None]] = {
    "usual": ({}, None),
    "died on D": ({"died": "2026-09-30"}, "dead"),
    "died the day after D": ({"died": "2026-10-01"}, None),
    "born on D": ({"born": "2026-09-30"}, None),
    "born the day after D": ({"born": "2026-10-01"}, "unborn"),
    "cover ends on D": ({"covered_to": "2026-09-30"}, "not_covered"),
    "cover ends the day after D": ({"covered_to": "2026-10-01"}, None),
    "cover starts on D": ({"covered_from": "2026-09-30"}, None),
    "cover starts the day after D": ({"covered_from": "2026-10-01"}, "not_covered"),
    "106 tomorrow": ({"born": "1920-10-01"}, None),
    "106 on D": ({"born": "1920-09-30"}, "too_old"),
    "seen seven years ago": ({"last_contact_on": "2019-09-30"}, "ghost"),
    "seen a day later": ({"last_contact_on": "2019-10-01"}, None),
    "born as it was seen": ({"born": "2019-09-30", "last_contact_on": "2019-09-30"}, "ghost"),
    "born with the window": ({"born": "2019-10-01", "last_contact_on": "2019-09-30"}, None),
    "dead before all else": ({"died": "2026-09-30", "covered_to": "2026-01-01", "born": "1900-01-01"}, "dead"),
    "uncovered before too old": ({"covered_to": "2026-01-01", "born": "1900-01-01"}, "not_covered"),
}

# The delivered row, tier, reason; the last person shows the order of the reasons. P0V and K9H have no residents with a
# provider, so the nearest hospital leads: from P0V to NA, from K9H to NB, which has two teams and no row for K9H.
BARRED: dict[str, tuple[Row, str, str | None]] = {
    "postal code in small letters": ({"postal_code": "n6a1a1"}, "postal_area", None),
    "bare area": ({"postal_code": "N6A"}, "postal_area", None),
    "no postal code": ({"postal_code": " "}, "unattributable", "no_postal_code"),
    "malformed postal code": ({"postal_code": "N6A 1"}, "unattributable", "no_postal_code"),
    "Quebec": ({"postal_code": "H2X 1Y4"}, "unattributable", "out_of_province"),
    "area without network or residents": ({"postal_code": "P0V 2W0"}, "postal_area", None),
    "area off the table": ({"postal_code": "M5V 1A1"}, "unattributable", "no_oht"),
    "undecided area": ({"postal_code": "K9H 1A1"}, "unattributable", "no_oht"),
    "ten digits, wrong check": ({"health_number": "1000000010"}, "unattributable", "invalid_key"),
    "starts with zero": ({"health_number": "0000000000"}, "unattributable", "invalid_key"),
    "not a number": ({"health_number": "X1", "postal_code": ""}, "unattributable", "invalid_key"),
}


def spell(name: str, physician: str, start: str, end: str = "") -> Row:
    """Give an enrolment row."""
    return {"health_number": key_of(name), "physician_no": physician, "enrolled_on": start, "ended_on": end}


# physician, tier and tie step that must come out; None as physician: tier by area.
ROSTERED: dict[str, tuple[list[tuple[str, ...]], str | None, str | None]] = {
    "enrolled on D": ([("alpha", "2026-09-30")], "alpha", "none"),
    "enrolled after D": ([("alpha", "2026-10-01")], None, None),
    "ended on D": ([("alpha", "2020-01-01", "2026-09-30")], None, None),
    "ends after D": ([("alpha", "2020-01-01", "2026-10-01")], "alpha", "none"),
    "unknown physician": ([("nobody", "2020-01-01")], None, None),
    "unknown and known": ([("nobody", "2021-01-01"), ("alpha", "2020-01-01")], "alpha", "none"),
    "latest start": ([("alpha", "2020-01-01"), ("beta", "2020-01-02")], "beta", "start_date"),
    "one physician twice": ([("alpha", "2020-01-01"), ("alpha", "2021-01-01")], "alpha", "none"),
    "paediatrician": ([("child", "2020-01-01")], "child", "none"),
    "ended long ago": ([("alpha", "2019-01-01", "2020-01-01"), ("beta", "2018-01-01")], "beta", "none"),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    rows = {name: row for name, (row, _) in COUNTING.items()}
    rows |= {name: row for name, (row, *_) in BARRED.items()}
    rows |= {name: {} for name in ROSTERED} | {
        "equal spells": {},
        "rostered without a key": {"health_number": "1000000011"},
    }
    persons = [{"health_number": key_of(name), **row} for name, row in rows.items()]
    spells = [spell(name, *given) for name, (spells, *_) in ROSTERED.items() for given in spells]
    spells += [spell("equal spells", physician, "2020-01-01") for physician in ("alpha", "beta")]
    spells += [spell("rostered without a key", "alpha", "2020-01-01") | {"health_number": "1000000011"}]
    physicians = [{"physician_no": name} for name in ("alpha", "beta")]
    physicians += [{"physician_no": "child", "specialty": "26"}]
    areas = [{"fsa": "N6A", "network_no": "NA"}, {"fsa": "P0V"}, {"fsa": "K9H", "network_no": "NA", "lat": "44.0"}]
    folder = tmp_path_factory.mktemp("persons") / "drop"
    drop = write_drop(
        folder, dt.date(2026, 10, 5), persons=persons, enrolments=spells, physicians=physicians, areas=areas
    )
    return Oracle([drop], D)


@pytest.fixture(scope="module")
def attributed(oracle: Oracle) -> dict[str, Row]:
    return {row["person_key"]: row for row in oracle.attribution().iter_rows(named=True)}


@pytest.mark.parametrize("name", COUNTING)
def test_who_is_counted(oracle: Oracle, attributed: dict[str, Row], name: str) -> None:
    excluded = dict(oracle.excluded().iter_rows())
    assert excluded.get(key_of(name)) == COUNTING[name][1]
    assert (key_of(name) in attributed) == (COUNTING[name][1] is None)


@pytest.mark.parametrize("name", BARRED)
def test_who_can_belong_to_a_team(attributed: dict[str, Row], name: str) -> None:
    row, tier, reason = BARRED[name]
    found = attributed[row.get("health_number", key_of(name))]
    assert (found["tier"], found["unattributable_reason"]) == (tier, reason)
    assert (found["oht_id"], found["network_id"]) == (("T1", "NA") if reason is None else (None, None))


def test_enrolment_does_not_mend_a_wrong_key(attributed: dict[str, Row]) -> None:
    found = attributed["1000000011"]
    assert (found["tier"], found["physician_id"]) == ("unattributable", None)


@pytest.mark.parametrize("name", ROSTERED)
def test_enrolment(attributed: dict[str, Row], name: str) -> None:
    _, physician, step = ROSTERED[name]
    found = attributed[key_of(name)]
    assert found["tier"] == ("rostered" if physician else "postal_area")
    assert (found["physician_id"], found["tie_step"]) == (physician, step)


def test_equal_spells_without_care_go_by_the_hash(attributed: dict[str, Row]) -> None:
    smallest = min(("alpha", "beta"), key=lambda physician: hashlib.sha256(physician.encode()).hexdigest())
    found = attributed[key_of("equal spells")]
    assert (found["physician_id"], found["tie_step"]) == (smallest, "hash")


@pytest.mark.parametrize(("day", "reason"), [(dt.date(2026, 2, 28), None), (dt.date(2026, 3, 31), "too_old")])
def test_a_birthday_of_29_february_is_1_march(tmp_path: Path, day: dt.date, reason: str | None) -> None:
    person = {"health_number": key_of("leapling"), "born": "1920-02-29"}
    drop = write_drop(tmp_path / "drop", dt.date(2026, 4, 1), persons=[person])
    assert dict(Oracle([drop], day).excluded().iter_rows()).get(key_of("leapling")) == reason
