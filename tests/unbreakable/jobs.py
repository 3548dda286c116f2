"""Run commands of `oht` in processes of their own, which a test may kill.

Two ways: a fork of a server that has the modules loaded (quick, for kills), and a fresh interpreter (for what a person
would see, for other numbers of threads, for other code).
"""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from flows.cli import main
from flows.lock import hold_lock

ROOT = Path(__file__).resolve().parents[2]
KILLED = -signal.SIGKILL
PATIENCE_SECONDS = 600
OURS = ("OHT_KILL_AT", "OHT_KILL_LOG", "OHT_DEBUG", "OHT_STORE")
SEQUENCE = """
import json, sys
from flows.cli import main
codes = [main(words) for words in json.loads(sys.argv[1])]
open(sys.argv[2], "w").write(json.dumps(codes))
"""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["__main__", "flows.cli"])

Commands = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Said:
    """What a fresh interpreter left behind: an exit code for each command and everything it wrote."""

    codes: list[int]
    out: str
    err: str


def whole_job(store: Path, deliveries: Path) -> list[list[str]]:
    """Give the commands of a night: both deliveries, the open periods, the publication."""
    receive = [["receive", str(deliveries / name), "--source", "synthetic"] for name in ("main", "correcting")]
    return at([*receive, ["run"], ["publish"]], store)


def at(commands: Commands, store: Path) -> list[list[str]]:
    """Give the commands with the store they are about."""
    return [[*words, "--store", str(store)] for words in commands]


def fork(commands: Commands, environment: Mapping[str, str] | None = None) -> BaseProcess:
    """Start a process that runs commands until one fails; its exit code is that of the last one run."""
    process = FORKS.Process(target=_run_all, args=(list(commands), dict(environment or {})), daemon=True)
    process.start()
    return process


def run(commands: Commands, environment: Mapping[str, str] | None = None) -> int:
    """Run commands in a process until one fails; gives the exit code, or minus the signal that killed it."""
    return ended(fork(commands, environment))


def ended(process: BaseProcess) -> int:
    """Wait for the end of a process and give its exit code."""
    process.join(PATIENCE_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError("The process did not end.")
    return process.exitcode


def kill(process: BaseProcess) -> int:
    """Kill a process without warning, and give its exit code."""
    process.kill()
    return ended(process)


def say(commands: Commands, scratch: Path, environment: Mapping[str, str] | None = None, code: Path = ROOT) -> Said:
    """Run all commands in one fresh interpreter with the packages found in `code`, and give what was said."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "-c", SEQUENCE, json.dumps(list(commands)), str(scratch / "codes.json")],
        cwd=code,
        env={**clean, "PYTHONPATH": str(code), **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return Said(json.loads((scratch / "codes.json").read_text(encoding="utf-8")), done.stdout, done.stderr)


def hold(store: Path, holder: str) -> BaseProcess:
    """Start a process that takes the lock of a store and keeps it; gives it once it has the lock."""
    has_it = FORKS.Event()
    process = FORKS.Process(target=_hold, args=(store, holder, has_it), daemon=True)
    process.start()
    assert has_it.wait(PATIENCE_SECONDS)
    return process


def _run_all(commands: list[list[str]], environment: dict[str, str]) -> None:
    for name in OURS:
        os.environ.pop(name, None)
    os.environ.update(environment)
    _be_silent()
    for words in commands:
        code = main(words)
        if code:
            sys.exit(code)


def _hold(store: Path, holder: str, has_it: Event) -> None:
    with hold_lock(store, holder):
        has_it.set()
        time.sleep(PATIENCE_SECONDS)


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
