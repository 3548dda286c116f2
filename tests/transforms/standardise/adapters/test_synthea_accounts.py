"""What the adapter needs, and where every row of a drop goes."""

import pytest
from polars.testing import assert_frame_equal

from transforms.standardise.adapters import ADAPTERS
from transforms.standardise.adapters.synthea import accounts, adapt


def test_dispatch_knows_the_adapter() -> None:
    assert ADAPTERS["synthea"] is adapt


def test_every_row_is_accounted_for(make_drop) -> None:
    drop = make_drop(
        patients=[{}],
        practitioners=[{}],
        organizations=[{}, {"organization_id": "o2"}],
        encounters=[
            {"encounter_id": "e1"},
            {"encounter_id": "e2", "practitioner_id": None},
            {"encounter_id": "e3", "class_code": "IMP"},
            {"encounter_id": "e4", "class_code": "EMER"},
            {"encounter_id": "e5", "class_code": "HH"},
        ],
        conditions=[{}, {"condition_id": "c2", "snomed_code": "1"}, {"condition_id": "c3", "encounter_id": "gone"}],
    )
    assert accounts(drop).rows() == [
        ("conditions", "diagnosis_codes", None, 1),
        ("conditions", None, "code_not_listed", 1),
        ("conditions", None, "unknown_encounter", 1),
        ("encounters", "claims", None, 1),
        ("encounters", "discharges", None, 1),
        ("encounters", "ed_visits", None, 1),
        ("encounters", None, "no_practitioner", 1),
        ("encounters", None, "unknown_class", 1),
        ("organizations", "hospitals", None, 1),
        ("organizations", None, "no_hospital_encounter", 1),
        ("patients", "persons", None, 1),
        ("practitioners", "physicians", None, 1),
    ]


def test_empty_drop_gives_empty_typed_tables(make_drop) -> None:
    empty, full = adapt(make_drop()), adapt(make_drop(**{name: [{}] for name in make_drop()}))
    assert accounts(make_drop()).height == 0
    assert {name: frame.schema for name, frame in empty.items()} == {name: frame.schema for name, frame in full.items()}
    assert empty["claims"].height == 0


def test_order_of_the_rows_does_not_matter(make_drop) -> None:
    rows = {name: [{key: f"{n}"} for n in range(20)] for name, key in _KEYS.items()}
    drop = make_drop(**rows)
    turned = {name: frame.reverse() for name, frame in drop.items()}
    for name, frame in adapt(drop).items():
        assert_frame_equal(frame, adapt(turned)[name])


_KEYS = {"patients": "patient_id", "practitioners": "practitioner_id", "encounters": "encounter_id"}


def test_missing_file_and_column_are_named_together(make_drop) -> None:
    drop = make_drop()
    del drop["conditions"]
    drop["encounters"] = drop["encounters"].drop("start")
    for function in (adapt, accounts):
        with pytest.raises(ValueError, match=r"2 needed .* missing: encounters\.start, file conditions\. Export"):
            function(drop)
