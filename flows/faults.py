"""Named points at which a test may kill the process, to prove that a kill anywhere is harmless.

Nothing happens unless OHT_KILL_AT names a point, optionally with the visit to die on: `data_write:3`. Before dying the
point writes a line to the file named by OHT_KILL_LOG, so that a test knows it was hit.
"""

import os
import signal
from pathlib import Path

POINTS = ["data_write", "before_manifest", "before_pointer", "pack_write", "receive"]

_visits: dict[str, int] = {}


def armed(point: str) -> bool:
    """Tell whether this visit to the point is the one to die on; counts the visit."""
    wanted = os.environ.get("OHT_KILL_AT", "")
    name, _, visit = wanted.partition(":")
    if name != point:
        return False
    _visits[point] = _visits.get(point, 0) + 1
    return _visits[point] == int(visit or 1)


def reach(point: str) -> None:
    """Kill this process if the point is armed."""
    if armed(point):
        die(point)


def die(point: str) -> None:
    """Leave the name of the point in the log and kill this process without any clean-up."""
    log = os.environ.get("OHT_KILL_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as stream:
            stream.write(f"{point}\n")
            stream.flush()
            os.fsync(stream.fileno())
    os.kill(os.getpid(), signal.SIGKILL)
