"""Revision: the attribution in force of a period as last published against as it is now, made when it is asked for.

Not part of every refresh: it reads the deliveries drop by drop, and after each publication there is nothing to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.changes import count_parts, counted_tables
from flows.drops import Drop, committed_drops, part_content, part_path
from flows.fingerprint import code_digest, digest
from flows.methods import official_method
from flows.publication import read_pointer
from flows.published_attribution import (
    Known,
    file_day,
    finished_attribution,
    outputs_of,
    published_attribution,
    rules_of,
)
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work
from reference.load import Method
from transforms.attribution.late_rows import BEARS, Parts
from transforms.attribution.revision import Because, find_revisions
from transforms.dates import period_end

REVISION_CODE = ("transforms.attribution.revision", "transforms.attribution.change_counts")


@dataclass(frozen=True)
class Revision:
    """What a period's attribution became since a release.

    `release` null: the period was never published. `counts` null: every release had it as it is now.
    """

    release: str | None
    counts: Output | None


def revise(store: Store, period: str) -> Revision:
    """Compare a period with the last release that had it otherwise; raises LookupError without a refresh."""
    now = finished_attribution(store, period)
    if now is None:
        raise LookupError(f"No refresh of {period} has finished.")
    releases = [entry["release"] for entry in (read_pointer(store) or {"ledger": []})["ledger"]]
    published = {name: published_attribution(store, name, period) for name in releases}
    found = [(name, known) for name, known in published.items() if known]
    for release, known in reversed(found):
        if _contents(known.attributed) != _contents(now.attributed):
            return Revision(release, _count(store, known, now, period))
    return Revision(found[-1][0] if found else None, None)


def _contents(attributed: Attributed) -> list[str]:
    return [made(output).content() for output in attributed.persons]


def _count(store: Store, published: Known, now: Known, period: str) -> Output | None:
    work = Work(store, is_plan=False)
    drops = [drop for drop in committed_drops(store.root) if drop.sequence <= now.last_drop]
    because = Because(_is_other_rule(published, now), file_day(published.attributed) != file_day(now.attributed))
    parts = []
    for bucket in range(store.buckets):
        pair = (made(published.attributed.persons[bucket]), made(now.attributed.persons[bucket]))
        components = {
            "input:attribution published": pair[0].content(),
            "input:attribution now": pair[1].content(),
            "input:deliveries": _contents_of_parts(drops, published.last_drop, bucket),
            "code": code_digest(*REVISION_CODE),
            "method": digest((official_method(store), because)),
        }
        produce = partial(
            _produce,
            store,
            pair,
            bucket,
            _split(drops, published.last_drop),
            period,
            official_method(store),
            because,
        )
        parts.append(work.ensure(Step("derived", "attribution/revision", period, bucket), components, produce))
    return count_parts(work, Step("results", "revision", period), parts)


def _is_other_rule(published: Known, now: Known) -> bool:
    """Say whether method or code is another one; whose teams are official is no rule, and a reason of its own."""
    both_on_file = published.attributed.file is not None and now.attributed.file is not None
    made_by = [
        outputs_of(side.recomputed) + (side.attributed.persons if both_on_file else []) for side in (published, now)
    ]
    return rules_of(made_by[0]) != rules_of(made_by[1])


def _produce(
    store: Store,
    pair: tuple[Output, Output],
    bucket: int,
    drops: tuple[Sequence[Drop], Sequence[Drop]],
    period: str,
    method: Method,
    because: Because,
) -> Produced:
    published, now = (side.load() for side in pair)
    parts = {name: Parts(*(_scans(store, side, name, bucket) for side in drops)) for name in BEARS}
    changes = find_revisions(published, now, parts, period_end(period), method, because)
    return Produced(counted_tables(changes, published, now), {"changed": changes.height})


def _split(drops: Sequence[Drop], last: int) -> tuple[Sequence[Drop], Sequence[Drop]]:
    """Give the drops that the publication knew, and those that came later."""
    return [drop for drop in drops if drop.sequence <= last], [drop for drop in drops if drop.sequence > last]


def _scans(store: Store, drops: Sequence[Drop], name: str, bucket: int) -> list[pl.LazyFrame]:
    held = [drop for drop in drops if part_content(drop, name, bucket) is not None]
    return [pl.scan_parquet(part_path(store.root, drop, name, bucket)) for drop in held]


def _contents_of_parts(drops: Sequence[Drop], last: int, bucket: int) -> str:
    return digest([(drop.sequence > last, name, part_content(drop, name, bucket)) for drop in drops for name in BEARS])
