"""Planted persons about whom two methods must disagree, and exactly they do.

The matrix and the ranges of the same store are worked out again by DuckDB from the attributions and memberships.
"""

import datetime as dt
from itertools import combinations

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows.feed import write_deliveries
from flows.methods import methods_beside, official_method
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.results import results_step
from flows.settings import AttributionSetting, create_store
from flows.side_by_side import methods_step
from flows.store import Step, Store, made
from schemas.methods import METHOD_LEVELS
from synthetic.planted.disputed import METHODS, PLACES, place
from synthetic.planted.stage import PERSONS_PER_CASE
from synthetic.province import Scale, rule_truth
from transforms.catalogue import indicators
from transforms.dates import period_of
from transforms.indicators.definition import HOSPITAL, POPULATION
from transforms.standardise.pseudonyms import pseudonyms_of

SCALE = Scale(people=1_500)
PERIOD = period_of(SCALE.last_day)
PLACED = ["oht_id", "physician_id", "centre_id"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of two buckets with six methods and the official file, computed."""
    home = tmp_path_factory.mktemp("disputed")
    setting = AttributionSetting("recomputed", METHODS[0], METHODS[1:])
    store = create_store(home / "store", buckets=2, attribution=setting)
    for folder in write_deliveries(SCALE, home / "feed"):
        receive_drop(store, folder, "synthetic", dt.date(2026, 12, 1))
    walk(store, [PERIOD], is_plan=False)
    return store


def folder_of(method: str) -> str:
    return "attribution/persons" if method == METHODS[0] else f"attribution/beside/{method}/persons"


def attribution_of(store: Store, folder: str) -> pl.DataFrame:
    steps = [Step("derived", folder, PERIOD, bucket) for bucket in range(store.buckets)]
    return pl.concat([made(finished_output(store, step)).load() for step in steps])


@pytest.fixture(scope="module")
def planted(store: Store) -> dict[str, pl.DataFrame]:
    """By method: one row per person of these cases with the place the method gives, sorted."""
    truth = rule_truth(SCALE).filter(pl.col("case").is_in(list(PLACES))).select("person_key", "case")
    names = pseudonyms_of(truth["person_key"], store.key, "health_number").select("person_key", "person_id")
    persons = truth.join(names, on="person_key").select("person_id", "case")
    return {
        method: persons.join(attribution_of(store, folder_of(method)), on="person_id", how="left").sort("person_id")
        for method in METHODS
    }


def differing_cases(one: pl.DataFrame, other: pl.DataFrame, columns: list[str]) -> dict[str, int]:
    """Count by case the persons who differ in any of the columns."""
    differs = pl.any_horizontal((one[name].ne_missing(other[name])).alias(name) for name in columns)
    rows = one.select("case").filter(pl.select(differs).to_series())
    return dict(rows.group_by("case").len().sort("case").iter_rows())


@pytest.mark.parametrize(("one", "other"), list(combinations(METHODS, 2)))
def test_exactly_the_disputed_differ(planted: dict[str, pl.DataFrame], one: str, other: str) -> None:
    found = differing_cases(planted[one], planted[other], PLACED)
    disputed = sorted(case for case in PLACES if place(case, one) != place(case, other))
    assert found == dict.fromkeys(disputed, PERSONS_PER_CASE)
    teams = sorted(case for case in PLACES if place(case, one).team != place(case, other).team)
    assert differing_cases(planted[one], planted[other], ["oht_id"]) == dict.fromkeys(teams, PERSONS_PER_CASE)


def test_each_dispute_is_planted_and_so_is_agreement() -> None:
    disputes = [(one, other, case) for one, other in combinations(METHODS, 2) for case in PLACES]
    differing = {(one, other) for one, other, case in disputes if place(case, one) != place(case, other)}
    assert differing == set(combinations(METHODS, 2))
    agreed = [case for case in PLACES if case.startswith("undisputed")]
    assert all(place(case, method) == place(case, METHODS[0]) for case in agreed for method in METHODS)


def test_the_official_method_gives_what_it_gives_in_the_results(store: Store) -> None:
    compared = made(finished_output(store, methods_step(PERIOD))).load()
    results = made(finished_output(store, results_step(PERIOD))).load()
    columns = ["indicator_id", "level", "unit_id", "numerator", "denominator", "value"]
    official = compared.filter("is_official")
    # Methods are compared by counts of persons: not by weights, medians, or counts of those who died or of hospitals.
    told = [
        name
        for name, record in indicators().items()
        if record.weight is None and record.median_of is None and record.grain not in (POPULATION, HOSPITAL)
    ]
    is_told = pl.col("indicator_id").is_in(told)
    released = results.filter(pl.col("level").is_in(METHOD_LEVELS), is_told).select(columns)
    assert_frame_equal(official.filter(is_told).select(columns).sort(columns[:3]), released.sort(columns[:3]))
    assert official.filter(~is_told)["not_computable"].null_count() == 0
    assert set(official["indicator_id"]) == set(indicators())


AGREEMENT = """
    with both_sides as (
        select a.method_id, b.method_id as other_id, a.person_id as person_a, b.person_id as person_b,
               coalesce(a.oht_id, 'none') as team_a, coalesce(b.oht_id, 'none') as team_b,
               a.oht_id is not distinct from b.oht_id as same_team,
               a.physician_id is not distinct from b.physician_id
                   and a.centre_id is not distinct from b.centre_id as same_provider,
               a.tier = b.tier as same_tier
        from placed a join placed b on a.person_id = b.person_id and a.method_id < b.method_id
    ),
    margins as (
        select method_id, other_id, sum(first * second) as chance from (
            select method_id, other_id, team_a as team, count(*) as first from both_sides group by all
        ) join (
            select method_id, other_id, team_b as team, count(*) as second from both_sides group by all
        ) using (method_id, other_id, team) group by all
    )
    select method_id, other_id, count(*) as in_both, count(*) filter (same_team) as same_team,
           count(*) filter (same_provider) as same_provider, count(*) filter (same_tier) as same_tier,
           (count(*) * count(*) filter (same_team) - any_value(chance))
               / (count(*) * count(*) - any_value(chance))::double as kappa
    from both_sides join margins using (method_id, other_id) group by all order by all
"""
RANGES = """
    with emergency as (
        select person_id, "ed_rate/numerator" as numerator from members where "ed_rate/denominator" = 1
    ),
    units as (
        select method_id, 'oht' as level, oht_id as unit_id, numerator from placed join emergency using (person_id)
        where oht_id is not null
        union all
        select method_id, 'province', 'ontario', numerator from placed join emergency using (person_id)
    ),
    rates as (
        select method_id, level, unit_id, 100 * (sum(numerator)::bigint / count(*)::double) as rate
        from units group by all
    )
    select level, unit_id, min(rate) as lowest, max(rate) as highest, count(*) as methods,
           string_agg(method_id, ', ' order by method_id) filter (rate = top) as highest_method_ids
    from (select *, max(rate) over (partition by level, unit_id) as top from rates) group by all order by all
"""


@pytest.fixture(scope="module")
def database(store: Store) -> duckdb.DuckDBPyConnection:
    """The attributions of all methods as one table `placed`, and who counts for emergency visits as `members`."""
    ids = {name: method.method_id for name, method in methods_beside(store).items()}
    ids[METHODS[0]] = official_method(store).method_id
    folders = {ids[method]: folder_of(method) for method in METHODS}
    folders["official_file"] = "attribution/official/persons"
    placed = pl.concat(
        attribution_of(store, folder).select("person_id", *PLACED, "tier", pl.lit(name).alias("method_id"))
        for name, folder in folders.items()
    )
    steps = [Step("derived", "membership/persons", PERIOD, bucket) for bucket in range(store.buckets)]
    connection = duckdb.connect()
    connection.register("placed", placed.to_arrow())
    connection.register("members", pl.concat([made(finished_output(store, step)).load() for step in steps]).to_arrow())
    return connection


def test_duckdb_finds_the_same_matrix(store: Store, database: duckdb.DuckDBPyConnection) -> None:
    theirs = pl.DataFrame(database.sql(AGREEMENT).to_arrow_table())
    ours = made(finished_output(store, methods_step(PERIOD))).load("agreement").select(theirs.columns)
    assert ours.height == 21
    assert_frame_equal(ours, theirs, check_dtypes=False)


def test_duckdb_finds_the_same_ranges(store: Store, database: duckdb.DuckDBPyConnection) -> None:
    theirs = pl.DataFrame(database.sql(RANGES).to_arrow_table())
    ranges = made(finished_output(store, methods_step(PERIOD))).load("ranges")
    ours = ranges.filter(pl.col("indicator_id") == "ed_rate").select(theirs.columns)
    assert ours.height > 3 and ours.filter(pl.col("lowest") < pl.col("highest")).height > 2
    assert_frame_equal(ours, theirs, check_dtypes=False)
