"""The engine of every refresh: a step whose output exists is left alone, any other is made, and the reason is told.

The same walk over the steps makes the plan and does the work. When planning, a step that would run has no output, so
the steps behind it cannot be judged yet; they are listed as waiting.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from flows.files import read_json, write_json
from flows.fingerprint import fingerprint
from flows.store import Output, Produced, Step, Store

State = Literal["current", "to_run", "waiting"]
Components = Mapping[str, str | None]

REASONS = {
    "input": "input changed: {name}",
    "code": "code changed",
    "rule": "definition changed: {name}",
    "method": "attribution method changed",
    "setting": "setting changed: {name}",
    "computable": "what the sources supply changed",
}


@dataclass(frozen=True)
class Action:
    """One step as planned or done."""

    step: Step
    state: State
    reason: str


@dataclass
class Work:
    """A walk over steps, either to plan (`is_plan`) or to do them; `tell` hears of each action as it begins."""

    store: Store
    is_plan: bool
    tell: Callable[[Action], None] = lambda _: None
    actions: list[Action] = field(default_factory=list)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def ensure(self, step: Step, components: Components, produce: Callable[[], Produced]) -> Output | None:
        """Give the output of a step, making it when it is missing; nothing when planning and it is to run or waits."""
        known = {name: value for name, value in components.items() if value is not None}
        if len(known) < len(components):
            self._note(Action(step, "waiting", "an earlier step runs first"))
            return None
        name = fingerprint(known)
        output = self.store.find(step, name)
        if output is not None:
            self._note(Action(step, "current", "up to date"))
        else:
            self._note(Action(step, "to_run", self._reason(step, known)))
            if self.is_plan:
                return None
            output = self.store.commit(step, name, known, produce())
        self.outputs[str(step.folder)] = {"fingerprint": name}
        return output

    def ensured(self, step: Step) -> Output | None:
        """Give the output of a step that this walk has been at; nothing when it is only planned."""
        entry = self.outputs.get(str(step.folder))
        return self.store.find(step, entry["fingerprint"]) if entry else None

    def remember(self, period: str) -> None:
        """Record which outputs a finished refresh of the period stands on (nothing when planning)."""
        path = refresh_path(self.store.root, period)
        if not self.is_plan and read_json(path) != self.outputs:
            write_json(path, self.outputs)

    def _note(self, action: Action) -> None:
        self.actions.append(action)
        self.tell(action)

    def _reason(self, step: Step, components: Mapping[str, str]) -> str:
        previous = self._previous_components(step)
        if previous is None:
            return "output is missing" if self._remembered(step) else "never computed"
        changed = sorted(
            name for name in components.keys() | previous.keys() if components.get(name) != previous.get(name)
        )
        return "; ".join(dict.fromkeys(_explain(name) for name in changed)) or "output is missing"

    def _remembered(self, step: Step) -> dict[str, str] | None:
        """Give what the last finished refresh recorded of the step."""
        remembered = read_json(refresh_path(self.store.root, step.period or "inputs")) or {}
        return remembered.get(str(step.folder))

    def _previous_components(self, step: Step) -> dict[str, str] | None:
        """What the last remembered output of the step depended on."""
        last = self._remembered(step)
        manifest = read_json(self.store.root / step.folder / last["fingerprint"] / "manifest.json") if last else None
        return manifest["components"] if manifest else None


def cut_off_path(root: Path, period: str) -> Path:
    """Path of the note of the latest delivery that the last finished refresh of a period knew."""
    return root / "runs" / "cut_off" / f"{period}.json"


def refresh_path(root: Path, period: str) -> Path:
    """Path of the record of the last finished refresh of a period, or of `inputs`."""
    return root / "runs" / "refresh" / f"{period}.json"


def refreshed_periods(store: Store) -> list[str]:
    """Name the periods with a finished refresh, in order."""
    folder = store.root / "runs" / "refresh"
    return sorted(path.stem for path in folder.glob("*.json") if path.stem != "inputs")


def finished_output(store: Store, step: Step) -> Output | None:
    """Give the output of a step that the last finished refresh of its period stands on; null: it has none."""
    record = read_json(refresh_path(store.root, step.period or "inputs")) or {}
    entry = record.get(str(step.folder))
    return store.find(step, entry["fingerprint"]) if entry else None


def content_of(output: Output | None, table: str = "data") -> str | None:
    """Digest of what a table of an output holds; null: the output is not made yet, so that what reads it waits."""
    return output.content(table) if output else None


def bucket_contents(name: str, outputs: Sequence[Output | None], table: str = "data") -> dict[str, str | None]:
    """Give the components of a step that reads one table of every bucket, by the name it is told of."""
    return {f"input:{name} of bucket {bucket}": content_of(output, table) for bucket, output in enumerate(outputs)}


def _explain(component: str) -> str:
    kind, _, name = component.partition(":")
    return REASONS.get(kind, "changed: {name}").format(name=name or kind)
