"""Who has a condition: the rule of one stay or two claims, worked by hand (reliability, 17.2)."""

import polars as pl
import pytest

from reference.calibration_targets import condition_codes
from tests.tables import assert_rows
from tests.transforms.calibration.counted import D, fraction, values
from tests.transforms.rows import attribution, claims, discharges
from transforms.calibration.diagnosed import find_cases
from transforms.calibration.prevalence import FAMILY

CLAIMS = """
    person_id service_date diagnosis_code fee_suffix services claim_id | condition
    1         2026-03-01   250            A          1        c1       | x                # a single claim
    2         2026-03-01   250            A          1        c1       | x                # two claims of one day
    2         2026-03-01   250            A          1        c2       | -
    3         2026-03-01   250            A          1        c1       | diabetes         # a day apart
    3         2026-03-02   250            A          1        c2       | -
    4         2023-03-02   250            A          1        c1       | diabetes         # 730 days apart
    4         2025-03-01   250            A          1        c2       | -
    5         2023-03-02   250            A          1        c1       | x                # 731 days apart
    5         2025-03-02   250            A          1        c2       | -
    6         2026-03-01   250            A          1        c1       | x                # one of a technician
    6         2026-03-09   250            B          1        c2       | -
    7         2026-03-01   250            A          1        c1       | x                # one claim of each
    7         2026-03-09   401            A          1        c2       | -
    8         2026-03-01   401            A          1        c1       | hypertension     # two codes of one condition
    8         2026-03-09   402            A          1        c2       | -
    9         2026-03-01   250            A          1        c1       | x                # the second was reversed
    9         2026-03-09   250            A          1        c2       | -
    9         2026-03-09   250            A          -1       c3       | -
    10        2026-09-30   250            A          1        c1       | x                # too late
    10        2026-10-01   250            A          1        c2       | -
    11        2026-09-29   250            A          1        c1       | diabetes         # on the day
    11        2026-09-30   250            A          1        c2       | -
    12        2020-01-01   250            A          1        c1       | diabetes         # the nearest two of three
    12        2023-01-01   250            A          1        c2       | -
    12        2023-06-01   250            A          1        c3       | -
    13        2026-03-01   460            A          1        c1       | x                # a code of no condition
    13        2026-03-09   460            A          1        c2       | -
    -         2026-03-01   250            A          1        c1       | x                # nobody
    -         2026-03-09   250            A          1        c2       | -
"""
STAYS = """
    person_id discharge_date main_diagnosis_code other_diagnosis_codes | condition
    1         2026-03-01     I500                -                     | congestive_heart_failure
    2         2026-03-01     A099                I500,N183             | congestive_heart_failure
    3         2026-03-01     G454                -                     | x        # the one kind of G45 not listed
    4         2026-03-01     G459                -                     | stroke_tia
    5         2026-10-01     I500                -                     | x        # after the period end
    6         2026-09-30     I500                -                     | congestive_heart_failure
    7         2026-03-01     -                   []                    | x
"""


def given(text: str) -> str:
    """Leave out the column of what must come out."""
    return "\n".join(line.split("|")[0] for line in text.splitlines())


def people_with(rows: pl.DataFrame, condition: str) -> list[int]:
    return rows.filter(pl.col("condition") == condition)["person_id"].to_list()


def test_two_claims_near_enough_to_each_other() -> None:
    cases = find_cases(claims(given(CLAIMS)), discharges("person_id").clear(), condition_codes(), D)
    assert people_with(cases, "diabetes") == [3, 4, 11, 12]
    assert people_with(cases, "hypertension") == [8]
    assert cases.height == 5


def test_one_stay_with_a_listed_code() -> None:
    cases = find_cases(claims("person_id").clear(), discharges(given(STAYS)), condition_codes(), D)
    assert people_with(cases, "congestive_heart_failure") == [1, 2, 6]
    assert people_with(cases, "stroke_tia") == [4]
    assert people_with(cases, "chronic_kidney_disease") == [2]
    assert cases.height == 5


def test_a_stay_and_claims_of_one_condition_are_one_case() -> None:
    billed = claims("person_id service_date diagnosis_code\n1 2026-01-01 428\n1 2026-02-01 428")
    cases = find_cases(billed, discharges("person_id main_diagnosis_code\n1 I501"), condition_codes(), D)
    assert_rows(cases, "person_id condition\n1 congestive_heart_failure")


def test_identical_lines_under_two_ids_are_one_and_may_be_reversed() -> None:
    billed = claims("""
        person_id service_date diagnosis_code services claim_id
        1         2026-03-01   250            1        c1
        1         2026-03-09   250            1        c2
        1         2026-03-09   250            1        c3        # the same line again
        1         2026-03-09   250            -1       c4
    """)
    assert find_cases(billed, discharges("person_id").clear(), condition_codes(), D).is_empty()


PERSONS = """
    person_id birth_date
    1         1961-09-30   # 65 on the day
    2         1961-10-01   # a day younger
    3         1950-01-01
    4         2000-01-01
"""
DIAGNOSED = """
    person_id main_diagnosis_code other_diagnosis_codes
    1         F03                 E119,I10
    2         F03                 E119
    3         I10                 []
    9         F03                 []          # not counted
"""


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator"),
    [
        ("prevalence_dementia", 2, 4),
        ("prevalence_diabetes", 2, 4),
        ("prevalence_hypertension", 2, 4),
        ("prevalence_hiv", 0, 4),
        ("dementia_65plus_per_1000", 1, 2),
        ("multimorbidity_2plus", 2, 4),
        ("multimorbidity_3plus", 1, 4),
    ],
)
def test_cases_among_the_persons_counted(measure: str, numerator: int, denominator: int) -> None:
    frames = {"persons": attribution(PERSONS), "discharges": discharges(DIAGNOSED)}
    found = values(FAMILY, {**frames, "claims": claims("person_id").clear()})
    assert fraction(found[measure]) == (numerator, denominator)


def test_buckets_add_up() -> None:
    persons, stays = attribution(PERSONS), discharges(DIAGNOSED)
    nothing = claims("person_id").clear()
    whole = values(FAMILY, {"persons": persons, "discharges": stays, "claims": nothing})
    halves = [
        {"persons": persons.filter(half), "discharges": stays.filter(half), "claims": nothing}
        for half in (pl.col("person_id") <= 1, pl.col("person_id") > 1)
    ]
    assert values(FAMILY, *halves) == whole
