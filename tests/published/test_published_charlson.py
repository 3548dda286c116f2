"""The Charlson index against what its papers print: weights of 1987, codes of 2005; and the frailty table of CIHI."""

import polars as pl
import pytest

from reference.diagnosis_lists import charlson_codes, charlson_weights, frailty_codes
from transforms.comorbidity.charlson import charlson_sums
from transforms.comorbidity.frailty import frailty_counts

# Weights of Charlson et al. 1987 with the categories of Quan et al. 2005, second-hand by two packages that agree; one
# code of each category beside.
PRINTED = {
    "I219": 1, "I500": 1, "I739": 1, "I639": 1, "F03": 1, "J449": 1, "M069": 1, "K259": 1, "K703": 1, "E119": 1,
    "E114": 2, "G819": 2, "N189": 2, "C509": 2, "I850": 3, "C787": 6, "B24": 6,
}  # fmt: skip
# Number of ICD-10 prefixes of some categories, counted in the list of one of those packages; the paper was not at hand.
COUNTED = {
    "myocardial_infarction": 3, "heart_failure": 14, "peripheral_vascular": 13, "cerebrovascular": 13, "dementia": 7,
    "peptic_ulcer": 4, "diabetes_uncomplicated": 25, "diabetes_complicated": 25, "metastatic_cancer": 4, "hiv": 4,
}  # fmt: skip
# Amuah et al. 2023 and CIHI's notes, by way of the table of Rgemini: largest categories.
DEFICITS = {"cancer": 103, "arthritis": 58, "cardiac_vascular": 57, "pain": 36, "renal": 33}


def sums(*codes: str | None) -> tuple[int, str]:
    """Give the sum and the group of one patient."""
    row = charlson_sums(pl.DataFrame({"key": [1] * len(codes), "code": codes}, schema={"key": pl.Int64, "code": str}))
    return row["charlson_sum"][0], row["charlson_group"][0]


@pytest.mark.parametrize(("code", "weight"), PRINTED.items())
def test_each_category_has_its_printed_weight(code: str, weight: int) -> None:
    assert sums(code)[0] == weight


def test_seventeen_categories_with_the_printed_codes() -> None:
    by_category = dict(charlson_codes().group_by("category").len().iter_rows())
    assert len(by_category) == len(PRINTED) == len(charlson_weights())
    assert {name: by_category[name] for name in COUNTED} == COUNTED


def test_all_categories_at_once() -> None:
    # The milder of the three pairs (1 + 1 + 2) do not count beside the graver.
    assert sum(PRINTED.values()) == 33
    assert sums(*PRINTED) == (29, "3+")


@pytest.mark.parametrize(
    ("codes", "total", "group"),
    [
        ((None,), 0, "0"),
        (("Z000",), 0, "0"),
        (("I21", "I252"), 1, "1-2"),  # one category twice
        (("I219", "E119"), 2, "1-2"),
        (("I219", "E119", "J449"), 3, "3+"),
        (("E119", "E114"), 2, "1-2"),  # diabetes without complication beside one with
        (("K703", "K721"), 3, "3+"),  # mild liver disease beside severe
        (("C509", "C780"), 6, "3+"),  # cancer beside metastases
        (("I25",), 0, "0"),  # shorter than the listed I252
        (("E1090",), 1, "1-2"),  # begins with E109
        (("C440",), 0, "0"),  # skin, but for melanoma
        (("C433",), 2, "1-2"),
        (("N189", None, "F03"), 3, "3+"),
    ],
)
def test_hand_worked_patients(codes: tuple[str | None, ...], total: int, group: str) -> None:
    assert sums(*codes) == (total, group)


def test_keys_stand_apart_and_nobody_is_no_row() -> None:
    several = pl.DataFrame({"key": ["b", "a", "b"], "code": ["I219", None, "J449"]})
    assert charlson_sums(several).rows() == [("a", 0, "0"), ("b", 2, "1-2")]
    assert charlson_sums(several.clear()).is_empty()


def test_frailty_has_36_categories_and_598_codes() -> None:
    by_category = dict(frailty_codes().group_by("category").len().iter_rows())
    assert (len(by_category), len(frailty_codes())) == (36, 598)
    assert {name: by_category[name] for name in DEFICITS} == DEFICITS


@pytest.mark.parametrize(
    ("codes", "categories"),
    [
        ((None,), 0),
        (("R460",), 1),
        (("R460", "R633"), 1),  # one category
        (("C20", "F03", "R460"), 3),
        (("C209",), 1),  # begins with C20
        (("M121",), 0),
        (("M255",), 2),  # pain, and the arthritis of M25
        (("M250",), 1),
    ],
)
def test_frailty_of_hand_worked_patients(codes: tuple[str | None, ...], categories: int) -> None:
    rows = pl.DataFrame({"key": [1] * len(codes), "code": codes}, schema={"key": pl.Int64, "code": str})
    assert frailty_counts(rows).rows() == [(1, categories)]
