"""The oracle against care worked by hand: netting (method, 1.4), core lines and value (2), the tie chain (4)."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row, key_of, write_drop

Line = tuple[str, str, str] | tuple[str, str, str, Row]  # physician, day, fee code, what else is special
A, B = sorted(("alpha", "beta"), key=lambda physician: hashlib.sha256(physician.encode()).hexdigest())

# Lines and the physician with the step that must come out (None: nobody). A has the smaller hash.
# Cents on 2026 days: A007 3795, A001 2375, K005 and K013 7010.
CHAIN: dict[str, tuple[list[Line], str | None, str | None]] = {
    "one physician": ([(B, "2026-03-02", "A007A")], B, "none"),
    "value": ([(A, "2026-03-02", "A007A"), (A, "2026-03-03", "A001A"), (B, "2026-03-02", "K005A")], B, "value"),
    "visits": (
        [(A, "2026-03-02", "K013A", {"units": "2"}), (B, "2026-03-02", "K013A"), (B, "2026-03-03", "K013A")],
        B,
        "visits",
    ),
    "dates": (
        [
            (A, "2026-03-09", "K005A"),
            (A, "2026-03-09", "K013A"),
            (B, "2026-03-02", "K005A"),
            (B, "2026-03-03", "K005A"),
        ],
        B,
        "dates",
    ),
    "recent": ([(A, "2026-03-02", "A007A"), (B, "2026-03-03", "A007A")], B, "recent"),
    "hash": ([(B, "2026-03-02", "A007A"), (A, "2026-03-02", "A007A")], A, "hash"),
    "first day of two years": ([(A, "2024-10-01", "A007A"), (B, "2024-09-30", "K005A")], A, "none"),
    "after D": ([(A, "2026-10-01", "A007A")], None, None),
}

# K005 with B is worth 7010; A must win or lose against it.
NETTING: dict[str, tuple[list[Line], str | None]] = {
    "equal lines are one": ([(A, "2026-03-02", "A007A"), (A, "2026-03-02", "A007A"), (B, "2026-03-02", "K005A")], B),
    "another diagnosis is another line": (
        [(A, "2026-03-02", "A007A"), (A, "2026-03-02", "A007A", {"dx": "250"}), (B, "2026-03-02", "K005A")],
        A,
    ),
    "reversed": ([(A, "2026-03-02", "K013A"), (A, "2026-03-02", "K013A", {"units": "-1"})], None),
    "reversed elsewhere": (
        [(A, "2026-03-02", "K013A"), (A, "2026-03-02", "K013A", {"units": "-1", "place": "H"})],
        A,
    ),
    "a surplus takes nothing": (
        [
            (A, "2026-03-02", "K013A", {"units": "-2"}),
            (A, "2026-03-02", "K013A"),
            (A, "2026-03-03", "K005A"),
            (B, "2026-03-03", "A007A"),
        ],
        A,
    ),
    "technical part": ([(A, "2026-03-02", "K005B")], None),
    "no suffix": ([(A, "2026-03-02", "K005")], A),
    "time code": ([(A, "2026-03-02", "Q310A")], None),
    "in hospital": ([(A, "2026-03-02", "A007A", {"place": "I"})], None),
    "at a distance": ([(A, "2026-03-02", "A007A", {"place": "V"})], A),
    "public health physician": ([("public", "2026-03-02", "A007A")], "public"),
    "retired before": ([("retired", "2026-03-02", "A007A")], "retired"),
    "paediatrician": ([("child", "2026-03-02", "A261A")], None),
    "physician off the registry": ([("nobody", "2026-03-02", "A007A")], None),
    "code not listed": ([(A, "2026-03-02", "A101A")], None),
    "last day of a code": ([(A, "2025-03-02", "A903A")], A),
    "code out of date": ([(A, "2025-03-03", "A903A")], None),
    "new list pays more": ([(A, "2025-03-02", "A007A"), (B, "2025-03-03", "A007A")], B),
    "no fee yet: earliest list": ([(A, "2025-03-02", "K133A"), (B, "2025-03-02", "K132A")], A),
}


def claims_of(cases: dict) -> list[Row]:
    """Give the claim rows of all persons, numbered."""
    rows = []
    for name, (lines, *_) in cases.items():
        for physician, day, code, *more in lines:
            row = {"health_number": key_of(name), "physician_no": physician, "serviced_on": day, "fee_code": code}
            rows.append({"claim_no": f"c{len(rows)}"} | row | (more[0] if more else {}))
    return rows


def winners(folder: Path, cases: dict, day: dt.date) -> dict[str, tuple[str | None, str | None]]:
    """Give physician and tie step of each person."""
    drop = write_drop(
        folder,
        dt.date(2026, 10, 5),
        persons=[{"health_number": key_of(name)} for name in cases],
        physicians=[
            {"physician_no": A},
            {"physician_no": B},
            {"physician_no": "public", "specialty": "05"},
            {"physician_no": "child", "specialty": "26"},
            {"physician_no": "retired", "active_to": "2020-01-01"},
        ],
        claims=claims_of(cases),
    )
    found = {row["person_key"]: row for row in Oracle([drop], day).attribution().iter_rows(named=True)}
    return {name: (found[key_of(name)]["physician_id"], found[key_of(name)]["tie_step"]) for name in cases}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str | None, str | None]]:
    return winners(tmp_path_factory.mktemp("care") / "drop", CHAIN | NETTING, dt.date(2026, 9, 30))


@pytest.mark.parametrize("name", CHAIN)
def test_tie_chain(found: dict[str, tuple[str | None, str | None]], name: str) -> None:
    assert found[name] == CHAIN[name][1:]


@pytest.mark.parametrize("name", NETTING)
def test_lines_that_count(found: dict[str, tuple[str | None, str | None]], name: str) -> None:
    assert found[name][0] == NETTING[name][1]


# At D = 30 September 2023 the temporary codes lie in the window; from 2021-10-01 they need a modality line.
MODALITY: dict[str, tuple[list[Line], str | None]] = {
    "with video": ([(A, "2022-05-02", "K081A"), (A, "2022-05-02", "K300A")], A),
    "modality elsewhere": ([(A, "2022-05-02", "K081A"), (A, "2022-05-02", "K301A", {"place": "X"})], A),
    "without": ([(A, "2022-05-02", "K081A")], None),
    "another day": ([(A, "2022-05-02", "K081A"), (A, "2022-05-03", "K301A")], None),
    "another physician": ([(A, "2022-05-02", "K081A"), (B, "2022-05-02", "K301A")], None),
    "reversed modality": (
        [
            (A, "2022-05-02", "K081A"),
            (A, "2022-05-02", "K301A", {"units": "1", "dx": "250"}),
            (A, "2022-05-02", "K301A", {"units": "-1", "dx": "401"}),
        ],
        None,
    ),
    "after the last day": ([(A, "2022-12-01", "K081A"), (A, "2022-12-01", "K300A")], None),
}
BEFORE: dict[str, tuple[list[Line], str | None]] = {
    "not needed yet": ([(A, "2021-09-30", "K081A")], A),
    "needed": ([(A, "2021-10-01", "K081A")], None),
}


@pytest.mark.parametrize(("cases", "day"), [(MODALITY, dt.date(2023, 9, 30)), (BEFORE, dt.date(2022, 9, 30))])
def test_temporary_codes(tmp_path: Path, cases: dict, day: dt.date) -> None:
    found = winners(tmp_path / "drop", cases, day)
    assert {name: physician for name, (physician, _) in found.items()} == {name: row[1] for name, row in cases.items()}


def test_window_ending_on_28_february(tmp_path: Path) -> None:
    cases: dict[str, tuple[list[Line], str | None]] = {
        "29 February lies in it": ([(A, "2024-02-29", "A007A")], A),
        "28 February does not": ([(A, "2024-02-28", "A007A")], None),
    }
    found = winners(tmp_path / "drop", cases, dt.date(2026, 2, 28))
    assert {name: physician for name, (physician, _) in found.items()} == {name: row[1] for name, row in cases.items()}


def test_enrolled_on_one_day_with_two_goes_by_core_care(tmp_path: Path) -> None:
    """The dearer visit lies outside two years, so the cheaper one decides; A has the smaller hash."""
    spells = [{"health_number": key_of("two"), "physician_no": physician} for physician in (A, B)]
    cases: dict = {"two": ([(A, "2024-09-30", "K005A"), (B, "2026-03-02", "A001A")], None)}
    drop = write_drop(
        tmp_path / "drop",
        dt.date(2026, 10, 5),
        persons=[{"health_number": key_of("two")}],
        physicians=[{"physician_no": A}, {"physician_no": B}],
        enrolments=spells,
        claims=claims_of(cases),
    )
    row = Oracle([drop], dt.date(2026, 9, 30)).attribution().row(0, named=True)
    assert (row["tier"], row["physician_id"], row["tie_step"]) == ("rostered", B, "value")
