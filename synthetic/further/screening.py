"""The inputs of cancer screening in the synthetic province: tests, registries, and what practices tell."""

import datetime as dt

from synthetic.faults import COPY, KEPT, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.screening import (
    FINDINGS,
    practice_exclusions_table,
    registry_exclusions_table,
    screening_tests_table,
)

FIRST_TOLD = dt.date(2015, 1, 1)


def _test(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a test of a bystander."""
    day = scale.last_day - dt.timedelta(days=400)
    return {"health_number": key, "test": "FIT", "tested_on": day.isoformat(), "outcome": "N", "purpose": "S"}


def _finding(_scale: Scale, _home: Home, key: str, position: int, _number: int) -> Row:
    """Write a finding of a registry about a bystander; each kind of fault has another one, as it is part of the key."""
    findings = sorted(FINDINGS)
    return {"health_number": key, "finding": findings[position % len(findings)], "found_on": "2018-05-04"}


def _told(_scale: Scale, home: Home, key: str, position: int, _number: int) -> Row:
    """Write what a practice told of a bystander; each kind of fault has another day, as it is part of the key."""
    day = (FIRST_TOLD + dt.timedelta(days=position)).isoformat()
    physician = home.physicians["first"]
    return {"health_number": key, "told_by": physician, "screening": "X", "reason": "DECL", "told_on": day}


def _test_faults(future: dt.date) -> list[Fault]:
    return [
        *_date_faults("tested_on", future),
        Fault("missing_value", "test", {"test": None}),
        Fault("unknown_code", "test", {"test": "XRAY"}),
        Fault("unknown_code", "outcome", {"outcome": "Q"}),
        Fault("unknown_code", "purpose", {"purpose": "Q"}),
        Fault("unregistered_person", "health_number", {}, KEPT),
        exact_copy(),
        Fault("conflicting_copy", "outcome", {"outcome": "A"}, COPY),
    ]


def _finding_faults(future: dt.date) -> list[Fault]:
    return [
        *_date_faults("found_on", future),
        Fault("unknown_code", "finding", {"finding": "ZZ"}),
        exact_copy(),
        Fault("conflicting_copy", "found_on", {"found_on": "2019-05-04"}, COPY),
    ]


def _told_faults(future: dt.date) -> list[Fault]:
    return [
        *_date_faults("told_on", future),
        Fault("unknown_code", "screening", {"screening": "Z"}),
        Fault("unknown_code", "reason", {"reason": "ZZ"}),
        Fault("inverted_spell", "withdrawn_on", {"withdrawn_on": "2014-01-01"}),
        Fault("reason_of_other_programme", "reason", {"reason": "COLX"}, WARNING),
        exact_copy(),
        Fault("conflicting_copy", "withdrawn_on", {"withdrawn_on": "2020-01-01"}, COPY),
    ]


def _date_faults(column: str, future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", column, {column: "2011-02-30"}),
        Fault("impossible_date", column, {column: "1800-01-01"}),
        Fault("future_date", column, {column: future.isoformat()}),
    ]


TABLES = {
    "screening_tests": FurtherTable(
        main=screening_tests_table, record_number="test_no", good=_test, faults=_test_faults
    ),
    "registry_exclusions": FurtherTable(main=registry_exclusions_table, good=_finding, faults=_finding_faults),
    "practice_exclusions": FurtherTable(main=practice_exclusions_table, good=_told, faults=_told_faults),
}
