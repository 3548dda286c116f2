"""Weighted answers: counts stay those of people, values and limits are those of the weights."""

import dataclasses

import polars as pl
import pytest

from schemas.membership import PersonMembership
from schemas.results import Results, StrataResults
from tests.tables import assert_rows, table
from tests.transforms.comparisons.exact_rows import ONTARIO, exact_results, exact_row
from transforms.catalogue import event_families, families, indicators
from transforms.comparisons.standing import find_standings
from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import suppress_small_cells
from transforms.disclosure.strata import proportions_of, release_strata
from transforms.indicators.checking import mistakes_in
from transforms.indicators.counting import count_members, count_strata, counts_of, parts_of
from transforms.indicators.design_effect import as_weighed, design_effects
from transforms.indicators.inequality import kind_of
from transforms.indicators.measure import measure
from transforms.indicators.membership import mark_members
from transforms.indicators.strata import measure_strata
from transforms.indicators.units import COUNT_KEY
from transforms.methods.compared import WEIGHTED, Counted, results_by_method

RECORD = indicators()["involved"]
KNOWN = {**families(), **event_families()}
BASE = table(
    """
    person_id involved_weight was_involved
    1         1000            true
    2         1000            true
    3         2000            false
    4         0               false           # was not asked
    """,
    {"person_id": pl.Int64(), "involved_weight": pl.Int32(), "was_involved": pl.Boolean()},
)
UNITS = pl.DataFrame({"physician_id": ["a"] * 4, "group_id": ["G"] * 4, "oht_id": ["T1", "T1", "T1", "T2"]})
PLACES = pl.DataFrame(
    [("practice", "a"), ("group", "G"), ("oht", "T1"), ("oht", "T2"), ("province", "ontario")],
    schema=COUNT_KEY,
    orient="row",
)


def members() -> pl.DataFrame:
    return PersonMembership.validate(mark_members(BASE, "person_id", [RECORD]))


def measured() -> pl.DataFrame:
    wide = count_members(members(), UNITS, [RECORD])
    own = counts_of(wide, RECORD, parts_of(RECORD), COUNT_KEY)
    return Results.validate(measure(RECORD, own, PLACES, "2026-09", "m"))


def test_a_respondent_counts_once_and_carries_the_weight() -> None:
    assert members().rows() == [(1, 1, 1, 1000), (2, 1, 1, 1000), (3, 0, 1, 2000), (4, 0, 0, 0)]


def test_counts_are_of_people_and_the_value_of_weights() -> None:
    """Two of three said yes, who weigh 2 of 4."""
    assert_rows(
        measured(),
        """
        level    unit_id numerator denominator value is_below_minimum limits_method is_proportion
        group    G       2         3           50    true             survey        true
        oht      T1      2         3           50    true             survey        true
        oht      T2      0         0           -     true             survey        true
        province ontario 2         3           50    true             survey        true
        """,
    )
    row = measured().row(1, named=True)
    assert 0 < row["lower"] < 50 < row["upper"] < 100


def test_sums_add_up_over_buckets() -> None:
    whole = count_members(members(), UNITS, [RECORD])
    halves = [count_members(members()[rows], UNITS[rows], [RECORD]) for rows in (slice(0, 2), slice(2, 4))]
    assert pl.concat(halves).group_by(COUNT_KEY).agg(pl.all().sum()).sort(COUNT_KEY).equals(whole)


def test_strata_have_values_of_weights_with_limits() -> None:
    wide = count_strata(members(), UNITS, pl.Series(["1", "1", "1", "5"]), [RECORD])
    found = StrataResults.validate(measure_strata(RECORD, wide, "deprivation", "2026-09"))
    assert found.select("level", "numerator", "denominator", "value").rows() == [
        ("group", 2, 3, 50.0),
        ("oht", 2, 3, 50.0),
        ("province", 2, 3, 50.0),
    ]
    assert found.select("lower", "upper").null_count().row(0) == (0, 0)
    assert kind_of(RECORD) is None


def test_weights_beyond_what_squares_can_hold_are_refused() -> None:
    sums = dict.fromkeys(parts_of(RECORD), 1) | {"weight": 900_000_000_001}
    counts = pl.DataFrame([{"level": "province", "unit_id": "ontario", **sums}])
    with pytest.raises(ValueError, match=r"more than 900,000,000\. Deliver them on a smaller scale"):
        measure(RECORD, counts, PLACES, "2026-09", "m")


def test_a_large_weight_hides_nobody_from_disclosure_control() -> None:
    """Five people are five people, whatever they weigh."""
    wide = BASE.with_columns(pl.col("involved_weight") * 5000)
    own = counts_of(
        count_members(mark_members(wide, "person_id", [RECORD]), UNITS, [RECORD]), RECORD, parts_of(RECORD), COUNT_KEY
    )
    results = measure(RECORD, own, PLACES, "2026-09", "m")
    shown = suppress_small_cells(results, Audience.OHT).filter(unit_id="T1")
    assert shown.select("suppression", "value").row(0) == ("small_cell", None)


def test_who_said_no_in_a_stratum_is_as_hidden_as_who_said_yes() -> None:
    """Three of forty said no, whatever they weigh."""
    row = {"indicator_id": "involved", "period": "2026-09", "level": "oht", "unit_id": "T1", "dimension": "sex"}
    counts = [
        {"stratum": "F", "numerator": 37, "denominator": 40},
        {"stratum": "M", "numerator": 20, "denominator": 40},
    ]
    limits = {"fewest_persons": None, "value": 50.0, "lower": 40.0, "upper": 60.0}
    rows = pl.DataFrame([row | count | limits for count in counts], schema_overrides={"fewest_persons": pl.Int64})
    strata = StrataResults.validate(rows)
    assert release_strata(strata, proportions_of(indicators()))["suppression"].to_list() == ["small_cell"] * 2


SPOILT = {
    "weight and limits survey do not go together": {"limits": "wilson"},
    "are not shown of practices": {"levels": ("practice", "oht")},
    "the base table has no column heaviness": {"weight": pl.col("heaviness")},
    "the numerator of weighted answers is true or false": {
        "numerator": dataclasses.replace(RECORD.numerator, rule=pl.col("age_years"))
    },
    "count once, and are not adjusted": {"adjustment": "direct"},
}


@pytest.mark.parametrize("sentence", SPOILT)
def test_each_mistake_is_said(sentence: str) -> None:
    spoilt = dataclasses.replace(RECORD, **SPOILT[sentence])
    assert any(sentence in mistake for mistake in mistakes_in(spoilt, KNOWN)), list(mistakes_in(spoilt, KNOWN))


def test_the_fingerprint_knows_the_weight_and_only_of_surveys() -> None:
    other = dataclasses.replace(RECORD, weight=pl.col("welcome_weight"))
    assert other.rule() != RECORD.rule()
    assert len(indicators()["ed_rate"].rule()) == len(RECORD.rule()) - 1


def teams(value: float) -> pl.DataFrame:
    """Eleven teams with 500 of 1,000 and one with the same counts, whose weighted value is told by the test."""
    rows = [exact_row("involved", ("oht", f"T{place:02}"), (500, 1000)) for place in range(12)]
    table_of = exact_results([*rows, exact_row("involved", ONTARIO, (6000, 12_000))])
    odd = pl.when(pl.col("unit_id") == "T11").then(value).otherwise("value")
    return table_of.with_columns(odd.alias("value"))


def test_standings_are_of_weighted_values() -> None:
    alike = find_standings(teams(50.0), indicators())
    assert set(alike["standing"]) == {"within"}
    odd = find_standings(teams(90.0), indicators())
    assert dict(odd.select("unit_id", "standing").rows())["T11"] == "high_998"


def test_the_design_effect_is_that_of_the_weights() -> None:
    """Limits twice as wide as those of as many independent answers: four times the variance."""
    table_of = teams(50.0)
    wider = table_of.with_columns(
        (pl.col("value") + 2 * (pl.col(side) - pl.col("value"))).alias(side) for side in ("lower", "upper")
    )
    effects = dict(design_effects(wider, indicators()).select("indicator_id", "design_effect").rows())
    assert effects["involved"] == pytest.approx(4.0)
    assert as_weighed(table_of, indicators()).filter(unit_id="T00")["numerator"].item() == pytest.approx(500)


def test_methods_are_not_compared_by_counts_of_weighted_answers() -> None:
    columns = ["numerator", "denominator", "shared_numerator", "shared_denominator"]
    columns += ["official_shared_numerator", "official_shared_denominator"]
    counts = pl.DataFrame(
        [{"indicator_id": "involved", "level": "province", "unit_id": "ontario"} | dict.fromkeys(columns, 40)]
    )
    sides = [Counted("one", True, counts, {}, None), Counted("other", False, counts, {}, None)]
    found = results_by_method(sides, PLACES.filter(level="province"), [RECORD], "2026-09")
    assert found.select("numerator", "value", "not_computable").unique().rows() == [(None, None, WEIGHTED)]
