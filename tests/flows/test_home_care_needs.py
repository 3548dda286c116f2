"""A store that was given neither home care nor long-term care: what hangs on them says what it needs, never zero."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from flows.coverage import Coverage, missing_for
from flows.releases import exact_results
from flows.store import Store
from schemas.inputs.registry import INPUTS
from transforms.catalogue import event_families

D = dt.date(2026, 9, 30)
SPAN = ((dt.date(2011, 4, 1), D),)
NEEDS = {
    "hc_nursing5": "needs home_care_referrals, home_care_services",
    "hc_psw5": "needs home_care_referrals, home_care_services",
    "caregiver_distress": "needs home_care_assessments, home_care_referrals",
    "adl_decline": "needs home_care_assessments, home_care_referrals",
    "antipsych_ltc": "needs long_term_care_assessments",
}


def supplied(*absent: str, without: tuple[str, ...] = ()) -> Coverage:
    """Give a coverage of every input but some, less the columns named input.column."""
    names = [name for name in INPUTS if name not in without]
    columns = frozenset((name.split(".")[0], name.split(".")[1]) for name in absent)
    return Coverage(dict.fromkeys(names, SPAN), columns, frozenset(names))


def test_without_the_inputs(small_template: Path) -> None:
    rows = exact_results(Store(small_template), "2026-09").filter(
        pl.col("indicator_id").is_in([*NEEDS, "hc_readmit"]), pl.col("level") == "province"
    )
    said = {row["indicator_id"]: row for row in rows.iter_rows(named=True)}
    assert {name: said[name]["not_computable"] for name in NEEDS} == NEEDS
    assert said["hc_readmit"]["not_computable"].endswith("home_care_referrals")
    assert all(row["numerator"] is None and row["denominator"] is None for row in said.values())


@pytest.mark.parametrize(
    ("family", "column"),
    [
        ("home_care_starts", "home_care_referrals.available_date"),
        ("home_care_starts", "home_care_referrals.is_complex"),
        ("caregiver_assessments", "home_care_assessments.has_caregiver"),
        ("caregiver_assessments", "home_care_assessments.is_caregiver_unable"),
        ("caregiver_assessments", "home_care_referrals.discharge_date"),
        ("adl_changes", "home_care_assessments.adl_hierarchy"),
        ("episodes_to_home_care", "home_care_referrals.referral_source"),
        ("long_term_care_quarters", "long_term_care_assessments.admission_date"),
        ("long_term_care_quarters", "long_term_care_assessments.is_end_of_life"),
    ],
)
def test_without_a_column(family: str, column: str) -> None:
    requires = event_families()[family].requires
    assert missing_for(requires, supplied(), D) is None
    assert missing_for(requires, supplied(column), D) == f"needs {column}"


def test_scales_that_only_compare_are_not_needed() -> None:
    requires = event_families()["caregiver_assessments"].requires
    assert missing_for(requires, supplied("home_care_assessments.cognitive_performance"), D) is None


def test_returns_need_the_stays_too() -> None:
    requires = event_families()["episodes_to_home_care"].requires
    assert missing_for(requires, supplied(without=("discharges",)), D) == "needs discharges"
