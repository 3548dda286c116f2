"""Stage: counts over all buckets into rates with limits, exact and restricted."""

from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.measures import Memberships
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from schemas.results import CohortCounts, Results, TierCounts
from transforms.catalogue import cohorts, indicators
from transforms.indicators.definition import Indicator
from transforms.indicators.measure import (
    COUNT_KEY,
    add_up,
    count_cohort,
    count_members,
    measure,
    not_computable,
    withhold_below_province,
)

MEASURE_CODE = "transforms.indicators.measure"
UNIT_COLUMNS = ["physician_id", "oht_id"]


@dataclass(frozen=True)
class PeriodResults:
    """Outputs of the results of a period by definition id, and of its counts by tier."""

    indicators: dict[str, Output | None]
    cohorts: dict[str, Output | None]
    tiers: Output | None


def build_results(work: Work, attributed: Attributed, found: Memberships, period: str) -> PeriodResults:
    """Bring the results of a period up to date; a definition that cannot be computed gets rows that say why."""
    tiers = _tiers(work, attributed, period)
    measured = {
        indicator.id: _indicator(work, attributed, found, tiers, indicator, period)
        for indicator in indicators().values()
    }
    counted = {name: _cohort(work, attributed, found, name, period) for name in cohorts() if name not in found.missing}
    return PeriodResults(measured, counted, tiers)


def units_of(tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit that has at least one person."""
    return tiers.select(COUNT_KEY).unique().sort(COUNT_KEY)


def _tiers(work: Work, attributed: Attributed, period: str) -> Output | None:
    components = {**bucket_contents("tiers", attributed.persons, "tiers"), "code": code_digest(MEASURE_CODE)}

    def produce() -> Produced:
        partials = (made(output).load("tiers") for output in attributed.persons)
        return Produced({"data": TierCounts.validate(add_up(partials, [*COUNT_KEY, "tier", "reason"]))})

    return work.ensure(Step("results", "tiers", period), components, produce)


def _indicator(
    work: Work, attributed: Attributed, found: Memberships, tiers: Output | None, indicator: Indicator, period: str
) -> Output | None:
    step = Step("results", f"indicators/{indicator.id}", period)
    shown = digest((indicator.limits, indicator.multiplier, indicator.version, official_method(work.store).method_id))
    components: dict[str, str | None] = {
        "input:tiers": content_of(tiers),
        "code": code_digest(MEASURE_CODE),
        f"rule:{indicator.id}": shown,
        "computable": digest((found.missing.get(indicator.id), found.attribution_missing)),
    }
    if indicator.id in found.missing:
        return work.ensure(step, components, partial(_say_missing, work, found, tiers, indicator, period))
    units = _unit_outputs(attributed, found, indicator)
    components |= bucket_contents("units", units) | bucket_contents("membership", found.indicators[indicator.id])
    return work.ensure(step, components, partial(_measure, work, units, found, tiers, indicator, period))


def _unit_outputs(attributed: Attributed, found: Memberships, indicator: Indicator) -> list[Output | None]:
    return attributed.persons if indicator.grain == "person" else [found.physicians]


def _measure(
    work: Work, units: list[Output | None], found: Memberships, tiers: Output | None, indicator: Indicator, period: str
) -> Produced:
    pairs = zip(units, found.indicators[indicator.id], strict=True)
    partials = (count_members(made(unit).load(columns=UNIT_COLUMNS), made(member).load()) for unit, member in pairs)
    counts = add_up(partials, COUNT_KEY)
    table = measure(indicator, counts, units_of(made(tiers).load()), period, official_method(work.store).method_id)
    if found.attribution_missing:
        table = withhold_below_province(table, found.attribution_missing)
    return Produced({"data": Results.validate(table)})


def _say_missing(work: Work, found: Memberships, tiers: Output | None, indicator: Indicator, period: str) -> Produced:
    units = units_of(made(tiers).load())
    table = not_computable(indicator, units, found.missing[indicator.id], period, official_method(work.store).method_id)
    return Produced({"data": Results.validate(table)})


def _cohort(work: Work, attributed: Attributed, found: Memberships, name: str, period: str) -> Output | None:
    members = found.cohorts[name]
    components = {
        **bucket_contents("attribution", attributed.persons),
        **bucket_contents("membership", members),
        "code": code_digest(MEASURE_CODE),
    }

    def produce() -> Produced:
        partials = (
            count_cohort(made(unit).load(columns=UNIT_COLUMNS), made(member).load())
            for unit, member in zip(attributed.persons, members, strict=True)
        )
        return Produced({"data": CohortCounts.validate(add_up(partials, COUNT_KEY))})

    return work.ensure(Step("results", f"cohorts/{name}", period), components, produce)
