"""Small hand-made Synthea drops, and the real sample where it is at hand."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

UTC = pl.Datetime("ms", "UTC")
COLUMNS: dict[str, dict[str, Any]] = {
    "patients": {
        "patient_id": pl.String,
        "birth_date": pl.Date,
        "death_datetime": UTC,
        "sex": pl.String,
        "postal_code": pl.String,
    },
    "practitioners": {"practitioner_id": pl.String, "postal_code": pl.String},
    "organizations": {"organization_id": pl.String, "postal_code": pl.String},
    "encounters": {
        "encounter_id": pl.String,
        "patient_id": pl.String,
        "class_code": pl.String,
        "type_code": pl.String,
        "reason_code": pl.String,
        "start": UTC,
        "end": UTC,
        "practitioner_id": pl.String,
        "organization_id": pl.String,
        "discharge_disposition": pl.String,
    },
    "conditions": {
        "condition_id": pl.String,
        "encounter_id": pl.String,
        "snomed_code": pl.String,
        "onset": UTC,
    },
}
NOON = dt.datetime(2018, 5, 2, 16, 0, tzinfo=dt.UTC)
USUAL: dict[str, dict[str, Any]] = {
    "patients": {"patient_id": "p1", "birth_date": dt.date(1960, 1, 1), "sex": "female", "postal_code": "02138"},
    "practitioners": {"practitioner_id": "d1", "postal_code": "02138"},
    "organizations": {"organization_id": "o1", "postal_code": "02138"},
    "encounters": {
        "encounter_id": "e1",
        "patient_id": "p1",
        "class_code": "AMB",
        "type_code": "185345009",
        "start": NOON,
        "end": NOON,
        "practitioner_id": "d1",
        "organization_id": "o1",
    },
    "conditions": {"condition_id": "c1", "encounter_id": "e1", "snomed_code": "44054006", "onset": NOON},
}
Drop = dict[str, pl.DataFrame]


@pytest.fixture
def make_drop() -> Callable[..., Drop]:
    """A drop from rows by table; each row says only what differs from the usual row of its table."""

    def make(**rows: list[dict[str, Any]]) -> Drop:
        return {
            name: pl.DataFrame([USUAL[name] | row for row in rows.get(name, [])], schema=schema, orient="row")
            for name, schema in COLUMNS.items()
        }

    return make


@pytest.fixture(scope="session")
def sample() -> Drop:
    """The real sample of 715 people; it is not part of the repository."""
    shared = Path(os.environ.get("OHT_SHARED", Path(__file__).parents[4].parent / "shared"))
    folder = shared / "sample" / "synthea_fhir_r4"
    if not folder.is_dir():
        pytest.skip("the Synthea sample is not at hand: set OHT_SHARED to the folder that holds sample/synthea_fhir_r4")
    return {name: pl.read_parquet(folder / f"{name}.parquet") for name in COLUMNS}
