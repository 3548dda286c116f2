"""The flow for a range of periods: after a change of rules, or for history that came late."""

from typing import Literal

from prefect import flow

from flows import stages
from flows._prefect import Period, holder, leave_page
from flows.lock import hold_lock
from flows.outcomes import recorded
from flows.refusals import Refused
from flows.run_pages import Run, run_page
from transforms.dates import periods_between


@flow(name="backfill", persist_result=False)
def backfill(
    first: Period,
    last: Period,
    every: Literal["month", "quarter", "year"] = "month",
    store: str | None = None,
    publish: bool = False,
) -> dict[str, object]:
    """Bring the periods from first to last up to date, one after the other; what is up to date already costs nothing.

    Args:
        first: First month, such as 2025-06.
        last: Last month, such as 2026-03.
        every: Step from the first month on.
        store: Folder of the store; empty takes the one named by OHT_STORE.
        publish: Whether to publish at the end; otherwise only the practices' own lists are renewed.
    """
    home = stages.open_store(store)
    with recorded(home, "flow backfill"):
        periods = _periods(first, last, every)
        with hold_lock(home.root, holder("backfill")):
            refreshed = stages.refresh_all(home, periods)
            root = str(home.root)
            current = stages.publish(root, periods[-1]) if publish else stages.renew_packs(root, periods[-1])
        run = Run(refreshed=refreshed, current=current)
        leave_page("backfill", run_page("Backfill", run))
    return run.counts()


def _periods(first: str, last: str, every: str) -> list[str]:
    if last < first:
        raise Refused("usage", f"The range is empty: first is {first} and last is {last}.")
    return list(periods_between(first, last, every))
