"""Lines of prevention out of netted claims (families/immunisations.md 40.1)."""

import pytest

from reference.preventive_codes import preventive_fees
from schemas.base_tables import PreventiveLines
from tests.tables import assert_rows
from tests.transforms.rows import netted
from transforms.preventive import find_preventive_lines


def found(text: str):
    return PreventiveLines.validate(find_preventive_lines(netted(text), preventive_fees()))


@pytest.mark.parametrize(
    ("code", "service"),
    [
        *[
            ("G841", "dtap_ipv_hib"),
            ("G844", "men_c"),
            ("G845", "mmr"),
            ("G846", "pneumococcal"),
            ("G848", "varicella"),
        ],
        *[("G590", "influenza"), ("G591", "influenza"), ("G592", "influenza"), ("G593", "covid19")],
        *[("A002", "visit_18_months"), ("A268", "visit_18_months")],
        *[("E079", "smoking_advice"), ("K039", "smoking_follow_up")],
    ],
)
def test_what_a_code_tells(code: str, service: str) -> None:
    assert found(f"person_id fee_code\n1 {code}")["service"].to_list() == [service]


@pytest.mark.parametrize("code", ["G538", "G462", "A007", "G700", "K040"])
def test_other_codes_tell_nothing(code: str) -> None:
    assert found(f"person_id fee_code\n1 {code}").is_empty()


def test_lines_of_one_day_are_one_wherever_they_were_done_and_in_any_order() -> None:
    text = """
        person_id physician_id fee_code location hospital_id
        2         a            G841     office   -
        1         b            G841     home     -
        1         a            G841     office   -
        1         a            G841     inpatient S1
    """
    lines = found(text)
    assert_rows(lines, "person_id physician_id\n1 a\n1 b\n2 a")
    assert find_preventive_lines(netted(text).reverse(), preventive_fees()).equals(lines)


def test_of_no_claims_there_are_none() -> None:
    assert found("person_id").is_empty()
