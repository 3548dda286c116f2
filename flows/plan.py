"""What is missing or stale, and why; which periods are open. Nothing here changes anything or knows an orchestrator."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flows.coverage import read_coverage
from flows.drops import committed_drops, known_until
from flows.refresh import walk
from flows.refusals import Refused
from flows.store import Store
from flows.work import Action
from transforms.dates import months_before, period_end, period_of

EVENTS = ["claims", "discharges", "ed_visits"]


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
    ends = [days[1] for name, days in read_coverage(drops).days.items() if name in EVENTS]
    if cut_off is None or not ends:
        return []
    last = min([*ends, cut_off])
    period = period_of(last) if period_end(period_of(last)) == last else period_of(months_before(last, 1))
    first_day = period_end(period).replace(day=1)
    wanted = int(store.config["open_periods"])
    return [period_of(months_before(first_day, back)) for back in reversed(range(wanted))]


def require_known(store: Store, periods: Sequence[str]) -> None:
    """Raise Refused for a period that ends after the latest delivery: published, it would stay the latest for long."""
    cut_off = known_until(committed_drops(store.root))
    for period in periods:
        if cut_off is not None and period_end(period) > cut_off:
            latest = cut_off if period_end(period_of(cut_off)) == cut_off else months_before(cut_off, 1)
            raise Refused(
                "usage",
                f"The period {period} ends on {period_end(period)}, after the latest delivery ({cut_off}), so it "
                f"cannot be complete. Take in a later delivery first, or ask for {period_of(latest)} or before.",
            )


def as_rows(lines: Sequence[PlanLine]) -> list[dict[str, object]]:
    """Give the plan as plain rows, for JSON."""
    return [asdict(line) for line in lines]
