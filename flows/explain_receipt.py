"""Receipts about one person: who asked and why is noted first, then a file that only its owner can read is written."""

import hmac
import os
import pwd
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

from flows.files import append_line
from flows.refusals import Refused
from flows.store import Store

LONGEST_PURPOSE = 200
LONG_NUMBER = re.compile(r"[0-9](?:[\s-]?[0-9]){6,}")


def purpose_of(text: str | None) -> str:
    """Give what a receipt is for, trimmed; raises Refused when it is missing, too long, or could name a person."""
    purpose = (text or "").strip()
    if not purpose or len(purpose) > LONGEST_PURPOSE or not purpose.isprintable():
        raise Refused("usage", f"Say in up to {LONGEST_PURPOSE} characters what the receipt is for: --purpose TEXT")
    if LONG_NUMBER.search(purpose):
        raise Refused(
            "usage",
            "The purpose is kept in the audit log and must not name a person; it holds a long number. Reword it.",
        )
    return purpose


def note_question(store: Store, person_id: int, period: str, purpose: str, what: str = "receipt") -> str:
    """Add a line to the audit log and give the name of the receipt to be written.

    The digest lets the keeper of the key tell whether a certain person was looked up.
    """
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
    reference = hmac.digest(store.key, f"audit:{person_id}".encode(), "sha256").hex()[:16]
    asked = datetime.now(UTC).isoformat(timespec="seconds")
    # By the number of the account: names in the environment say what one likes.
    by = pwd.getpwuid(os.getuid()).pw_name
    facts = {"asked": asked, "by": by, "what": what, "period": period, "purpose": purpose}
    append_line(store.root / "runs" / "audit.jsonl", {**facts, "receipt": name, "person_reference": reference})
    return name


def write_receipt(store: Store, name: str, content: bytes) -> Path:
    """Write a receipt that only its owner can read; gives its path."""
    path = store.root / "receipts" / f"{name}.txt"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    return path
