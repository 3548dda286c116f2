"""Ranges over methods as others may see them: on both sides of every limit, and attacked."""

from random import Random

import polars as pl
import pytest

from schemas.methods import MethodResults
from schemas.published_ranges import PublishedRanges
from tests.tables import assert_rows, table
from tests.transforms.disclosure.attack import guesses, told_by
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import suppress_small_cells
from transforms.disclosure.ranges import release_ranges
from transforms.methods.compared import range_over_methods

MULTIPLIERS = {name: float(record.multiplier) for name, record in indicators().items()}
KEY = ["indicator_id", "level", "unit_id"]


def results(text: str, indicator: str = "ed_rate") -> pl.DataFrame:
    """One row per line: what a method gives a unit; `a` is the official one."""
    is_share = indicators()[indicator].is_proportion
    usual = {"indicator_id": indicator, "period": "2026-09", "level": "oht", "unit_id": "T1", "definition_version": 1}
    rows = table(text, MethodResults, is_official=False, is_proportion=is_share, **usual)
    return valued(rows)


def valued(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with their values; method a is official."""
    multiplier = pl.col("indicator_id").replace_strict(MULTIPLIERS, return_dtype=pl.Float64)
    ratio = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
    half = pl.lit(0.5).alias("who_share")
    return rows.with_columns(
        (ratio * multiplier).alias("value"), (pl.col("method_id") == "a").alias("is_official"), half
    )


def released(rows: pl.DataFrame, audience: Audience = Audience.OHT) -> pl.DataFrame:
    found = release_ranges(range_over_methods(rows), rows, indicators(), audience)
    return PublishedRanges.validate(found)


#   numerator and denominator by the methods a (official), b, c; whether the range is hidden
EDGES = {
    "all the same": ("40 100", "40 100", "40 100", False),
    "six more": ("40 100", "46 106", "52 112", False),
    "five more above the line": ("40 100", "45 100", "47 112", True),
    "one more below the line": ("40 100", "52 101", "52 112", True),
    "five more by one end than by the other": ("40 100", "30 150", "35 60", True),
    "a small one behind an end": ("40 100", "5 100", "60 112", True),
    "few below the line at an end": ("40 100", "60 5", "52 112", True),
    "zero at an end": ("40 100", "0 112", "60 112", False),
    "the official one is hidden, and no end": ("3 100", "0 112", "60 112", True),
    "a small difference between two that are no ends": ("40 100", "80 112", "10 112", False),
    "nobody by one": ("40 100", "0 0", "60 112", False),
}


@pytest.mark.parametrize("edge", EDGES)
def test_each_edge(edge: str) -> None:
    *counts, is_hidden = EDGES[edge]
    lines = [f"{name} {pair}" for name, pair in zip("abc", counts, strict=True)]
    rows = results("\n".join(["method_id numerator denominator", *lines]))
    row = released(rows).row(0, named=True)
    assert (row["suppression"] == "small_cell") == is_hidden
    assert (row["lowest"] is None) == (row["lowest_method_ids"] is None) == (row["highest"] is None) == is_hidden
    exact = released(rows, Audience.PRACTICE).row(0, named=True)
    assert exact["suppression"] is None and exact["lowest"] is not None


@pytest.mark.parametrize(("other", "is_hidden"), [("95 100", True), ("94 100", False), ("59 124", True)])
def test_of_a_proportion_the_rest_counts_too(other: str, is_hidden: bool) -> None:
    """The last has 65 left over, five more than the official one."""
    rows = results(f"method_id numerator denominator\na 40 100\nb {other}", "continuity_hqo")
    assert (released(rows)["suppression"][0] == "small_cell") == is_hidden


def test_what_no_method_computes_is_absent_without_being_hidden() -> None:
    rows = results("method_id not_computable\na claims\nb claims")
    assert_rows(released(rows), "unit_id lowest methods suppression\nT1 - 0 -")


def drawn(random: Random) -> pl.DataFrame:
    """One row per indicator, unit and method: counts that differ little or much between the methods."""
    lines = []
    for unit in range(40):
        people = random.choice([20, 120, 1_000])
        for method in "abcd":
            below = max(0, people + random.choice([0, 0, 1, -3, 5, 6, 40, -people]))
            above = round(below * random.choice([0.01, 0.2, 0.95])) + random.choice([0, 1, 2, 6])
            share = random.choice(["ed_rate", "continuity_hqo"]) if not lines or lines[-1][1] != f"T{unit}" else None
            lines.append((share or lines[-1][0], f"T{unit}", method, min(above, below), below))
    schema = ["indicator_id", "unit_id", "method_id", "numerator", "denominator"]
    rows = pl.DataFrame(lines, schema=schema, orient="row").with_columns(
        pl.lit("2026-09").alias("period"),
        pl.lit("oht").alias("level"),
        pl.lit(1, pl.Int32).alias("definition_version"),
        pl.lit(None, pl.String).alias("not_computable"),
        (pl.col("indicator_id") == "continuity_hqo").alias("is_proportion"),
    )
    return valued(rows)


def told(rows: pl.DataFrame, audience: Audience) -> list[int]:
    """Give the small counts and differences that right guesses tell; a wrong guess tells nothing."""
    official = rows.filter("is_official").with_columns(lower="value", upper="value")
    published = suppress_small_cells(official, audience)
    real = {key: set(part.select("numerator", "denominator").rows()) for key, part in rows.group_by(KEY)}
    found = []
    for guess in guesses(released(rows, audience), published, MULTIPLIERS):
        key = tuple(guess[name] for name in KEY)
        counts = [pair for pair in [*guess["ends"], guess["official"]] if pair in real[key]]
        found += told_by(counts, is_proportion=key[0] == "continuity_hqo")
    return found


def test_nothing_is_told_to_an_attacker_with_the_results_in_hand() -> None:
    random = Random(163)
    draws = [drawn(random) for _ in range(20)]
    assert [told(rows, Audience.OHT) for rows in draws] == [[]] * len(draws)
    shown = sum(released(rows)["lowest"].len() - released(rows)["lowest"].null_count() for rows in draws)
    assert shown > 50


def test_the_attack_finds_what_is_not_hidden() -> None:
    assert told(drawn(Random(163)), Audience.PRACTICE) != []


def test_a_hidden_result_never_has_a_range() -> None:
    rows = pl.concat([drawn(Random(seed)) for seed in range(20)]).unique([*KEY, "method_id"])
    hidden = suppress_small_cells(
        rows.filter("is_official").with_columns(lower="value", upper="value"), Audience.OHT
    ).filter(pl.col("suppression").is_not_null())
    ranges = released(rows).join(hidden.select(KEY), on=KEY, how="semi")
    assert ranges.height >= 10 and ranges["lowest"].null_count() == ranges.height


def test_the_order_of_rows_does_not_matter() -> None:
    rows = drawn(Random(5))
    assert released(rows.reverse()).equals(released(rows))


def test_where_a_result_is_hidden_its_range_is_too() -> None:
    """Of how few persons sums are made the published result alone knows."""
    rows = results("method_id numerator denominator\na 40 100\nb 80 300\nc 400 500")
    ranges = range_over_methods(rows)
    shown = pl.DataFrame([{"indicator_id": "ed_rate", "level": "oht", "unit_id": "T1", "suppression": None}])
    hidden = shown.with_columns(pl.lit("small_cell").alias("suppression"))
    found = [release_ranges(ranges, rows, indicators(), Audience.OHT, known) for known in (shown, hidden)]
    assert [each["suppression"].item() for each in found] == [None, "small_cell"]
