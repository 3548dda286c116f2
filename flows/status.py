"""The state of a store at a glance: deliveries, periods, what is published, who holds the lock."""

import datetime as dt
from collections.abc import Sequence

from flows import exit_codes
from flows.console import Console, counted
from flows.drops import committed_drops, known_until
from flows.lock import describe_holder
from flows.plan import PlanLine, make_plan, open_periods
from flows.publication import read_pointer
from flows.references import broken_references
from flows.refresh import refreshed_periods
from flows.store import Store

Grid = dict[str, dict[str, str]]
INPUTS = "all"
# A period has no such step: the first has no changes since an earlier one.
ABSENT = "-"


def show_status(store: Store, max_age_days: int | None, today: dt.date, console: Console) -> int:
    """Show the store; exit code 4 when the latest delivery is older than allowed."""
    drops = committed_drops(store.root)
    latest = known_until(drops)
    holder = describe_holder(store.root / "lock")
    deliveries = (
        f"{counted(len(drops), 'delivery', 'deliveries')}, the latest of {latest}" if drops else "no delivery yet"
    )
    console.say(f"Store {store.root}: {deliveries}.")
    console.say(f"Lock: held by {holder}.")
    grid = _show_periods(store, console) if drops else {}
    broken = broken_references(store)
    for sentence in broken:
        console.say(sentence)
    pointer = read_pointer(store) or {}
    release, period = pointer.get("release"), pointer.get("period")
    console.say(f"Current publication: {release or 'none'}." + (f" Practice packs of {period}." if period else ""))
    age = (today - latest).days if latest else None
    is_late = max_age_days is not None and (age is None or age > max_age_days)
    facts = {"drops": len(drops), "latest": latest, "age_days": age, "is_late": is_late, "holder": holder}
    console.result(**facts, periods=grid, release=release, period=period, broken_references=broken)
    if is_late:
        console.say(_say_late(age, max_age_days))
    return exit_codes.LATE if is_late else exit_codes.OK


def _say_late(age: int | None, max_age_days: int | None) -> str:
    if age is None:
        return "Late: nothing was received yet."
    return f"Late: the latest delivery is {counted(age, 'day')} old; at most {max_age_days} are allowed."


def _show_periods(store: Store, console: Console) -> Grid:
    """Show a grid of periods by kind of step, computed or open; gives the same as a mapping, inputs as `all`."""
    periods = sorted({*refreshed_periods(store), *open_periods(store)})
    grid = _grid(make_plan(store, periods))
    stale = [stage for stage, state in grid.get(INPUTS, {}).items() if state != "ok"]
    console.say(f"Inputs: {', '.join(stale)} not up to date (oht plan says why)." if stale else "Inputs: up to date.")
    stages = list(dict.fromkeys(stage for period in periods for stage in grid[period]))
    if periods:
        console.table(
            ["period", *stages], [[period, *(grid[period].get(name, ABSENT) for name in stages)] for period in periods]
        )
    return grid


def _grid(lines: Sequence[PlanLine]) -> Grid:
    """Give period → kind of step → its state, the first that is not ok when there are several."""
    grid: Grid = {}
    for line in lines:
        parts = line.step.split("/")
        stage = parts[-1] if line.period == INPUTS else parts[1]
        row = grid.setdefault(line.period, {})
        if row.get(stage, "ok") == "ok":
            row[stage] = _state(line)
    return grid


def _state(line: PlanLine) -> str:
    if line.state == "current":
        return "ok"
    if line.state == "waiting":
        return "waits"
    return "missing" if line.reason == "never computed" else f"stale: {line.reason}"
