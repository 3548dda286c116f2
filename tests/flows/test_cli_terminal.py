"""Bars for a person at a terminal; plain lines in a pipe; nothing cut in either."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from flows.store import Store

BAR = "━"
ESCAPE = "\x1b["
COMMAND = [sys.executable, "-m", "flows.cli"]
WORDS = ["run", "--from", "2026-06", "--to", "2026-07"]


def at_a_terminal(words: list[str], columns: int) -> tuple[int, str]:
    """Run a command with a pseudo terminal of so many columns as its output; gives exit code and what it showed."""
    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), "LINES": "50"}
    process = subprocess.Popen([*COMMAND, *words], stdout=its, stderr=its, stdin=its, env=environment)
    os.close(its)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(), shown.decode()


def test_bars_are_for_terminals(small_store: Store) -> None:
    code, shown = at_a_terminal([*WORDS, "--store", str(small_store.root)], 100)
    assert code == 0
    assert BAR in shown and ESCAPE in shown
    assert "Plan: " in shown and "70 steps ran; 2026-06, 2026-07 up to date." in shown
    assert "round_one: never computed" not in shown


def test_a_pipe_gets_plain_lines(small_store: Store) -> None:
    words = [*COMMAND, *WORDS, "--store", str(small_store.root)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert BAR not in done.stdout and ESCAPE not in done.stdout
    assert "2026-06 attribution/round_one: never computed\n" in done.stdout


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_name_is_cut(small_store: Store, columns: int) -> None:
    code, shown = at_a_terminal(["plan", "--period", "2026-07", "--store", str(small_store.root)], columns)
    assert code == 0
    assert "…" not in shown
    assert ("features/ambulatory_care_sensitive" in shown) == (columns >= 80)


def test_json_at_a_terminal_is_json_alone(small_store: Store) -> None:
    code, shown = at_a_terminal(["run", "--period", "2026-07", "--store", str(small_store.root), "--json"], 80)
    assert code == 0
    assert [line[0] for line in shown.splitlines()] == ["{", "{"]
    assert ESCAPE not in shown


def test_a_reader_who_goes_away_breaks_nothing(small_store: Store, tmp_path: Path) -> None:
    words = f"{sys.executable} -m flows.cli plan --from 2020-01 --to 2026-09 --store {small_store.root} | head -n 1"
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Plan: ") and "Traceback" not in done.stderr
