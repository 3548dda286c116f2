"""History: who belonged where from when to when, over the refreshed periods of a range, made when it is asked for.

Not part of every refresh: it reads the attribution of every period, only the last of which is new.
"""

from argparse import Namespace
from collections.abc import Sequence
from functools import partial

from flows import exit_codes
from flows.commands import open_store, verify_period
from flows.console import Console, counted
from flows.fingerprint import code_digest
from flows.lock import hold_lock
from flows.published_attribution import require_attribution
from flows.refusals import Refused
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, refreshed_periods
from schemas.changes import AttributionHistory
from transforms.attribution.history import build_history
from transforms.dates import period_end


def history(words: Namespace, console: Console) -> int:
    """Write the history of a range of periods as Parquet in the restricted zone, and say where it is."""
    store = open_store(words)
    with hold_lock(store.root, "oht history"):
        periods = _chosen(store, words.first, words.last)
        outputs = write_history(store, periods)
    folder = store.root / outputs[0].step.folder.parent
    rows = sum(output.manifest["tables"]["data"]["rows"] for output in outputs)
    persons = sum(output.manifest["counts"]["persons"] for output in outputs)
    console.say(f"History of {', '.join(periods)}: {counted(persons, 'person')}, {counted(rows, 'spell')}.")
    for output in outputs:
        console.say(f"  {output.path()}")
    paths = [str(output.path()) for output in outputs]
    console.result(periods=list(periods), persons=persons, spells=rows, folder=str(folder), files=paths)
    return exit_codes.OK


def write_history(store: Store, periods: Sequence[str]) -> list[Output]:
    """Bring the history over some refreshed periods up to date, one bucket at a time."""
    work, found = Work(store, is_plan=False), _persons_by_period(store, periods)
    outputs = []
    for bucket in range(store.buckets):
        sides = [persons[bucket] for persons in found]
        components: dict[str, str | None] = {
            f"input:attribution of {period}": side.content() for period, side in zip(periods, sides, strict=True)
        }
        components["code"] = code_digest("transforms.attribution.history")
        step = Step("derived", "attribution/history", f"{periods[0]}_{periods[-1]}", bucket)
        outputs.append(made(work.ensure(step, components, partial(_produce, periods, sides))))
    return outputs


def _produce(periods: Sequence[str], sides: Sequence[Output]) -> Produced:
    ends = [period_end(period) for period in periods]
    table = AttributionHistory.validate(build_history(ends, [side.load() for side in sides]))
    return Produced({"data": table}, {"persons": table["person_id"].n_unique()})


def _persons_by_period(store: Store, periods: Sequence[str]) -> list[list[Output]]:
    """Give the attribution of each period by bucket; raises Refused when one is not in the store."""
    known = [require_attribution(store, period) for period in periods]
    return [[made(output) for output in found.attributed.persons] for found in known]


def _chosen(store: Store, first: str | None, last: str | None) -> list[str]:
    """Name the refreshed periods of a range; raises Refused when there is none."""
    for period in (first, last):
        if period:
            verify_period(period)
    refreshed = refreshed_periods(store)
    chosen = [name for name in refreshed if (not first or first <= name) and (not last or name <= last)]
    if not chosen:
        raise Refused("not_refreshed", "No period of this range has been computed. Run first: oht backfill --from --to")
    return chosen
