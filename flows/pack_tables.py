"""The tables of practice packs, gathered from the results, the needs and the release they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.refresh import finished_output, refreshed_periods
from flows.releases import exact_results, has_results, knows_these_results, read_release
from flows.store import Step, Store, made
from reports.catalogue import load_catalogue
from reports.reasons import with_reasons
from schemas.pack import PackMeasures, PackModel, PackPatients, PackTiers
from schemas.published import PublishedPeers, PublishedResults
from transforms.catalogue import indicators
from transforms.packs.measures import build_pack_measures
from transforms.packs.patients import build_pack_patients
from transforms.packs.practices import count_practice_tiers


@dataclass(frozen=True)
class PracticeTables:
    """The tables of one practice."""

    measures: pl.DataFrame
    patients: pl.DataFrame
    tiers: pl.DataFrame

    @property
    def panel_persons(self) -> int:
        """Number of persons of the practice."""
        return int(self.tiers["persons"].sum())


def practice_tables(store: Store, period: str, release: Path | None) -> Iterator[tuple[str, PracticeTables]]:
    """Give practice id and tables of every practice with at least one person, in the order of ids."""
    measures = _split(_measures(store, period, release), PackMeasures)
    patients = _split(_patients(store, period), PackPatients)
    tiers = _split(_tiers(store, period), PackTiers)
    nobody = PackPatients.empty()
    for practice_id in sorted(measures):
        yield practice_id, PracticeTables(measures[practice_id], patients.get(practice_id, nobody), tiers[practice_id])


def _split(table: pl.DataFrame, model: type[PackModel]) -> dict[str, pl.DataFrame]:
    """Check the table of all practices at once, then give each practice its rows; `unit_id` is the practice.

    What the model wants unique is unique within a practice. Checked together, since a check costs the same for one
    practice as for all.
    """
    schema = model.to_schema()
    unique = [name for name, column in schema.columns.items() if column.unique]
    schema.update_columns({name: {"unique": False} for name in unique}).validate(table.drop("unit_id"))
    for name in unique:
        if table.select(pl.struct("unit_id", name).is_duplicated().any()).item():
            raise ValueError(f"The table {model.__name__} names a {name} twice in a practice.")
    parts = table.partition_by("unit_id", as_dict=True, include_key=False, maintain_order=True)
    return {str(key): part for (key,), part in parts.items()}


def _measures(store: Store, period: str, release: Path | None) -> pl.DataFrame:
    """One row per practice and indicator."""
    earlier = [name for name in refreshed_periods(store) if name < period and has_results(store, name)]
    teams = made(finished_output(store, Step("derived", "base/physicians", period))).load()
    previous = exact_results(store, earlier[-1]) if earlier else None
    results = exact_results(store, period)
    published = read_release(release, "results", period) if release else None
    if release is None or published is None:
        nothing = PublishedPeers.empty()
        return build_pack_measures(results, PublishedResults.empty(), previous, teams, indicators(), nothing)
    peers, is_same = read_release(release, "peers", period), knows_these_results(store, release, period)
    return build_pack_measures(results, published, previous, teams, indicators(), peers, is_same)


def _patients(store: Store, period: str) -> pl.DataFrame:
    """One row per practice and person with a need, under a reference that no other practice can match."""
    steps = [Step("derived", "needs", period, bucket) for bucket in range(store.buckets)]
    listed = pl.concat([made(finished_output(store, step)).load() for step in steps])
    return build_pack_patients(with_reasons(listed, load_catalogue("en")), store.key)


def _tiers(store: Store, period: str) -> pl.DataFrame:
    """One row per practice and tier: persons."""
    return count_practice_tiers(made(finished_output(store, Step("results", "tiers", period))).load())
