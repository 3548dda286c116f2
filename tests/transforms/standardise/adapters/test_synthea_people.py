"""Patients, practitioners, organizations and postal codes of a Synthea drop, on hand-made rows."""

import datetime as dt

import polars as pl
import pytest

from transforms.standardise.adapters.synthea import adapt
from transforms.standardise.adapters.synthea_places import postal_code


def test_patient_is_a_person_with_local_days(make_drop) -> None:
    died = dt.datetime(2019, 7, 1, 2, 0, tzinfo=dt.UTC)
    last = dt.datetime(2019, 3, 2, 1, 0, tzinfo=dt.UTC)
    drop = make_drop(
        patients=[{"death_datetime": died}, {"patient_id": "p2", "sex": "male", "postal_code": None}],
        encounters=[{}, {"encounter_id": "e2", "start": last, "class_code": "HH"}],
    )
    assert adapt(drop)["persons"].rows() == [
        ("p1", dt.date(1960, 1, 1), "female", dt.date(2019, 6, 30), dt.date(2019, 3, 1), "M5G"),
        ("p2", dt.date(1960, 1, 1), "male", None, None, None),
    ]


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        ("02138", "M5G"),
        ("02138-1234", "M5G"),
        ("2138", "M5G"),
        (" 01027 ", "N6A"),
        ("10001", "Z9Z"),
        ("00000", "Z9Z"),
        ("K1A 0B1", "K1A 0B1"),
        ("213", "213"),
        ("", ""),
        (None, None),
    ],
)
def test_postal_code(delivered: str | None, expected: str | None) -> None:
    frame = pl.DataFrame({"postal_code": [delivered]}, schema={"postal_code": pl.String})
    assert frame.select(postal_code("postal_code")).item() == expected


def test_check_up_makes_a_family_physician(make_drop) -> None:
    drop = make_drop(
        practitioners=[{"practitioner_id": name} for name in ("d3", "d1", "d2", "d4")],
        encounters=[
            {"encounter_id": "a", "practitioner_id": "d1", "type_code": "185349003"},
            {"encounter_id": "b", "practitioner_id": "d1", "type_code": "371883000"},
            {"encounter_id": "c", "practitioner_id": "d2", "type_code": "371883000"},
            {"encounter_id": "d", "practitioner_id": "d3", "type_code": "185349003", "class_code": "IMP"},
        ],
    )
    physicians = adapt(drop)["physicians"]
    assert physicians.rows() == [("d1", "00", "M5G"), ("d2", "13", "M5G"), ("d3", "13", "M5G"), ("d4", "13", "M5G")]


def test_hospital_is_an_organization_with_stays_or_emergency_visits(make_drop) -> None:
    drop = make_drop(
        organizations=[{"organization_id": name, "postal_code": zip_code} for name, zip_code in _ORGANIZATIONS],
        encounters=[
            {"encounter_id": "a", "organization_id": "clinic"},
            {"encounter_id": "b", "organization_id": "stays", "class_code": "IMP"},
            {"encounter_id": "c", "organization_id": "emergency", "class_code": "EMER"},
            {"encounter_id": "d", "organization_id": "far", "class_code": "EMER"},
        ],
    )
    assert adapt(drop)["hospitals"].rows() == [
        ("emergency", "emergency", "demonstration_east", 45.43, -75.68),
        ("far", "far", None, None, None),
        ("stays", "stays", "demonstration_west", 43.0, -81.26),
    ]


_ORGANIZATIONS = [("clinic", "02138"), ("stays", "01027-1057"), ("emergency", "1887"), ("far", "10001")]


def test_invented_crosswalk_has_three_networks_of_one_team(make_drop) -> None:
    made = adapt(make_drop())
    networks = made["network_ohts"]["network_id"].to_list()
    assert networks == ["demonstration_central", "demonstration_east", "demonstration_west"]
    assert made["ohts"]["oht_id"].to_list() == made["network_ohts"]["oht_id"].to_list()
    assert made["areas"].height == 18
    assert set(made["areas"]["network_id"]) == set(networks)
    assert made["areas"].filter("is_rural")["area_id"].to_list() == ["K0L", "N0B", "P0R"]
