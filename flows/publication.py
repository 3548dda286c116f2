"""Publications: what teams and practices see, frozen, and the one pointer that says which is current.

A release is written whole and committed by its manifest; then one small file is replaced, and every reader sees the new
release from then on. Rolling back moves the pointer to the release before; the ledger in it keeps what was once out.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import faults
from flows.drift import Hold, acceptance, holds_of, say_holds
from flows.files import read_json, write_json
from flows.packs import write_packs
from flows.refresh import refreshed_periods
from flows.refusals import Refused
from flows.releases import has_results, release_folder, write_release
from flows.store import Store

# What the ledger keeps of drifting codes that a person let pass: period, reason, codes.
DRIFT = "accepted_drift"


@dataclass(frozen=True)
class Published:
    """The current publication: release id (null: none yet), the period of its packs, and the index of the packs."""

    release: str | None
    period: str
    packs: str
    is_new: bool


def publish(store: Store, period: str | None = None, drift_reason: str | None = None) -> Published:
    """Freeze the tables of all refreshed periods and the packs of one, the latest by default, and make them current.

    Raises Refused when drifting codes hold it, unless `drift_reason` says why it goes out all the same; the ledger
    keeps that reason.
    """
    periods = [name for name in refreshed_periods(store) if has_results(store, name)]
    shown = period or (periods[-1] if periods else None)
    nothing = "been computed, so there is nothing to publish. Run first: oht run"
    if shown is None:
        raise Refused("not_refreshed", f"No period has {nothing}")
    if shown not in periods:
        raise Refused("not_refreshed", f"The period {shown} has not {nothing} --period {shown}")
    names = [name for name in periods if name <= shown]
    accepted = _accept(store, names, drift_reason)
    release = write_release(store, names)
    packs = write_packs(store, shown, release_folder(store, release))
    faults.reach("before_pointer")
    return _make_current(
        store, {"release": release, "period": shown, "packs": packs}, is_publication=True, accepted=accepted
    )


def refresh_packs(store: Store, period: str) -> Published:
    """Bring the practices' own lists up to date; the comparisons stay those of the current release."""
    current = read_pointer(store)
    release = current["release"] if current else None
    packs = write_packs(store, period, release_folder(store, release) if release else None)
    return _make_current(store, {"release": release, "period": period, "packs": packs}, is_publication=False)


def roll_back(store: Store) -> Published:
    """Make the publication before the current one current again, and hold it until a person publishes.

    The ledger keeps both. While held, no scheduled run publishes or renews packs: what was taken back stays back.
    """
    pointer = read_pointer(store)
    earlier = pointer["ledger"][:-1] if pointer else []
    if pointer is None or not earlier:
        raise Refused("no_earlier", "There is no earlier publication to go back to.")
    withdrawn = [*pointer["withdrawn"], pointer["ledger"][-1]]
    kept = {DRIFT: pointer[DRIFT]} if DRIFT in pointer else {}
    document = {**earlier[-1], "ledger": earlier, "withdrawn": withdrawn, "is_held": True, **kept}
    write_json(pointer_path(store), document)
    return Published(document["release"], document["period"], document["packs"], True)


def read_pointer(store: Store) -> dict[str, Any] | None:
    """Read what is current; null: nothing was made yet."""
    return read_json(pointer_path(store))


def is_held(store: Store) -> bool:
    """Tell whether a person took the last publication back and nobody has published since."""
    pointer = read_pointer(store)
    return bool(pointer and pointer.get("is_held"))


def drift_holds(store: Store, period: str) -> list[Hold]:
    """Give the drifting codes that hold the publication of a period and those before it, and were not accepted."""
    periods = [name for name in refreshed_periods(store) if name <= period]
    return holds_of(store, periods, (read_pointer(store) or {}).get(DRIFT, []))


def accepted_reasons(store: Store) -> list[str]:
    """Give the reasons for which persons let drifting codes pass, as the ledger keeps them."""
    return [entry["reason"] for entry in (read_pointer(store) or {}).get(DRIFT, [])]


def pointer_path(store: Store) -> Path:
    """Path of the pointer."""
    return store.root / "published" / "current.json"


def _accept(store: Store, periods: list[str], reason: str | None) -> list[dict[str, Any]]:
    """Give the acceptances of the ledger with this one, if it is needed; raises Refused when there is no reason."""
    known = (read_pointer(store) or {}).get(DRIFT, [])
    holds = holds_of(store, periods, known)
    if not holds:
        return known
    if reason is None:
        raise Refused("drift", say_holds(holds))
    return [*known, acceptance(holds, periods[-1], reason)]


def _make_current(
    store: Store, entry: dict[str, Any], is_publication: bool, accepted: list[dict[str, Any]] | None = None
) -> Published:
    pointer = read_pointer(store) or {"ledger": [], "withdrawn": []}
    ledger, withdrawn = pointer["ledger"], pointer["withdrawn"]
    if is_publication:
        ledger = ledger if ledger and ledger[-1] == entry else [*ledger, entry]
        withdrawn = [earlier for earlier in withdrawn if earlier != entry]
    kept = pointer.get(DRIFT, []) if accepted is None else accepted
    document = {**entry, "ledger": ledger, "withdrawn": withdrawn, "is_held": False, **({DRIFT: kept} if kept else {})}
    is_new = document != pointer
    if is_new:
        write_json(pointer_path(store), document)
    return Published(entry["release"], entry["period"], entry["packs"], is_new)
