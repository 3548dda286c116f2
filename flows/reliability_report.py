"""The reliability report of a period for an audience: the tables of its last refresh, after disclosure control."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from flows.changes import finished_changes
from flows.coverage import Coverage, attribution_notes, read_coverage
from flows.drops import committed_drops
from flows.methods import method_label, official_method
from flows.networks import loyalty_step
from flows.official import FILE_STEP, as_of_day, stands_on_file
from flows.refresh import data_cut_off, finished_output
from flows.reliability import reliability_step
from flows.store import Output, Step, Store, made
from reference.anchors import anchors
from reports.reliability import ReliabilityReport
from transforms.attribution.official import not_computable
from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.loyalty import release_loyalty
from transforms.disclosure.release import release_tiers
from transforms.disclosure.reliability import hide_figures
from transforms.reliability.figures import FIGURE_KEY, Tables, gather_figures, loyalty_figures
from transforms.reliability.medians import median_loyalty
from transforms.reliability.shares import Extras, take_shares

STEPS = ("counts", "networks", "physicians", "staleness", "totals")
EARLIER = "needs an earlier period that is computed"
LOYALTY = "needs results/loyalty of this period"
NOT_COMPUTABLE = "not computable: "


def build_report(store: Store, period: str, audience: Audience) -> ReliabilityReport | None:
    """Give the report of a refreshed period; null: it was refreshed by a version that made none."""
    found = {name: finished_output(store, reliability_step(name, period)) for name in STEPS}
    if not all(found.values()):
        return None
    outputs = {name: made(output) for name, output in found.items()}
    tables, changes = _tables(store, outputs, period), finished_changes(store, period)
    cut_off = data_cut_off(store, period)
    drops = [drop for drop in committed_drops(store.root) if drop.delivered_on <= cut_off]
    coverage = read_coverage(drops)
    if "births" not in coverage.inputs:
        tables = replace(tables, children=None)
    figures = hide_figures(gather_figures(tables), _released_tiers(store, period), audience)
    loyalty, medians, released = finished_output(store, loyalty_step(period)), None, None
    needs = LOYALTY
    if loyalty and loyalty.load("missing").height:
        # Medians of some kinds beside none of others would be read as a fall.
        needs = "; ".join(loyalty.load("missing")["not_computable"].unique().sort())
    elif loyalty:
        released = release_loyalty(loyalty.load(), loyalty.load("flows"), audience)
        figures = pl.concat([figures, loyalty_figures(released)]).sort(FIGURE_KEY)
        medians = median_loyalty(loyalty.load())
    extras = Extras(medians, released, tables.networks, _missing(tables, medians, needs, coverage, period))
    method_id, method_status = method_label(store)
    return ReliabilityReport(
        period=period,
        period_end=period_end(period),
        data_cut_off=cut_off,
        day_before=period_end(changes[0]) if changes else None,
        file_day=_file_day(store, period),
        method_id=method_id,
        method_status=method_status,
        notes=tuple(attribution_notes(coverage, period_end(period), official_method(store))),
        figures=figures,
        shares=take_shares(figures, extras, list(anchors())),
        staleness=outputs["staleness"].load(),
        team_names=_team_names(store),
        anchors=anchors(),
    )


def _tables(store: Store, outputs: Mapping[str, Output], period: str) -> Tables:
    changes = finished_changes(store, period)
    counts = outputs["counts"]
    file_children = counts.load("file_children")
    return Tables(
        confidence=counts.load(),
        attachment=counts.load("attachment"),
        totals=outputs["totals"].load(),
        reasons=outputs["totals"].load("reasons"),
        physicians=outputs["physicians"].load(),
        networks=outputs["networks"].load(),
        children=counts.load("children"),
        file_children=None if file_children.is_empty() else file_children,
        changes=changes[1].load().filter(pl.col("level") != "practice") if changes else None,
        change_totals=changes[1].load("totals") if changes else None,
    )


def _missing(
    tables: Tables, medians: pl.DataFrame | None, loyalty_needs: str, coverage: Coverage, period: str
) -> dict[str, str]:
    """Say by share what it needs before it can be computed."""
    official = not_computable(period_end(period)).removeprefix(NOT_COMPUTABLE)
    needs = {
        "under_five_placed": (tables.children, "needs births"),
        "under_five_missing_from_file": (tables.file_children, official),
        "joined": (tables.changes, EARLIER),
        "left": (tables.changes, EARLIER),
        "linked": (True if "discharges" in coverage.inputs else None, "needs discharges"),
        "loyalty": (medians, loyalty_needs),
        "loyalty_median": (medians, loyalty_needs),
        "crosswalk": (None if tables.networks.is_empty() else True, "needs network_ohts.population_share"),
    }
    return {name: sentence for name, (table, sentence) in needs.items() if table is None}


def _released_tiers(store: Store, period: str) -> pl.DataFrame:
    """One row per level, unit and tier: the persons that the release of the tiers shows."""
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    return release_tiers(tiers, period, method_label(store))


def _file_day(store: Store, period: str) -> dt.date | None:
    file = finished_output(store, Step("derived", FILE_STEP, period))
    return as_of_day(file) if file and stands_on_file(store, period) else None


def _team_names(store: Store) -> dict[str, str]:
    ohts = made(finished_output(store, Step("derived", "inputs/ohts"))).load()
    return dict(ohts.select("oht_id", "name").sort("oht_id").iter_rows())
