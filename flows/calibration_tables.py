"""The tables that measures of calibration read: what a refreshed store holds of a period, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.drops import Drop, part_content, part_path
from flows.fingerprint import digest
from flows.lines import CORE
from flows.published_attribution import Known
from flows.store import Output, Step, Store, made
from flows.work import finished_output
from reference.calibration_targets import condition_codes
from schemas.inputs.claims import Claims
from transforms.indicators.units import add_up
from transforms.resolve.supersede import keep_latest

CLAIMS = "claims"
RESULTS = ["networks", "loyalty"]


@dataclass(frozen=True)
class Table:
    """A table as a step reads it: the digest of what it holds, and how to load it."""

    content: str
    load: Callable[[], pl.DataFrame]


@dataclass(frozen=True)
class Tables:
    """Everything of one refreshed period of a store."""

    store: Store
    drops: list[Drop]
    known: Known
    period: str

    def of_bucket(self, name: str, bucket: int) -> Table | None:
        """Give a table of a bucket; null: no refresh made it."""
        if name == "persons":
            return _table(self.known.attributed.persons[bucket])
        if name == CLAIMS:
            return self._claims(bucket)
        place = CORE if name == CORE else f"inputs/{name}"
        return _table(finished_output(self.store, Step("derived", place, None, bucket)))

    def whole(self, name: str) -> Table | None:
        """Give a table that is whole; null: no refresh made it."""
        if name == "physician_teams":
            return _table(self.known.recomputed.teams)
        if name == "panels":
            return self._panels()
        if name == "judged":
            step = Step("derived", "attribution/comprehensive", self.period)
            return _table(finished_output(self.store, step), "judged")
        if name in RESULTS:
            return _table(finished_output(self.store, Step("results", name, self.period)))
        return _table(finished_output(self.store, Step("derived", f"inputs/{name}")))

    def _panels(self) -> Table:
        outputs = [made(output) for output in self.known.attributed.persons]

        def load() -> pl.DataFrame:
            return add_up((output.load("panels") for output in outputs), ["physician_id"])

        return Table(digest([output.content("panels") for output in outputs]), load)

    def _claims(self, bucket: int) -> Table:
        """Lines with a diagnosis that some condition names, as all drops together tell them; no others are held.

        Netted claims carry no diagnosis, so these come from the standard zone.
        """
        parts = [drop for drop in self.drops if part_content(drop, CLAIMS, bucket) is not None]
        paths = [part_path(self.store.root, drop, CLAIMS, bucket) for drop in parts]
        codes = condition_codes().filter(pl.col("system") == "ohip")["code_prefix"].to_list()

        def load() -> pl.DataFrame:
            kept = keep_latest([pl.scan_parquet(path) for path in paths], Claims.contract().key)
            chosen = [frame.filter(pl.col("diagnosis_code").is_in(codes)) for frame in kept]
            return pl.concat(chosen).collect() if chosen else Claims.empty()

        return Table(digest([part_content(drop, CLAIMS, bucket) for drop in parts]), load)


def _table(output: Output | None, table: str = "data") -> Table | None:
    return Table(output.content(table), partial(output.load, table)) if output else None
