"""The practice page: one HTML file in English, without script and without any request."""

from collections.abc import Iterator

import polars as pl

from reports import needs_lists
from reports.catalogue import Catalogue, load_catalogue
from reports.compared_with import chance_sentence, peer_sentence
from reports.html import READING_TIME, page_template, style_sheet, with_reading_time
from reports.measure_table import aim_groups, further_rows
from reports.neighbourhoods import neighbourhoods_section
from reports.own_list import own_list_section
from reports.pack import PracticePack
from reports.so_what import so_what

# Past this many lines the table is set tighter in print, so that page 1 stays one letter page.
LINES_SET_WIDE = 20
TITLE_LINE = 24


def render_practice_page(pack: PracticePack) -> bytes:
    """Give the page in UTF-8; the same pack gives the same bytes.

    Raises UnknownMessageError when a need, tier or status has no words yet.
    """
    words = load_catalogue("en")
    page = page_template("practice_page.html").render(
        pack=pack,
        t=words.text,
        language=words.language,
        style=style_sheet("style.css"),
        reading_time=READING_TIME,
        period=words.period(pack.period),
        period_end=words.date(pack.period_end),
        cut_off=words.date(pack.data_cut_off),
        facts=list(_facts(pack, words)),
        so_what=so_what(pack, words),
        actions=needs_lists.actions(pack, words),
        groups=aim_groups(pack.measures, words),
        further=further_rows(pack.measures, words),
        neighbourhoods=neighbourhoods_section(pack.neighbourhoods, pack.panel_persons, words),
        statuses=_statuses(pack, words),
        peers=peer_sentence(pack.measures, words),
        chance=chance_sentence(pack.measures, words),
        dense=_lines(pack) > LINES_SET_WIDE,
        warnings=_warnings(pack, words),
        patients=needs_lists.patient_rows(pack.patients, words),
        list_length=needs_lists.list_length(pack.patients, words),
        references=needs_lists.references(pack, words),
        has_charts=pack.own_list is not None,
        own_list=own_list_section(pack, words),
        origins=list(_origins(pack, words)),
    )
    return with_reading_time(page, words).encode("utf-8")


def _statuses(pack: PracticePack, words: Catalogue) -> list[str]:
    """Explain every state of a definition that the first table has."""
    known = sorted(set(_first(pack).get_column("status").to_list()))
    return [words.text(f"meaning.statuses.{status}") for status in known]


def _lines(pack: PracticePack) -> int:
    """Estimate the lines of the measures' table in print: the title's own, and two below it."""
    return sum(2 + -(-len(title) // TITLE_LINE) for title in _first(pack).get_column("title"))


def _first(pack: PracticePack) -> pl.DataFrame:
    return pack.measures.filter(pl.col("shown") == "first")


def _facts(pack: PracticePack, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Give the numbers of the head: patients in all and by tier, and those in the cohort."""
    persons = dict(pack.tiers.select("tier", "persons").iter_rows())
    yield words.number(pack.panel_persons), words.text("head.panel")
    for tier in ("rostered", "virtual"):
        yield words.number(persons.get(tier, 0)), words.text(f"head.{tier}")
    otherwise = pack.panel_persons - persons.get("rostered", 0) - persons.get("virtual", 0)
    if otherwise:
        yield words.number(otherwise), words.text("head.otherwise")
    if pack.frequent_ed_persons is None:
        yield words.text("head.frequent_ed_unknown"), words.text("head.frequent_ed")
    else:
        yield words.number(pack.frequent_ed_persons), words.text("head.frequent_ed")


def _warnings(pack: PracticePack, words: Catalogue) -> str:
    """Count the notes and the missing inputs; empty when there are none."""
    notes, missing = len(pack.notes), len(pack.not_supplied)
    said = [words.count("notice.notes", notes)] if notes else []
    return ", ".join(said + ([words.count("notice.missing", missing)] if missing else []))


def _origins(pack: PracticePack, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Name what the page was made from, so that a question can be traced."""
    yield words.text("method.publication"), pack.publication or words.text("method.no_publication")
    yield words.text("method.method"), pack.method_id
    yield words.text("method.definitions"), pack.definitions_version
    yield words.text("method.code"), pack.code_version
