"""Column maps: what a good one gives, and every mistake of a bad one in one message."""

import datetime as dt
from pathlib import Path

import pytest

from reference.column_maps import ColumnMapError, ColumnRule, known_sources, load_source_map
from schemas.inputs.registry import INPUTS
from transforms.standardise.raw import raw_columns

GOOD = """
source: clinic
title: A clinic
person_key: any
coverage: {ed_visits: 2011-04-01}
inputs:
  ed_visits:
    file: visits
    optional: true
    columns:
      visit_id: {from: id}
      person_key: {from: chart}
      hospital_id: {from: site}
      visit_date: {from: day, date: "%Y%m%d"}
      is_scheduled: {from: kind, values: {"S": true, "U": false}}
      triage_level: {from: ctas, values: {"9": null, "one": 1}}
      main_diagnosis_code: {from: dx}
    absent: [is_admitted, disposition_code, other_diagnosis_codes]
    ignored: [remark]
  discharges:
    file: stays
    columns:
      discharge_id: {from: id}
      person_key: {from: chart}
      hospital_id: {from: site}
      admission_date: {from: in}
      discharge_date: {from: out}
      admission_category: {from: category, values: {"1": U}}
      care_type: {from: kind}
      main_diagnosis_code: {from: dx_1}
      other_diagnosis_codes: {from_columns: [dx_2, dx_3]}
      intervention_codes: {from: cci, separator: "|"}
    absent: [alc_days, disposition_code, admission_time, discharge_time, is_transfer_in, is_transfer_out]
"""
BAD = """
source: other
titel: A clinic
person_key: chart
coverage: {ed_visit: 2011-04-01, claims: April}
adapter: 3
not_supplied: [claims]
inputs:
  visits: {file: visits, columns: {id: {from: id}}}
  ohts:
    file: ohts.csv
    optional: maybe
    columns:
      oht_id: {from: id, form: text}
      colour: {from: colour}
    absent: [oht_id]
    ignored: [id]
  enrolments:
    file: spells
    columns:
      person_key: chart
      physician_id: {}
      group_id: {from_columns: [a, b]}
      model_code: {from: m, values: {1: FHO, "2": 3}}
      start_date: {from: s, date: iso}
      end_date: {from: e, values: {"0": null}}
      end_reason: {from: r, separator: "|"}
  areas:
    file: areas
    columns: {area_id: {from: a}, network_id: {from: n}, latitude: {from: y}, longitude: {from: [x]}}
    absent: [is_rural]
"""


def load(folder: Path, text: str, name: str = "clinic") -> object:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_source_map(name, raw_columns(), folder)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ColumnMapError) as caught:
        load(folder, text)
    return str(caught.value)


def test_a_good_map(tmp_path: Path) -> None:
    source = load(tmp_path, GOOD)
    assert (source.source, source.title, source.person_key, source.adapter) == ("clinic", "A clinic", "any", None)
    assert source.coverage == {"ed_visits": dt.date(2011, 4, 1)}
    visits, stays = source.inputs["ed_visits"], source.inputs["discharges"]
    assert (visits.file, visits.is_optional, stays.is_optional) == ("visits", True, False)
    assert (visits.absent, visits.ignored) == (
        ("is_admitted", "disposition_code", "other_diagnosis_codes"),
        ("remark",),
    )
    assert visits.columns["visit_date"] == ColumnRule(("day",), date_format="%Y%m%d")
    assert visits.columns["is_scheduled"].values == {"S": "true", "U": "false"}
    assert visits.columns["triage_level"].values == {"9": None, "one": "1"}
    assert stays.columns["other_diagnosis_codes"].sources == ("dx_2", "dx_3")
    assert stays.columns["intervention_codes"] == ColumnRule(("cci",), separator="|")
    assert stays.source_columns()[-4:] == ["dx_1", "dx_2", "dx_3", "cci"]


def test_an_unknown_source_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("")
    (tmp_path / "a.yaml").write_text("")
    with pytest.raises(ColumnMapError) as caught:
        load_source_map("c", raw_columns(), tmp_path)
    assert str(caught.value) == "There is no column map for the source 'c'; known sources: a, b."


def test_every_mistake_is_in_one_message(tmp_path: Path) -> None:
    known_inputs = ", ".join(INPUTS)
    assert refusal(tmp_path, BAD).splitlines() == [
        "clinic.yaml has 28 mistake(s):",
        "- titel is not known here; known are adapter, adapter_tables, coverage, inputs, not_supplied, person_key, "
        "source, title",
        "- source: must be clinic, the name of the file",
        "- title: must be a text",
        "- person_key: must be one of health_number, any",
        "- adapter: must be the name of an adapter, or null",
        "- adapter_tables: must list the files the adapter reads, and be absent without an adapter",
        "- not_supplied: must give a reason by input",
        f"- coverage.ed_visit: no such input; inputs are {known_inputs}",
        "- coverage.claims: must be a day such as 2011-04-01",
        f"- inputs.visits: no such input; inputs are {known_inputs}",
        "- inputs.ohts.file: must be the name of a file without folder and ending",
        "- inputs.ohts.optional: must be true or false",
        "- inputs.ohts: colour is not a column of this input; columns are oht_id, name",
        "- inputs.ohts: oht_id is both read and listed under absent",
        "- inputs.ohts: name is neither read nor listed under absent",
        "- inputs.ohts: the source column id is both read and listed under ignored",
        "- inputs.ohts.columns.oht_id: form is not known here; known are date, example, from, from_columns, help, "
        "separator, values",
        "- inputs.enrolments.columns.person_key: must be a mapping such as {from: name}",
        "- inputs.enrolments.columns.physician_id: needs either from or from_columns",
        "- inputs.enrolments.columns.group_id: from_columns: is for lists of codes only",
        '- inputs.enrolments.columns.model_code: values: put each delivered value in quotes ("1", "yes"); YAML turns '
        "bare ones into something else",
        "- inputs.enrolments.columns.model_code: values: 2 must become a text in quotes, or null",
        '- inputs.enrolments.columns.start_date: date: is a format such as "%Y-%m-%d", for dates only',
        "- inputs.enrolments.columns.end_date: values: gives a canonical value by delivered text, for texts, whole "
        "numbers and true or false only",
        "- inputs.enrolments.columns.end_reason: separator: is a text, for lists of codes read from one column",
        "- inputs.areas: deprivation_quintile is neither read nor listed under absent",
        "- inputs.areas: income_quintile is neither read nor listed under absent",
        "- inputs.areas.columns.longitude: from: must be the name of a source column",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\na: 2\n", "clinic.yaml: 'a' is given twice in the mapping that starts at line 1."),
        ("a: [1\n", "clinic.yaml: line 2 is not YAML: expected ',' or ']', but got '<stream end>'."),
        ("", "clinic.yaml has 1 mistake(s):\n- the file must be a mapping that starts with `source:`"),
        (
            "source: clinic\ntitle: A\nperson_key: any\n",
            "clinic.yaml has 1 mistake(s):\n- inputs: must name at least one input",
        ),
    ],
)
def test_texts_that_are_no_map_at_all(tmp_path: Path, text: str, sentence: str) -> None:
    assert refusal(tmp_path, text) == sentence


@pytest.mark.parametrize("name", known_sources())
def test_the_maps_shipped_with_the_code_are_right(name: str) -> None:
    assert load_source_map(name, raw_columns()).source == name
