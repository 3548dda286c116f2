"""Stage: indicators of a period for the people of another one, in the units they had then; never published.

It reads finished outputs alone: the attribution of the base, and membership and results of the period.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import polars as pl

from flows.console import Console, counted
from flows.coverage import attribution_requirement, missing_for, read_coverage
from flows.drops import committed_drops
from flows.files import read_json, write_json
from flows.fingerprint import code_digest, digest
from flows.measures import of_grain
from flows.methods import official_method
from flows.published_attribution import require_attribution
from flows.refusals import Refused
from flows.results import results_step
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, bucket_contents, finished_output
from schemas.changes import FixedCohortCounts
from schemas.results import Results
from transforms.catalogue import indicators
from transforms.dates import period_end
from transforms.indicators.counting import counts_of, parts_of
from transforms.indicators.definition import HOSPITAL, PHYSICIAN, POPULATION, Indicator
from transforms.indicators.fixed_cohort import count_fixed_members, count_still_there, missing_of, still_counted
from transforms.indicators.measure import measure, not_computable, withhold_below_province
from transforms.indicators.units import COUNT_KEY, add_up

CODE = ("transforms.indicators.fixed_cohort", "transforms.indicators.measure", "transforms.indicators.units")
UNIT_COLUMNS = ["person_id", "physician_id", "group_id", "oht_id"]
OWN_PERIOD_ONLY = {
    PHYSICIAN: "a panel is counted at its own period only",
    POPULATION: "those who died are counted at their own period only",
    HOSPITAL: "hospitals are counted, and not their people",
}
NO_MEDIAN = "a median is taken at its own period only"


class Cohort(NamedTuple):
    """The people of a base period measured at another: attribution of both by bucket, and who is still counted."""

    base: str
    period: str
    base_persons: list[Output]
    period_persons: list[Output]
    still_there: Output


def require_base(store: Store, base: str, periods: Sequence[str]) -> None:
    """Raise Refused for a base after a period, or one that neither is computed nor is among those about to be."""
    if early := [period for period in periods if period < base]:
        raise Refused(
            "usage",
            f"The fixed cohort of {base} is after the period {early[0]}, and a base must not be. Ask for periods from "
            f"{base} on, with --period or --from and --to.",
        )
    if base not in periods:
        _persons(store, base)


def measure_fixed_cohorts(store: Store, periods: Sequence[str], base: str, console: Console) -> None:
    """Bring the results of a fixed cohort up to date for some refreshed periods, and say how many are still counted."""
    for period in periods:
        console.say(_sentence(measure_fixed_cohort(store, period, base)))


def measure_fixed_cohort(store: Store, period: str, base: str) -> Cohort:
    """Bring the results of a period for the people of a base period up to date."""
    base_persons, period_persons = (_persons(store, name) for name in (base, period))
    work = Work(store, is_plan=False)
    still_there = _still_there(work, base_persons, period_persons, (base, period))
    cohort = Cohort(base, period, base_persons, period_persons, still_there)
    _results(work, cohort)
    path = store.root / "runs" / "fixed_cohort" / f"{period}_base_{base}.json"
    if read_json(path) != work.outputs:
        write_json(path, work.outputs)
    return cohort


def _persons(store: Store, period: str) -> list[Output]:
    return [made(output) for output in require_attribution(store, period).attributed.persons]


def _step(base: str, name: str, period: str) -> Step:
    return Step("results", f"fixed_cohort/base={base}/{name}", period)


def _still_there(work: Work, base: list[Output], now: list[Output], periods: tuple[str, str]) -> Output:
    components = {
        **bucket_contents("attribution of the base", base),
        **bucket_contents("attribution of the period", now),
        "code": code_digest(*CODE),
    }

    def produce() -> Produced:
        pairs = zip(base, now, strict=True)
        counts = (count_still_there(then.load(columns=UNIT_COLUMNS), later.load()) for then, later in pairs)
        return Produced({"data": FixedCohortCounts.validate(add_up(counts, COUNT_KEY))})

    return made(work.ensure(_step(periods[0], "persons", periods[1]), components, produce))


def _results(work: Work, cohort: Cohort) -> None:
    rolling = made(finished_output(work.store, results_step(cohort.period))).load()
    missing, below = missing_of(rolling), _missing_at_base(work.store, cohort)
    chosen = [record for record in of_grain(is_of_physicians=False) if record.id not in missing]
    members = [_members(work.store, cohort, bucket) for bucket in range(len(cohort.base_persons))]
    method_id = official_method(work.store).method_id
    components: dict[str, str | None] = {
        "input:persons of the base": cohort.still_there.content(),
        **bucket_contents("attribution", cohort.base_persons),
        **bucket_contents("membership", members),
        "code": code_digest(*CODE),
        **{f"rule:{record.id}": digest((record.rule(), record.shown(), method_id)) for record in indicators().values()},
        "computable": digest((sorted(missing.items()), below)),
    }
    produce = partial(_measure, cohort, chosen, members, missing, below, method_id)
    work.ensure(_step(cohort.base, "indicators", cohort.period), components, produce)


def _missing_at_base(store: Store, cohort: Cohort) -> str | None:
    """Say why nothing can be measured below the province; null: it can.

    Whose person somebody is was decided at the base, so that its look-back counts and not the period's.
    """
    coverage = read_coverage(committed_drops(store.root))
    return missing_for((attribution_requirement(official_method(store)),), coverage, period_end(cohort.base))


def _members(store: Store, cohort: Cohort, bucket: int) -> Output:
    return made(finished_output(store, Step("derived", "membership/persons", cohort.period, bucket)))


def _measure(
    cohort: Cohort,
    chosen: Sequence[Indicator],
    members: Sequence[Output],
    missing: dict[str, str],
    below: str | None,
    method_id: str,
) -> Produced:
    units = cohort.still_there.load().select(COUNT_KEY)
    pairs = zip(cohort.base_persons, members, strict=True)
    partials = (count_fixed_members(then.load(columns=UNIT_COLUMNS), member.load(), chosen) for then, member in pairs)
    wide = add_up(partials, COUNT_KEY)
    rows = []
    for record in indicators().values():
        reason = _not_followed(record) or missing.get(record.id)
        if reason:
            rows.append(not_computable(record, units, reason, cohort.period, method_id))
            continue
        table = measure(record, counts_of(wide, record, parts_of(record), COUNT_KEY), units, cohort.period, method_id)
        rows.append(withhold_below_province(table, below) if below else table)
    return Produced({"data": Results.validate(pl.concat(rows).sort("indicator_id", *COUNT_KEY))})


def _not_followed(record: Indicator) -> str | None:
    """Say why an indicator is not measured for the people of another period; null: it is."""
    return NO_MEDIAN if record.median_of else OWN_PERIOD_ONLY.get(record.grain)


def _sentence(cohort: Cohort) -> str:
    then, now = still_counted(cohort.still_there.load())
    return (
        f"Fixed cohort of {cohort.base}: {now:,} of its {counted(then, 'person')} are counted at {cohort.period} too; "
        f"results/fixed_cohort/base={cohort.base}."
    )
