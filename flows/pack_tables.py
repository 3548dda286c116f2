"""The tables of practice packs, gathered from the results, the needs and the release they are compared with."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.refresh import finished_output, refreshed_periods
from flows.releases import exact_results, read_release
from flows.store import Step, Store, made
from reports.catalogue import load_catalogue
from reports.reasons import with_reasons
from schemas.pack import PackMeasures, PackPatients, PackTiers
from schemas.published import PublishedResults
from transforms.catalogue import indicators
from transforms.packs.measures import build_pack_measures
from transforms.packs.patients import gather_needs


@dataclass(frozen=True)
class PracticeTables:
    """The tables of one practice."""

    measures: pl.DataFrame
    patients: pl.DataFrame
    tiers: pl.DataFrame


def practice_tables(store: Store, period: str, release: Path | None) -> Iterator[tuple[str, PracticeTables]]:
    """Give practice id and tables of every practice with at least one person, in the order of ids."""
    measures = _measures(store, period, release).partition_by("unit_id", as_dict=True, include_key=False)
    patients = _patients(store, period).partition_by("physician_id", as_dict=True, include_key=False)
    tiers = _tiers(store, period).partition_by("unit_id", as_dict=True, include_key=False)
    for (practice_id,) in sorted(measures):
        listed = patients.get((practice_id,))
        yield (
            str(practice_id),
            PracticeTables(
                PackMeasures.validate(measures[practice_id,]),
                _with_references(store, str(practice_id), listed) if listed is not None else PackPatients.empty(),
                PackTiers.validate(tiers[practice_id,]),
            ),
        )


def _measures(store: Store, period: str, release: Path | None) -> pl.DataFrame:
    """One row per practice and indicator."""
    earlier = [name for name in refreshed_periods(store) if name < period]
    published = PublishedResults.empty()
    if release is not None:
        published = read_release(release).filter(pl.col("period") == period)
    teams = made(finished_output(store, Step("derived", "base/physicians", period))).load()
    previous = exact_results(store, earlier[-1]) if earlier else None
    return build_pack_measures(exact_results(store, period), published, previous, teams, indicators())


def _patients(store: Store, period: str) -> pl.DataFrame:
    """One row per practice and person with a need."""
    steps = [Step("derived", "needs", period, bucket) for bucket in range(store.buckets)]
    listed = pl.concat([made(finished_output(store, step)).load() for step in steps])
    return gather_needs(with_reasons(listed, load_catalogue("en")))


def _tiers(store: Store, period: str) -> pl.DataFrame:
    """One row per practice and tier: persons."""
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    return (
        tiers.filter(pl.col("level") == "practice")
        .group_by("unit_id", "tier")
        .agg(pl.col("persons").sum())
        .sort("unit_id", "tier")
    )


def _with_references(store: Store, practice_id: str, listed: pl.DataFrame) -> pl.DataFrame:
    """One row per person of the practice with a need, under a reference that no other practice can match."""
    names = [
        hmac.digest(store.key, f"{practice_id}:{person}".encode(), "sha256").hex()[:12]
        for person in listed["person_id"]
    ]
    columns = list(PackPatients.to_schema().columns)
    ordered = listed.with_columns(pl.Series("patient_reference", names, dtype=pl.String))
    by_needs = ordered.sort("needs_count", "patient_reference", descending=[True, False])
    return PackPatients.validate(by_needs.with_columns(pl.col("age_years").cast(pl.Int64)).select(columns))
