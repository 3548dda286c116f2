"""The store: zones, where a step's output lives, and the commit that makes it exist.

An output is immutable at `<zone>/<step>/period=…/bucket=…/<fingerprint>/`. Its manifest is written last and commits it:
without one the folder is debris of an interrupted run and is written again. No time or host is inside data or
manifests.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from flows import faults
from flows.files import clear_folder, read_json, slice_digests, write_json, write_table
from flows.refusals import Refused

FORMAT = 1
KEY_BYTES = 32
ZONES = {
    "inbox": 0o700,
    "received": 0o700,
    "keys": 0o700,
    "standard": 0o700,
    "derived": 0o700,
    "quarantine": 0o700,
    "results": 0o700,
    "packs": 0o700,
    "published": 0o755,
    "receipts": 0o700,
    "runs": 0o700,
}


@dataclass(frozen=True)
class Step:
    """Where one piece of work belongs: its zone and name, its period and bucket (null: all of them)."""

    zone: str
    name: str
    period: str | None = None
    bucket: int | None = None

    @property
    def folder(self) -> Path:
        """Folder of all outputs of this step, relative to the store."""
        bucket = "all" if self.bucket is None else f"{self.bucket:04d}"
        return Path(self.zone, self.name, f"period={self.period or 'all'}", f"bucket={bucket}")


@dataclass(frozen=True)
class Output:
    """A committed output of a step."""

    step: Step
    fingerprint: str
    folder: Path
    manifest: dict[str, Any]

    def path(self, table: str = "data") -> Path:
        """Path of one of its tables."""
        return self.folder / f"{table}.parquet"

    def load(self, table: str = "data", columns: list[str] | None = None) -> pl.DataFrame:
        """One row per row as committed: reads one of its tables, or some columns of it."""
        return pl.read_parquet(self.path(table), columns=columns)

    def content(self, table: str = "data") -> str:
        """Digest of what one of its tables holds."""
        return self.manifest["tables"][table]["sha256"]

    def months(self, months: list[str]) -> str:
        """Digest of what the named months of its table hold."""
        digests = self.manifest["slices"]
        return ",".join(f"{month}:{digests[month]}" for month in months if month in digests)


@dataclass(frozen=True)
class Produced:
    """What a step made: its tables and whole-number counts for its manifest; `dated` tables get a digest a month."""

    tables: Mapping[str, pl.DataFrame]
    counts: Mapping[str, int] = field(default_factory=dict)
    dated: str | None = None


@dataclass(frozen=True)
class Store:
    """A store on a local path."""

    root: Path

    @cached_property
    def config(self) -> dict[str, Any]:
        """The settings fixed at `oht init`; raises Refused when the path is no store."""
        path = self.root / "store.json"
        try:
            document = read_json(path)
        except ValueError:
            document = {}
        if document is None:
            raise Refused("no_store", f"There is no store at {self.root}. Make one with: oht init --store {self.root}")
        if not isinstance(document, dict) or "format" not in document:
            raise Refused("store_format", f"{path} is damaged. Put it back from a backup.")
        if document["format"] != FORMAT:
            raise Refused(
                "store_format",
                f"The store at {self.root} has format {document['format']}, and this version of oht reads format "
                f"{FORMAT}. Use the version that made it.",
            )
        return document

    @property
    def buckets(self) -> int:
        """Number of buckets, a power of two."""
        return int(self.config["buckets"])

    @property
    def key(self) -> bytes:
        """The key of the pseudonyms; raises Refused when it is missing or is no key: half a key makes other persons."""
        path = self.root / "keys" / "pseudonym.key"
        if not path.is_file():
            raise Refused(
                "no_key",
                f"The key of the pseudonyms is not in {path}. Put it back from its backup: without it nobody is found "
                "again, and a new one would make new persons of all.",
            )
        text = path.read_text(encoding="ascii", errors="replace").strip()
        if not re.fullmatch(f"[0-9a-fA-F]{{{2 * KEY_BYTES}}}", text):
            raise Refused(
                "no_key",
                f"{path} does not hold a key ({2 * KEY_BYTES} hexadecimal digits). Put it back from its backup.",
            )
        key = bytes.fromhex(text)
        if self.config.get("key_check") != key_check(key):
            raise Refused(
                "no_key",
                f"{path} holds another key than the one this store was made with. Put the right one back from its "
                "backup: with this one every person would be a new one.",
            )
        return key

    def find(self, step: Step, fingerprint: str) -> Output | None:
        """Give a committed output, or nothing."""
        folder = self.root / step.folder / fingerprint
        manifest = read_json(folder / "manifest.json")
        return None if manifest is None else Output(step, fingerprint, folder, manifest)

    def commit(self, step: Step, fingerprint: str, components: Mapping[str, str], produced: Produced) -> Output:
        """Write the tables of a step into a fresh folder and commit them with a manifest."""
        folder = self.root / step.folder / fingerprint
        clear_folder(folder)
        tables = {
            name: {"sha256": write_table(frame, folder / f"{name}.parquet"), "rows": frame.height}
            for name, frame in produced.tables.items()
        }
        slices = slice_digests(produced.tables["data"], produced.dated) if produced.dated else {}
        faults.reach("before_manifest")
        manifest = {
            "fingerprint": fingerprint,
            "components": dict(components),
            "tables": tables,
            "slices": slices,
            "counts": dict(produced.counts),
        }
        write_json(folder / "manifest.json", manifest)
        return Output(step, fingerprint, folder, manifest)


def key_check(key: bytes) -> str:
    """Give the value by which a store knows its key again; nothing of the key can be had from it."""
    return hmac.digest(key, b"oht-pipeline key check", "sha256").hex()[:16]


def made(output: Output | None) -> Output:
    """Give the output; raises LookupError when the step behind it was only planned."""
    if output is None:
        raise LookupError("This step was planned but not run, so that there is nothing to read yet.")
    return output
