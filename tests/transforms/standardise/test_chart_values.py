"""What a practice's own list may not bring in. The valid numbers are those of test_pseudonyms, made up there."""

import polars as pl
import pytest

from transforms.standardise.chart_values import clear_list

DROPPED, NOT_VALID = "broken:problem_codes_dropped", "broken:health_number_not_valid"
IS_NUMBER = "broken:chart_number_is_health_number"


def listed(problems: list[str] | None = None, key: str | None = None) -> pl.DataFrame:
    types = {"problem_codes": pl.List(pl.String), "person_key": pl.String}
    return pl.DataFrame({"problem_codes": [problems], "person_key": [key]}, schema=types)


@pytest.mark.parametrize(
    ("problem", "is_kept"),
    [
        ("250", True),  # ICD-9, and the diagnostic codes of claims
        ("E11.9", True),
        ("J44", True),
        ("73211009", True),  # SNOMED CT
        ("123456789012345678", True),
        ("1234567890123456789", False),  # one more than the longest code
        ("1234567896", True),  # ten digits with a wrong check digit
        ("1234567897", False),
        ("1234567897AB", False),
        ("diabetes type 2", False),
        ("250 of Ann", False),
        ("Diabetes", False),
        ("O'Hara", False),
        ("?", False),
        (".5", False),
        ("E11-9", False),
    ],
)
def test_only_codes_are_kept_of_the_problems(problem: str, is_kept: bool) -> None:
    [row] = clear_list(listed(["401", problem]), "health_number").rows(named=True)
    assert row["problem_codes"] == (["401", problem] if is_kept else ["401"])
    assert row[DROPPED] is not is_kept


def test_a_list_without_problems_is_left_as_it_is() -> None:
    for problems in (None, []):
        [row] = clear_list(listed(problems), "health_number").rows(named=True)
        assert (row["problem_codes"], row[DROPPED]) == (problems, False)


@pytest.mark.parametrize(
    ("key", "is_wrong"),
    [("1234567897", False), ("1234 567 897-AB", False), (None, False), ("1234567896", True), ("12345", True)],
)
def test_a_key_that_is_no_health_number_is_flagged_and_kept(key: str | None, is_wrong: bool) -> None:
    [row] = clear_list(listed(key=key), "health_number").rows(named=True)
    assert (row["person_key"], row[NOT_VALID]) == (key, is_wrong)
    assert clear_list(listed(key=key), "any")[NOT_VALID].to_list() == [False]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("1234567897", None),
        ("1234-567-897 AB", None),
        ("1234567896", "1234567896"),
        ("007", "007"),
        (None, None),
    ],
)
def test_a_chart_number_that_is_a_health_number_is_not_kept(number: str | None, kept: str | None) -> None:
    frame = pl.DataFrame({"chart_number": [number]}, schema={"chart_number": pl.String})
    [row] = clear_list(frame, "any").rows(named=True)
    assert (row["chart_number"], row[IS_NUMBER]) == (kept, number is not None and kept is None)
