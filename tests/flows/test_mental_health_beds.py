"""Measures of mental-health stays with and without the input of designated beds: they ask for it, no others do."""

import datetime as dt

import pytest

from flows.coverage import Coverage, missing_for
from flows.measures import missing_by, requirements_of
from reference.load import load_method
from schemas.inputs.registry import INPUTS
from transforms.catalogue import every_family, indicators
from transforms.quality.touched import uses_of

D = dt.date(2026, 9, 30)
BEDS = "mental_health_stays"
ASKING = {"readmit_mha30": "2025-07-01", "fu7_mha": "2025-10-01", "ed_first_mha": "2023-10-01"}
LONG_AGO = dt.date(2010, 1, 1)


def supplied(without: str = "", **since: dt.date) -> Coverage:
    """Give what covers every input from long ago, or from a day, but for one that nobody supplied."""
    names = [name for name in INPUTS if name != without]
    days = {name: ((since.get(name, LONG_AGO), D),) for name in names}
    return Coverage(days, frozenset(), frozenset(names))


@pytest.mark.parametrize("indicator", ASKING)
def test_without_designated_beds_it_is_not_computable_and_its_source_says_so(indicator: str) -> None:
    record = indicators()[indicator]
    assert missing_for(requirements_of(record), supplied(), D) is None
    assert missing_for(requirements_of(record), supplied(without=BEDS), D) == f"needs {BEDS}"
    assert "not computable without stays in designated mental-health beds (OMHRS)" in record.source


def test_nothing_else_is_lost_without_them() -> None:
    method = load_method("oht_attr_1")
    (with_beds, _), (without, _) = (missing_by(method, supplied(name), D) for name in ("", BEDS))
    assert set(without) - set(with_beds) == set(ASKING)
    assert {without[name] for name in ASKING} == {f"needs {BEDS}"}
    assert not {"ed_repeat_mha30", "ed_freq_mha", "readmit30_cihi"} & set(without)


@pytest.mark.parametrize("indicator", ASKING)
def test_without_acute_beds_it_is_not_computable(indicator: str) -> None:
    assert missing_for(requirements_of(indicators()[indicator]), supplied("discharges"), D) == "needs discharges"


@pytest.mark.parametrize("indicator", ASKING)
def test_the_beds_are_needed_over_window_and_look_back(indicator: str) -> None:
    first = dt.date.fromisoformat(ASKING[indicator])
    needs = requirements_of(indicators()[indicator])
    assert missing_for(needs, supplied(**{BEDS: first}), D) is None
    late = supplied(**{BEDS: first + dt.timedelta(days=1)})
    assert missing_for(needs, late, D) == f"needs {BEDS} from {first}"


@pytest.mark.parametrize("indicator", ["readmit_mha30", "fu7_mha"])
def test_beds_without_dispositions_do_not_tell_who_died(indicator: str) -> None:
    known = supplied()
    untold = Coverage(known.days, frozenset({(BEDS, "disposition")}), known.inputs)
    assert missing_for(requirements_of(indicators()[indicator]), untold, D) == f"needs {BEDS}.disposition"


def test_pages_of_quality_name_them_as_needed() -> None:
    uses = {use.indicator_id: use.is_helping for use in uses_of(BEDS, indicators(), every_family())}
    assert {name for name, is_helping in uses.items() if not is_helping} == set(ASKING)
