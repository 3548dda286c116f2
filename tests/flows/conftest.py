"""Small stores and a way to call `oht` inside the test's own process."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.receive import receive_drop
from flows.settings import create_store
from flows.store import Store
from tests.flows.small_delivery import write_small


@dataclass(frozen=True)
class Said:
    """What a command said: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        """The output line by line; fails when a line is not JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Oht = Callable[..., Said]
# The day on which the tests receive, whatever the clock says.
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def oht(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Oht:
    """Call `oht` with words; gives what it said."""
    monkeypatch.delenv("OHT_STORE", raising=False)
    monkeypatch.delenv("OHT_DEBUG", raising=False)
    monkeypatch.setattr("flows.commands.today", lambda: TODAY)

    def call(*words: object) -> Said:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capfd.readouterr())

    return call


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return create_store(tmp_path / "store", open_periods=2)


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small delivery, computed for 2026-08 and 2026-09 and not yet published."""
    home = tmp_path_factory.mktemp("small")
    create_store(home / "store", open_periods=2)
    receive_drop(Store(home / "store"), write_small(home / "main"), "synthetic", TODAY)
    assert main(["run", "--store", str(home / "store")]) == 0
    return home / "store"


@pytest.fixture
def small_store(small_template: Path, tmp_path: Path) -> Store:
    """A copy of the computed small store, for one test to change."""
    shutil.copytree(small_template, tmp_path / "store")
    return Store(tmp_path / "store")
