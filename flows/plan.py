"""What is missing or stale, and why; which periods are open. Nothing here changes anything or knows an orchestrator."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flows.coverage import DECIDING, read_coverage
from flows.drops import Drop, committed_drops, known_until
from flows.refresh import walk
from flows.refusals import Refused
from flows.store import Store
from flows.work import Action
from transforms.dates import months_before, period_end, period_of


@dataclass(frozen=True)
class PlanLine:
    """Steps of one name and period that are in the same state for the same reason, and how many buckets that is."""

    period: str
    step: str
    state: str
    buckets: int
    reason: str


def make_plan(store: Store, periods: Sequence[str]) -> list[PlanLine]:
    """Say for every step of the periods whether it is current, runs or waits, and why."""
    return group_actions(walk(store, periods, is_plan=True).actions)


def group_actions(actions: Sequence[Action]) -> list[PlanLine]:
    """Bring the buckets of a step together, in the order in which the steps run."""
    lines: dict[tuple[str, str, str, str], int] = {}
    for action in actions:
        key = (action.step.period or "all", f"{action.step.zone}/{action.step.name}", action.state, action.reason)
        lines[key] = lines.get(key, 0) + 1
    return [PlanLine(*key[:3], buckets, key[3]) for key, buckets in lines.items()]


def open_periods(store: Store) -> list[str]:
    """Name the latest months that the event inputs cover to their end, as many as the store keeps open."""
    drops = committed_drops(store.root)
    cut_off = known_until(drops)
    ends = [spans[-1][1] for name, spans in read_coverage(drops).days.items() if name in DECIDING]
    if cut_off is None or not ends:
        return []
    last = min([*ends, cut_off])
    period = period_of(last) if period_end(period_of(last)) == last else period_of(months_before(last, 1))
    first_day = period_end(period).replace(day=1)
    wanted = int(store.config["open_periods"])
    return [period_of(months_before(first_day, back)) for back in reversed(range(wanted))]


def require_known(store: Store, periods: Sequence[str]) -> None:
    """Raise Refused for a period that no delivery reaches: published, it would stay the latest for long."""
    drops = committed_drops(store.root)
    for period in periods:
        for what, day in _last_days(drops).items():
            if period_end(period) > day:
                latest = day if period_end(period_of(day)) == day else months_before(day, 1)
                raise Refused(
                    "usage",
                    f"The period {period} ends on {period_end(period)}, after {what} ({day}), so it cannot be "
                    f"complete. Take in a later delivery first, or ask for {period_of(latest)} or before.",
                )


def _last_days(drops: Sequence[Drop]) -> dict[str, dt.date]:
    """Give the days after which nothing can be computed: of the latest delivery, and the last one claims cover."""
    cut_off = known_until(list(drops))
    days = {} if cut_off is None else {"the latest delivery": cut_off}
    claims = read_coverage(list(drops)).days.get("claims")
    return {**days, "the last day covered by claims": claims[-1][1]} if claims else days


def as_rows(lines: Sequence[PlanLine]) -> list[dict[str, object]]:
    """Give the plan as plain rows, for JSON."""
    return [asdict(line) for line in lines]
