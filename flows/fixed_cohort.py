"""Stage: indicators of a period for the people of another one, in the units they had then; never published.

It reads finished outputs alone: the attribution of the base, and membership and results of the period.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from flows.console import Console, counted
from flows.coverage import attribution_requirement, missing_for, read_coverage
from flows.drops import committed_drops
from flows.files import read_json, write_json
from flows.fingerprint import code_digest, digest
from flows.methods import official_method
from flows.published_attribution import require_attribution
from flows.refusals import Refused
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, bucket_contents, finished_output
from schemas.changes import FixedCohortCounts
from schemas.results import Results
from transforms.catalogue import indicators
from transforms.dates import period_end
from transforms.indicators.definition import Indicator
from transforms.indicators.fixed_cohort import count_fixed_members, count_still_there, missing_of, still_counted
from transforms.indicators.measure import (
    COUNT_KEY,
    add_up,
    measure,
    not_computable,
    withhold_below_province,
)

CODE = ("transforms.indicators.fixed_cohort", "transforms.indicators.measure")
UNIT_COLUMNS = ["person_id", "physician_id", "oht_id"]
NO_PANEL = "a panel is counted at its own period only"


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
    for indicator in indicators().values():
        _indicator(work, cohort, indicator)
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


def _indicator(work: Work, cohort: Cohort, indicator: Indicator) -> None:
    rolling = finished_output(work.store, Step("results", f"indicators/{indicator.id}", cohort.period))
    missing, below = _reasons(work.store, cohort, indicator, made(rolling))
    members = [] if missing else _memberships(work.store, cohort, indicator)
    shown = digest((indicator.rule(), indicator.limits, indicator.multiplier, official_method(work.store).method_id))
    components: dict[str, str | None] = {
        "input:persons of the base": cohort.still_there.content(),
        "code": code_digest(*CODE),
        f"rule:{indicator.id}": shown,
        "computable": digest((missing, below)),
    }
    if members:
        components |= bucket_contents("attribution", cohort.base_persons) | bucket_contents("membership", members)
    produce = partial(_measure, work.store, cohort, indicator, members, missing, below)
    work.ensure(_step(cohort.base, f"indicators/{indicator.id}", cohort.period), components, produce)


def _reasons(store: Store, cohort: Cohort, indicator: Indicator, rolling: Output) -> tuple[str | None, str | None]:
    """Say why a fixed cohort cannot be measured at all, and why not below the province; null: it can."""
    if indicator.grain != "person":
        return NO_PANEL, None
    coverage = read_coverage(committed_drops(store.root))
    # Whose person somebody is was decided at the base, so that its look-back counts and not the period's.
    below = missing_for((attribution_requirement(official_method(store)),), coverage, period_end(cohort.base))
    return missing_of(rolling.load()), below


def _memberships(store: Store, cohort: Cohort, indicator: Indicator) -> list[Output]:
    steps = [
        Step("derived", f"membership/{indicator.id}", cohort.period, bucket)
        for bucket in range(len(cohort.base_persons))
    ]
    return [made(finished_output(store, step)) for step in steps]


def _measure(
    store: Store, cohort: Cohort, indicator: Indicator, members: list[Output], missing: str | None, below: str | None
) -> Produced:
    units, method_id = cohort.still_there.load().select(COUNT_KEY), official_method(store).method_id
    if missing:
        return Produced({"data": Results.validate(not_computable(indicator, units, missing, cohort.period, method_id))})
    pairs = zip(cohort.base_persons, members, strict=True)
    partials = (count_fixed_members(then.load(columns=UNIT_COLUMNS), member.load()) for then, member in pairs)
    table = measure(indicator, add_up(partials, COUNT_KEY), units, cohort.period, method_id)
    return Produced({"data": Results.validate(withhold_below_province(table, below) if below else table)})


def _sentence(cohort: Cohort) -> str:
    then, now = still_counted(cohort.still_there.load())
    return (
        f"Fixed cohort of {cohort.base}: {now:,} of its {counted(then, 'person')} are counted at {cohort.period} too; "
        f"results/fixed_cohort/base={cohort.base}."
    )
