"""Stage: changes of attribution over time, from the refreshed period before to this one, counted so that they add up.

A step of its own over a pair of finished attributions, those in force: no attribution reads another period's.
"""

from functools import partial
from pathlib import Path

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.published_attribution import finished_attribution, outputs_of, rules_of
from flows.store import Output, Produced, Step, Store, made
from flows.windows import window_content
from flows.work import Work, bucket_contents, content_of, finished_output, refreshed_periods
from reference.load import Method
from schemas.changes import ChangeCounts, Changes, ChangeTotals
from transforms.attribution.change_counts import REASON_KEY, count_changes, count_totals
from transforms.attribution.changes import find_changes
from transforms.dates import period_end, periods_between
from transforms.indicators.units import COUNT_KEY, add_up

INPUTS_READ = ["persons", "enrolments", "claims", "centre_rosters", "centre_visits"]
COUNT_CODE = ("transforms.attribution.change_counts", "transforms.indicators.units")
CHANGES_CODE = ("transforms.attribution.changes", *COUNT_CODE)


def compare_with_earlier(
    work: Work, inputs: Inputs, attributed: Attributed, period: str, walked: dict[str, Attributed]
) -> Output | None:
    """Bring the changes since the latest refreshed period before this one up to date; the first period has none.

    `walked` are the periods that this walk has brought up to date already.
    """
    earlier = [name for name in {*refreshed_periods(work.store), *walked} if name < period]
    for name in sorted(earlier, reverse=True):
        known = finished_attribution(work.store, name)
        before = walked.get(name) or (known.attributed if known else None)
        if before:
            return build_changes(work, inputs, before, attributed, name, period)
    return None


def build_changes(
    work: Work, inputs: Inputs, before: Attributed, after: Attributed, period_before: str, period: str
) -> Output | None:
    """Bring the changes between two periods up to date, one bucket at a time, then their counts."""
    method = official_method(work.store)
    end, rules = period_end(period), [rules_of(outputs_of(side), ("method",)) for side in (before, after)]
    parts = []
    for bucket in range(inputs.buckets):
        pair = (before.persons[bucket], after.persons[bucket])
        components = {
            **_pair_components(pair),
            **{f"input:{name}": inputs.content(name, bucket) for name in INPUTS_READ if name != "claims"},
            "input:claims": window_content(
                inputs, "claims", bucket, end, _look_back_months(method, period_before, period)
            ),
            "code": code_digest(*CHANGES_CODE),
            "method": digest((method, rules[0] == rules[1])),
        }
        step = Step("derived", f"attribution/changes/since={period_before}", period, bucket)
        produce = partial(_produce, inputs, pair, bucket, (period_before, period), method, rules[0] != rules[1])
        parts.append(work.ensure(step, components, produce))
    return count_parts(work, Step("results", changes_step(period_before), period), parts)


def finished_changes(store: Store, period: str) -> tuple[str, Output] | None:
    """Give the earlier period and the changes since it that the last refresh of a period left; null: it has none."""
    for name in reversed(refreshed_periods(store)):
        found = finished_output(store, Step("results", changes_step(name), period)) if name < period else None
        if found:
            return name, found
    return None


def changes_step(period_before: str) -> str:
    """Name the step of the counts of changes since an earlier period."""
    return f"changes/since={period_before}"


def count_parts(work: Work, step: Step, parts: list[Output | None]) -> Output | None:
    """Add up the counts of changes of all buckets, and the totals that they lead to."""
    components = {
        **bucket_contents("counts", parts, "counts"),
        **bucket_contents("totals", parts, "totals"),
        "code": code_digest(*COUNT_CODE),
    }

    def produce() -> Produced:
        counts = add_up((made(part).load("counts") for part in parts), REASON_KEY)
        totals = add_up((made(part).load("totals") for part in parts), COUNT_KEY)
        return Produced({"data": ChangeCounts.validate(counts), "totals": ChangeTotals.validate(totals)})

    return work.ensure(step, components, produce)


def counted_tables(changes: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give the tables of a bucket: changes, counts and totals; raises SchemaError when they do not add up."""
    counts = count_changes(Changes.validate(changes))
    totals = ChangeTotals.validate(count_totals(before, after, counts))
    return {"data": changes, "counts": ChangeCounts.validate(counts), "totals": totals}


def _produce(
    inputs: Inputs,
    pair: tuple[Output | None, Output | None],
    bucket: int,
    periods: tuple[str, str],
    method: Method,
    is_other_method: bool,
) -> Produced:
    before, after = (made(side).load() for side in pair)
    frames = {name: pl.scan_parquet(_path(inputs, name, bucket)) for name in INPUTS_READ}
    days = (period_end(periods[0]), period_end(periods[1]))
    changes = find_changes(before, after, frames, days, method, is_other_method)
    return Produced(counted_tables(changes, before, after), {"changed": changes.height})


def _look_back_months(method: Method, period_before: str, period: str) -> int:
    """Give the months from the first day that the earlier of two look-backs sees to the end of the later one."""
    between = len(list(periods_between(period_before, period, "month"))) - 1
    return 12 * method.look_back_years + between


def _path(inputs: Inputs, name: str, bucket: int) -> Path:
    return made(inputs.output(name, bucket)).path()


def _pair_components(pair: tuple[Output | None, Output | None]) -> dict[str, str | None]:
    sides = zip(("before", "after"), pair, strict=True)
    return {f"input:attribution {name}": content_of(side) for name, side in sides}
