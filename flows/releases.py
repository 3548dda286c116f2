"""Releases: the tables that teams see, frozen, after disclosure control; and the exact results they come from."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import polars as pl
from pandera.errors import SchemaError

from flows import faults
from flows.comparisons import MEMBERS, peers_step
from flows.coverage import attribution_notes, attribution_requirement, read_coverage, settled_on
from flows.drops import Drop, committed_drops
from flows.files import clear_folder, content_digest, read_json, write_bytes, write_json, write_table
from flows.fingerprint import digest
from flows.measures import requirements_of
from flows.methods import method_label, official_method
from flows.neighbourhoods import neighbourhoods_step, told_of_areas
from flows.networks import loyalty_step, networks_step
from flows.official import choice_note
from flows.published_attribution import note_attributions
from flows.refresh import data_cut_off, finished_output
from flows.refusals import Refused
from flows.reliability_report import build_report
from flows.results import results_step
from flows.side_by_side import methods_step
from flows.store import Step, Store, made
from reference.community import community
from reports.dictionary import render_dictionary
from reports.reliability import ReliabilityReport
from reports.reliability_page import render_reliability_page
from schemas.neighbourhoods import PublishedNeighbourhoodResults, PublishedNeighbourhoods
from schemas.published import PublishedFlows, PublishedLoyalty, PublishedPeers, PublishedResults, PublishedTiers
from schemas.published_ranges import PublishedRanges
from schemas.published_strata import PublishedInequality, PublishedStrata
from schemas.reliability_published import PublishedAnchors, PublishedFigures, PublishedShares, PublishedStaleness
from schemas.results import PeerMembers
from transforms.catalogue import indicators
from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.loyalty import release_flows, release_loyalty, say_missing
from transforms.disclosure.peers import release_peers
from transforms.disclosure.primary import status_of
from transforms.disclosure.ranges import release_ranges
from transforms.disclosure.release import release_results, release_tiers
from transforms.disclosure.strata import proportions_of, release_inequality, release_strata
from transforms.neighbourhoods.released import release_area_results, release_areas

PAGE = "reliability.html"
MODELS = {
    "results": PublishedResults,
    "tiers": PublishedTiers,
    "peers": PublishedPeers,
    "strata": PublishedStrata,
    "inequality": PublishedInequality,
    "loyalty": PublishedLoyalty,
    "flows": PublishedFlows,
    "ranges": PublishedRanges,
    "neighbourhoods": PublishedNeighbourhoods,
    "neighbourhood_results": PublishedNeighbourhoodResults,
    "reliability/figures": PublishedFigures,
    "reliability/shares": PublishedShares,
    "reliability/staleness": PublishedStaleness,
    "reliability/anchors": PublishedAnchors,
}


def write_release(store: Store, periods: list[str]) -> str:
    """Write the tables of periods as a release, unless it exists; gives its id, which names what it holds."""
    reports = {period: build_report(store, period, Audience.OHT) for period in periods}
    tables = {
        f"{name}/period={period}": frame
        for period in periods
        for name, frame in (_tables_of(store, period) | _reliability_of(reports[period])).items()
    }
    pages = {page_name(period): render_reliability_page(report) for period, report in reports.items() if report}
    dictionary = render_dictionary(MODELS)
    contents = [(name, content_digest(frame)) for name, frame in sorted(tables.items())]
    contents += [(name, hashlib.sha256(page).hexdigest()) for name, page in sorted(pages.items())]
    text = json.dumps([contents, hashlib.sha256(dictionary).hexdigest()])
    release = f"{periods[-1]}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder = release_folder(store, release)
    # Kept apart from the release: a digest of exact counts has no business among published files.
    made_from = {period: _exact_digest(store, period) for period in periods}
    if read_json(_made_from_path(store, release)) != made_from:
        write_json(_made_from_path(store, release), made_from)
    note_attributions(store, release, periods)
    if read_json(folder / "manifest.json") is not None:
        return release
    clear_folder(folder)
    digests = {}
    for name, frame in sorted(tables.items()):
        (folder / name).mkdir(parents=True)
        digests[f"{name}/data.parquet"] = write_table(frame, folder / name / "data.parquet")
    for name, page in sorted(pages.items()):
        write_bytes(folder / name, page)
        digests[name] = hashlib.sha256(page).hexdigest()
    write_bytes(folder / "dictionary.csv", dictionary)
    faults.reach("before_manifest")
    write_json(folder / "manifest.json", {"release": release, "periods": periods, "files": digests})
    return release


def _tables_of(store: Store, period: str) -> dict[str, pl.DataFrame]:
    exact = exact_results(store, period)
    tiers = made(finished_output(store, Step("results", "tiers", period))).load()
    note = _attribution_note(store, period)
    results = released_results(store, period)
    released = {
        "results": results,
        "tiers": release_tiers(tiers, period, method_label(store), note),
        "peers": _peers_of(store, period, exact),
        **_loyalty_of(store, period, tiers),
        **_ranges_of(store, period, results),
        **_strata_of(store, period),
        **_areas_of(store, period),
    }
    return {name: _passed(name, frame, period) for name, frame in released.items()}


def released_results(store: Store, period: str, audience: Audience = Audience.OHT) -> pl.DataFrame:
    """One row per indicator, OHT or province of a period: results as a release shows them to an audience."""
    drops = _known_drops(store, period)
    cut_off, settled = data_cut_off(store, period), _settled(store, drops)
    note = _attribution_note(store, period)
    return release_results(exact_results(store, period), indicators(), cut_off, settled, note, audience)


def _attribution_note(store: Store, period: str) -> str | None:
    """Say what the attribution of a period lacked, and which one it is; null: nothing to say."""
    coverage = read_coverage(_known_drops(store, period))
    notes = attribution_notes(coverage, period_end(period), official_method(store))
    return " ".join([*notes, *filter(None, [choice_note(store, period)])]) or None


def _known_drops(store: Store, period: str) -> list[Drop]:
    """Give the deliveries that the last finished refresh of a period knew."""
    cut_off = data_cut_off(store, period)
    return [drop for drop in committed_drops(store.root) if drop.delivered_on <= cut_off]


def _peers_of(store: Store, period: str, exact: pl.DataFrame) -> pl.DataFrame:
    """Give the spread of practices within peer groups as released; none when refreshed before there were groups."""
    output = finished_output(store, peers_step(period))
    members = output.load(MEMBERS) if output else PeerMembers.empty()
    return release_peers(exact, members, indicators(), period)


def _strata_of(store: Store, period: str) -> dict[str, pl.DataFrame]:
    """Give results by stratum and their inequality as released."""
    output = made(finished_output(store, results_step(period)))
    if "inequality" not in output.manifest["tables"]:
        # Refreshed before strata were measured.
        return {}
    strata = release_strata(output.load("strata"), proportions_of(indicators()))
    released = {"strata": strata, "inequality": release_inequality(output.load("inequality"), strata)}
    return {name: table.with_columns(status_of(indicators())) for name, table in released.items()}


def _areas_of(store: Store, period: str) -> dict[str, pl.DataFrame]:
    """Give neighbourhoods as released; nothing when the period was refreshed before they were counted."""
    output = finished_output(store, neighbourhoods_step(period))
    if output is None:
        return {}
    persons, told = output.load(), community()
    areas = made(finished_output(store, Step("derived", "inputs/areas"))).load()
    results = release_area_results(output.load("results"), persons, told_of_areas(), period, told)
    return {"neighbourhoods": release_areas(persons, areas, period, told), "neighbourhood_results": results}


def _loyalty_of(store: Store, period: str, tiers: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give loyalty and flows as released; nothing when the period was refreshed before they were measured."""
    output = finished_output(store, loyalty_step(period))
    if output is None:
        return {}
    flows = output.load("flows")
    labels = {"period": period, "method_id": method_label(store)[0]}
    networks = made(finished_output(store, networks_step(period))).load()
    missing = say_missing(networks, tiers, output.load("missing"))
    loyalty = pl.concat([release_loyalty(output.load(), flows), missing]).sort("level", "unit_id", "kind")
    released = {"loyalty": loyalty, "flows": release_flows(flows)}
    return {
        name: frame.with_columns(pl.lit(text).alias(c) for c, text in labels.items())
        for name, frame in released.items()
    }


def _reliability_of(report: ReliabilityReport | None) -> dict[str, pl.DataFrame]:
    """Give the released tables of a reliability report; none for a period refreshed before there was one."""
    if report is None:
        return {}
    anchors = pl.DataFrame([vars(anchor) for anchor in report.anchors.values()])
    released = {"figures": report.figures, "shares": report.shares, "staleness": report.staleness, "anchors": anchors}
    period = pl.lit(report.period).alias("period")
    named = {f"reliability/{name}": frame.select(period, pl.all()) for name, frame in released.items()}
    return {name: _passed(name, frame, report.period) for name, frame in named.items()}


def page_name(period: str) -> str:
    """Where the page of the reliability report of a period is within a release."""
    return f"reliability/page/period={period}/{PAGE}"


def _ranges_of(store: Store, period: str, results: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give the ranges over the methods of a period; nothing when only one method was kept."""
    compared = finished_output(store, methods_step(period))
    if compared is None:
        return {}
    ranges = release_ranges(compared.load("ranges"), compared.load(), indicators(), Audience.OHT, results)
    return {"ranges": ranges}


def _settled(store: Store, drops: list[Drop]) -> dict[str, dt.date]:
    """Give by indicator the latest delivery of the input that was delivered longest ago, among those it stands on."""
    placing = attribution_requirement(official_method(store))
    return {
        indicator.id: settled_on((placing, *requirements_of(indicator)), drops) for indicator in indicators().values()
    }


def _passed(name: str, frame: pl.DataFrame, period: str) -> pl.DataFrame:
    """The same rows, once the check that no small cell is among them has passed; raises Refused('privacy')."""
    try:
        return MODELS[name].validate(frame)
    except SchemaError as error:
        what = error.check.name if error.check is not None else "its shape"
        raise Refused(
            "privacy",
            f"The table {name} of {period} did not pass the check {what}, so that nothing was released; the current "
            "publication stands. This is a defect of the program: report it with the version and the period.",
        ) from None


def knows_these_results(store: Store, release: Path, period: str) -> bool:
    """Tell whether a release was made from the results of a period that the store holds now."""
    notes = read_json(_made_from_path(store, release.name)) or {}
    return notes.get(period) == _exact_digest(store, period)


def _made_from_path(store: Store, release: str) -> Path:
    return store.root / "runs" / "made_from" / f"{release}.json"


def _exact_digest(store: Store, period: str) -> str:
    return digest([made(finished_output(store, step)).content() for step in _result_steps(period)])


def has_results(store: Store, period: str) -> bool:
    """Tell whether every result of a refreshed period is still in the store."""
    return all(finished_output(store, step) is not None for step in _result_steps(period))


def exact_results(store: Store, period: str) -> pl.DataFrame:
    """One row per indicator, level and unit: the exact results of a period, restricted."""
    return made(finished_output(store, results_step(period))).load()


def _result_steps(period: str) -> list[Step]:
    return [Step("results", "tiers", period), results_step(period)]


def release_folder(store: Store, release: str) -> Path:
    """Folder of the tables of a release."""
    return store.root / "published" / "releases" / release


def read_release(folder: Path, table: str, period: str) -> pl.DataFrame | None:
    """One row per row of a table of a period in a release; null when the release lacks the period."""
    path = folder / table / f"period={period}" / "data.parquet"
    return pl.read_parquet(path, hive_partitioning=False) if path.exists() else None
