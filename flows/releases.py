"""Releases: the tables that teams see, frozen, after disclosure control; and the exact results they come from."""

import hashlib
import json
from pathlib import Path

import polars as pl

from flows import faults
from flows.drops import committed_drops, known_until
from flows.files import clear_folder, read_json, write_bytes, write_json, write_table
from flows.refresh import finished_output
from flows.refusals import Refused
from flows.store import Step, Store, made
from reports.dictionary import render_dictionary
from schemas.published import PublishedResults, PublishedTiers
from transforms.catalogue import indicators
from transforms.disclosure.release import release_results, release_tiers

MODELS = {"results": PublishedResults, "tiers": PublishedTiers}


def write_release(store: Store, periods: list[str]) -> str:
    """Write the tables of periods as a release, unless it exists; gives its id, which names what it holds."""
    tables = {
        f"{name}/period={period}": frame for period in periods for name, frame in _tables_of(store, period).items()
    }
    dictionary = render_dictionary(MODELS)
    contents = [
        (name, hashlib.sha256(frame.write_ipc(None).getvalue()).hexdigest()) for name, frame in sorted(tables.items())
    ]
    text = json.dumps([contents, hashlib.sha256(dictionary).hexdigest()])
    release = f"{periods[-1]}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder = release_folder(store, release)
    if read_json(folder / "manifest.json") is not None:
        return release
    clear_folder(folder)
    digests = {}
    for name, frame in sorted(tables.items()):
        (folder / name).mkdir(parents=True)
        digests[f"{name}/data.parquet"] = write_table(frame, folder / name / "data.parquet")
    write_bytes(folder / "dictionary.csv", dictionary)
    faults.reach("before_manifest")
    write_json(folder / "manifest.json", {"release": release, "periods": periods, "files": digests})
    return release


def _tables_of(store: Store, period: str) -> dict[str, pl.DataFrame]:
    cut_off = known_until(committed_drops(store.root))
    if cut_off is None:
        raise Refused("nothing_received", "Nothing was received yet.")
    exact = exact_results(store, period)
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    return {
        "results": PublishedResults.validate(release_results(exact, indicators(), cut_off)),
        "tiers": PublishedTiers.validate(release_tiers(tiers, period)),
    }


def has_results(store: Store, period: str) -> bool:
    """Tell whether every result of a refreshed period is still in the store."""
    steps = [Step("results", "tiers", period), *(_indicator_step(name, period) for name in indicators())]
    return all(finished_output(store, step) is not None for step in steps)


def exact_results(store: Store, period: str) -> pl.DataFrame:
    """One row per indicator, level and unit: the exact results of a period, restricted."""
    outputs = [finished_output(store, _indicator_step(name, period)) for name in indicators()]
    return pl.concat([made(output).load() for output in outputs])


def release_folder(store: Store, release: str) -> Path:
    """Folder of the tables of a release."""
    return store.root / "published" / "releases" / release


def read_release(folder: Path) -> pl.DataFrame:
    """One row per indicator, OHT or province, and period: the results of a release."""
    return pl.read_parquet(sorted((folder / "results").glob("period=*/data.parquet")), hive_partitioning=False)


def _indicator_step(name: str, period: str) -> Step:
    return Step("results", f"indicators/{name}", period)
