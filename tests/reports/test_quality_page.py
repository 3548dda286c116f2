"""The data-quality page: what it says, and how assistive technology meets it."""

from dataclasses import replace

import pytest

from reports.quality import MONTHS_SHOWN, InputQuality
from reports.quality_page import render_quality_page
from tests.reports.page_reader import read_page, row_cells
from tests.reports.sample_quality import every_input

EVENTS, PLACES, LIST, ONE_OF_EACH, SMALL = every_input()


def test_the_summary_counts_what_got_worse_and_weak_months() -> None:
    assert [row["rule_id"] for row in EVENTS.worse] == ["rule_1", "rule_2"]
    said = read_page(render_quality_page(EVENTS)).one("p", class_="sowhat").text
    assert said == (
        "The delivery of 5 November 2026 had 10,000 rows, of which 15 were set aside. 2 rules are broken more often "
        "than before. 3 months have far fewer or far more rows than usual, or none. 2 indicators read it."
    )
    assert "1 rule is broken more often than before. 1 month has" in read_page(render_quality_page(ONE_OF_EACH)).text


def test_a_rule_has_its_history_and_what_it_touches() -> None:
    page = read_page(render_quality_page(EVENTS))
    assert row_cells(page, "rule_1") == ["counted, kept", "1", "1.0", "new (0 → 1)", "ed_rate"]
    assert row_cells(page, "rule_5") == ["set aside", "5", "5.0", "gone", "all that read the input"]
    assert row_cells(page, "rule_2")[-1] == "none"


def test_a_month_without_rows_is_said_in_words() -> None:
    assert row_cells(read_page(render_quality_page(EVENTS)), "September 2026")[:4] == ["0", "95", "3", "no rows"]


def test_only_the_months_shown_are_counted() -> None:
    shown = [{**month, "verdict": "usual"} for month in [*EVENTS.months] * 9]
    old = [{**month, "verdict": "none"} for month in EVENTS.months[:2]]
    quality = replace(EVENTS, months=[*old, *shown[:MONTHS_SHOWN]])
    assert len(quality.shown_months) == MONTHS_SHOWN
    assert quality.weak_months == []
    assert len(replace(EVENTS, months=[*old, *shown[:35]]).weak_months) == 1


def test_an_input_of_a_few_rows_a_month_is_not_judged() -> None:
    page = read_page(render_quality_page(SMALL))
    assert "It has too few rows a month to judge whether a month is complete. 2 indicators read it." in page.text
    assert row_cells(page, "September 2026")[3] == "too few rows to judge"


def test_only_columns_with_empty_values_are_shown() -> None:
    page = read_page(render_quality_page(EVENTS))
    assert row_cells(page, "triage_level") == ["25", "0.3 %"]
    assert "disposition_code" not in page.text
    assert "The source cannot supply: other_diagnosis_codes." in page.text


def test_an_input_of_the_attribution_says_that_all_hangs_on_it() -> None:
    page = read_page(render_quality_page(PLACES))
    assert "Every number stands on it, by way of the attribution." in page.text
    assert row_cells(page, "start_date_missing")[-1] == "all, by way of the attribution"


def test_an_input_that_nothing_reads_says_so() -> None:
    page = read_page(render_quality_page(LIST))
    for said in ("No delivery broke a rule.", "This input is not read by month.", "No indicator reads this input."):
        assert said in page.text


@pytest.mark.parametrize("quality", every_input(), ids=lambda quality: quality.name)
def test_a_page_for_everybody(quality: InputQuality) -> None:
    once = render_quality_page(quality)
    assert once == render_quality_page(quality)
    page = read_page(once)
    assert page.one("html").attributes["lang"] == "en"
    assert len(page.all("h1")) == 1
    tables = page.all("table")
    assert len(page.all("caption")) == len(tables) > 0
    assert all(head.attributes.get("scope") in ("col", "row") for head in page.all("th"))
    assert "{" not in once.decode().partition("</style>")[2]
