"""The refresh of periods: one walk over all steps, to plan it or to do it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.agreement import agreement
from flows.attribution import Attributed, attribute_by
from flows.changes import compare_with_earlier
from flows.comparisons import declare_peer_groups
from flows.coverage import read_coverage
from flows.drift import find_code_drift
from flows.drops import Drop, committed_drops, known_until
from flows.files import read_json, write_json
from flows.inputs import resolve_inputs
from flows.measures import build_memberships
from flows.methods import methods_beside, official_method
from flows.neighbourhoods import count_neighbourhoods
from flows.networks import measure_networks
from flows.official import choose, make_official
from flows.reconciliation import reconcile_lists
from flows.refusals import Refused
from flows.reliability import Compared, judge_reliability
from flows.results import build_results
from flows.side_by_side import compare_methods, sides_of
from flows.store import Store
from flows.work import Action, Work, cut_off_path
from flows.work import finished_output as finished_output
from flows.work import refreshed_periods as refreshed_periods
from transforms.catalogue import every_family, indicators
from transforms.indicators.checking import verify_definitions

Tell = Callable[[Action], None]


@dataclass(frozen=True)
class Refreshed:
    """The periods walked and every action on the way, in order."""

    periods: tuple[str, ...]
    actions: tuple[Action, ...]

    def count(self, state: str) -> int:
        """Number of steps in a state."""
        return sum(action.state == state for action in self.actions)


def walk(store: Store, periods: Sequence[str], is_plan: bool, tell: Tell = lambda _: None) -> Refreshed:
    """Plan or do the refresh of periods, inputs first; raises Refused when nothing was received."""
    verify_definitions(indicators(), every_family())
    drops = committed_drops(store.root)
    if not drops:
        raise Refused(
            "nothing_received", "Nothing was received yet. Take in a delivery with: oht receive FOLDER --source NAME"
        )
    work = Work(store, is_plan, tell)
    inputs = resolve_inputs(work)
    actions = list(work.actions)
    walked: dict[str, Attributed] = {}
    for period in periods:
        of_period = Work(store, is_plan, tell)
        beside = {f"attribution/beside/{name}": method for name, method in methods_beside(store).items()}
        recomputed, *others = attribute_by(
            of_period, inputs, period, {"attribution": official_method(store), **beside}
        ).values()
        official = make_official(of_period, inputs, recomputed, period)
        agreement(of_period, inputs, recomputed, official, period)
        attributed = choose(of_period, recomputed, official, period)
        coverage = read_coverage(drops)
        measure_networks(of_period, inputs, recomputed, attributed, coverage, period)
        found = build_memberships(of_period, inputs, attributed, coverage, period)
        results = build_results(of_period, inputs, attributed, found, period)
        declare_peer_groups(of_period, inputs, attributed, period)
        count_neighbourhoods(of_period, attributed, found, period)
        sides = sides_of(store, recomputed, others, official, attributed)
        compare_methods(of_period, inputs, sides, found, coverage, period)
        reconcile_lists(of_period, drops, inputs, attributed, coverage, period)
        compare_with_earlier(of_period, inputs, attributed, period, walked)
        judge_reliability(of_period, inputs, Compared(recomputed, official, attributed), results.tiers, drops, period)
        find_code_drift(of_period, inputs, coverage, period)
        walked[period] = attributed
        of_period.remember(period)
        if not is_plan:
            _note_cut_off(store, period, drops)
        actions += of_period.actions
    return Refreshed(tuple(periods), tuple(actions))


def data_cut_off(store: Store, period: str) -> dt.date:
    """Give the day of the latest delivery that the last finished refresh of a period knew; raises LookupError."""
    note = read_json(cut_off_path(store.root, period))
    if note is None:
        raise LookupError(f"No refresh of {period} has finished.")
    return dt.date.fromisoformat(note["known_until"])


def _note_cut_off(store: Store, period: str, drops: list[Drop]) -> None:
    day = known_until(drops)
    note = {"known_until": day.isoformat() if day else None, "last_drop": max(drop.sequence for drop in drops)}
    path = cut_off_path(store.root, period)
    if read_json(path) != note:
        write_json(path, note)
