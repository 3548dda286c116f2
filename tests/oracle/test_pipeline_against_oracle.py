"""The pipeline against the independent oracle, person by person and count by count, at 150,000 dirty synthetic people.

The oracle reads the delivered files with DuckDB and was written from the method, without a look at the transforms.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows.accounts import stored_accounts
from flows.drops import committed_drops
from flows.feed import write_deliveries
from flows.networks import loyalty_step, networks_step
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.releases import exact_results
from flows.results import SUMS_OF, results_step
from flows.settings import create_store
from flows.store import Step, Store, made
from schemas.core import TIER_BY_RULE
from synthetic.province import Scale
from tests.oracle.oracle import ATTRIBUTION, Oracle
from tests.oracle.results_compared import (
    RESULT_COLUMNS,
    STRATA_COLUMNS,
    answers_to,
    computed_rates,
    computed_results,
    computed_strata,
    computed_weighted,
    rates_answers_to,
    strata_answers_to,
    unknown_to_the_catalogue,
    weighted_answers_to,
)
from transforms.catalogue import indicators
from transforms.dates import period_of
from transforms.indicators.counting import SQUARES, counts_of, parts_of
from transforms.indicators.definition import POPULATION
from transforms.standardise.pseudonyms import pseudonyms_of

PEOPLE = 150_000
# The names of the oracle for the sums.
OF_ORACLE = {"n_squares": SQUARES, "d_squares": "denominator_squares"}
PLACED = ["corporation_id", "network_id", "network_basis", "hospital_tie_step", "provider_oht_id"]


@dataclass(frozen=True)
class BothSides:
    """The same deliveries through the pipeline and through the oracle."""

    store: Store
    oracle: Oracle
    period: str

    def load(self, zone: str, name: str, table: str = "data") -> pl.DataFrame:
        """One row per row of a step of the period, over its buckets."""
        buckets: Sequence[int | None] = range(self.store.buckets) if zone == "derived" else [None]
        outputs = [finished_output(self.store, Step(zone, name, self.period, bucket)) for bucket in buckets]
        return pl.concat([made(output).load(table) for output in outputs])

    def load_result(self, step: Step, table: str = "data") -> pl.DataFrame:
        """One row per row of a table of results of the period."""
        return made(finished_output(self.store, step)).load(table)

    def load_teams(self, table: str) -> pl.DataFrame:
        """One row per physician, health centre or area: a table of the round that places them."""
        return made(finished_output(self.store, Step("derived", "attribution/round_two", self.period))).load(table)

    def name_persons(self, keyed: pl.DataFrame) -> pl.DataFrame:
        """One row per row of the oracle's table, with person_id in place of the delivered key."""
        names = pseudonyms_of(keyed["person_key"], self.store.key, "health_number")
        return keyed.join(names.select("person_key", "person_id"), on="person_key").drop("person_key")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> BothSides:
    """One province of 150,000 people in two buckets, taken in and computed for its last month."""
    home = tmp_path_factory.mktemp("province")
    scale = Scale(people=PEOPLE)
    folders = write_deliveries(scale, home / "feed")
    store = create_store(home / "store", buckets=2)
    for folder in folders:
        receive_drop(store, folder, "synthetic", dt.date(2026, 12, 1))
    period = period_of(scale.last_day)
    walk(store, [period], is_plan=False)
    return BothSides(store, Oracle([Path(folder) for folder in folders], scale.last_day), period)


pytestmark = pytest.mark.slow


def test_accounts_of_rows_are_equal(both: BothSides) -> None:
    names = {drop.drop_id: place for place, drop in enumerate(committed_drops(both.store.root))}
    ours = stored_accounts(both.store).with_columns(pl.col("drop_id").replace_strict(names).alias("place"))
    order = {name: place for place, name in enumerate(["main", "correcting"])}
    theirs = both.oracle.accounts().with_columns(pl.col("drop").replace_strict(order).alias("place"))
    columns = ["place", "input", "rows_in", "valid", "quarantined", "superseded"]
    delivered = theirs.filter(pl.col("rows_in") > 0)
    assert_same(ours.select(columns), delivered.select(columns), ["place", "input"])


def test_every_counted_person_is_placed_alike(both: BothSides) -> None:
    ours = both.load("derived", "attribution/persons").select("person_id", *ATTRIBUTION)
    theirs = both.name_persons(both.oracle.attribution()).select("person_id", *ATTRIBUTION)
    assert_same(ours, theirs, ["person_id"])


def test_exclusions_are_equal(both: BothSides) -> None:
    ours = both.load("derived", "attribution/round_one", "excluded")
    ours = ours.group_by("excluded_reason").agg(pl.col("persons").sum())
    theirs = both.oracle.excluded().group_by(pl.col("reason").alias("excluded_reason")).agg(pl.len().alias("persons"))
    assert_same(ours, theirs, ["excluded_reason"])


def test_physicians_lead_to_the_same_teams(both: BothSides) -> None:
    columns = ["physician_id", "group_id", *PLACED]
    theirs = both.oracle.physicians().rename({"oht_id": "provider_oht_id"})
    assert_same(both.load_teams("data").select(columns), theirs.select(columns), ["physician_id"])


def test_centres_lead_to_the_same_teams(both: BothSides) -> None:
    columns = ["centre_id", *PLACED]
    theirs = both.oracle.centres().rename({"oht_id": "provider_oht_id"})
    assert_same(both.load_teams("centres").select(columns), theirs.select(columns), ["centre_id"])


def test_areas_lead_to_the_same_teams(both: BothSides) -> None:
    """Areas that lead to no network need no row on either side."""
    columns = ["area_id", "network_id", "area_basis", "oht_id"]
    ours = both.load_teams("areas").filter(pl.col("network_id").is_not_null())
    theirs = both.oracle.areas().filter(pl.col("network_id").is_not_null())
    assert_same(ours.select(columns), theirs.select(columns), ["area_id"])


def test_every_rule_occurs(both: BothSides) -> None:
    """Otherwise the comparison says nothing of the rule that is missing."""
    found = set(both.oracle.attribution()["tier_rule"].drop_nulls())
    assert found == set(TIER_BY_RULE)


def test_every_indicator_of_the_oracle_is_in_the_catalogue(both: BothSides) -> None:
    assert unknown_to_the_catalogue(both.oracle.results()) == set()


def test_every_count_of_the_indicators_is_equal(both: BothSides) -> None:
    exact = exact_results(both.store, both.period)
    assert_same(computed_results(exact), answers_to(exact, both.oracle.results()), RESULT_COLUMNS[:3])


def test_every_indicator_of_the_catalogue_is_compared(both: BothSides) -> None:
    """Nothing but what the period or the province lacks may be missing on either side."""
    answered = set(both.oracle.results().filter(pl.col("denominator") > 0)["indicator_id"])
    assert answered == set(indicators())


def test_squares_and_products_are_equal(both: BothSides) -> None:
    """Limits of rows that repeat within persons are made from them."""
    theirs = both.oracle.results().filter(pl.col("denominator") > 0)
    chosen = [record for record in indicators().values() if record.limits in ("clustered", "repeat")]
    assert chosen
    for record in chosen:
        sums = parts_of(record)
        wide = both.load_result(
            Step("results", "counts", both.period), {**SUMS_OF, POPULATION: POPULATION}.get(record.grain, "data")
        )
        is_shown = pl.col("level").is_in(record.levels) & (pl.col("denominator") > 0)
        ours = counts_of(wide, record, sums, ["level", "unit_id"]).filter(is_shown)
        own = theirs.filter(pl.col("indicator_id") == record.id).rename(OF_ORACLE)
        assert_same(ours, own.select(ours.columns), ["level", "unit_id"])


def test_weighted_values_and_their_residuals_are_equal(both: BothSides) -> None:
    exact, key = exact_results(both.store, both.period), RESULT_COLUMNS[:3]
    theirs = both.oracle.weighted()
    assert_same(computed_weighted(exact), weighted_answers_to(exact, theirs), key)
    share, yes, squares = (
        pl.col("weight_yes") / pl.col("weight"),
        pl.col("weight_yes_squares"),
        pl.col("weight_squares"),
    )
    residuals = (yes - 2 * share * yes + share**2 * squares).alias("residual_squares")
    for record in (record for record in indicators().values() if record.weight is not None):
        name = "physicians" if record.grain == "physician" else "data"
        wide = both.load_result(Step("results", "counts", both.period), name)
        sums = counts_of(wide, record, parts_of(record), key[1:]).filter(
            pl.col("level").is_in(record.levels) & (pl.col("denominator") > 0)
        )
        own = theirs.filter(indicator_id=record.id).select(*key[1:], "residual_squares").sort(key[1:])
        ours = sums.select(*key[1:], residuals).sort(key[1:])
        assert_frame_equal(ours, own, check_exact=False, rel_tol=1e-9, abs_tol=1e-3)


def test_every_count_by_stratum_is_equal(both: BothSides) -> None:
    ours = computed_strata(both.load_result(results_step(both.period), "strata"))
    theirs = strata_answers_to(exact_results(both.store, both.period), both.oracle.strata())
    assert_same(ours, theirs, STRATA_COLUMNS[:5])


def test_every_directly_standardised_rate_is_equal(both: BothSides) -> None:
    """The order in which the strata are added up may differ, so that the last digits may too."""
    exact = exact_results(both.store, both.period)
    ours, theirs = computed_rates(exact), rates_answers_to(exact, both.oracle.standardised())
    direct = {name for name, one in indicators().items() if one.adjustment == "direct" and one.holds(both.period)}
    assert set(theirs["indicator_id"]) == direct
    key = RESULT_COLUMNS[:3]
    assert_frame_equal(ours.sort(key), theirs.sort(key), check_exact=False, rel_tol=1e-9, abs_tol=1e-12)


def test_networks_are_equal(both: BothSides) -> None:
    ours = both.load_result(networks_step(both.period))
    assert_same(ours, both.oracle.networks().select(ours.columns), ["network_id"])


def test_no_network_was_formed(both: BothSides) -> None:
    """The usual networks are supplied; formed ones are compared on the small random deliveries."""
    assert both.load_result(networks_step(both.period), "mergers").is_empty()
    assert both.oracle.mergers().is_empty()


def test_loyalty_is_equal(both: BothSides) -> None:
    ours = both.load_result(loyalty_step(both.period))
    assert_same(ours, both.oracle.loyalty().select(ours.columns), ["level", "unit_id", "kind"])


def test_flows_are_equal(both: BothSides) -> None:
    ours = both.load_result(loyalty_step(both.period), "flows")
    assert_same(ours, both.oracle.flows().select(ours.columns), ["level", "unit_id", "care_unit_id", "kind"])


def test_needs_are_equal(both: BothSides) -> None:
    ours = (
        both.load("derived", "needs")
        .group_by(pl.col("physician_id").alias("practice_id"), "need_id")
        .agg(pl.len().alias("persons"))
    )
    theirs = both.oracle.needs().filter(pl.col("persons") > 0)
    columns = ["practice_id", "need_id", "persons"]
    assert_same(ours.select(columns), theirs.select(columns), columns[:2])


def test_the_cohort_is_equal(both: BothSides) -> None:
    columns = ["level", "unit_id", "persons"]
    ours = both.load("results", "cohorts/frequent_ed").filter(pl.col("persons") > 0)
    practices_and_above = both.oracle.cohort().filter(pl.col("persons") > 0).select(columns)
    # Whom a group has are those of the practices of its physicians.
    members = both.oracle.physicians().select("group_id", unit_id="physician_id").drop_nulls()
    in_groups = practices_and_above.filter(pl.col("level") == "practice").join(members, on="unit_id", how="inner")
    groups = in_groups.group_by(pl.lit("group").alias("level"), unit_id="group_id").agg(pl.col("persons").sum())
    assert_same(ours.select(columns), pl.concat([practices_and_above, groups]), columns[:2])


def test_teams_and_the_unattributable_are_everybody(both: BothSides) -> None:
    tiers = both.load("results", "tiers")
    province = tiers.filter(pl.col("level") == "province")["persons"].sum()
    placed = tiers.filter(pl.col("level") == "oht")["persons"].sum()
    nowhere = tiers.filter((pl.col("level") == "province") & (pl.col("tier") == "unattributable"))["persons"].sum()
    assert int(province) == int(placed) + int(nowhere)


def assert_same(ours: pl.DataFrame, theirs: pl.DataFrame, key: list[str]) -> None:
    """Compare two tables of the same columns row by row, whatever the order and the width of their whole numbers."""
    assert ours.height > 0
    wide = pl.selectors.integer().cast(pl.Int64)
    assert_frame_equal(ours.with_columns(wide).sort(key), theirs.with_columns(wide).sort(key))
