"""The flow of every night: receive what waits, bring the open periods up to date, publish.

It works out by itself what is missing or stale, so missed nights are made good by the next one and a night too many
finds nothing to do.
"""

from prefect import flow

from flows import stages
from flows._prefect import Period, holder, leave_page
from flows.lock import hold_lock
from flows.outcomes import recorded
from flows.plan import open_periods
from flows.refusals import Refused
from flows.run_pages import Run, run_page
from flows.store import Store


@flow(name="nightly", persist_result=False)
def nightly(store: str | None = None, periods: list[Period] | None = None, publish: bool = True) -> dict[str, object]:
    """Receive every waiting delivery, refresh and publish.

    Args:
        store: Folder of the store; empty takes the one named by OHT_STORE.
        periods: Months to refresh, such as 2026-09; empty takes the open ones.
        publish: Whether to publish; otherwise only the practices' own lists are renewed.

    A delivery that is refused stops neither the others nor the refresh; the run fails at its end and says why.
    """
    home = stages.open_store(store)
    with recorded(home, "flow nightly"):
        with hold_lock(home.root, holder("nightly")):
            run = _work(home, periods, publish)
        leave_page("nightly", run_page("Nightly run", run))
        if run.problems:
            raise Refused("delivery_refused", "\n".join(run.problems))
    return run.counts()


def _work(home: Store, periods: list[str] | None, is_published: bool) -> Run:
    received, problems = stages.receive_all(home)
    chosen = sorted(set(periods or open_periods(home)))
    if not chosen:
        problems = [*problems, f"No period is covered yet. Put a delivery into {home.root}/inbox/SOURCE/NAME."]
        return Run(received, problems)
    refreshed = stages.refresh_all(home, chosen)
    root = str(home.root)
    current = stages.publish(root, chosen[-1]) if is_published else stages.renew_packs(root, chosen[-1])
    return Run(received, problems, refreshed, current)
