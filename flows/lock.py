"""One lock in the store, for flows and command line alike.

The operating system releases it when its holder dies, so a crash never blocks the next run; the file keeps the name
of the last holder, so that a waiting person knows whom to ask.
"""

import fcntl
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.refusals import Refused


@contextmanager
def hold_lock(root: Path, holder: str) -> Iterator[None]:
    """Hold the lock of the store at `root`; raises Refused('locked') naming the holder when another has it."""
    path = root / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "locked", f"The store is in use by {describe_holder(path)}. Try again when it has ended."
            ) from None
        _write(descriptor, {"holder": holder, "process": os.getpid(), "host": platform.node(), "since": _now()})
        try:
            yield
        finally:
            _write(descriptor, {})
    finally:
        os.close(descriptor)


def describe_holder(path: Path) -> str:
    """Name the holder in a phrase: nobody, when the file is empty or its process was killed and is no more."""
    try:
        note = json.loads(path.read_text(encoding="utf-8") or "{}")
    except (FileNotFoundError, json.JSONDecodeError):
        note = {}
    if not note or _is_no_more(note):
        return "nobody"
    return f"{note['holder']} (process {note['process']} on {note['host']}, since {note['since']})"


def _is_no_more(note: dict[str, Any]) -> bool:
    """True for a process of this machine that has ended; of another machine nothing can be said."""
    if note["host"] != platform.node():
        return False
    try:
        os.kill(note["process"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _write(descriptor: int, note: dict[str, object]) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(note).encode(), 0)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
