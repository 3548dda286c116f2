"""The page as assistive technology and a browser without network meet it."""

import re
from itertools import pairwise

import pytest

from reports.practice_page import render_practice_page
from tests.reports.page_reader import Page, read_page
from tests.reports.sample_list import COUNTS, own_list, reconciliation
from tests.reports.sample_pack import measures, not_computable, patients, sample_pack

PACKS = {
    "usual": sample_pack(),
    "no needs": sample_pack(patients=patients(0), frequent_ed_persons=0),
    "nothing computable": sample_pack(
        measures=measures(not_computable("ed_rate", "needs ed_visits from 2025-10-01")),
        patients=patients(0),
        frequent_ed_persons=None,
    ),
    "no measures": sample_pack(measures=measures()),
    "own list": sample_pack(own_list=own_list(), reconciliation=reconciliation(reasons=COUNTS)),
    "own list not compared": sample_pack(own_list=own_list(missing="needs claims from 2024-10-01")),
}


@pytest.fixture(params=PACKS.values(), ids=PACKS.keys())
def page(request: pytest.FixtureRequest) -> Page:
    return read_page(render_practice_page(request.param))


def test_the_page_says_its_language_and_title(page: Page):
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text == "Practice P-004711 – September 2026 – practice report"


def test_there_is_one_main_part_and_a_way_to_skip_to_it(page: Page):
    first_link = page.all("a")[0]
    assert first_link.attributes["href"] == f"#{page.one('main').attributes['id']}"


def test_headings_start_at_one_and_skip_no_level(page: Page):
    levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_cell_a_scope(page: Page):
    tables = page.all("table")
    assert len(page.all("caption")) == len(tables) and all(caption.text for caption in page.all("caption"))
    assert {cell.attributes.get("scope") for cell in page.all("th")} <= {"col", "row", "rowgroup"}


def test_every_chart_says_what_it_shows(page: Page):
    charts = [chart for chart in page.all("svg") if chart.attributes.get("aria-hidden") != "true"]
    assert all(chart.attributes["role"] == "img" for chart in charts)
    assert all(re.search("[a-z]{3}", chart.attributes["aria-label"]) for chart in charts)


def test_symbols_are_read_as_words(page: Page):
    bare = [
        cell.text for cell in page.all("td") if cell.text in {"–", "▲", "▼", "●", ""} and not _has_chart(page, cell)
    ]
    assert bare == []


def _has_chart(page: Page, cell: object) -> bool:
    place = page.elements.index(cell)  # type: ignore[arg-type]
    return page.elements[place + 1].name == "svg"


def test_links_lead_to_places_on_the_page(page: Page):
    places = {element.attributes["id"] for element in page.elements if "id" in element.attributes}
    targets = {link.attributes["href"].removeprefix("#") for link in page.all("a")}
    assert targets <= places


def test_identifiers_are_given_once(page: Page):
    given = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(given) == len(set(given))


def test_nothing_is_fetched_and_nothing_runs(page: Page):
    names = {element.name for element in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form"}
    attributes = {name for element in page.elements for name in element.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "style"}}
    assert not re.search(r"url\(|@import|https?:", page.one("style").text)
