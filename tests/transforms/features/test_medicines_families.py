"""Features of medicines dispensed and of palliative care (families, medicines 39)."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows
from tests.transforms.rows import D, discharges, netted
from tests.transforms.test_medicines import dispensations
from transforms.features import (
    benzodiazepines,
    opioid_benzodiazepines,
    opioid_doses,
    opioids,
    palliative_care,
    statins,
)

FAMILIES = [module.FAMILY for module in (benzodiazepines, opioid_benzodiazepines, opioid_doses, opioids, statins)]
DOSE = "highest_morphine_mg_6m"


def built(family: object, text: str, end: dt.date = D) -> pl.DataFrame:
    return family.build({"dispensations": dispensations(text)}, end)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_nobody(family: object) -> None:
    found = built(family, "person_id")
    assert found.is_empty()
    assert found.columns == ["person_id", *family.columns]


def test_palliative_care_by_claims() -> None:
    text = """
        person_id service_date fee_code | had_palliative_care_12m
        1         2025-09-30   K023     | x      # 12 months before D
        2         2025-10-01   K023     | true
        3         2026-09-30   B998     | true
        4         2026-10-01   K023     | x
        5         2026-03-02   A007     | x
        6         2026-03-02   K0231    | x
    """
    frames = {"claims": netted(text), "discharges": discharges("person_id")}
    assert_rows(palliative_care.FAMILY.build(frames, D), text)


def test_palliative_care_by_stays() -> None:
    text = """
        person_id discharge_date main_diagnosis_code other_diagnosis_codes admission_category | had_palliative_care_12m
        1         2025-09-30     Z515                []                    U                  | x
        2         2025-10-01     Z515                []                    U                  | true
        3         2026-09-30     C349                A099,Z5159            L                  | true   # beside, longer
        4         2026-03-02     Z511                Z513                  U                  | x
        5         2026-03-02     -                   -                     U                  | x      # not supplied
        6         2026-03-02     -                   Z515                  N                  | true
    """
    frames = {"claims": netted("person_id"), "discharges": discharges(text)}
    assert_rows(palliative_care.FAMILY.build(frames, D), text)


def test_palliative_care_told_twice_is_one_row() -> None:
    frames = {
        "claims": netted("person_id fee_code\n1 K023\n1 G512"),
        "discharges": discharges("person_id main_diagnosis_code\n1 Z515"),
    }
    assert palliative_care.FAMILY.build(frames, D).rows() == [(1, True)]


def test_opioids_of_six_months() -> None:
    text = """
        person_id dispensed_date atc_code | had_opioid_6m had_opioid_or_agonist_6m had_new_opioid_6m
        1         2026-03-31     N02AA01  | x             x                        x      # six months before D
        2         2026-04-01     N02AA01  | true          true                     true
        3         2026-09-30     N02AA01  | true          true                     true
        4         2026-10-01     N02AA01  | x             x                        x
        5         2026-09-01     N07BC02  | false         true                     false
        6         2026-09-01     R05DA04  | x             x                        x
        7         2026-09-01     N05BA06  | x             x                        x
    """
    assert_rows(built(opioids.FAMILY, text), text)


@pytest.mark.parametrize(
    ("before", "is_new"),
    [
        ("2026-02-01 N02AA01", True),  # that day six months before
        ("2026-02-02 N02AA01", False),
        ("2026-03-31 N02AX02", False),  # another opioid
        ("2026-04-01 N02AX02", True),  # of the window, so that it is the first
        ("2026-07-31 N07BC02", False),  # agonist therapy
        ("2026-08-01 N07BC02", True),  # of the same day
        ("2026-08-02 N07BC02", True),  # afterwards
        ("2026-07-31 R05DA04", True),
        ("2026-08-15 N02AA01", True),  # one more, later
    ],
)
def test_a_new_start(before: str, is_new: bool) -> None:
    found = built(opioids.FAMILY, f"person_id dispensed_date atc_code\n1 2026-08-01 N02AA01\n1 {before}")
    assert found["had_new_opioid_6m"].to_list() == [is_new]


@pytest.mark.parametrize(("before", "is_new"), [("2026-02-28", True), ("2026-03-01", False)])
def test_six_months_before_the_last_of_august(before: str, is_new: bool) -> None:
    text = f"person_id dispensed_date\n1 {before}\n1 2026-08-31"
    assert built(opioids.FAMILY, text)["had_new_opioid_6m"].to_list() == [is_new]


def test_doses_of_a_day() -> None:
    text = """
        person_id atc_code route       quantity days_supply strength | highest_morphine_mg_6m
        1         N02AA01  oral        30       30          90       | 90
        2         N02AA01  oral        30       30          89.999   | 89   # cut
        3         N02AA01  oral        100      30          27       | 90
        4         N02AA03  oral        60       30          9        | 90   # 18 mg of hydromorphone
        5         N02AJ06  oral        240      30          30       | 36   # codeine
        6         N02AB03  transdermal 10       30          50       | 120  # patches of three days
        7         N02AB03  oral        10       30          50       | 0
        8         N02AA01  other       30       30          90       | 0    # injected
        9         N02AA01  -           30       30          90       | 0
        10        N02AA01  oral        -        30          90       | 0
        11        N02AA01  oral        30       -           90       | 0
        12        N02AA01  oral        30       30          -        | 0
        13        N02AE01  transdermal 4        28          20       | 0    # no factor
        14        N07BC02  oral        30       30          90       | x    # agonist therapy
        15        N05BA06  oral        30       30          90       | x
        16        N02AA03  oral        10000    1           10000    | 1000000  # as much as is told
    """
    assert_rows(built(opioid_doses.FAMILY, text), text)


@pytest.mark.parametrize(
    ("second", "highest"),
    [
        ("2026-08-30 N02AA05 30", 90),  # on the last day of the first
        ("2026-08-31 N02AA05 30", 45),
        ("2026-08-20 N02AA01 45", 45),  # the same, fetched early
        ("2026-08-20 N02AA01 46", 91),  # another strength
        ("2026-08-01 N02AA01 45", 45),  # told twice
        ("2026-09-30 N02AA05 60", 90),  # on D alone
        ("2026-10-01 N02AA05 60", 45),
        ("2026-03-30 N02AA05 60", 45),  # before the window
    ],
)
def test_doses_add_up_on_the_days_they_share(second: str, highest: int) -> None:
    text = f"person_id dispensed_date atc_code strength\n1 2026-08-01 N02AA01 45\n1 {second}"
    assert built(opioid_doses.FAMILY, text)[DOSE].to_list() == [highest]


def test_doses_that_do_not_divide_are_rounded_before_they_are_added() -> None:
    """A third of 90 mg from each of three opioids is 90 mg."""
    rows = [f"1 {atc} 10 30 {strength}" for atc, strength in (("N02AA01", 90), ("N02AA05", 60), ("N02AA03", 18))]
    text = "\n".join(["person_id atc_code quantity days_supply strength", *rows])
    assert built(opioid_doses.FAMILY, text)[DOSE].to_list() == [90]


@pytest.mark.parametrize(
    ("first", "second", "is_together"),
    [
        ("2026-08-01 N02AA01 30", "2026-08-30 N05BA06 30", True),
        ("2026-08-01 N02AA01 30", "2026-08-31 N05BA06 30", False),
        ("2026-08-30 N02AA01 30", "2026-08-01 N05BA06 30", True),
        ("2026-08-31 N02AA01 30", "2026-08-01 N05BA06 30", False),
        ("2026-08-01 N07BC02 30", "2026-08-01 N03AE01 30", True),
        ("2026-08-01 N02AA01 -", "2026-08-01 N05CD02 -", True),
        ("2026-08-01 N02AA01 -", "2026-08-02 N05CD02 30", False),
        ("2026-08-01 R05DA04 30", "2026-08-01 N05BA06 30", False),
        ("2026-08-01 N02AA01 30", "2026-08-01 N05CF01 30", False),
        ("2026-08-01 N02AA01 30", "2026-08-01 N07BC02 30", False),
        ("2026-09-30 N02AA01 30", "2026-09-30 N05BA06 30", True),
        ("2026-09-30 N02AA01 30", "2026-10-01 N05BA06 30", False),
        ("2026-04-01 N02AA01 30", "2026-03-30 N05BA06 30", False),
    ],
)
def test_an_opioid_and_a_benzodiazepine_on_one_day(first: str, second: str, is_together: bool) -> None:
    found = built(
        opioid_benzodiazepines.FAMILY, f"person_id dispensed_date atc_code days_supply\n1 {first}\n1 {second}"
    )
    assert found["person_id"].to_list() == [1] * is_together


def test_two_persons_do_not_share_a_day() -> None:
    assert built(opioid_benzodiazepines.FAMILY, "person_id atc_code\n1 N02AA01\n2 N05BA06").is_empty()


def test_days_with_a_benzodiazepine() -> None:
    text = """
        person_id dispensed_date atc_code
        1         2025-09-30     N05BA06
        1         2025-10-01     N05BA06
        1         2026-03-02     N05BA06
        1         2026-03-02     N05CD02    # of one day
        1         2026-09-30     N03AE01
        1         2026-10-01     N05BA06
        2         2026-03-02     N05CF01
        3         2026-03-02     -
    """
    assert_rows(built(benzodiazepines.FAMILY, text), "person_id benzodiazepine_days_12m\n1 3")


def test_statins_of_12_months() -> None:
    text = """
        person_id dispensed_date atc_code | had_statin_12m
        1         2025-09-30     C10AA05  | x
        2         2025-10-01     C10AA05  | true
        3         2026-09-30     C10BX03  | true
        4         2026-10-01     C10AA05  | x
        5         2026-09-01     C10AX09  | x
    """
    assert_rows(built(statins.FAMILY, text), text)


DAYS = st.integers(0, 200).map(lambda days: D - dt.timedelta(days=days))
ROWS = st.lists(
    st.tuples(st.integers(1, 2), DAYS, st.sampled_from(["N02AA01", "N02AA03", "N07BC02", "N05BA06", "R05DA04"])),
    max_size=10,
)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
@given(ROWS)
def test_order_says_nothing_and_no_null_comes_out(family: object, rows: list[tuple]) -> None:
    header = "person_id dispensed_date atc_code"
    found = built(family, "\n".join([header, *(" ".join(map(str, row)) for row in rows)]))
    turned = built(family, "\n".join([header, *(" ".join(map(str, row)) for row in reversed(rows))]))
    assert found.equals(turned)
    assert not found.height or not sum(found.null_count().row(0))


@given(ROWS)
def test_doses_and_pairs_are_of_those_who_had_an_opioid(rows: list[tuple]) -> None:
    text = "\n".join(["person_id dispensed_date atc_code", *(" ".join(map(str, row)) for row in rows)])
    had = built(opioids.FAMILY, text)
    together, dosed = (built(module.FAMILY, text) for module in (opioid_benzodiazepines, opioid_doses))
    assert set(together["person_id"]) <= set(had["person_id"])
    assert set(dosed["person_id"]) == set(had.filter("had_opioid_6m")["person_id"])
