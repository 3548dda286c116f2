"""The state of a store at a glance: deliveries, periods, what is published, who holds the lock."""

import datetime as dt

from rich.table import Table

from flows import exit_codes
from flows.console import Console
from flows.drops import committed_drops, known_until
from flows.lock import describe_holder
from flows.plan import make_plan
from flows.publication import read_pointer
from flows.refresh import refreshed_periods
from flows.store import Store


def show_status(store: Store, max_age_days: int | None, today: dt.date, console: Console) -> int:
    """Show the store; exit code 4 when the latest delivery is older than allowed."""
    drops = committed_drops(store.root)
    latest = known_until(drops)
    console.say(f"Store {store.root}: {len(drops)} deliveries, the latest of {latest or 'never'}.")
    console.say(f"Lock: held by {describe_holder(store.root / 'lock')}.")
    grid = _show_periods(store, console) if drops else {}
    pointer = read_pointer(store)
    release = pointer["release"] if pointer else None
    console.say(f"Current publication: {release or 'none'}." + (f" Packs of {pointer['period']}." if pointer else ""))
    age = (today - latest).days if latest else None
    console.result(drops=len(drops), latest=latest, periods=grid, release=release, age_days=age)
    if max_age_days is not None and (age is None or age > max_age_days):
        console.say(f"Late: the latest delivery is {age} days old; at most {max_age_days} are allowed.")
        return exit_codes.LATE
    return exit_codes.OK


def _show_periods(store: Store, console: Console) -> dict[str, dict[str, str]]:
    """Show a grid of periods by kind of step; gives the same as a mapping."""
    periods = refreshed_periods(store)
    grid: dict[str, dict[str, str]] = {}
    for line in make_plan(store, periods):
        stage = line.step.split("/")[1]
        state = "ok" if line.state == "current" else f"stale: {line.reason}"
        row = grid.setdefault(line.period, {})
        row[stage] = state if row.get(stage, "ok") == "ok" else row[stage]
    if grid and not console.is_json:
        stages = list(
            dict.fromkeys(stage for row in grid.values() for stage in row if stage not in grid.get("all", {}))
        )
        table = Table("period", *stages, box=None, pad_edge=False)
        for period in periods:
            table.add_row(period, *[grid[period].get(stage, "") for stage in stages])
        console.terminal.print(table)
    return grid
