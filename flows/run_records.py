"""Run records and the audit log: who ran what, when, with what outcome. Times and hosts live here and nowhere else."""

import os
import platform
import uuid
from datetime import UTC, datetime
from typing import Any

from flows.files import write_json
from flows.store import Store


def record_run(store: Store, command: str, started: datetime, outcome: dict[str, Any]) -> str:
    """Write the record of a finished or refused run; gives its id."""
    ended = datetime.now(UTC)
    run_id = f"{started:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
    document = {
        "run": run_id,
        "command": command,
        "started": started.isoformat(timespec="seconds"),
        "seconds": round((ended - started).total_seconds(), 1),
        "host": platform.node(),
        "process": os.getpid(),
        **outcome,
    }
    write_json(store.root / "runs" / "log" / f"{run_id}.json", document)
    return run_id
