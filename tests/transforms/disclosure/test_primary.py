"""Primary suppression, on a small table with the edge each row is there for."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.transforms.disclosure.attack import COUNTS_AND_WHAT_TELLS_THEM, exposed_rows
from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import suppress_small_cells

SCHEMA = {
    "unit_id": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "is_proportion": pl.Boolean,
    "not_computable": pl.String,
}
NEEDS_CLAIMS = "needs claims from 2024-10-01"
#   why the row is there, numerator, denominator, is a proportion, not computable, hidden from oht and public
EDGES = [
    ("five in the numerator", 5, 100, True, None, True),
    ("six in the numerator", 6, 100, True, None, False),
    ("one in the numerator", 1, 100, True, None, True),
    ("true zero", 0, 100, True, None, False),
    ("five left over", 95, 100, True, None, True),
    ("six left over", 94, 100, True, None, False),
    ("none left over", 100, 100, True, None, False),
    ("small denominator", 0, 5, True, None, True),
    ("nobody at all", 0, 0, True, None, False),
    ("rate with five left over", 95, 100, False, None, False),
    ("rate above its denominator", 103, 100, False, None, False),
    ("rate of few events", 3, 100, False, None, True),
    ("rate of few persons", 40, 4, False, None, True),
    ("numerator missing", None, 100, True, None, True),
    ("denominator missing", 40, None, False, None, True),
    ("kind not stated", 95, 100, None, None, True),
    ("not computable", None, None, True, NEEDS_CLAIMS, False),
    ("not computable, counts left in", 40, 100, True, NEEDS_CLAIMS, False),
]


def results_of(rows: list[tuple]) -> pl.DataFrame:
    counts = pl.DataFrame([row[:5] for row in rows], schema=SCHEMA, orient="row")
    value = pl.col("numerator") / pl.col("denominator")
    return counts.with_columns(
        value.alias("value"),
        (value * 0.9).alias("lower"),
        (value * 1.1).alias("upper"),
        pl.lit("wilson").alias("limits_method"),
    )


def expected_reason(is_hidden: bool, not_computable: str | None) -> str | None:
    if not_computable is not None:
        return "not_applicable"
    return "small_cell" if is_hidden else None


@pytest.mark.parametrize("audience", [Audience.OHT, Audience.PUBLIC])
def test_each_edge_is_hidden_or_shown(audience: Audience) -> None:
    published = suppress_small_cells(results_of(EDGES), audience)
    found = dict(zip(published["unit_id"], published["suppression"], strict=True))
    assert found == {edge: expected_reason(is_hidden, reason) for edge, _, _, _, reason, is_hidden in EDGES}


def test_a_practice_sees_all_its_own_counts() -> None:
    results = results_of([edge for edge in EDGES if edge[4] is None])
    published = suppress_small_cells(results, Audience.PRACTICE)
    assert published["suppression"].null_count() == published.height
    assert_frame_equal(published.drop("suppression"), results)


def test_what_could_not_be_computed_is_so_for_a_practice_too() -> None:
    published = suppress_small_cells(results_of(EDGES[-2:]), Audience.PRACTICE)
    assert published["suppression"].to_list() == ["not_applicable", "not_applicable"]
    assert published["value"].null_count() == 2


@pytest.mark.parametrize("column", COUNTS_AND_WHAT_TELLS_THEM)
def test_a_hidden_row_keeps_nothing_that_tells_its_counts(column: str) -> None:
    published = suppress_small_cells(results_of(EDGES), Audience.PUBLIC)
    hidden = published.filter(pl.col("suppression").is_not_null())
    assert hidden.height > 0
    assert hidden[column].null_count() == hidden.height


def test_shown_rows_and_other_columns_pass_untouched_and_in_order() -> None:
    results = results_of(EDGES)
    published = suppress_small_cells(results, Audience.OHT)
    shown = pl.col("suppression").is_null()
    before = results.filter(published.select(shown).to_series())
    assert_frame_equal(published.filter(shown).drop("suppression"), before)
    assert published["unit_id"].to_list() == results["unit_id"].to_list()
    assert published["limits_method"].null_count() == 0


def test_an_empty_table_stays_empty_and_gains_the_column() -> None:
    published = suppress_small_cells(results_of([]), Audience.PUBLIC)
    assert published.height == 0
    assert published.schema["suppression"] == pl.String


def test_nothing_leaks_from_the_edges() -> None:
    assert exposed_rows(suppress_small_cells(results_of(EDGES), Audience.PUBLIC)).height == 0


def test_the_attack_finds_what_was_left_open() -> None:
    open_table = suppress_small_cells(results_of(EDGES), Audience.PRACTICE)
    assert {"numerator", "denominator", "complement", "a value without its counts"} >= set(
        exposed_rows(open_table)["exposed_by"]
    )
    assert "five left over" in exposed_rows(open_table)["unit_id"].to_list()


def test_the_attack_finds_a_limit_left_in_a_hidden_row() -> None:
    published = suppress_small_cells(results_of(EDGES[:1]), Audience.PUBLIC)
    assert exposed_rows(published.with_columns(pl.lit(0.02).alias("upper")))["exposed_by"].to_list() == [
        "rest of a hidden row"
    ]


@given(
    st.lists(
        st.tuples(st.just("unit"), st.integers(0, 30), st.integers(0, 30), st.booleans(), st.none()).filter(
            lambda row: not row[3] or row[1] <= row[2]
        )
    )
)
def test_no_table_shows_one_to_five_and_none_hides_without_reason(rows: list[tuple]) -> None:
    published = suppress_small_cells(results_of(rows), Audience.OHT)
    assert exposed_rows(published).height == 0
    for (_, numerator, denominator, is_proportion, _), reason in zip(rows, published["suppression"], strict=True):
        left_over = denominator - numerator if is_proportion else 0
        assert (reason == "small_cell") == any(1 <= count <= 5 for count in (numerator, denominator, left_over))


@pytest.mark.parametrize(("persons", "is_hidden"), [(1, True), (5, True), (6, False), (None, False)])
def test_a_sum_of_many_days_or_dollars_of_few_persons_is_hidden(persons: int | None, is_hidden: bool) -> None:
    """310,000 dollars of 900,000 may be those of one person."""
    row = results_of([("unit", 310_000, 900_000, False, None)])
    told = row.with_columns(pl.lit(persons, pl.Int64).alias("fewest_persons"))
    published = suppress_small_cells(told, Audience.OHT)
    assert published["suppression"].to_list() == ["small_cell" if is_hidden else None]
    assert published["value"].null_count() == published["numerator"].null_count() == int(is_hidden)
    assert suppress_small_cells(told, Audience.PRACTICE)["suppression"].to_list() == [None]
