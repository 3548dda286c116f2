"""Which attribution a publication stood on, and which deliveries that attribution knew.

It is the one in force: under the official file the persons have the teams of the file.

Outputs are immutable and stay, so that a few names are enough to read later what was once published. The note lies in
the restricted zone beside the other notes of releases: fingerprints of exact tables have no business among published
files.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.attribution import Attributed
from flows.files import read_json, write_json
from flows.official import FILE_STEP, PERSONS_STEP, as_of_day, stands_on_file
from flows.refusals import not_refreshed
from flows.store import Output, Step, Store
from flows.work import cut_off_path, refresh_path

PLACED = "attribution/persons"
ROUND_ONE = "attribution/round_one"
TEAMS = "attribution/round_two"
RULE_COMPONENTS = ("method", "code")


@dataclass(frozen=True)
class Known:
    """The attribution in force of a period as some refresh left it, the recomputed one, and the last drop they knew."""

    attributed: Attributed
    recomputed: Attributed
    last_drop: int


def note_attributions(store: Store, release: str, periods: list[str]) -> None:
    """Write down, for each period of a release, the outputs of its attribution and the last drop they knew."""
    notes = {period: _note(store, period) for period in periods}
    path = _note_path(store, release)
    if read_json(path) != notes:
        write_json(path, notes)


def finished_attribution(store: Store, period: str) -> Known | None:
    """Give the attribution that the results of a period stand on; null: no finished one is in the store."""
    return _known(store, period, _note(store, period))


def require_attribution(store: Store, period: str) -> Known:
    """Give the attribution that the results of a period stand on; raises Refused when there is none."""
    known = finished_attribution(store, period)
    if known is None:
        raise not_refreshed(period)
    return known


def published_attribution(store: Store, release: str, period: str) -> Known | None:
    """Give the attribution of a period that a release stood on; null: the release lacks the period, or it is gone."""
    note = (read_json(_note_path(store, release)) or {}).get(period)
    return _known(store, period, note) if note and note["last_drop"] else None


def rules_of(outputs: list[Output | None], components: tuple[str, ...] = RULE_COMPONENTS) -> set[str]:
    """Give the digests of the method and of the code that made some outputs."""
    made = [output.manifest["components"] for output in outputs if output]
    return {f"{name}:{found[name]}" for found in made for name in components if name in found}


def outputs_of(attributed: Attributed) -> list[Output | None]:
    """Give all outputs of an attribution."""
    return [*attributed.round_one, attributed.teams, *attributed.persons]


def file_day(attributed: Attributed) -> str | None:
    """Give the day of the official file that an attribution has its teams from; null: they are recomputed."""
    return as_of_day(attributed.file).isoformat() if attributed.file else None


def _note(store: Store, period: str) -> dict[str, Any]:
    record = read_json(refresh_path(store.root, period)) or {}
    cut_off = read_json(cut_off_path(store.root, period)) or {}
    steps = [
        Step("derived", TEAMS, period),
        *(step for name in (ROUND_ONE, PLACED) for step in _steps(store, name, period)),
    ]
    if stands_on_file(store, period):
        steps += [Step("derived", FILE_STEP, period), *_steps(store, PERSONS_STEP, period)]
    places = [str(step.folder) for step in steps]
    return {
        "outputs": {place: record[place]["fingerprint"] for place in places if place in record},
        "last_drop": cut_off.get("last_drop"),
    }


def _known(store: Store, period: str, note: dict[str, Any]) -> Known | None:
    def find(step: Step) -> Output | None:
        fingerprint = note["outputs"].get(str(step.folder))
        return store.find(step, fingerprint) if fingerprint else None

    def find_all(name: str) -> list[Output | None]:
        return [find(step) for step in _steps(store, name, period)]

    recomputed = Attributed(find_all(ROUND_ONE), find(Step("derived", TEAMS, period)), find_all(PLACED))
    attributed, file_step = recomputed, Step("derived", FILE_STEP, period)
    if str(file_step.folder) in note["outputs"]:
        attributed = replace(recomputed, persons=find_all(PERSONS_STEP), file=find(file_step))
        if attributed.file is None:
            return None
    return Known(attributed, recomputed, note["last_drop"] or 0) if all(attributed.persons) else None


def _steps(store: Store, name: str, period: str) -> list[Step]:
    return [Step("derived", name, period, bucket) for bucket in range(store.buckets)]


def _note_path(store: Store, release: str) -> Path:
    return store.root / "runs" / "attributed" / f"{release}.json"
