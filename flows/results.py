"""Stage: sums over all buckets into values with limits, exact and restricted."""

from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.measures import Memberships
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from reference.load import standard_population
from schemas.results import CohortCounts, InequalityResults, Results, ShrunkenResults, StrataResults, TierCounts
from transforms.base_tables.hospitals import units_of_hospitals
from transforms.base_tables.population import unite_population
from transforms.catalogue import cohorts, indicators
from transforms.cohorts.members import count_cohort
from transforms.comparisons.strata import AGE_SEX, DIMENSIONS, age_and_sex, build_strata
from transforms.dates import period_end
from transforms.indicators.adjusted import adjust_for_risk, standardise
from transforms.indicators.counting import (
    STRATUM,
    UNIT_COLUMNS,
    count_members,
    count_patterns,
    count_strata,
    counts_of,
    parts_of,
    strata_parts,
)
from transforms.indicators.definition import HOSPITAL, PHYSICIAN, POPULATION, Indicator
from transforms.indicators.inequality import RANKED, measure_inequality
from transforms.indicators.measure import measure, not_computable, withhold_below_province
from transforms.indicators.medians import find_medians
from transforms.indicators.shrunken import shrink_practices
from transforms.indicators.strata import measure_strata, units_of_dimension
from transforms.indicators.units import COUNT_KEY, add_up

UNITS_CODE = "transforms.indicators.units"
COUNT_CODE = (
    "transforms.indicators.strata",
    "transforms.comparisons.strata",
    "transforms.attribution.counted",
    "transforms.base_tables.population",
    "transforms.base_tables.hospitals",
)
RESULT_CODE = tuple(
    f"transforms.indicators.{name}" for name in ("measure", "medians", "adjusted", "strata", "inequality", "shrunken")
)
STRATA_KEY = [*COUNT_KEY, STRATUM]
PATTERN_KEY = [*COUNT_KEY, "indicator_id", "pattern"]
Sums = dict[str, pl.DataFrame]
# Rows that are no persons have sums of their own.
SUMS_OF = {PHYSICIAN: "physicians", HOSPITAL: "hospitals"}
PERSON_COLUMNS = ["person_id", "birth_date", "sex", "area_id", *UNIT_COLUMNS]


@dataclass(frozen=True)
class PeriodResults:
    """Outputs of the results of a period, of its cohorts by id, and of its counts by tier."""

    indicators: Output | None
    cohorts: dict[str, Output | None]
    tiers: Output | None


def results_step(period: str) -> Step:
    """Where the results of a period are: table data, strata, inequality, and shrunken values of practices."""
    return Step("results", "indicators", period)


def build_results(work: Work, inputs: Inputs, attributed: Attributed, found: Memberships, period: str) -> PeriodResults:
    """Bring the results of a period up to date; a definition that cannot be computed gets rows that say why."""
    tiers = _tiers(work, attributed, period)
    counts = _counts(work, inputs, attributed, found, period)
    measured = _results(work, found, counts, tiers, period)
    counted = {name: _cohort(work, attributed, found, name, period) for name in cohorts() if name not in found.missing}
    return PeriodResults(measured, counted, tiers)


def units_of(tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit that has at least one person."""
    return tiers.select(COUNT_KEY).unique().sort(COUNT_KEY)


def _tiers(work: Work, attributed: Attributed, period: str) -> Output | None:
    components = {**bucket_contents("tiers", attributed.persons, "tiers"), "code": code_digest(UNITS_CODE)}

    def produce() -> Produced:
        partials = (made(output).load("tiers") for output in attributed.persons)
        return Produced({"data": TierCounts.validate(add_up(partials, [*COUNT_KEY, "tier", "reason"]))})

    return work.ensure(Step("results", "tiers", period), components, produce)


def _counts(work: Work, inputs: Inputs, attributed: Attributed, found: Memberships, period: str) -> Output | None:
    """Sums over all buckets, by unit and by unit and stratum."""
    components = {
        **bucket_contents("attribution", attributed.persons),
        **bucket_contents("membership", found.persons),
        **bucket_contents("patterns", found.persons, "patterns"),
        **bucket_contents("membership of the population", found.population),
        **bucket_contents("decedents", found.decedents),
        "input:physicians": content_of(found.physicians),
        "input:members among physicians": content_of(found.physician_members),
        **_of_hospitals(found),
        "input:areas": inputs.content("areas", 0),
        "input:registry": inputs.content("physicians", 0),
        "code": code_digest(*COUNT_CODE),
        # What is summed depends on what is to be made of it.
        **{f"rule:{record.id}": digest((parts_of(record), record.adjustment)) for record in indicators().values()},
    }
    step = Step("results", "counts", period)
    return work.ensure(step, components, partial(_produce_counts, inputs, attributed, found, period))


def _of_hospitals(found: Memberships) -> dict[str, str | None]:
    """Digests of the hospital sites and of what they count for; none when nothing of hospitals can be computed."""
    if not found.measured_of_hospitals():
        return {}
    members = {"input:members among hospitals": content_of(found.hospital_members)}
    return {"input:hospitals": content_of(found.hospitals), **members}


def _produce_counts(inputs: Inputs, attributed: Attributed, found: Memberships, period: str) -> Produced:
    keys = {"data": COUNT_KEY, "patterns": PATTERN_KEY, POPULATION: COUNT_KEY}
    tables: dict[str, pl.DataFrame] = {}
    # One bucket at a time: the sums of every practice by stratum are wide, and sixteen of them are a gigabyte.
    for bucket in range(inputs.buckets):
        for name, partial_sums in _count_bucket(inputs, attributed, found, bucket, period).items():
            before = [tables[name]] if name in tables else []
            tables[name] = add_up([*before, partial_sums], keys.get(name, STRATA_KEY))
    units, members = made(found.physicians).load(), made(found.physician_members).load()
    tables["physicians"] = count_members(members, units, found.measured(is_of_physicians=True))
    if of_hospitals := found.measured_of_hospitals():
        sites = units_of_hospitals(made(found.hospitals).load())
        tables["hospitals"] = count_members(made(found.hospital_members).load(), sites, of_hospitals)
    return Produced(tables)


def _count_bucket(
    inputs: Inputs, attributed: Attributed, found: Memberships, bucket: int, period: str
) -> dict[str, pl.DataFrame]:
    """Give the sums of a bucket: all together, by each dimension, by age and sex, and by covariate pattern.

    Those of the population, where it is counted, under names of their own.
    """
    places, end = (inputs.load("areas", 0), inputs.load("physicians", 0)), period_end(period)
    persons = made(attributed.persons[bucket]).load(columns=PERSON_COLUMNS).sort("person_id")
    members, strata = made(found.persons[bucket]), build_strata(persons, *places, end)
    counted = _count_rows(members.load(), persons, strata, found.measured())
    tables = {**counted, "patterns": count_patterns(members.load("patterns"), persons)}
    if not found.population:
        return tables
    everybody = unite_population(persons, made(found.decedents[bucket]).load(), end)
    by_death = build_strata(everybody, *places, end, pl.col("age_years"))
    wide = made(found.population[bucket]).load()
    of_population = _count_rows(wide, everybody, by_death, found.measured_of_population())
    return tables | {_named(name, is_of_population=True): table for name, table in of_population.items()}


def _count_rows(
    wide: pl.DataFrame, units: pl.DataFrame, strata: pl.DataFrame, chosen: list[Indicator]
) -> dict[str, pl.DataFrame]:
    """Give the sums of rows: all together (table data), by each dimension, and by age and sex."""
    direct = [record for record in chosen if record.adjustment == "direct"]
    return {
        "data": count_members(wide, units, chosen),
        **{name: count_strata(wide, units, strata[name], chosen, units_of_dimension(name)) for name in DIMENSIONS},
        AGE_SEX: count_strata(wide, units, age_and_sex(strata), direct),
    }


def _named(table: str, is_of_population: bool) -> str:
    """Give the name under which a table of sums is kept; those of the population stand beside those of persons."""
    if not is_of_population:
        return table
    return POPULATION if table == "data" else f"{POPULATION}_{table}"


def _sums_of(record: Indicator, sums: Sums, table: str = "data") -> pl.DataFrame:
    """One row per unit, and stratum where the table has any: the sums among which those of an indicator are."""
    if record.grain in SUMS_OF:
        return sums[SUMS_OF[record.grain]]
    return sums[_named(table, record.grain == POPULATION)]


def _results(work: Work, found: Memberships, counts: Output | None, tiers: Output | None, period: str) -> Output | None:
    method_id = official_method(work.store).method_id
    tables = _tables(found)
    components: dict[str, str | None] = {
        "input:tiers": content_of(tiers),
        **{f"input:counts {name}": None if counts is None else counts.content(name) for name in tables},
        "code": code_digest(*RESULT_CODE, UNITS_CODE),
        **{f"rule:{record.id}": digest((record.shown(), method_id)) for record in indicators().values()},
        "rule:standard population": digest(standard_population().rows()),
        "computable": digest((sorted(found.missing.items()), found.attribution_missing)),
    }
    step = results_step(period)
    return work.ensure(step, components, partial(_measure, found, counts, tiers, period, method_id))


def _tables(found: Memberships) -> list[str]:
    """Name the tables of sums that there are."""
    by_rows = ["data", AGE_SEX, *DIMENSIONS]
    of_population = [_named(name, is_of_population=True) for name in by_rows] if found.population else []
    of_hospitals = ["hospitals"] if found.measured_of_hospitals() else []
    return ["physicians", *of_hospitals, "patterns", *by_rows, *of_population]


def _measure(found: Memberships, counts: Output | None, tiers: Output | None, period: str, method_id: str) -> Produced:
    units = units_of(made(tiers).load())
    sums = {name: made(counts).load(name) for name in _tables(found)}
    rows = [_measure_one(record, found, sums, units, period, method_id) for record in indicators().values()]
    told = [] if found.attribution_missing else [*found.measured(), *found.measured_of_population()]
    strata = [measure_strata(one, _sums_of(one, sums, name), name, period) for name in DIMENSIONS for one in told]
    unequal = [measure_inequality(one, _sums_of(one, sums, name), name, period) for name in RANKED for one in told]
    results = pl.concat(rows).sort("indicator_id", *COUNT_KEY)
    inequality = pl.concat([InequalityResults.empty(), *(table for table in unequal if table is not None)])
    by_strata = pl.concat([StrataResults.empty(), *strata]).sort("indicator_id", *COUNT_KEY, "dimension", STRATUM)
    return Produced(
        {
            "data": Results.validate(results),
            "strata": StrataResults.validate(by_strata),
            "inequality": InequalityResults.validate(inequality.sort("indicator_id", *COUNT_KEY, "dimension")),
            "shrunken": ShrunkenResults.validate(shrink_practices(results, indicators())),
        }
    )


def _measure_one(
    record: Indicator, found: Memberships, sums: Sums, units: pl.DataFrame, period: str, method_id: str
) -> pl.DataFrame:
    """One row per level and unit: the result of one indicator, or why there is none."""
    if record.id in found.missing:
        return not_computable(record, units, found.missing[record.id], period, method_id)
    own = counts_of(_sums_of(record, sums), record, parts_of(record), COUNT_KEY)
    patterns = sums["patterns"].filter(pl.col("indicator_id") == record.id)
    medians = find_medians(patterns, own) if record.median_of else None
    table = measure(record, own, units, period, method_id, _adjusted(record, sums), medians)
    return withhold_below_province(table, found.attribution_missing) if found.attribution_missing else table


def _adjusted(record: Indicator, sums: Sums) -> pl.DataFrame | None:
    """One row per level and unit: the adjusted value of an indicator; null: it is not adjusted."""
    if record.adjustment == "direct":
        strata = counts_of(_sums_of(record, sums, AGE_SEX), record, strata_parts(record), STRATA_KEY)
        return standardise(record, strata, standard_population())
    if record.adjustment == "risk":
        patterns = sums["patterns"].filter(pl.col("indicator_id") == record.id)
        return adjust_for_risk(record, patterns)
    return None


def _cohort(work: Work, attributed: Attributed, found: Memberships, name: str, period: str) -> Output | None:
    members = found.cohorts[name]
    components = {
        **bucket_contents("attribution", attributed.persons),
        **bucket_contents("membership", members),
        "code": code_digest("transforms.cohorts.members"),
    }

    def produce() -> Produced:
        partials = (
            count_cohort(made(unit).load(columns=UNIT_COLUMNS), made(member).load())
            for unit, member in zip(attributed.persons, members, strict=True)
        )
        return Produced({"data": CohortCounts.validate(add_up(partials, COUNT_KEY))})

    return work.ensure(Step("results", f"cohorts/{name}", period), components, produce)
