"""The calibration report as table, page and Markdown."""

from itertools import pairwise

import pytest

from reports.calibration_pages import render_calibration_markdown, render_calibration_page
from reports.calibration_table import counts_sentence, definitions, report_lines, verdict_counts
from tests.reports.page_reader import Page, read_page, row_cells
from tests.reports.sample_calibration import report, sample_calibration


@pytest.fixture
def page() -> Page:
    return read_page(render_calibration_page(sample_calibration()))


def test_lines_say_value_tolerance_and_verdict() -> None:
    assert [line.cells for line in report_lines(report())] == [
        ("share", "72.9 %", "72.5", "± 3.0 %", "holds"),
        ("count", "12,410 persons", "26,673 (scaled to 12,917,178)", "± 1,862 persons", "misses"),
        ("teams", "58 teams", "58 (full size)", "± 0 teams", "holds"),
        ("rare", "0.127 %", "*", "± 0.030 %", "hidden"),
        ("cost", "66.0 %", "–", "± 5.0 %", "needs costs"),
        ("guess", "10 visits", "12", "± 1 visits", "assumed"),
    ]


def test_assumed_lines_come_last() -> None:
    assert [line.cells[0] for line in report_lines(report().reverse())][-1] == "guess"


def test_counts_of_verdicts() -> None:
    assert verdict_counts(report()) == {"holds": 2, "misses": 1, "needs": 1, "hidden": 1, "assumed": 1}
    assert counts_sentence(report().head(2)) == "Of 2 figures: 1 hold, 1 miss."


def test_definitions_are_said_once_by_name() -> None:
    assert [measure for measure, _ in definitions(report())] == ["people", "rare", "roster", "teams", "visits"]


def test_the_page_has_a_part_for_each_kind(page: Page) -> None:
    assert [heading.text for heading in page.all("h2")] == [
        "Compared",
        "Not measured yet",
        "Assumed figures",
        "What is counted",
    ]
    assert row_cells(page, "count") == ["12,410 persons", "26,673 (scaled to 12,917,178)", "± 1,862 persons", "misses"]
    assert "A|paper" in page.text and "What is <counted>." in page.text


def test_verdicts_are_words_and_not_colours_alone(page: Page) -> None:
    assert [said.text for said in page.all("span", class_="better")] == ["holds", "holds"]
    assert [said.text for said in page.all("span", class_="worse")] == ["misses"]


def test_assistive_technology_finds_its_way(page: Page) -> None:
    assert page.one("html").attributes["lang"] == "en"
    assert page.all("a")[0].attributes["href"] == f"#{page.one('main').attributes['id']}"
    levels = [int(element.name[1]) for element in page.elements if element.name in {"h1", "h2", "h3"}]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) == 3
    assert {cell.attributes.get("scope") for cell in page.all("th")} == {"col", "row"}


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    names = {element.name for element in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_calibration_page(sample_calibration()) == render_calibration_page(sample_calibration())


def test_markdown_has_whole_rows() -> None:
    text = render_calibration_markdown(sample_calibration()).decode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {7}
    assert "| share | 72.9 % | 72.5 | ± 3.0 % | holds | Ontario, 2023; A\\|paper |" in rows
    assert "- `roster`: What is <counted>." in text


def test_a_part_without_lines_is_left_out() -> None:
    text = render_calibration_markdown(sample_calibration(report().head(1))).decode()
    assert "## Compared" in text and "## Assumed figures" not in text
