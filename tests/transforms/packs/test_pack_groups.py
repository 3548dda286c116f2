"""The value of a practice's group: of four practices or more, and never what would tell the others' small counts."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import results
from transforms.packs.groups import with_group_values


def told(text: str, group: str, is_proportion: bool = False) -> pl.DataFrame:
    """One row per practice of group G: its group's value, from the group's numerator, denominator and value."""
    head = "level unit_id numerator denominator value"
    rows = [f"practice {line.strip()} 1" for line in text.strip().splitlines()]
    exact = results("\n".join([head, *rows, f"group G {group}"])).with_columns(is_proportion=pl.lit(is_proportion))
    practices = exact.filter(pl.col("level") == "practice").with_columns(group_id=pl.lit("G"))
    return with_group_values(practices, exact)


FOUR = "a 20 100\nb 20 100\nc 20 100\nd 20 100"


def test_four_practices_with_people_see_their_group_in_three_digits() -> None:
    expected = "unit_id group_value group_suppression\na 12.3 -\nb 12.3 -\nc 12.3 -\nd 12.3 -"
    assert_rows(told(FOUR, "80 400 12.345"), expected)


def test_of_three_nothing_is_said() -> None:
    three = FOUR.replace("d 20 100", "d 0 0")  # nobody of the fourth is counted
    hidden = told(three, "60 300 12.3")
    assert set(hidden["group_suppression"]) == {"few_practices"}
    assert hidden["group_value"].null_count() == hidden.height


def test_small_counts_of_the_group_or_of_the_others_are_hidden() -> None:
    assert set(told("a 1 100\nb 1 100\nc 1 100\nd 2 100", "5 400 1.25")["group_suppression"]) == {"small_cell"}
    others = told("a 20 100\nb 3 100\nc 1 100\nd 1 100", "25 400 6.25")
    expected = "unit_id group_value group_suppression\na - small_cell\nb 6.25 -\nc 6.25 -\nd 6.25 -"  # without a: 5
    assert_rows(others, expected)
    assert_rows(told("a 0 100\nb 0 100\nc 0 100\nd 0 100", "0 400 0"), "unit_id group_value\na 0\nb 0\nc 0\nd 0")


def test_so_are_those_of_whom_nearly_all_count() -> None:
    nearly = "a 98 100\nb 99 100\nc 99 100\nd 99 100"
    assert set(told(nearly, "395 400 98.75", is_proportion=True)["group_suppression"]) == {"small_cell"}
    assert set(told(nearly, "395 400 98.75")["group_value"]) == {98.8}  # events are no share of people


def test_a_sum_of_few_persons_is_hidden() -> None:
    exact = results("level unit_id numerator denominator value\ngroup G 80 400 20.0").with_columns(fewest_persons=5)
    practices = results(
        "level unit_id numerator denominator value\n" + "\n".join(f"practice {p} 20 100 1" for p in "abcd")
    )
    found = with_group_values(practices.with_columns(group_id=pl.lit("G")), exact.with_columns(is_proportion=False))
    assert set(found["group_suppression"]) == {"small_cell"}


def test_solo_practices_and_what_has_no_value_say_so() -> None:
    exact = results("level unit_id numerator denominator\npractice a 20 100\npractice b 20 100\ngroup G - -")
    practices = exact.filter(pl.col("level") == "practice").with_columns(group_id=pl.Series(["G", None]))
    expected = "unit_id group_value group_suppression\na - not_applicable\nb - no_group"
    assert_rows(with_group_values(practices, exact), expected)
