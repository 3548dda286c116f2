"""The tables of practice packs, gathered from the results, the needs and the release they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from flows.charts import chart_numbers, rows_set_aside
from flows.comparisons import peers_step
from flows.drops import Drop, committed_drops
from flows.neighbourhoods import neighbourhoods_step, told_of_areas
from flows.reconciliation import load_chosen, load_reconciliation
from flows.refresh import finished_output, refreshed_periods
from flows.releases import exact_results, has_results, knows_these_results, read_release
from flows.store import Step, Store, made
from reference.programmes import default_programme
from reports.catalogue import load_catalogue
from reports.pack import OwnList
from reports.reasons import with_explanations, with_reasons
from schemas.neighbourhoods import PracticeAreas
from schemas.pack import PackMeasures, PackModel, PackNeighbourhoods, PackPatients, PackReconciliation, PackTiers
from schemas.published import PublishedPeers, PublishedResults
from schemas.results import PracticePeers
from transforms.catalogue import indicators
from transforms.comparisons.trend import year_before
from transforms.neighbourhoods.of_practices import build_pack_neighbourhoods
from transforms.packs.measures import Comparators, Earlier, build_pack_measures
from transforms.packs.own_list import add_chart_numbers, build_pack_reconciliation, leave_out
from transforms.packs.patients import build_pack_patients
from transforms.packs.practices import count_practice_tiers


@dataclass(frozen=True)
class PracticeTables:
    """The tables of one practice, and what is known of its own list; null: it sent none."""

    measures: pl.DataFrame
    patients: pl.DataFrame
    tiers: pl.DataFrame
    neighbourhoods: pl.DataFrame
    reconciliation: pl.DataFrame | None = None
    own_list: OwnList | None = None

    @property
    def panel_persons(self) -> int:
        """Number of persons of the practice."""
        return int(self.tiers["persons"].sum())


def practice_tables(store: Store, period: str, release: Path | None) -> Iterator[tuple[str, PracticeTables]]:
    """Give practice id and tables of every practice with at least one person, in the order of ids."""
    measures = _split(_measures(store, period, release), PackMeasures)
    lists = read_own_lists(store, period)
    patients = _split(_patients(store, lists), PackPatients)
    tiers = _split(_tiers(store, period), PackTiers)
    areas = _split(_neighbourhoods(store, period, release), PackNeighbourhoods)
    nobody, nowhere = PackPatients.empty(), PackNeighbourhoods.empty()
    for practice_id in sorted(measures):
        of_practice = PracticeTables(
            measures[practice_id],
            patients.get(practice_id, nobody),
            tiers[practice_id],
            areas.get(practice_id, nowhere),
        )
        yield practice_id, _with_own_list(store, practice_id, of_practice, lists)


@dataclass(frozen=True)
class OwnLists:
    """The needs to be listed, and of each practice that sent its list: its rows and what is known of it.

    `drops`: those received, among which are the chart numbers.
    """

    needs: pl.DataFrame
    rows: dict[str, pl.DataFrame]
    facts: dict[str, OwnList]
    drops: list[Drop]


def read_own_lists(store: Store, period: str) -> OwnLists:
    """Read needs and reconciliation of a period; without a list everybody with a need is listed."""
    steps = [Step("derived", "needs", period, bucket) for bucket in range(store.buckets)]
    needs = pl.concat([made(finished_output(store, step)).load() for step in steps])
    table = load_reconciliation(store, period)
    if table is None:
        return OwnLists(needs, {}, {}, [])
    listed, left_out = leave_out(needs, table)
    drops = committed_drops(store.root)
    facts = {
        practice: OwnList(day, is_after, left_out.get(practice, 0), rows_set_aside(store, drops, practice, sequence))
        for practice, day, is_after, sequence in load_chosen(store, period).iter_rows()
    }
    parts = table.partition_by("physician_id", as_dict=True, include_key=True)
    rows = {str(key): part for (key,), part in parts.items()}
    return OwnLists(listed, rows, facts, drops)


def _with_own_list(store: Store, practice_id: str, tables: PracticeTables, lists: OwnLists) -> PracticeTables:
    """Add the practice's list; its chart numbers are read here, for its own pack, and nowhere else."""
    if practice_id not in lists.rows:
        return tables
    numbers = chart_numbers(store, lists.drops, practice_id)
    built = build_pack_reconciliation(lists.rows[practice_id], numbers, store.key)
    explained = PackReconciliation.validate(with_explanations(built, load_catalogue("en")))
    patients = add_chart_numbers(tables.patients, explained)
    return replace(tables, patients=patients, reconciliation=explained, own_list=lists.facts[practice_id])


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
    earlier = Earlier(_results_of(store, _before(store, period)), _results_of(store, year_before(period)))
    compared = _comparators(store, period, release)
    shown = default_programme().ids
    return build_pack_measures(exact_results(store, period), compared, earlier, indicators(), shown)


def _before(store: Store, period: str) -> str | None:
    """Give the latest period before with all its results; null: there is none."""
    return max((name for name in refreshed_periods(store) if name < period and has_results(store, name)), default=None)


def _results_of(store: Store, period: str | None) -> pl.DataFrame | None:
    """Give the exact results of an earlier period; null: the store does not have them."""
    return exact_results(store, period) if period and has_results(store, period) else None


def _comparators(store: Store, period: str, release: Path | None) -> Comparators:
    practices = _practices(store, period)
    published = read_release(release, "results", period) if release else None
    if release is None or published is None:
        return Comparators(PublishedResults.empty(), PublishedPeers.empty(), practices)
    peers = read_release(release, "peers", period)
    if peers is None or peers.columns != PublishedPeers.empty().columns:
        # Released before there were peer groups.
        peers = PublishedPeers.empty()
    return Comparators(published, peers, practices, knows_these_results(store, release, period))


def _practices(store: Store, period: str) -> pl.DataFrame:
    """One row per physician: group_id, oht_id and peer_group, null where there is none."""
    physicians = made(finished_output(store, Step("derived", "base/physicians", period))).load()
    output = finished_output(store, peers_step(period))
    groups = output.load(columns=["physician_id", "peer_group"]) if output else PracticePeers.empty()
    groups = groups.select("physician_id", "peer_group")
    return physicians.select("physician_id", "group_id", "oht_id").join(groups, on="physician_id", how="left")


def _patients(store: Store, lists: OwnLists) -> pl.DataFrame:
    """One row per practice and person with a need, under a reference that no other practice can match."""
    return build_pack_patients(with_reasons(lists.needs, load_catalogue("en")), store.key)


def _neighbourhoods(store: Store, period: str, release: Path | None) -> pl.DataFrame:
    """One row per practice, area and indicator told of areas; none when refreshed before areas were counted."""
    output = finished_output(store, neighbourhoods_step(period))
    own = output.load("practices") if output else PracticeAreas.empty()
    areas = read_release(release, "neighbourhoods", period) if release else None
    results = read_release(release, "neighbourhood_results", period) if release else None
    return build_pack_neighbourhoods(own, areas, results, told_of_areas())


def _tiers(store: Store, period: str) -> pl.DataFrame:
    """One row per practice and tier: persons."""
    return count_practice_tiers(made(finished_output(store, Step("results", "tiers", period))).load())
