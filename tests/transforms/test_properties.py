"""What holds in any population, whatever its ties."""

import dataclasses

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.load import Method
from tests.transforms.bases import frames_of, person_base
from tests.transforms.chain import Chain, Frames, run
from tests.transforms.population import LEAP_DAY
from tests.transforms.random_populations import MOST, one_claim, populations
from tests.transforms.rows import METHOD, SPINE
from transforms.attribution.counted import classify_persons
from transforms.base_tables.physicians import count_panels
from transforms.catalogue import cohorts
from transforms.cohorts.members import build_cohort, count_cohort
from transforms.indicators.units import COUNT_KEY, add_up, count_tiers

# Four admissions and two days are enough here, so that small populations reach every way to a hospital and every tier.
RULES = dataclasses.replace(METHOD, minimum_admissions=4, comprehensive_minimum_days=2)
METHODS = [RULES, dataclasses.replace(SPINE, minimum_admissions=4)]
PROVIDERS = ["physician_id", "centre_id"]
few = settings(max_examples=12)


def attribute(inputs: Frames, buckets: int = 1) -> Chain:
    return run(inputs, LEAP_DAY, RULES, buckets)


def base_of(inputs: Frames, chain: Chain) -> pl.DataFrame:
    """One row per counted person, with every feature."""
    return person_base(frames_of(inputs, chain), LEAP_DAY)


@few
@given(populations(), st.sampled_from(METHODS))
def test_each_counted_person_is_in_exactly_one_tier(inputs: Frames, method: Method) -> None:
    persons = run(inputs, LEAP_DAY, method).persons
    counted = classify_persons(inputs["persons"], LEAP_DAY, RULES).filter(pl.col("excluded_reason").is_null())
    assert persons["person_id"].to_list() == counted["person_id"].to_list()
    providers = pl.sum_horizontal(pl.col(PROVIDERS).is_not_null().cast(pl.Int8))
    has_provider = pl.col("tier").is_in(["postal_area", "unattributable"]) == (providers == 0)
    has_team = (pl.col("tier") == "unattributable") == pl.col("oht_id").is_null()
    has_rule = (pl.col("tier") == "unattributable") == pl.col("tier_rule").is_null()
    assert persons.filter(~has_provider | (providers > 1) | ~has_team | ~has_rule).is_empty()
    assert persons.filter(pl.col("confidence").is_null() != pl.col("tier_rule").is_null()).is_empty()


@few
@given(populations(), st.integers(2, 4), st.integers(0, 99))
def test_order_of_rows_and_number_of_buckets_are_irrelevant(inputs: Frames, buckets: int, seed: int) -> None:
    once = attribute(inputs)
    shuffled = {name: frame.sample(fraction=1.0, shuffle=True, seed=seed) for name, frame in inputs.items()}
    again = attribute(shuffled, buckets)
    assert again.persons.equals(once.persons)
    assert again.teams.equals(once.teams)


@few
@given(populations(), one_claim())
def test_a_claim_more_never_takes_a_person_from_its_physician(inputs: Frames, claim: pl.DataFrame) -> None:
    before = attribute(inputs).round_one
    after = attribute({**inputs, "claims": pl.concat([inputs["claims"], claim])}).round_one
    both = before.join(after, on="person_id", suffix="_after").filter(
        pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in PROVIDERS)
    )
    # With one more day a physician may become comprehensive, and then others may come to him or her as well.
    assert both["physician_id_after"].to_list() == [claim["physician_id"].item()] * both.height


@few
@given(populations())
def test_practices_and_the_others_are_the_province(inputs: Frames) -> None:
    persons = attribute(inputs).persons
    by_level = dict(count_tiers(persons).group_by("level").agg(pl.col("persons").sum()).rows())
    province = by_level.get("province", 0)
    assert province == persons.height
    assert by_level.get("practice", 0) + persons["physician_id"].null_count() == province
    assert by_level.get("oht", 0) + (persons["tier"] == "unattributable").sum() == province


@few
@given(populations(), st.lists(st.integers(0, 2), min_size=MOST, max_size=MOST))
def test_partials_of_any_split_add_up_to_the_whole(inputs: Frames, places: list[int]) -> None:
    base = base_of(inputs, attribute(inputs))
    parts = [base.filter(pl.col("person_id").replace_strict(range(1, MOST + 1), places) == place) for place in range(3)]
    counters = [(lambda part: count_tiers(part), [*COUNT_KEY, "tier", "reason"]), (count_panels, ["physician_id"])]
    for cohort in cohorts().values():
        counters.append((lambda part, of=cohort: count_cohort(part, build_cohort(part, of)), COUNT_KEY))
    for count, key in counters:
        assert add_up([count(part) for part in parts], key).equals(add_up([count(base)], key))
