"""Practice packs: for each practice its own tables and its page, written once for each content.

An index names the pack of every practice; it is written when all packs are, so that a reader who starts from the
pointer never meets half a set.
"""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from flows import faults
from flows.coverage import Coverage, attribution_notes, attribution_requirement, missing_for, read_coverage
from flows.drops import Drop, committed_drops
from flows.files import clear_folder, content_digest, read_json, write_bytes, write_json
from flows.fingerprint import code_digest, digest
from flows.measures import definition_requirements
from flows.methods import official_method
from flows.official import choice_note
from flows.pack_tables import PracticeTables, practice_tables
from flows.refresh import data_cut_off, finished_output
from flows.releases import read_release
from flows.store import Step, Store, made
from reference.load import Method
from reports.catalogue import load_catalogue
from reports.dictionary import render_dictionary
from reports.list_workbook import WORKBOOK, render_list
from reports.pack import PracticePack
from reports.practice_page import render_practice_page
from schemas.inputs.registry import INPUTS
from schemas.pack import PACK_SHEETS, PACK_TABLES
from transforms.catalogue import indicators, needs
from transforms.dates import period_end
from transforms.packs.practices import describe_practices

PAGE = "report.en.html"
CODE = ("reports.practice_page", "reports.dictionary", "reports.list_workbook")
ORDINARY_PANEL = 300
LISTS = [name for name, model in INPUTS.items() if model.contract().is_extract]
# Below this share of rows set aside or odd an input has no sentence of its own in a pack.
NEARLY_NONE_SHARE = 0.01


@dataclass(frozen=True)
class PeriodFacts:
    """What all packs of a period share."""

    period: str
    release: str | None
    known_until: dt.date
    coverage: Coverage
    practices: Mapping[str, Mapping[str, Any]]
    notes: tuple[str, ...]
    method: Method


def write_packs(store: Store, period: str, release: Path | None, tell: Callable[[str], None] = lambda _: None) -> str:
    """Write the packs of every practice of a period and an index of them; gives the name of the index."""
    drops = committed_drops(store.root)
    facts = _facts(store, drops, period, release)
    index = {}
    for practice_id, tables in practice_tables(store, period, release):
        pack = _pack(practice_id, tables, facts)
        index[practice_id] = _write_pack(store, practice_id, pack)
        tell(practice_id)
    name = hashlib.sha256(json.dumps(index, sort_keys=True).encode()).hexdigest()[:16]
    path = store.root / "packs" / "index" / f"{name}.json"
    if read_json(path) is None:
        write_json(path, {"period": period, "release": facts.release, "packs": index})
    return name


def pack_pages(store: Store, index: str) -> dict[str, Path]:
    """Give practice id → path of its page, for the packs an index names."""
    document = read_json(store.root / "packs" / "index" / f"{index}.json")
    return {name: store.root / "packs" / folder / PAGE for name, folder in sorted(document["packs"].items())}


def typical_page(store: Store, index: str) -> Path | None:
    """Give the page of the first practice of ordinary size whose patients have needs, else of the first; null: none."""
    pages = pack_pages(store, index)
    for page in pages.values():
        persons = pl.scan_parquet(page.with_name("tiers.parquet")).select(pl.col("persons").sum()).collect().item()
        listed = pl.scan_parquet(page.with_name("patients.parquet")).select(pl.len()).collect().item()
        if persons >= ORDINARY_PANEL and listed:
            return page
    return next(iter(pages.values()), None)


def _facts(store: Store, drops: list[Drop], period: str, release: Path | None) -> PeriodFacts:
    ohts = made(finished_output(store, Step("derived", "inputs/ohts"))).load()
    teams = made(finished_output(store, Step("derived", "attribution/round_two", period))).load()
    cohort = finished_output(store, Step("results", "cohorts/frequent_ed", period))
    practices = describe_practices(teams, ohts, cohort.load() if cohort else None)
    return PeriodFacts(
        period,
        release.name if release and read_release(release, "results", period) is not None else None,
        data_cut_off(store, period),
        read_coverage(drops),
        {row["practice_id"]: row for row in practices.iter_rows(named=True)},
        (*filter(None, [choice_note(store, period)]), *_row_notes(drops)),
        official_method(store),
    )


def _row_notes(drops: list[Drop]) -> tuple[str, ...]:
    """Say, an input a sentence, how many delivered rows were set aside or kept with a warning.

    Inputs of which nearly all rows are in order are counted in one sentence: nobody reads thirty.
    """
    notes, in_order = [], 0
    # A list is of one practice: its counts are nobody else's business.
    for name in [name for name in INPUTS if name not in LISTS]:
        accounts = [drop.record["inputs"][name] for drop in drops if name in drop.record["inputs"]]
        rows, aside = (sum(account[key] for account in accounts) for key in ("rows_in", "quarantined"))
        warned = sum(sum(account["warnings"].values()) for account in accounts)
        if 0 < aside + warned < NEARLY_NONE_SHARE * rows:
            in_order += 1
            continue
        if aside:
            notes.append(f"{name}: {aside:,} of {rows:,} rows were set aside by checks and count for nothing.")
        if warned:
            notes.append(f"{name}: {warned:,} of {rows:,} rows are odd but possible; they count.")
    if in_order:
        notes.append(
            f"Of {in_order} input{'s' if in_order > 1 else ''} fewer than 1 in 100 rows were set aside or are odd."
        )
    return tuple(notes)


def _pack(practice_id: str, tables: PracticeTables, facts: PeriodFacts) -> PracticePack:
    end = period_end(facts.period)
    placing = attribution_requirement(facts.method)
    missing = {
        need.id: reason
        for need in needs().values()
        if (reason := missing_for((placing, *definition_requirements(need.features)), facts.coverage, end))
    }
    unplaced = missing_for((placing,), facts.coverage, end)
    own_list = replace(tables.own_list, missing=unplaced) if tables.own_list else None
    return PracticePack(
        **facts.practices[practice_id],
        period=facts.period,
        period_end=end,
        data_cut_off=facts.known_until,
        publication=facts.release,
        method_id=facts.method.method_id,
        definitions_version=", ".join(f"{record.id} {record.version}" for record in indicators().values()),
        code_version=version("oht-pipeline"),
        panel_persons=tables.panel_persons,
        measures=tables.measures,
        patients=tables.patients,
        tiers=tables.tiers,
        neighbourhoods=tables.neighbourhoods,
        own_list=own_list,
        reconciliation=None if unplaced else tables.reconciliation,
        notes=(*attribution_notes(facts.coverage, end, facts.method), *facts.notes),
        not_supplied=tuple(sorted(f"{name}.{column}" for name, column in facts.coverage.absent if name not in LISTS)),
        needs_not_computable=tuple(sorted(missing.items())),
    )


def _write_pack(store: Store, practice_id: str, pack: PracticePack) -> str:
    """Write a pack unless one with the same content exists; gives its folder below packs/."""
    frames = _frames(pack)
    contents = [content_digest(frame) for frame in frames.values()]
    stated = [value for name, value in vars(pack).items() if name not in PACK_TABLES]
    name = digest((contents, stated, code_digest(*CODE), _page_resources()))
    relative = f"{quote(practice_id, safe='')}/{name}"
    folder = store.root / "packs" / relative
    if read_json(folder / "manifest.json") is not None:
        return relative
    clear_folder(folder)
    files_made = {f"{table}.parquet": _parquet(frame) for table, frame in frames.items()}
    files_made |= {"dictionary.csv": _dictionary(), PAGE: render_practice_page(pack)}
    if pack.reconciliation is not None:
        files_made[WORKBOOK] = render_list(pack.reconciliation, load_catalogue("en"))
    for file_name, content in files_made.items():
        write_bytes(folder / file_name, content)
        faults.reach("pack_write")
    digests = {file_name: hashlib.sha256(content).hexdigest() for file_name, content in files_made.items()}
    write_json(folder / "manifest.json", {"practice": practice_id, "period": pack.period, "files": digests})
    return relative


def _frames(pack: PracticePack) -> dict[str, pl.DataFrame]:
    """Give the tables of a pack by name; a practice that sent no list has nothing to reconcile."""
    found = {name: getattr(pack, name) for name in PACK_TABLES}
    return {name: frame for name, frame in found.items() if frame is not None}


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=1)
    return buffer.getvalue()


@cache
def _dictionary() -> bytes:
    return render_dictionary({**PACK_TABLES, **PACK_SHEETS})


@cache
def _page_resources() -> str:
    """Digest of the templates, styles and English sentences that the page is made of."""
    root = files("reports")
    names = ["style.css", "templates/practice_page.html", "messages/en.yaml"]
    return digest([hashlib.sha256(root.joinpath(name).read_bytes()).hexdigest() for name in names])
