"""The jobs that command line and Prefect flows share: the same functions, the same lock, the same guarantees."""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.accounts import save_accounts
from flows.delivery import READY
from flows.drift import say_holds
from flows.exit_codes import DATA_REJECTED, exit_code_of
from flows.files import write_bytes
from flows.publication import Published, drift_holds, is_held, publish, read_pointer, refresh_packs
from flows.receive import Receipt, receive_drop
from flows.refresh import Refreshed, walk
from flows.refusals import Refused
from flows.store import Store
from flows.work import Action

REFUSAL = "_REFUSED.txt"

TellLine = Callable[[str], None]
TellAction = Callable[[Action], None]


@dataclass(frozen=True)
class Waiting:
    """A complete delivery in the inbox."""

    source: str
    folder: Path


def waiting_deliveries(store: Store) -> list[Waiting]:
    """Find the deliveries at inbox/<source>/<name>/ that their sender marked complete with a file _COMPLETE.

    In the order of their paths, which within a source is the order of receipt. Refused ones are left out.
    """
    return [waiting for waiting in _complete_deliveries(store) if not (waiting.folder / REFUSAL).exists()]


def refused_deliveries(store: Store) -> list[Waiting]:
    """Find the deliveries refused earlier; they lie in the inbox until somebody removes their file _REFUSED.txt."""
    return [waiting for waiting in _complete_deliveries(store) if (waiting.folder / REFUSAL).exists()]


def receive_waiting(store: Store, waiting: Waiting, today: dt.date, tell: TellLine) -> Receipt:
    """Take in a delivery of the inbox and, once it is committed, take it out of the inbox; raises Refused.

    A refused one stays there with a file _REFUSED.txt that says why, unless the store is at fault and not the delivery.
    """
    try:
        receipt = receive_drop(store, waiting.folder, waiting.source, today, tell)
    except Refused as refusal:
        if exit_code_of(refusal) == DATA_REJECTED:
            _note_refusal(waiting, refusal, today)
        raise
    shutil.rmtree(waiting.folder)
    return receipt


def _note_refusal(waiting: Waiting, refusal: Refused, today: dt.date) -> None:
    note = f"Refused on {today.isoformat()}.\n{refusal}\nRemove this file to have the delivery looked at again.\n"
    write_bytes(waiting.folder / REFUSAL, note.encode())


def _complete_deliveries(store: Store) -> list[Waiting]:
    marks = sorted((store.root / "inbox").glob(f"*/*/{READY}"))
    return [Waiting(mark.parent.parent.name, mark.parent) for mark in marks]


def refresh(store: Store, periods: Sequence[str], tell: TellAction) -> Refreshed:
    """Bring periods up to date and store the accounts of rows."""
    refreshed = walk(store, periods, is_plan=False, tell=tell)
    save_accounts(store)
    return refreshed


def bring_packs_up_to_date(store: Store, period: str) -> Published | None:
    """Renew the practices' own lists of a period; null: a later period is out, or a rollback is held, and stays."""
    pointer = read_pointer(store)
    if pointer is not None and (pointer["period"] > period or is_held(store)):
        return None
    return refresh_packs(store, period)


def publish_on_schedule(store: Store, period: str) -> Published | None:
    """Publish a period just refreshed, unless something holds it (null): then a person has to publish."""
    return None if why_held(store, period) else publish(store, period)


def why_held(store: Store, period: str) -> str | None:
    """Say why no scheduled run publishes a period; null: nothing holds it."""
    if is_held(store):
        return "A rollback is held, so nothing was published. To publish again: oht publish"
    holds = drift_holds(store, period)
    return say_holds(holds) if holds else None


def publish_period(store: Store, period: str | None, drift_reason: str | None = None) -> Published:
    """Freeze and publish; the latest refreshed period by default. `drift_reason`: why drifting codes may pass."""
    return publish(store, period, drift_reason)
