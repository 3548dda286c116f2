"""The inputs as all drops together tell them: superseded rows out, claims netted, core lines found.

These steps have no period: a range of periods reads them as they are.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from flows.charts import resolve_charts
from flows.code_counts import count_used_codes
from flows.drops import UNLINKED, Bucket, Drop, committed_drops, part_content, part_path
from flows.fingerprint import code_digest
from flows.lines import find_lines
from flows.listed_services import LISTED_SERVICES, find_listed_services
from flows.references import count_references
from flows.store import Output, Produced, Step, made
from flows.work import Work, content_of
from schemas.base_tables import NettedClaims
from schemas.fields import InputModel
from schemas.inputs.claims import Claims
from schemas.inputs.registry import RESOLVED_BY_KEY as INPUTS
from transforms.resolve.claims import choose_countable, net_claims
from transforms.resolve.supersede import keep_latest, replace_whole, supersede

CLAIMS = "claims"
UNLINKED_CLAIMS = "inputs/claims_without_person"


@dataclass(frozen=True)
class Inputs:
    """Outputs of the input steps: by name and bucket, or by name alone; null: planned, not made."""

    buckets: int
    by_bucket: dict[tuple[str, int], Output | None]
    whole: dict[str, Output | None]

    def content(self, name: str, bucket: int) -> str | None:
        """Digest of an input of a bucket, or of a whole one; null: not made yet."""
        return content_of(self.output(name, bucket))

    def output(self, name: str, bucket: int) -> Output | None:
        """Output of an input of a bucket, or of a whole one; null: not made yet."""
        return self.whole.get(name) or self.by_bucket.get((name, bucket))

    def load(self, name: str, bucket: int) -> pl.DataFrame:
        """One row per row of the input: that bucket's, or the whole."""
        output = self.whole.get(name) or self.by_bucket[name, bucket]
        return made(output).load()


def resolve_inputs(work: Work) -> Inputs:
    """Bring every input up to date with the drops received."""
    drops = committed_drops(work.store.root)
    whole = {
        name: _resolve(work, drops, name, model, None)
        for name, model in INPUTS.items()
        if not model.contract().by_person
    }
    by_bucket: dict[tuple[str, int], Output | None] = {}
    for bucket in range(work.store.buckets):
        for name, model in INPUTS.items():
            if model.contract().by_person and name != CLAIMS:
                by_bucket[name, bucket] = _resolve(work, drops, name, model, bucket)
        claims = _resolve_claims(work, drops, bucket)
        by_bucket[CLAIMS, bucket] = claims
        for name, output in find_lines(work, claims, whole["physicians"], bucket).items():
            by_bucket[name, bucket] = output
        by_bucket[LISTED_SERVICES, bucket] = _resolve_services(work, drops, bucket)
        by_bucket |= count_used_codes(work, by_bucket, bucket)
    whole["claims_without_person"] = _resolve_unlinked(work, drops)
    charts = resolve_charts(work, drops)
    inputs = Inputs(work.store.buckets, {**by_bucket, **charts.by_bucket}, {**whole, **charts.whole})
    count_references(work, inputs.output)
    work.remember("inputs")
    return inputs


def _resolve_unlinked(work: Work, drops: list[Drop]) -> Output | None:
    """Claims without a person: kept apart for later measures of workload; they never count for a person."""
    parts = [drop for drop in drops if part_content(drop, "claims", UNLINKED) is not None]
    components: dict[str, str | None] = _part_components(parts, "claims", UNLINKED)
    components["code"] = code_digest("transforms.resolve.supersede")

    def produce() -> Produced:
        kept, counts = _supersede_parts(work, parts, "claims", Claims, UNLINKED)
        return Produced({"data": kept.sort(Claims.contract().key, nulls_last=True)}, counts)

    return work.ensure(Step("derived", UNLINKED_CLAIMS), components, produce)


def _resolve(work: Work, drops: list[Drop], name: str, model: type[InputModel], bucket: int | None) -> Output | None:
    parts = [drop for drop in drops if part_content(drop, name, bucket) is not None]
    components: dict[str, str | None] = _part_components(parts, name, bucket)
    components["code"] = code_digest("transforms.resolve.supersede")
    produce = partial(_produce, work, parts, name, model, bucket)
    return work.ensure(Step("derived", f"inputs/{name}", None, bucket), components, produce)


def _resolve_claims(work: Work, drops: list[Drop], bucket: int) -> Output | None:
    """Claims of a bucket: of the many lines only those that may count, netted."""
    parts = [drop for drop in drops if part_content(drop, CLAIMS, bucket) is not None]
    components: dict[str, str | None] = _part_components(parts, CLAIMS, bucket)
    components["code"] = code_digest("transforms.resolve.supersede", "transforms.resolve.claims")
    produce = partial(_net_parts, work, parts, bucket)
    return work.ensure(Step("derived", f"inputs/{CLAIMS}", None, bucket), components, produce)


def _resolve_services(work: Work, drops: list[Drop], bucket: int) -> Output | None:
    """Services of a bucket that are looked for whatever part of them was billed."""
    parts = [drop for drop in drops if part_content(drop, CLAIMS, bucket) is not None]
    paths = _part_paths(work, parts, CLAIMS, bucket)
    return find_listed_services(work, _part_components(parts, CLAIMS, bucket), paths, bucket)


def _part_components(parts: list[Drop], name: str, bucket: Bucket) -> dict[str, str | None]:
    return {f"input:{name} of drop {drop.sequence}": part_content(drop, name, bucket) for drop in parts}


def _supersede_parts(
    work: Work, parts: list[Drop], name: str, model: type[InputModel], bucket: Bucket
) -> tuple[pl.DataFrame, dict[str, int]]:
    """One row per key that all parts together hold; and the superseded rows of each drop."""
    if not parts:
        return model.empty(), {}
    frames = [pl.read_parquet(path) for path in _part_paths(work, parts, name, bucket)]
    contract = model.contract()
    kept, superseded = replace_whole(frames) if contract.is_snapshot else supersede(frames, contract.key)
    return kept, _superseded_counts(parts, superseded)


def _produce(work: Work, parts: list[Drop], name: str, model: type[InputModel], bucket: int | None) -> Produced:
    kept, counts = _supersede_parts(work, parts, name, model, bucket)
    # A digest a month tells work on other months that nothing changed for it.
    dated = model.contract().dates[0] if model.contract().is_windowed else None
    return Produced({"data": kept.sort(model.contract().key, nulls_last=True)}, counts, dated=dated)


def _net_parts(work: Work, parts: list[Drop], bucket: int) -> Produced:
    """Net the claims of a bucket; of the many lines only those that may count are ever held."""
    key = Claims.contract().key
    scans = [pl.scan_parquet(path) for path in _part_paths(work, parts, CLAIMS, bucket)]
    kept = keep_latest(scans, key)
    asked = [choose_countable(frame) for frame in kept]
    needed = pl.concat(asked).collect() if asked else Claims.empty()
    superseded = [_count(scan) - _count(left) for scan, left in zip(scans, kept, strict=True)]
    netted = NettedClaims.validate(net_claims(needed))
    return Produced({"data": netted}, _superseded_counts(parts, superseded), dated="service_date")


def _count(frame: pl.LazyFrame) -> int:
    return int(frame.select(pl.len()).collect().item())


def _part_paths(work: Work, parts: list[Drop], name: str, bucket: Bucket) -> list[Path]:
    return [part_path(work.store.root, drop, name, bucket) for drop in parts]


def _superseded_counts(parts: list[Drop], superseded: list[int]) -> dict[str, int]:
    return {f"superseded:{drop.drop_id}": rows for drop, rows in zip(parts, superseded, strict=True)}
