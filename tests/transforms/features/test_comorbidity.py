"""Comorbidity of persons (indicators.md 23): diagnoses of the stays and visits of 24 months."""

from tests.tables import assert_rows
from tests.transforms.rows import D, discharges, ed_visits
from transforms.features.comorbidity import FAMILY

HEAD = "person_id charlson_24m frailty_categories_24m"


def check(stays: str, visits: str, expected: str) -> None:
    built = FAMILY.build({"discharges": discharges(stays), "ed_visits": ed_visits(visits)}, D)
    assert_rows(built, f"{HEAD}\n{expected}")


def test_all_diagnoses_of_stays_count_for_both_and_those_of_visits_for_frailty() -> None:
    stays = "person_id main_diagnosis_code other_diagnosis_codes\n1 I500 E119,N189\n2 Z000 []"
    visits = "person_id main_diagnosis_code other_diagnosis_codes\n2 I500 F03\n3 - -"
    # Heart failure 1, diabetes 1, renal disease 2; in deficits the same three, and dementia of a visit.
    check(stays, visits, "1 4 3\n2 0 2\n3 0 0")


def test_24_months_ending_at_d() -> None:
    stays = """
        person_id admission_date discharge_date main_diagnosis_code
        1         2024-09-01     2024-09-30     I500   # 24 months before D
        2         2024-09-01     2024-10-01     I500
        3         2026-09-01     2026-09-30     I500
        4         2026-09-01     2026-10-01     I500
    """
    visits = "person_id visit_date main_diagnosis_code\n5 2024-09-30 I500\n6 2024-10-01 I500"
    check(stays, visits, "2 1 1\n3 1 1\n6 0 1")


def test_nobody() -> None:
    built = FAMILY.build({"discharges": discharges("person_id"), "ed_visits": ed_visits("person_id")}, D)
    assert built.is_empty()
    assert built.columns == ["person_id", *FAMILY.columns]
