"""Nothing of ours makes a step that its fingerprint does not know: a change of it would leave the step as it was.

Each step is watched while it is made. Every module of ours of which a function was called must be among those whose
code went into the fingerprint.
"""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows import (
    agreement,
    attribution,
    care,
    changes,
    charts,
    code_counts,
    comparisons,
    decedents,
    drift,
    features,
    fingerprint,
    hospitals,
    inputs,
    lines,
    listed_services,
    measures,
    neighbourhoods,
    networks,
    official,
    physicians,
    reconciliation,
    references,
    reliability,
    results,
    shared_features,
    side_by_side,
    specialists,
)
from flows.receive import receive_drop
from flows.refresh import walk
from flows.settings import AttributionSetting, create_store
from flows.store import Store
from flows.work import Work
from tests.flows.conftest import TODAY
from tests.flows.official_delivery import write_with_file
from tests.flows.own_list import list_of_p1, write_list
from tests.flows.small_delivery import write_small
from tests.unbreakable.stages import PERIODS, Stages, copied
from transforms.catalogue import needs

# Checks reject and never change; the tables of reference/ and the rules of needs are digested as `method` and `rule`.
DIGESTED_OTHERWISE = ("schemas", "reference", *(need.member.__module__ for need in needs().values()))
STAGES = (
    inputs,
    code_counts,
    physicians,
    shared_features,
    drift,
    charts,
    features,
    lines,
    listed_services,
    care,
    references,
    attribution,
    official,
    agreement,
    measures,
    decedents,
    hospitals,
    results,
    comparisons,
    reconciliation,
    changes,
    networks,
    neighbourhoods,
    specialists,
    reliability,
    side_by_side,
)


class Witness:
    """Notes which modules a digest stands for, and which of ours a step called that its digest does not stand for."""

    def __init__(self) -> None:
        self.modules_of: dict[str | None, set[str]] = {}
        self.unknown: dict[str, set[str]] = {}
        self.steps = 0
        self.made: set[str] = set()

    def digest(self, *modules: str) -> str:
        """Give the digest of the code of modules, and note every module that was read for it."""
        read: set[str] = set()
        module_of = fingerprint._module

        def noting(module: str) -> Any:
            read.add(module)
            return module_of(module)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fingerprint, "_module", noting)
            found = fingerprint.code_digest.__wrapped__(*modules)
        self.modules_of[found] = read
        return found

    def make(self, name: str, code: str | None, produce: Callable[[], Any]) -> Any:
        """Make a step, and compare the modules that were called with those that the digest of its code stands for."""
        called: set[str] = set()
        produced = _watched(produce, called)
        known = self.modules_of.get(code, set())
        unknown = {module for module in called - known if not module.startswith(DIGESTED_OTHERWISE)}
        if unknown:
            self.unknown.setdefault(name, set()).update(unknown)
        self.steps += 1
        self.made.add(name)
        return produced


def watch(monkeypatch: pytest.MonkeyPatch) -> Witness:
    """Watch every step that is made from now on."""
    witness, ensure = Witness(), Work.ensure
    for module in STAGES:
        monkeypatch.setattr(module, "code_digest", witness.digest)

    def watched_ensure(work: Work, step: Any, components: Any, produce: Callable[[], Any]) -> Any:
        name, code = f"{step.zone}/{step.name}", components.get("code")
        return ensure(work, step, components, lambda: witness.make(name, code, produce))

    monkeypatch.setattr(Work, "ensure", watched_ensure)
    return witness


def test_every_step_is_made_by_the_code_in_its_fingerprint(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = watch(monkeypatch)
    walk(Store(copied(stages.received, tmp_path / "store")), PERIODS[-1:], is_plan=False)
    assert witness.steps > 20
    assert witness.unknown == {}


def test_so_are_the_steps_of_the_official_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    witness = watch(monkeypatch)
    store = create_store(tmp_path / "store", attribution=AttributionSetting("file"))
    receive_drop(store, write_with_file(tmp_path / "d"), "synthetic", dt.date(2026, 12, 1))
    walk(store, ["2026-09"], is_plan=False)
    assert {"derived/attribution/official/persons", "results/agreement"} <= witness.made
    assert witness.unknown == {}


def test_so_are_the_steps_of_methods_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    witness = watch(monkeypatch)
    setting = AttributionSetting(beside=("oht_attr_1_visits",))
    store = create_store(tmp_path / "store", attribution=setting)
    receive_drop(store, write_with_file(tmp_path / "d"), "synthetic", dt.date(2026, 12, 1))
    walk(store, ["2026-09"], is_plan=False)
    sides = ("oht_attr_1", "oht_attr_1_visits", "official_file")
    assert {*(f"derived/methods/counts/{side}" for side in sides), "results/methods"} <= witness.made
    assert witness.unknown == {}


def test_the_steps_of_practices_lists_are_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    witness, store = watch(monkeypatch), create_store(tmp_path / "store")
    receive_drop(store, write_small(tmp_path / "main"), "synthetic", TODAY)
    receive_drop(store, write_list(tmp_path / "list", list_of_p1()), "practice_list", TODAY)
    done = walk(store, ["2026-09"], is_plan=False)
    assert "reconciliation" in {action.step.name for action in done.actions}
    assert witness.unknown == {}


def _watched(produce: Callable[[], Any], called: set[str]) -> Any:
    """Call a function and note the modules of ours of which any function is called meanwhile."""

    def note(frame: Any, event: str, _: Any) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.split(".")[0] in fingerprint.OURS:
            called.add(module)

    sys.setprofile(note)
    try:
        return produce()
    finally:
        sys.setprofile(None)
