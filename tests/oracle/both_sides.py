"""One random delivery through the pipeline and through the oracle, table by table, under changed methods."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from flows.accounts import stored_accounts
from flows.drops import committed_drops
from flows.files import read_json, write_json
from flows.networks import loyalty_step, networks_step
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.releases import exact_results
from flows.results import results_step
from flows.settings import AttributionSetting, create_store
from flows.store import Step, Store, made
from schemas.core import Attribution
from schemas.inputs.registry import INPUTS
from schemas.networks import Flows, Loyalty, NetworkMergers, Networks
from schemas.thresholds import rule_ids_of
from tests.oracle.oracle import Oracle
from tests.oracle.random_delivery import RandomDelivery, write_random
from tests.oracle.random_methods import Changed, changed_method, dealt_changes
from tests.oracle.results_compared import (
    MEDIAN_COLUMNS,
    RESULT_COLUMNS,
    STRATA_COLUMNS,
    WEIGHTED_COLUMNS,
    answers_to,
    computed_medians,
    computed_results,
    computed_strata,
    computed_weighted,
    median_answers_to,
    strata_answers_to,
    weighted_answers_to,
)
from tests.tables import column_types
from transforms.dates import period_of
from transforms.standardise.pseudonyms import pseudonyms_of

TODAY = dt.date(2026, 12, 1)
PLACED = ["corporation_id", "network_id", "network_basis", "hospital_tie_step", "oht_id"]
# What is compared of each table, beginning with what a row is of.
COMPARED = {
    "persons": ["person_id", *[name for name in column_types(Attribution) if name != "person_id"]],
    "excluded": ["reason", "persons"],
    "practices": ["physician_id", "is_comprehensive", "most_days", "core_lines", "activity_lines"],
    "physicians": ["physician_id", "group_id", *PLACED],
    "centres": ["centre_id", *PLACED],
    "areas": ["area_id", "network_id", "area_basis", "oht_id"],
    "mergers": list(column_types(NetworkMergers)),
    # Of the official method of a store alone.
    "networks": list(column_types(Networks)),
    "loyalty": list(column_types(Loyalty)),
    "flows": list(column_types(Flows)),
    "results": RESULT_COLUMNS,
    "weighted": WEIGHTED_COLUMNS,
    "medians": MEDIAN_COLUMNS,
    "strata": STRATA_COLUMNS,
    "accounts": ["drop", "input", "rows_in", "valid", "quarantined", "superseded"],
}
Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Side:
    """The tables of COMPARED of several computations, with the columns that say which one a row is of."""

    parts: dict[str, list[pl.DataFrame]]

    def table(self, name: str) -> pl.DataFrame:
        """One row per computation and row of the table, sorted."""
        return pl.concat(self.parts[name]).sort(["seed", "method", "buckets", *COMPARED[name]])

    def add(self, tables: Tables, seed: int, method: str, changed: Changed, buckets: int) -> None:
        """Add the tables of one computation."""
        said = {"seed": seed, "method": method, "changed": str(changed), "buckets": buckets}
        marks = [pl.lit(value).alias(name) for name, value in said.items()]
        wide = pl.selectors.integer().cast(pl.Int64)
        for name, table in tables.items():
            self.parts[name].append(table.select(*marks, *COMPARED[name]).with_columns(wide))


def compute_both(home: Path, seeds: list[int], patch: pytest.MonkeyPatch) -> tuple[Side, Side]:
    """Give the pipeline's side and the oracle's: all methods in one bucket, the second of them in four too."""
    ours, theirs = Side(defaultdict(list)), Side(defaultdict(list))
    for seed in seeds:
        delivery, changes = write_random(_folder(home / str(seed)), seed), dealt_changes(seed)
        # What days the sources cover is no rule of the oracle.
        patch.setattr("flows.networks.missing_for", lambda *_: None)
        patch.setattr("flows.measures.missing_for", lambda *_: None)
        patch.setattr("flows.methods.load_method", lambda name, _=(), known=changes: changed_method(name, known[name]))
        first = seed % len(changes)
        names = [*list(changes)[first:], *list(changes)[:first]]
        oracles = {name: Oracle(delivery.folders, delivery.end, 1, method=name, **changes[name]) for name in names}
        for buckets, some in ((1, names), (4, names[1:2])):
            store = _compute(home / str(seed) / f"store{buckets}", delivery, buckets, some)
            for name, tables in _ours(store, period_of(delivery.end), some):
                ours.add(tables, seed, name, changes[name], buckets)
                answers = _theirs(oracles[name], store, period_of(delivery.end))
                theirs.add({table: answers[table] for table in tables}, seed, name, changes[name], buckets)
    return ours, theirs


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _compute(root: Path, delivery: RandomDelivery, buckets: int, names: list[str]) -> Store:
    """Take a delivery in and compute its period by the first method and, beside it, by the others."""
    setting = AttributionSetting(method=names[0], beside=tuple(names[1:]))
    create_store(root, buckets=buckets, attribution=setting)
    # The deliveries are as bad as they are small: no share of bad rows is too large.
    limits = {rule: 1.0 for name in INPUTS for rule in rule_ids_of(name)}
    write_json(root / "store.json", {**read_json(root / "store.json"), "limits": limits})
    store = Store(root)
    for folder in delivery.folders:
        receive_drop(store, folder, "synthetic", TODAY)
    walk(store, [period_of(delivery.end)], is_plan=False)
    return store


def _ours(store: Store, period: str, names: list[str]) -> Iterator[tuple[str, Tables]]:
    """Give the tables of the pipeline by method: one row per person, reason, physician, centre and area."""
    for place, name in enumerate(names):
        folder = "attribution" if place == 0 else f"attribution/beside/{name}"
        outputs = [
            [made(finished_output(store, Step("derived", f"{folder}/{step}", period, bucket))) for bucket in buckets]
            for step, buckets in (
                ("persons", range(store.buckets)),
                ("round_one", range(store.buckets)),
                ("comprehensive", [None]),
                ("round_two", [None]),
            )
        ]
        persons, first, judged, teams = outputs
        excluded = pl.concat(output.load("excluded") for output in first)
        of_provider = {"provider_oht_id": "oht_id"}
        yield (
            name,
            {
                "persons": pl.concat(output.load() for output in persons),
                "excluded": excluded.group_by(reason="excluded_reason").agg(pl.col("persons").sum()),
                "practices": judged[0].load("judged").rename({"lines": "activity_lines"}),
                "physicians": teams[0].load().rename(of_provider),
                "centres": teams[0].load("centres").rename(of_provider),
                "areas": teams[0].load("areas").filter(pl.col("network_id").is_not_null()),
                "mergers": teams[0].load("mergers"),
                **({} if place else _of_the_official(store, period)),
            },
        )


def _of_the_official(store: Store, period: str) -> Tables:
    """Give what is only made of the official method, and the accounts of rows."""
    networks, loyalty = (made(finished_output(store, step(period))) for step in (networks_step, loyalty_step))
    names = {drop.drop_id: place for place, drop in enumerate(committed_drops(store.root))}
    folders = pl.col("drop_id").replace_strict(names, return_dtype=pl.Int64).replace_strict({0: "first", 1: "second"})
    return {
        "networks": networks.load(),
        "mergers": networks.load("mergers"),
        "loyalty": loyalty.load(),
        "flows": loyalty.load("flows"),
        "results": computed_results(exact_results(store, period)),
        "weighted": computed_weighted(exact_results(store, period)),
        "medians": computed_medians(exact_results(store, period)),
        "strata": computed_strata(made(finished_output(store, results_step(period))).load("strata")),
        "accounts": stored_accounts(store).with_columns(drop=folders).filter(pl.col("rows_in") > 0),
    }


def _theirs(oracle: Oracle, store: Store, period: str) -> Tables:
    """The tables of the oracle, with the store's pseudonyms, less what the pipeline has no rows for."""
    persons = oracle.attribution().join(oracle.persons(), on="person_key")
    names = pseudonyms_of(persons["person_key"], store.key, "health_number").select("person_key", "person_id")
    return {
        "persons": persons.join(names, on="person_key"),
        "excluded": oracle.excluded().group_by("reason").agg(pl.len().alias("persons")),
        "practices": oracle.practices().filter(pl.col("activity_lines") > 0),
        "physicians": oracle.physicians(),
        "centres": oracle.centres(),
        "areas": oracle.areas().filter(pl.col("network_id").is_not_null()),
        "mergers": oracle.mergers(),
        "networks": oracle.networks(),
        "loyalty": oracle.loyalty(),
        "flows": oracle.flows(),
        "results": answers_to(exact_results(store, period), oracle.results()),
        "weighted": weighted_answers_to(exact_results(store, period), oracle.weighted()),
        "medians": median_answers_to(exact_results(store, period), oracle.medians()),
        "strata": strata_answers_to(exact_results(store, period), oracle.strata()),
        "accounts": oracle.accounts().filter(pl.col("rows_in") > 0),
    }
