"""Releases: the tables that teams see, frozen, after disclosure control; and the exact results they come from."""

import hashlib
import json
from pathlib import Path

import polars as pl
from pandera.errors import SchemaError

from flows import faults
from flows.files import clear_folder, content_digest, read_json, write_bytes, write_json, write_table
from flows.refresh import data_cut_off, finished_output
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
    contents = [(name, content_digest(frame)) for name, frame in sorted(tables.items())]
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
    exact = exact_results(store, period)
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    released = {
        "results": release_results(exact, indicators(), data_cut_off(store, period)),
        "tiers": release_tiers(tiers, period),
    }
    return {name: _passed(name, frame, period) for name, frame in released.items()}


def _passed(name: str, frame: pl.DataFrame, period: str) -> pl.DataFrame:
    """The same rows, once the check that no small cell is among them has passed; raises Refused('privacy')."""
    try:
        return MODELS[name].validate(frame)
    except SchemaError as error:
        what = error.check.name if error.check is not None else "its shape"
        raise Refused(
            "privacy",
            f"The table {name} of {period} did not pass the check {what}, so that nothing was released; the current "
            "publication stands. This is a defect of the program: report it with the version and the period.",
        ) from None


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


def read_release(folder: Path, period: str) -> pl.DataFrame:
    """One row per indicator, OHT or province: the results of a period in a release; none when it lacks the period."""
    path = folder / "results" / f"period={period}" / "data.parquet"
    return pl.read_parquet(path, hive_partitioning=False) if path.exists() else PublishedResults.empty()


def _indicator_step(name: str, period: str) -> Step:
    return Step("results", f"indicators/{name}", period)
