"""The small tables behind the adapter: keys, codes and places that fit together."""

import polars as pl

from reference import synthea
from schemas.fields import CARE_LOCATIONS, CARE_TYPES, FEE_CODE, ICD10_CODE, POSTAL_AREA
from schemas.inputs.discharges import ADMISSION_CATEGORIES


def is_key(frame: pl.DataFrame, *columns: str) -> bool:
    return not frame.select(pl.struct(columns).is_duplicated().any()).item()


def test_keys_are_unique() -> None:
    assert is_key(synthea.zip_areas(), "zip3")
    assert is_key(synthea.areas(), "area_id")
    assert is_key(synthea.ohts(), "oht_id")
    assert is_key(synthea.ohts(), "network_id")
    assert is_key(synthea.encounter_codes(), "type_code")
    assert is_key(synthea.inpatient_types(), "type_code", "reason_code")
    assert is_key(synthea.diagnoses(), "snomed_code")


def test_every_massachusetts_region_has_an_area_of_its_own_in_a_network() -> None:
    regions, areas = synthea.zip_areas(), synthea.areas()
    assert regions["zip3"].to_list() == [f"{number:03}" for number in range(10, 28)]
    assert sorted(regions["area_id"]) == sorted(areas["area_id"])
    assert set(areas["network_id"]) == set(synthea.ohts()["network_id"])


def test_areas_are_in_ontario_and_rural_by_their_second_character() -> None:
    areas = synthea.areas()
    assert areas["area_id"].str.contains(POSTAL_AREA).all()
    assert areas["is_rural"].to_list() == (areas["area_id"].str.slice(1, 1) == "0").to_list()
    letters = {"K": "demonstration_east", "L": "demonstration_central", "M": "demonstration_central"}
    expected = [letters.get(area[0], "demonstration_west") for area in areas["area_id"]]
    assert areas["network_id"].to_list() == expected


def test_codes_are_of_the_forms_the_models_ask_for() -> None:
    encounters, stays, diagnoses = synthea.encounter_codes(), synthea.inpatient_types(), synthea.diagnoses()
    assert encounters["fee_code"].str.contains(FEE_CODE).all()
    assert set(encounters["location"]) <= set(CARE_LOCATIONS)
    assert set(stays["admission_category"]) <= set(ADMISSION_CATEGORIES)
    assert set(stays["care_type"]) <= set(CARE_TYPES)
    assert diagnoses["icd10_code"].str.contains(ICD10_CODE).all()
    assert diagnoses["ohip_code"].drop_nulls().str.contains(r"^\d{3}$").all()


def test_every_stay_with_a_reason_has_a_row_for_other_reasons() -> None:
    stays = synthea.inpatient_types()
    general = stays.filter(pl.col("reason_code").is_null())["type_code"]
    assert set(stays["type_code"]) == set(general)


def test_family_practice_is_told_by_check_ups_alone() -> None:
    types = synthea.encounter_codes().filter("is_family_practice")
    assert sorted(types["fee_code"]) == ["A003", "A003", "K017"]
