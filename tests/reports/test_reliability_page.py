"""The page of the reliability report: what it says, and how assistive technology and a browser meet it."""

import re
from itertools import pairwise

import polars as pl
import pytest

from reports.reliability_page import render_reliability_page
from schemas.reliability import ChildCounts, FileChildren
from tests.reports.page_reader import Page, read_page, row_cells
from tests.reports.sample_reliability import FILE_CHILDREN, LOYALTY, NEEDS, bare_report, sample_report, tables
from tests.tables import table

SMALL_FILE = FILE_CHILDREN.replace("40       14", "40       4").replace("80       36", "80       26")
REPORTS = {
    "usual": sample_report(),
    "bare": bare_report(),
    "under the file": sample_report(file_day=sample_report().period_end.replace(month=3, day=31), notes=("Short.",)),
    "hidden": sample_report(tables(file_children=table(SMALL_FILE, FileChildren))),
}


@pytest.fixture(params=REPORTS.values(), ids=REPORTS.keys())
def page(request: pytest.FixtureRequest) -> Page:
    return read_page(render_reliability_page(request.param))


def usual() -> Page:
    """Read the usual page."""
    return read_page(render_reliability_page(REPORTS["usual"]))


def test_the_three_sentences_hold_the_figures() -> None:
    said = usual().one("p", class_="sowhat").text
    assert said == (
        "Of 880 people, 87.5% are placed with high or medium confidence, and 10.2% are uncertainly attached. Of the "
        "children under five whom birth records name, 64.9% have a team. The official file lacks 45.0% of the children "
        "under five whom the rules count. Since 31 August 2026, 2.3% came and 1.0% went."
    )


def test_a_first_period_without_inputs_says_what_it_needs() -> None:
    page = read_page(render_reliability_page(bare_report()))
    for needs in ("needs births", "needs discharges", NEEDS["crosswalk"], NEEDS["joined"], NEEDS["loyalty"]):
        assert f"Not computable: {needs}." in page.text
    assert "cannot be said" in page.one("p", class_="sowhat").text
    assert "Primary care in the team" not in page.text


def test_published_figures_stand_beside_ours_with_their_source() -> None:
    page = usual()
    assert row_cells(page, "By the rules of this report") == ["89.8%", "unverified"]
    assert row_cells(page, "Published, 2018") == ["88.9%", "Bayoumi et al. 2023, CMAJ Open 11(5):E809"]
    stukel = "Stukel et al. 2013, Open Medicine 7(2):e40"
    assert row_cells(page, "All physician visits") == ["55.0%", "68.4% (2008/09–2010/11)", stukel]
    assert row_cells(page, "Family physicians") == ["58", "50", "86.2%", "98.2% (2008/09–2010/11)", stukel]
    assert row_cells(page, "Specialists") == ["66", "60", "90.9%", "93.5% (2008/09–2010/11)", stukel]


def test_nobody_is_called_unattached_and_the_accuracy_is_in_words() -> None:
    text = usual().text
    assert "of 100 people called uncertainly attached by such rules, about 21 truly have nobody" in text
    assert re.findall(r"\bunattached\b", text) == ["unattached"] and "never call anybody unattached" in text


def test_totals_add_up_on_the_page() -> None:
    page = usual()
    numbers = {name: int(row_cells(page, name)[0]) for name in ("In the registry", "Not counted", "Counted")}
    assert numbers == {"In the registry": 940, "Not counted": 60, "Counted": 880}
    assert row_cells(page, "no readable postal code") == ["20"]


def test_every_team_has_one_row_by_name_and_the_province_is_first() -> None:
    page = usual()
    place = next(n for n, one in enumerate(page.elements) if one.text == "Reliability of each team's attribution")
    heads = [one.text for one in page.elements[place:] if one.name == "th" and one.attributes.get("scope") == "row"]
    assert heads == ["Ontario", "Ajax", "East & West", "North"]
    assert row_cells(page, "North") == ["450", "88.9%", "6.7%", "35.0%", "2.2%", "4.6%", "70.6%"]


def test_small_numbers_are_words_and_no_cell_holds_one() -> None:
    page = read_page(render_reliability_page(REPORTS["hidden"]))
    assert row_cells(page, "East & West")[3] == row_cells(page, "North")[3] == "hidden"
    numbers = [cell.text for cell in page.all("td", class_="num") if re.fullmatch(r"[0-9,]+", cell.text)]
    assert not {"1", "2", "3", "4", "5"} & set(numbers)


def test_a_day_of_the_file_is_told() -> None:
    text = read_page(render_reliability_page(REPORTS["under the file"])).text
    assert "Teams are those of the ministry's file as of 31 March 2026, 183 days before the end" in text
    assert "Short." in text


def test_a_child_whom_the_registry_does_not_know_counts_below_the_line_of_all_ages() -> None:
    page = usual()
    assert row_cells(page, "not in the registry") == ["7", "0", "none"]
    assert row_cells(page, "all ages") == ["70", "50", "64.9%"]
    none = table("level unit_id age_years registered unknown placed\nprovince ontario 0 0 0 0", ChildCounts)
    nobody = read_page(render_reliability_page(sample_report(tables(children=none))))
    assert row_cells(nobody, "all ages") == ["0", "0", "none"]


def test_the_same_report_gives_the_same_bytes() -> None:
    shuffled = sample_report()
    head, *rows = LOYALTY.strip().splitlines()
    mixed = sample_report(loyalty="\n".join([head, *reversed(rows)]))
    assert render_reliability_page(shuffled) == render_reliability_page(mixed)


def test_names_are_escaped() -> None:
    page = render_reliability_page(sample_report(team_names={"T1": "<b>North</b>"}))
    assert b"<b>North" not in page and b"&lt;b&gt;North" in page


def test_no_loyalty_of_a_group_reaches_the_page() -> None:
    rows = "level unit_id kind inside total\ngroup G77 visits 50 100\nnetwork N1 visits 50 100"
    report = sample_report(loyalty=rows)
    assert b"G77" not in render_reliability_page(report)
    assert report.figures.filter(pl.col("unit_id") == "G77").is_empty()


def test_the_page_says_its_language_and_title(page: Page) -> None:
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("title").text == "How reliable is the attribution? – September 2026"


def test_headings_start_at_one_and_skip_no_level(page: Page) -> None:
    levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_cell_a_scope(page: Page) -> None:
    tables_found = page.all("table")
    assert len(page.all("caption")) == len(tables_found) and all(caption.text for caption in page.all("caption"))
    assert {cell.attributes.get("scope") for cell in page.all("th")} == {"col", "row"}


def test_no_cell_is_empty(page: Page) -> None:
    assert [cell for cell in [*page.all("td"), *page.all("th")] if not cell.text] == []


def test_links_lead_to_places_on_the_page(page: Page) -> None:
    places = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert {link.attributes["href"].removeprefix("#") for link in page.all("a")} <= set(places)
    assert len(places) == len(set(places))


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    names = {element.name for element in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form"}
    attributes = {name for element in page.elements for name in element.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "style"}}
    assert not re.search(r"url\(|@import|https?:", page.one("style").text)


def test_no_colour_is_named_outside_the_checked_sheet() -> None:
    from importlib import resources

    style = resources.files("reports").joinpath("reliability.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", style) == []
    assert set(re.findall(r"(?<![-\w])color: var\(--(\w+)\)", style)) <= {"ink", "quiet", "accent"}
