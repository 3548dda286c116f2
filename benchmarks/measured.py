"""Run a command and measure it from outside: CPU seconds, wall seconds, and the peak memory of its process tree."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Cost:
    """What a run cost; `peak_mib` is the largest sum of resident memory over the process and its descendants."""

    cpu_seconds: float
    wall_seconds: float
    peak_mib: float
    output: str


def run_measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raises CalledProcessError when it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    ) as child:
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(child, peak), daemon=True)
        watcher.start()
        output, _ = child.communicate()
        watcher.join()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, output)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(round(cpu, 2), round(wall, 2), round(peak[0] / 2**20, 0), output)


def _watch(child: "subprocess.Popen[str]", peak: list[int]) -> None:
    while child.poll() is None:
        peak[0] = max(peak[0], sum(_resident_bytes(pid) for pid in _tree(child.pid)))
        time.sleep(PAUSE_SECONDS)


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        except OSError:
            children = []
        found.extend(int(child) for child in children)
    return found


def _resident_bytes(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
