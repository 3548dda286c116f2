"""A reader of publications that never rests: whatever a writer does, what the pointer leads to must be whole."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from tests.unbreakable.jobs import FORKS, PATIENCE_SECONDS, ended

PAUSE_SECONDS = 0.02


@contextmanager
def watched(store: Path, findings: Path) -> Iterator[None]:
    """Let a process of its own read the publication over and over; at the end `findings` holds what it saw."""
    stop = FORKS.Event()
    process = FORKS.Process(target=_watch, args=(store, stop, findings), daemon=True)
    process.start()
    try:
        yield
    finally:
        stop.set()
        assert ended(process) == 0


def read_findings(findings: Path) -> dict[str, Any]:
    """Give how often the reader looked (`looks`), the pointers it saw in order (`seen`) and what was not whole."""
    return json.loads(findings.read_text(encoding="utf-8"))


def publication_faults(store: Path) -> tuple[str, list[str]]:
    """Read the pointer once and all it leads to; gives the pointer as text, and every file that is not as promised."""
    try:
        text = (store / "published" / "current.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return "nothing", []
    pointer = json.loads(text)
    wrong = _faults_of_release(store, pointer["release"]) if pointer["release"] else []
    index = json.loads((store / "packs" / "index" / f"{pointer['packs']}.json").read_text(encoding="utf-8"))
    if not index["packs"]:
        wrong.append("the index names no pack")
    for folder in index["packs"].values():
        wrong += _faults_of_folder(store / "packs" / folder, at_least={"measures.parquet", "report.en.html"})
    return text, wrong


def _faults_of_release(store: Path, release: str) -> list[str]:
    folder = store / "published" / "releases" / release
    return _faults_of_folder(folder, at_least=set())


def _faults_of_folder(folder: Path, at_least: set[str]) -> list[str]:
    """Name every file of a manifest that is absent or not what its digest says, and what the manifest lacks."""
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    wrong = [f"{folder.name}: no {name}" for name in sorted(at_least - files.keys())]
    if not files:
        wrong.append(f"{folder.name}: no files")
    for name, digest in files.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            wrong.append(f"{folder.name}: {name}")
    return wrong


def _watch(store: Path, stop: Event, findings: Path) -> None:
    seen: list[str] = []
    faults: list[str] = []
    looks, is_last, end = 0, False, time.monotonic() + PATIENCE_SECONDS
    while not is_last:
        # Asked before looking: the last look begins when everything is done.
        is_last = stop.is_set() or time.monotonic() > end
        pointer, wrong = _look(store)
        looks += 1
        faults += wrong
        if not seen or seen[-1] != pointer:
            seen.append(pointer)
        time.sleep(PAUSE_SECONDS)
    findings.write_text(json.dumps({"looks": looks, "seen": seen, "faults": faults}), encoding="utf-8")


def _look(store: Path) -> tuple[str, list[str]]:
    try:
        return publication_faults(store)
    except (OSError, ValueError, KeyError) as error:
        return "unreadable", [f"{type(error).__name__}: {error}"]
