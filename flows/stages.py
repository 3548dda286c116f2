"""The stages of the flows: the same jobs as on the command line, each a task that takes names and returns counts."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flows import jobs
from flows._prefect import log, stage
from flows.official import stray_rows, unmet_wishes
from flows.outcomes import Fault
from flows.plan import make_plan, require_known
from flows.publication import Published
from flows.references import broken_references
from flows.refusals import Refused
from flows.settings import store_path
from flows.store import Store

Counts = dict[str, int]
Names = dict[str, str | None]


def open_store(path: str | None) -> Store:
    """Give the store at a path, by default the one OHT_STORE names; raises Refused when there is none."""
    store = Store(store_path(path))
    _ = store.config
    return store


@stage("receive {source} {name}")
def receive(store: str, source: str, name: str) -> Counts:
    """Take in one delivery of the inbox; gives its counts of rows, all zero when it was known."""
    home = Store(Path(store))
    waiting = jobs.Waiting(source, home.root / "inbox" / source / name)
    receipt = jobs.receive_waiting(home, waiting, dt.date.today(), log().info)
    if not receipt.is_new:
        log().info("%s/%s is drop %s, received before; nothing was changed.", source, name, receipt.drop_id)
    for sentence in receipt.record["warnings"] if receipt.is_new else []:
        log().warning(sentence)
    inputs = receipt.record["inputs"].values() if receipt.is_new else []
    return {count: sum(account[count] for account in inputs) for count in ("rows_in", "valid", "quarantined")}


@stage("refresh {period}")
def refresh(store: str, period: str) -> Counts:
    """Bring one period up to date; gives the number of steps by state."""
    done = jobs.refresh(Store(Path(store)), [period], lambda _: None)
    log().info("%s: %d steps ran, %d were up to date.", period, done.count("to_run"), done.count("current"))
    return {"ran": done.count("to_run"), "current": done.count("current")}


@stage("publish")
def publish(store: str, period: str) -> Names:
    """Freeze and publish a period just refreshed; gives what is current now, nothing while something holds it."""
    home = Store(Path(store))
    held = jobs.why_held(home, period)
    made = jobs.publish_on_schedule(home, period)
    if made is None:
        log().warning(held)
        return {}
    return _names(made)


@stage("practice packs {period}")
def renew_packs(store: str, period: str) -> Names:
    """Renew the practices' own lists of a period; gives what is current now, nothing when a later period stays."""
    made = jobs.bring_packs_up_to_date(Store(Path(store)), period)
    return _names(made) if made else {}


def receive_all(store: Store) -> tuple[dict[str, Counts], list[str]]:
    """Take in every waiting delivery; gives counts by delivery, and a sentence for each that could not be taken in."""
    received, problems = {}, []
    for earlier in jobs.refused_deliveries(store):
        log().warning("%s/%s was refused before and waits for its sender.", earlier.source, earlier.folder.name)
    for waiting in jobs.waiting_deliveries(store):
        place = f"{waiting.source}/{waiting.folder.name}"
        try:
            received[place] = receive(str(store.root), waiting.source, waiting.folder.name)
        except (Refused, Fault) as error:
            problems.append(f"The delivery {place} was not taken in: {error}")
            log().error(problems[-1])
    return received, problems


def refresh_all(store: Store, periods: Sequence[str]) -> dict[str, Counts]:
    """Log what is to do and why, do it by period, warn of what is named in vain; gives steps by period and state."""
    require_known(store, periods)
    log().info(_plan_text(store, periods))
    refreshed = {period: refresh(str(store.root), period) for period in periods}
    for sentence in [*broken_references(store), *unmet_wishes(store, periods), *stray_rows(store, periods)]:
        log().warning(sentence)
    return refreshed


def _plan_text(store: Store, periods: Sequence[str]) -> str:
    lines = make_plan(store, periods)
    steps: Counter[str] = Counter()
    for line in lines:
        steps[line.state] += line.buckets
    head = f"Plan: {steps['to_run']} steps to run, {steps['waiting']} wait for them, {steps['current']} up to date."
    active = [line for line in lines if line.state != "current"]
    return "\n".join([head, *(f"  {line.period} {line.step} × {line.buckets}: {line.reason}" for line in active)])


def _names(published: Published) -> Names:
    return {"release": published.release, "period": published.period, "packs": published.packs}
