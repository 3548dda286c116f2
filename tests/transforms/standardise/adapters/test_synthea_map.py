"""The column map of Synthea against what the adapter makes and what the models ask for."""

from importlib.resources import files

import pytest
import yaml

from schemas.inputs.registry import INPUTS
from transforms.standardise.adapters.synthea import adapt
from transforms.standardise.adapters.synthea_common import NEEDED_COLUMNS

MAP = yaml.safe_load(files("reference").joinpath("sources", "synthea.yaml").read_text(encoding="utf-8"))
# What the standardiser derives, and from which raw column.
DERIVED = {
    "persons": {"person_id", "has_valid_key", "area_id", "postal_status"},
    "physicians": {"area_id"},
    "claims": {"person_id", "fee_suffix"},
    "discharges": {"person_id"},
    "ed_visits": {"person_id"},
}
RAW = {
    "persons": {"person_key", "postal_code"},
    "physicians": {"postal_code"},
    "claims": {"person_key"},
    "discharges": {"person_key"},
    "ed_visits": {"person_key"},
}


def raw_columns(name: str) -> set[str]:
    columns = set(INPUTS[name].to_schema().columns)
    return (columns - DERIVED.get(name, set())) | RAW.get(name, set())


@pytest.mark.parametrize("name", MAP["inputs"])
def test_every_raw_column_is_read_or_absent(name: str) -> None:
    part = MAP["inputs"][name]
    assert sorted([*part["columns"], *part["absent"]]) == sorted(raw_columns(name))


@pytest.mark.parametrize("name", MAP["inputs"])
def test_every_column_the_adapter_makes_is_read(name: str, make_drop) -> None:
    part = MAP["inputs"][name]
    made = adapt(make_drop())[part["file"]]
    assert sorted(rule["from"] for rule in part["columns"].values()) == sorted(made.columns)


def test_every_input_is_read_or_said_not_to_be_supplied() -> None:
    assert {*MAP["inputs"], *MAP["not_supplied"]} == set(INPUTS)
    assert not {*MAP["inputs"]} & {*MAP["not_supplied"]}


def test_the_map_names_the_files_the_adapter_reads() -> None:
    assert MAP["adapter_tables"] == list(NEEDED_COLUMNS)


def test_interventions_are_absent_so_that_admissions_cannot_be_judged() -> None:
    assert "intervention_codes" in MAP["inputs"]["discharges"]["absent"]
