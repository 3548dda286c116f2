"""What a person sees: progress bars on a terminal, plain lines elsewhere, JSON when asked for."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console as Terminal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.plan import PlanLine
from flows.work import Action

STATE_WORDS = {"current": "up to date", "to_run": "runs", "waiting": "waits"}


class Console:
    """Speaks to the person at the terminal, or to the program that reads the output."""

    def __init__(self, is_json: bool = False) -> None:
        self.is_json = is_json
        self.terminal = Terminal(file=sys.stdout, highlight=False, soft_wrap=True)
        self._last = ""

    @property
    def is_live(self) -> bool:
        """True when bars may be drawn."""
        return self.terminal.is_terminal and not self.is_json

    def say(self, text: str) -> None:
        """Say a line."""
        if not self.is_json:
            self.terminal.print(text, markup=False)

    def result(self, **facts: Any) -> None:
        """Give the outcome of the command as one JSON line; nothing without --json."""
        if self.is_json:
            self.terminal.print(json.dumps(facts, ensure_ascii=False, default=str), markup=False)

    def plan(self, lines: Sequence[PlanLine]) -> None:
        """Show a plan: what runs or waits and why; what is current is counted in one line."""
        if self.is_json:
            return
        active = [line for line in lines if line.state != "current"]
        current = sum(line.buckets for line in lines if line.state == "current")
        if not active:
            self.say(f"Plan: nothing to do; {current} steps are up to date.")
            return
        self.say(f"Plan: {sum(line.buckets for line in active)} steps to run, {current} up to date.")
        table = Table("period", "step", "buckets", "state", "why", box=None, pad_edge=False)
        for line in active:
            table.add_row(line.period, line.step, str(line.buckets), STATE_WORDS[line.state], line.reason)
        self.terminal.print(table)

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[Action], None]]:
        """Follow steps as they are done; gives the function to tell them to."""
        if not self.is_live:
            yield self._tell_plainly
            return
        columns = [
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        ]
        with Progress(*columns, console=self.terminal, transient=True) as bars:
            task = bars.add_task("starting", total=total)
            yield lambda action: bars.update(task, advance=1, description=describe(action))

    def _tell_plainly(self, action: Action) -> None:
        """One line a step and period, not one a bucket."""
        text = describe(action)
        if action.state == "to_run" and text != self._last:
            self.say(f"{text}: {action.reason}")
            self._last = text


def describe(action: Action) -> str:
    """Name a step for a reader."""
    return f"{action.step.period or 'inputs'} {action.step.name}"


def complain(text: str) -> None:
    """Say what went wrong on the error stream."""
    Terminal(file=sys.stderr, highlight=False, soft_wrap=True).print(f"✗ {text}", markup=False)
