"""What holds for every indicator of the catalogue and every sum of it in any population, whatever its ties."""

import dataclasses

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.bases import event_bases, frames_of, person_base
from tests.transforms.chain import Frames, run
from tests.transforms.population import LEAP_DAY
from tests.transforms.random_populations import MOST, populations
from tests.transforms.rows import METHOD
from transforms.catalogue import indicators
from transforms.comparisons.strata import AGE_SEX, DIMENSIONS, age_and_sex, build_strata
from transforms.features.family import ATTRIBUTION
from transforms.indicators.counting import STRATUM, count_members, count_patterns, count_strata
from transforms.indicators.definition import HOSPITAL, PHYSICIAN, POPULATION, Indicator
from transforms.indicators.membership import column_of, mark_members, mark_patterns
from transforms.indicators.units import COUNT_KEY, LEVELS, add_up

RULES = dataclasses.replace(METHOD, minimum_admissions=4, comprehensive_minimum_days=2)
OWN = [record for record in indicators().values() if record.grain not in (PHYSICIAN, POPULATION, HOSPITAL)]
# Each once more as a ratio over persons, so that every record has all sums, and by sex as if it were adjusted for risk.
WITH_SQUARES = [dataclasses.replace(record, id=f"{record.id}_2", limits="clustered") for record in OWN]
RECORDS = [*OWN, *WITH_SQUARES]
PATTERN_KEY = [*COUNT_KEY, "indicator_id", "pattern"]
few = settings(max_examples=12)
places = st.lists(st.integers(0, 2), min_size=MOST, max_size=MOST)


@dataclasses.dataclass(frozen=True)
class People:
    """The base table of persons, what they count for, and their patterns by sex."""

    base: pl.DataFrame
    members: pl.DataFrame
    patterns: pl.DataFrame
    strata: pl.DataFrame


def people_of(inputs: Frames) -> People:
    frames = frames_of(inputs, run(inputs, LEAP_DAY, RULES))
    base = person_base(frames, LEAP_DAY)
    events = event_bases(frames, base, LEAP_DAY)
    patterns = [mark_patterns(events.get(record.grain, base), by_sex(record)) for record in OWN]
    strata = build_strata(frames[ATTRIBUTION], inputs["areas"], inputs["physicians"], LEAP_DAY)
    assert strata["person_id"].equals(base["person_id"])
    strata = strata.with_columns(age_and_sex(strata).alias(AGE_SEX))
    return People(base, mark_members(base, "person_id", RECORDS, events), pl.concat(patterns), strata)


def by_sex(record: Indicator) -> Indicator:
    return dataclasses.replace(record, risk=("sex",))


def sums_of(members: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    return count_members(members, units, RECORDS)


@few
@given(populations())
def test_numerators_of_proportions_are_within_denominators(inputs: Frames) -> None:
    people = people_of(inputs)
    for table in (people.members, sums_of(people.members, people.base)):
        for record in OWN:
            if record.is_proportion:
                numerator, denominator = (table[column_of(record.id, part)] for part in ("numerator", "denominator"))
                assert (numerator <= denominator).all()


@few
@given(populations())
def test_nothing_counts_outside_the_denominator_and_nothing_below_zero(inputs: Frames) -> None:
    members = people_of(inputs).members
    assert members.null_count().sum_horizontal().item() == 0
    for record in OWN:
        rows = members.select(pl.col(column_of(record.id, part)).alias(part) for part in ("numerator", "denominator"))
        assert rows.filter((pl.col("numerator") < 0) | (pl.col("denominator") < 0)).is_empty()
        assert rows.filter((pl.col("denominator") == 0) & (pl.col("numerator") > 0)).is_empty()


@few
@given(populations())
def test_units_of_a_level_and_the_persons_without_one_are_the_province_in_every_sum(inputs: Frames) -> None:
    people = people_of(inputs)
    whole = sums_of(people.members, people.base)
    [province] = whole.filter(pl.col("level") == "province").drop(COUNT_KEY).rows() or [()]
    for level, column in LEVELS.items():
        if level == "province":
            continue
        without = people.base[column].is_null()
        rest = sums_of(people.members.filter(without), people.base.filter(without))
        both = pl.concat([whole.filter(pl.col("level") == level), rest.filter(pl.col("level") == "province")])
        assert (both.drop(COUNT_KEY).sum().row(0) if both.height else ()) == province


@few
@given(populations(), places, st.integers(0, 99))
def test_neither_buckets_nor_the_order_of_rows_matter(inputs: Frames, places: list[int], seed: int) -> None:
    people = people_of(inputs)
    at = pl.Series(people.base["person_id"].replace_strict(range(1, MOST + 1), places))
    order = pl.int_range(people.base.height, eager=True).sample(fraction=1.0, shuffle=True, seed=seed)
    base, members, strata, at = (frame[order] for frame in (people.base, people.members, people.strata, at))
    split = [(members.filter(at == place), base.filter(at == place), strata.filter(at == place)) for place in range(3)]
    assert add_up([sums_of(part, units) for part, units, _ in split], COUNT_KEY).equals(
        sums_of(people.members, people.base)
    )
    for name in [*DIMENSIONS, AGE_SEX]:
        key = [*COUNT_KEY, STRATUM]
        whole = add_up([count_strata(people.members, people.base, people.strata[name], RECORDS)], key)
        parts = [count_strata(part, units, of[name], RECORDS) for part, units, of in split]
        assert add_up(parts, key).equals(whole)
    parts = [count_patterns(people.patterns, units) for _, units, _ in split]
    assert add_up(parts, PATTERN_KEY).equals(count_patterns(people.patterns, people.base))


@few
@given(populations())
def test_patterns_and_strata_add_up_to_the_units(inputs: Frames) -> None:
    people = people_of(inputs)
    whole = sums_of(people.members, people.base)
    strata = count_strata(people.members, people.base, people.strata["sex"], OWN).drop(STRATUM)
    assert strata.group_by(COUNT_KEY).agg(pl.all().sum()).sort(COUNT_KEY).equals(whole.select(strata.columns))
    patterns = count_patterns(people.patterns, people.base)
    for record in OWN:
        parts = [pl.col(column_of(record.id, part)).alias(part) for part in ("numerator", "denominator")]
        expected = whole.select(*COUNT_KEY, *parts).filter(pl.col("denominator") > 0)
        found = patterns.filter(pl.col("indicator_id") == record.id).group_by(COUNT_KEY)
        assert found.agg(pl.col("numerator", "denominator").sum()).sort(COUNT_KEY).equals(expected)
