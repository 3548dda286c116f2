"""The verdict: exactly at the tolerance, scaled, at full size, needing something, hidden."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from reference.calibration_targets import Target, calibration_targets
from schemas.calibration import CalibrationMeasures
from tests.tables import table
from transforms.calibration.family import Measured, median, share
from transforms.calibration.measures import as_table, measure_families, missing_rows
from transforms.calibration.verdicts import NEEDS_FULL_SIZE, hide_small_counts, judge_targets

TARGET = Target(
    target="t",
    value=Decimal("70.1"),
    unit="%",
    population="Ontario",
    period="2023",
    status="quoted",
    source="A paper",
    tolerance=Decimal("0.2"),
    scaled_to=None,
    is_full_size=False,
    measure="m",
    needs="",
)


def measured(text: str) -> pl.DataFrame:
    """One row per line: the measure m of a store of 2,000 persons, in per cent."""
    usual = {"measure": "m", "basis": "store", "multiplier": 100, "counted_persons": 2000, "definition": "What."}
    return table(text, CalibrationMeasures, **usual)


def judged(text: str, **changed: object) -> dict[str, object]:
    return judge_targets([replace(TARGET, **changed)], measured(text)).row(0, named=True)


@pytest.mark.parametrize(
    ("numerator", "verdict"),
    [(699, "holds"), (703, "holds"), (698, "misses"), (704, "misses"), (701, "holds")],
)
def test_right_at_the_tolerance_it_holds(numerator: int, verdict: str) -> None:
    assert judged(f"numerator denominator\n{numerator} 1000")["verdict"] == verdict


def test_an_exact_figure_allows_nothing() -> None:
    assert judged("numerator denominator\n701 1000", tolerance=Decimal(0))["verdict"] == "holds"
    assert judged("numerator denominator\n7010001 10000000", tolerance=Decimal(0))["verdict"] == "misses"


def test_a_count_is_scaled_to_the_persons_of_the_figure() -> None:
    row = judged(
        "numerator denominator multiplier\n30 1 1", scaled_to=15_000, value=Decimal(220), tolerance=Decimal(5), unit=""
    )
    assert (row["measured"], row["verdict"]) == (225.0, "holds")


def test_a_small_store_is_no_whole_province() -> None:
    row = judged("numerator denominator\n701 1000", is_full_size=True)
    assert (row["verdict"], row["needs"], row["measured"], row["basis"]) == ("needs", NEEDS_FULL_SIZE, None, None)
    row = judged("numerator denominator counted_persons\n701 1000 10000000", is_full_size=True)
    assert (row["verdict"], row["needs"]) == ("holds", None)


def test_what_is_not_measured_says_what_it_needs() -> None:
    row = judged("numerator denominator needs\n- - claims,loyalty")
    assert (row["verdict"], row["needs"], row["measured"]) == ("needs", "claims,loyalty", None)
    row = judged("numerator denominator\n701 1000", measure="", needs="costs")
    assert (row["verdict"], row["needs"], row["measure"], row["definition"]) == ("needs", "costs", None, None)


def test_an_assumed_figure_proves_nothing() -> None:
    for numerator in (701, 1):
        row = judged(f"numerator denominator\n{numerator} 1000", status="assumed")
        assert (row["verdict"], row["measured"]) == ("assumed", numerator / 10)


def test_an_unknown_measure_is_named() -> None:
    with pytest.raises(ValueError, match=r"targets.csv, t: there is no measure other"):
        judged("numerator denominator\n701 1000", measure="other")


@pytest.mark.parametrize(("smallest", "verdict"), [("-", "holds"), ("1", "hidden"), ("5", "hidden"), ("6", "holds")])
def test_a_small_count_hides_value_and_verdict(smallest: str, verdict: str) -> None:
    report = judge_targets([TARGET], measured(f"numerator denominator smallest_count\n701 1000 {smallest}"))
    row = hide_small_counts(report, 5).row(0, named=True)
    assert row["verdict"] == verdict
    assert (row["measured"] is None) == (verdict == "hidden")
    assert row["smallest_count"] == (6 if smallest == "6" else None)


def test_a_share_counts_the_rest_too() -> None:
    assert share(7, 10).smallest_count == 3
    assert share(10, 10).smallest_count == 10
    assert share(0, 10).smallest_count == 10
    assert share(0, 0).smallest_count is None


def test_a_median_is_exact_and_hides_by_its_middle() -> None:
    low, middle, high = Measured(1, 10, (1,)), Measured(1, 3, (30,)), Measured(2, 3, (40,))
    assert median([high, low, middle]) == Measured(1, 3, (30, 30))
    assert median([low, middle, high, high]) == Measured(1, 2, (30, 40))
    assert median([]) is None


def test_every_measure_named_exists_and_every_one_answers_something() -> None:
    existing = {name for family in measure_families().values() for name in family.definitions}
    named = {target.measure for target in calibration_targets() if target.measure}
    assert named == existing


def test_every_family_measures_what_it_defines() -> None:
    rows = [row for family in measure_families().values() for row in missing_rows(family, "everything")]
    report = judge_targets(calibration_targets(), as_table(rows, 0))
    assert set(report["verdict"]) == {"needs"}
    assert report["needs"].null_count() == 0
