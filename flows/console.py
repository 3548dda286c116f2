"""What a person sees: progress bars on a terminal, plain lines elsewhere, JSON when asked for."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console as Terminal
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from flows.plan import PlanLine, as_rows
from flows.work import Action

PIPE_WIDTH = 240
WAITS = "when those have run"


class Console:
    """Speaks to the person at the terminal, or to the program that reads the output."""

    def __init__(self, is_json: bool = False) -> None:
        self.is_json = is_json
        # Where nobody looks, nothing is shortened to the width of a window.
        width = None if sys.stdout.isatty() else PIPE_WIDTH
        self.terminal = Terminal(file=sys.stdout, width=width, highlight=False, emoji=False, soft_wrap=True)
        self._told: set[str] = set()

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
            self.terminal.out(json.dumps(facts, default=str), highlight=False)

    def plan(self, lines: Sequence[PlanLine]) -> None:
        """Show a plan: what runs and why; what waits for it and what is current is counted."""
        self.result(plan=as_rows(lines))
        steps = Counter({line.state: 0 for line in lines})
        for line in lines:
            steps[line.state] += line.buckets
        current = f"{counted(steps['current'], 'step')} up to date"
        if steps["to_run"] == steps["waiting"] == 0:
            self.say(f"Plan: nothing to do, {current}.")
            return
        self.say(f"Plan: {counted(steps['to_run'], 'step')} to run, {steps['waiting']:,} wait for them, {current}.")
        self.table(["period", "step", "buckets", "why"], _plan_rows(lines))

    def table(self, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show a table; in a narrow window long words are broken, never cut."""
        if self.is_json:
            return
        columns = [Column(name, overflow="fold") for name in names]
        table = Table(*columns, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(escape, row))
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
        """One line a step and period, not one a bucket; methods beside each other take turns in a bucket."""
        text = describe(action)
        if action.state == "to_run" and text not in self._told:
            self.say(f"{text}: {action.reason}")
            self._told.add(text)


def describe(action: Action) -> str:
    """Name a step for a reader."""
    return f"{action.step.period} {action.step.name}" if action.step.period else action.step.name


def _plan_rows(lines: Sequence[PlanLine]) -> list[list[str]]:
    """One row a step that runs, then one a period for its steps that can be judged only when those have run."""
    rows = []
    for period in dict.fromkeys(line.period for line in lines):
        found = [line for line in lines if line.period == period]
        runs = [line for line in found if line.state == "to_run"]
        # Without its zone a step is called the same here as when it runs.
        rows += [[period, line.step.partition("/")[2], f"{line.buckets:,}", line.reason] for line in runs]
        waiting = [line.buckets for line in found if line.state == "waiting"]
        if waiting:
            rows.append([period, f"{counted(len(waiting), 'step')} more", f"{sum(waiting):,}", WAITS])
    return rows


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Say how many of a thing there are."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def complain(text: str) -> None:
    """Say what went wrong on the error stream."""
    terminal = Terminal(file=sys.stderr, highlight=False, emoji=False, soft_wrap=True)
    terminal.print(f"✗ {text}", markup=False)
