"""The pack's contract refuses rows that would leak or mislead."""

from typing import Any

import pandera.errors
import polars as pl
import pytest

from schemas.pack import PackMeasures, PackPatients
from tests.reports.sample_pack import measure, measures, not_computable, patients


def test_good_rows_pass():
    assert measures(measure("ed_rate"), not_computable("acsc", "needs claims")).height == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"oht_suppression": "small_cell"},
        {"province_suppression": "small_cell", "province_value": None, "province_lower": None},
        {"not_computable": "needs claims"},
        {"peers_count": 19},
        {"peers_suppression": "few_others"},  # and percentiles beside it
        {"group_suppression": "small_cell"},  # and a value beside it
        {"group_value": None},  # and no reason why
        {"verdict": "bad"},
        {"verdict": "none"},  # and a reason for one
        {"verdict_reason": "below_minimum"},  # and a verdict
        {"denominator": 19},  # and a verdict
        {"gain": 5},  # and nothing to reach
        {"gain": 0, "benchmark_value": 31.2},
        {"shown": "second"},
        {"aim": "cost"},
    ],
)
def test_bad_measures_are_refused(changes: dict[str, Any]):
    with pytest.raises(pandera.errors.SchemaError):
        measures(measure("ed_rate", **changes))


@pytest.mark.parametrize(
    "column, value",
    [
        ("patient_reference", pl.lit("1234567890")),
        ("needs_count", pl.lit(3)),
        ("needs_count", pl.lit(0)),
        ("reasons", pl.lit([], dtype=pl.List(pl.String))),
        ("sex", pl.lit("female")),
    ],
)
def test_bad_patients_are_refused(column: str, value: pl.Expr):
    with pytest.raises(pandera.errors.SchemaError):
        PackPatients.validate(patients(2).with_columns(value.cast(patients(1).schema[column]).alias(column)))


def test_a_measure_is_listed_once():
    with pytest.raises(pandera.errors.SchemaError):
        PackMeasures.validate(pl.concat([measures(measure("a"))] * 2))
