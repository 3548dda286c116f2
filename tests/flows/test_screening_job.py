"""Screening indicators of a job without some of their inputs: not computable with the reason, never zero."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from flows.coverage import Coverage, missing_for
from flows.receive import receive_drop
from flows.refresh import walk
from flows.releases import exact_results
from flows.settings import create_store
from tests.flows.small_delivery import KEYS, NOTE, write_small
from tests.oracle.small_drop import Row
from transforms.catalogue import families

IDS = ["breast_40_49", "breast_overdue", "cervix_overdue", "cervix_overdue_pap", "crc_overdue", "crc_overdue_50"]
TESTS: list[Row] = [{"test_no": f"T{number}", "health_number": key} for number, key in enumerate(KEYS[:40])]
FOUND: list[Row] = [{"health_number": key, "finding": "HYST"} for key in KEYS[:5]]
Told = dict[str, tuple[str | None, int | None]]


def told_of(home: Path, period: str, covered_from: str = "2016-10-01", **inputs: list[Row]) -> Told:
    """Give by indicator why the province is not computable, and its denominator."""
    note = f"{NOTE}  screening_tests: [{covered_from}, 2026-09-30]\n" if "screening_tests" in inputs else NOTE
    store = create_store(home / "store", buckets=2)
    receive_drop(store, write_small(home / "drop", note, **inputs), "synthetic", dt.date(2026, 10, 6))
    walk(store, [period], is_plan=False)
    rows = exact_results(store, period).filter(level="province").filter(pl.col("indicator_id").is_in(IDS))
    kept = rows.select("indicator_id", "not_computable", "denominator").sort("indicator_id")
    return {name: (why, denominator) for name, why, denominator in kept.iter_rows()}


def reasons(told: Told) -> dict[str, str | None]:
    """Give the reason by indicator; whoever has one has no denominator, and the others have one."""
    assert all((why is None) == (denominator is not None) for why, denominator in told.values())
    return {name: why for name, (why, _) in told.items()}


def test_without_the_inputs_nothing_is_zero(tmp_path: Path) -> None:
    found = reasons(told_of(tmp_path, "2026-09"))
    of_another_era = found.pop("cervix_overdue_pap")
    assert of_another_era
    assert set(found.values()) == {"needs screening_tests, registry_exclusions"}


@pytest.mark.parametrize("name", ["colorectal", "cervical", "breast"])
def test_without_registries_those_who_cannot_be_screened_would_count(name: str) -> None:
    days = {"screening_tests": ((dt.date(2011, 1, 1), dt.date(2026, 9, 30)),)}
    tests_alone = Coverage(days, frozenset(), frozenset({"claims", "practice_exclusions", "screening_tests"}))
    asked = families()[f"{name}_screening"].requires
    assert missing_for(asked, tests_alone, dt.date(2026, 9, 30)) == "needs registry_exclusions"


def test_each_interval_asks_for_its_own_months_of_tests_alone(tmp_path: Path) -> None:
    """Claims reach back four years and no practice told anything: neither is needed."""
    told = told_of(tmp_path, "2026-09", "2016-10-02", screening_tests=TESTS, registry_exclusions=FOUND)
    found = reasons(told)
    assert found["crc_overdue"] == found["crc_overdue_50"] == "needs screening_tests from 2016-10-01"
    assert found["cervix_overdue"] is found["breast_overdue"] is found["breast_40_49"] is None
    assert told["breast_overdue"][1]


def test_each_definition_holds_for_its_periods(tmp_path: Path) -> None:
    told = told_of(tmp_path, "2024-09", "2011-01-01", screening_tests=TESTS, registry_exclusions=FOUND)
    computed = {name for name, why in reasons(told).items() if why is None}
    assert computed == {"breast_overdue", "cervix_overdue_pap", "crc_overdue_50"}
