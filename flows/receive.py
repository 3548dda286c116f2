"""Stage: take in one drop. The untouched files, the checked rows and the bad rows are written first; the record of
the drop, written last, commits them. A drop without a record is debris and is taken in again from the start.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from flows import faults
from flows.coverage import EVENTS, plausible_span
from flows.delivery import (
    Delivery,
    adapted_tables,
    input_batches,
    open_delivery,
    remarks,
    supplied_inputs,
    unknown_columns,
)
from flows.drops import Drop, committed_drops, remark_on_order
from flows.empty_columns import remarks_on_empty
from flows.files import clear_folder, read_json, sha256_of, sync_file, write_json
from flows.intake import Destination, InputAccount, Pseudonyms, Sender, take_in
from flows.limits import read_limits, refusals_of, remarks_on_warnings
from flows.notes import Note
from flows.refusals import Refused, joined
from flows.store import Store
from schemas.inputs.registry import INPUTS

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Receipt:
    """What came of a drop: its id, whether it was new, its record, and whether a known drop came with another note."""

    drop_id: str
    is_new: bool
    record: dict[str, Any]
    has_other_note: bool = False


def receive_drop(store: Store, folder: Path, source: str, today: dt.date, tell: Tell = lambda _: None) -> Receipt:
    """Take in the delivery in a folder.

    Raises Refused, with all that is wrong, when it cannot be read or breaks a limit. After any error nothing of it is
    kept.
    """
    read_limits(store)
    delivery = open_delivery(folder, source, today)
    drop_id = delivery.drop_id
    home = store.root / "received" / drop_id
    known = read_json(home / "record.json")
    if known is not None:
        return Receipt(drop_id, False, known, _contradicts(delivery.note, known))
    before = committed_drops(store.root)
    try:
        _keep_untouched(delivery, home / "files")
        accounts = _take_in_all(store, delivery, home / "files", drop_id, today, tell)
        warnings = _warnings(store, delivery, accounts, before)
        warnings += remark_on_order(before, delivery.note.delivered_on or today, accounts)
        record = _record(delivery, accounts, len(before) + 1, today, warnings)
        faults.reach("receive")
        write_json(home / "record.json", record)
    except BaseException:
        discard(store, drop_id)
        raise
    return Receipt(drop_id, True, record)


def _warnings(store: Store, delivery: Delivery, accounts: dict[str, InputAccount], before: Sequence[Drop]) -> list[str]:
    """Give what the operator must know of a delivery that is taken in: of its rows, then of its files."""
    earlier = [drop.record["inputs"] for drop in before if drop.record["source"] == delivery.source.source]
    absent = {name: delivery.source.inputs[name].absent for name in accounts}
    files = store.root / "received" / delivery.drop_id / "files"
    return [
        *remarks_on_warnings(store, accounts),
        *remarks_on_empty(store.root, delivery.drop_id, absent),
        *remarks(delivery, earlier),
        *unknown_columns(delivery, files),
    ]


def discard(store: Store, drop_id: str) -> None:
    """Remove everything of a drop that was not taken in: identified data that is not used is not kept."""
    home = store.root / "received" / drop_id
    # The record first: without it the rest is no drop, should this be cut off.
    (home / "record.json").unlink(missing_ok=True)
    shutil.rmtree(home, ignore_errors=True)
    for zone in ("standard", "quarantine"):
        for folder in (store.root / zone).glob(f"*/drop={drop_id}"):
            shutil.rmtree(folder, ignore_errors=True)


def _keep_untouched(delivery: Delivery, folder: Path) -> None:
    """Copy the files as they are; raises Refused when one is no longer what it was when the drop was named."""
    clear_folder(folder)
    for stem, path in delivery.files.items():
        shutil.copyfile(path, folder / path.name)
        sync_file(folder / path.name)
        if sha256_of(folder / path.name) != delivery.facts[stem].sha256:
            raise Refused(
                "changed_meanwhile",
                f"{path.name} changed while it was being read. Wait until the delivery is complete, then receive it "
                "again.",
            )


def _take_in_all(
    store: Store, delivery: Delivery, files: Path, drop_id: str, today: dt.date, tell: Tell
) -> dict[str, InputAccount]:
    """Take in every input; raises Refused with all that is wrong with any of them."""
    pseudonyms = Pseudonyms(store.key, delivery.source.person_key, store.buckets)
    sender = Sender(delivery.note.delivered_on or today, delivery.note.practice)
    tables = adapted_tables(delivery, files)
    accounts: dict[str, InputAccount] = {}
    refusals: list[Refused] = []
    for name in supplied_inputs(delivery):
        place = Destination(*(store.root / zone / name / f"drop={drop_id}" for zone in ("standard", "quarantine")))
        batches = input_batches(delivery, files, tables, name)
        part = delivery.source.inputs[name]
        try:
            account = take_in(batches, name, part, INPUTS[name], pseudonyms, sender, place)
        except Refused as refusal:
            refusals.append(refusal)
            continue
        refusals += refusals_of(store, delivery, name, account)
        accounts[name] = account
        tell(f"{name}: {account.rows_in:,} rows, {account.quarantined:,} set aside")
    if refusals:
        raise joined(refusals, delivery.folder.name)
    return accounts


def _contradicts(note: Note, record: dict[str, Any]) -> bool:
    """True when a note says something else than was recorded at receipt; what it does not say contradicts nothing."""
    stated = {name: [day.isoformat() for day in days] for name, days in note.covers.items()}
    other_days = any(record["covers"].get(name, days) != days for name, days in stated.items())
    other_practice = note.practice is not None and note.practice != record.get("practice")
    return (
        other_days
        or other_practice
        or (note.delivered_on is not None and note.delivered_on.isoformat() != record["delivered_on"])
    )


def _record(
    delivery: Delivery, accounts: dict[str, InputAccount], sequence: int, today: dt.date, warnings: list[str]
) -> dict[str, Any]:
    delivered_on = delivery.note.delivered_on or today
    return {
        "sequence": sequence,
        "source": delivery.source.source,
        "delivered_on": delivered_on.isoformat(),
        "practice": delivery.note.practice,
        "received_at": dt.datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {
            path.name: {"sha256": delivery.facts[stem].sha256, "bytes": delivery.facts[stem].bytes}
            for stem, path in sorted(delivery.files.items())
        },
        "inputs": {name: _account_record(account) for name, account in accounts.items()},
        "parts": {name: account.parts for name, account in accounts.items()},
        "covers": _covers(delivery, accounts),
        "absent": {name: list(delivery.source.inputs[name].absent) for name in accounts},
        "warnings": warnings,
    }


def _account_record(account: InputAccount) -> dict[str, Any]:
    broken = account.counts.rows(named=True)
    return {
        "rows_in": account.rows_in,
        "valid": account.valid,
        "quarantined": account.quarantined,
        "rules": {row["rule_id"]: row["rows"] for row in broken if row["rows"] and row["severity"] == "quarantine"},
        "warnings": {row["rule_id"]: row["rows"] for row in broken if row["rows"] and row["severity"] == "warning"},
        "first_date": account.first_date.isoformat() if account.first_date else None,
        "last_date": account.last_date.isoformat() if account.last_date else None,
    }


def _covers(delivery: Delivery, accounts: dict[str, InputAccount]) -> dict[str, list[str]]:
    """Give first and last day by dated input: the sender's word, else the source's, else what the rows show.

    Rows show it of dense events alone: those of others may be so few that a month without any says nothing. What rows
    show reaches to the end of a month, since a month's last day may have no event.
    """
    covers = {}
    for name, account in accounts.items():
        stated = delivery.note.covers.get(name)
        if not INPUTS[name].contract().dates or not (stated or name in EVENTS):
            continue
        if account.first_date is None or account.last_date is None:
            continue
        first, last = stated or _shown_days(delivery.source.coverage.get(name), account)
        if first <= last:
            covers[name] = [first.isoformat(), last.isoformat()]
    return dict(sorted(covers.items()))


def _shown_days(first_of_source: dt.date | None, account: InputAccount) -> tuple[dt.date, dt.date]:
    if first_of_source is not None and account.last_date is not None:
        return first_of_source, _month_end(account.last_date)
    span = plausible_span(account.months)
    if span is None or account.first_date is None:
        raise LookupError("An input without rows shows no days.")
    return max(span[0], account.first_date), span[1]


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
