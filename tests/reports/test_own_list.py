"""The section on the practice's own list, and the chart numbers beside the references."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from reports.practice_page import render_practice_page
from schemas.reconciliation import REASONS
from tests.reports.page_reader import Page, read_page, row_cells
from tests.reports.sample_list import COUNTS, chart_number, own_list, reconciliation
from tests.reports.sample_pack import NO_VISIT, patients, sample_pack


def page_of(reasons: dict[str, int] | None = None, twice: int = 0, agreed: int = 2000, **changes: Any) -> Page:
    rows = reconciliation(agreed, reasons, twice)
    return read_page(render_practice_page(sample_pack(**{"own_list": own_list(), "reconciliation": rows, **changes})))


def tally(page: Page) -> list[str]:
    place = next(place for place, part in enumerate(page.elements) if part.attributes.get("class") == "tally")
    return [part.text for part in page.elements[place + 1 : place + 7] if part.name == "li"]


def test_three_counts_add_up_to_list_and_panel():
    page = page_of(COUNTS)
    assert tally(page) == [
        "2,007 on your list and counted with you",  # 2,000 plain, 4 marked inactive, 3 excluded
        "117 on your list only",
        "84 counted with you only",
    ]
    assert "Patients on your list of 30 September 2026: 2,124." in page.text
    assert "People counted with you on 30 September 2026: 2,091." in page.text


def test_reasons_come_with_most_patients_first_and_say_what_to_do():
    page = page_of(COUNTS)
    shown = [cell.text for cell in page.all("th", scope="row") if "list only" in cell.text or "you only" in cell.text]
    assert shown[0].startswith("You gave more of the patient's care than anybody else")
    assert len(shown) == 6
    [what] = row_cells(page, "The patient is enrolled with another physician.")
    assert what.startswith("Ask whether you are still the patient's provider, and correct your list. Charts: C-0")
    assert "4 more patients differ for rarer reasons. For 20 patients a difference is known and nothing" in page.text


def test_charts_to_act_on_are_named_up_to_a_limit():
    page = page_of({"rostered_elsewhere": 41, "care_elsewhere": 40}, agreed=0)
    [many] = row_cells(page, "The patient is enrolled with another physician.")
    assert many.endswith("C-00038, C-00039, and 1 more in the file.") and many.count("C-") == 40
    [fewer] = row_cells(page, "The patient had more care from a physician outside your group.")
    assert fewer.endswith("C-00079, C-00080.") and fewer.count("C-") == 40


def test_those_who_are_not_on_the_list_have_no_chart_and_it_is_said_how_to_ask():
    page = page_of({"seen_most": 3})
    [what] = row_cells(page, "You gave more of the patient's care than anybody else")
    assert "Chart" not in what and what.startswith("Ask the analyst who it is")
    assert "because your list does not have them" in page.text
    assert "the number of your practice, P-004711, to the analyst" in page.text
    assert "because your list does not have them" not in page_of({"died": 3}).text


def test_where_the_details_are_is_said_as_it_is():
    assert "is in reconciliation.xlsx, with the chart number where your list has one" in page_of(COUNTS).text


def test_who_has_died_by_the_list_is_never_folded_into_more():
    page = page_of({**COUNTS, "marked_deceased": 1})
    [what] = row_cells(page, "Your list says that this patient has died, and the registry does not know it yet.")
    assert what.startswith("If so, nothing needs doing here; the registry can be told through ServiceOntario.")
    # Eight reasons ask for something: six by number, this one, and the four marked inactive.
    assert "4 more patients differ for rarer reasons." in page.text


def test_what_is_left_to_the_analyst_asks_nothing_of_the_practice():
    page = page_of({"no_team": 5, "not_active": 2})
    assert "There is no difference to settle." in page.text
    assert "For 5 patients our tables lead to no team: the analyst looks into it." in page.text
    assert "For 2 patients a difference is known and nothing is to be done." in page.text


def test_patients_of_one_number_are_ordered_by_reason():
    reasons = ["seen_most", "died", "enrolled_not_listed"]
    texts = [page_of(dict.fromkeys(order, 3)).text for order in (reasons, reasons[::-1])]
    assert texts[0] == texts[1]


def test_without_a_difference_this_is_said():
    page = page_of(agreed=5)
    assert tally(page)[1:] == ["0 on your list only", "0 counted with you only"]
    assert "There is no difference to settle." in page.text
    assert page.all("table", class_="differences") == []


def test_health_numbers_on_two_charts_are_counted():
    assert "3 health numbers stand on more than one chart" in page_of(twice=3).text
    assert "more than one chart" not in page_of().text


def test_rows_that_could_not_be_used_are_counted():
    assert "3 rows of your list could not be used and were set aside." in page_of(own_list=own_list(set_aside=3)).text
    assert "could not be used" not in page_of().text


def test_a_list_made_after_the_period_is_said_to_be():
    late = own_list(extract_date=dt.date(2026, 10, 12), is_after=True)
    assert "Patients on your list of 12 October 2026:" in page_of(own_list=late).text
    assert "so the first one after it is used" in page_of(own_list=late).text
    assert "so the first one after it is used" not in page_of().text


def test_what_cannot_be_compared_is_said_and_is_never_zero():
    page = page_of(own_list=own_list(missing="needs claims from 2024-10-01"), reconciliation=None)
    assert "could not be compared: needs claims from 2024-10-01." in page.text
    assert page.all("ul", class_="tally") == []


def test_without_a_list_nothing_is_said():
    page = read_page(render_practice_page(sample_pack()))
    assert "Your list and ours" not in page.text and "Chart" not in [head.text for head in page.all("th")]


def test_chart_numbers_stand_beside_the_references():
    frame = patients(2, only=NO_VISIT).with_columns(chart_number=pl.Series([chart_number(1), None]))
    page = page_of(patients=frame)
    cells = [cell.text for cell in page.all("td", class_="chartno")]
    assert cells == ["C-00001", "– no chart number"]
    assert "Chart numbers are those of your own list." in page.text


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        (1, "1 patient with a need is left out, because your list says so."),
        (7, "7 patients with a need are left out, because your list says so."),
    ],
)
def test_who_is_left_out_is_counted(left_out: int, sentence: str):
    assert sentence in page_of(own_list=own_list(left_out=left_out)).text
    assert sentence in page_of(own_list=own_list(left_out=left_out), patients=patients(0)).text


def test_nobody_left_out_is_not_mentioned():
    assert "left out, because" not in page_of(own_list=own_list(left_out=0)).text


def test_a_hostile_chart_number_stays_text():
    evil = '<script>alert("x")</script>'
    frame = patients(1, only=NO_VISIT).with_columns(chart_number=pl.lit(evil))
    page = page_of(patients=frame)
    assert page.all("script") == [] and evil in page.text


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_and_action_is_said_in_words(reason: str):
    row = reconciliation(agreed=0, reasons={reason: 1}).row(0, named=True)
    assert row["why"].endswith(".") and row["what_to_do"].endswith(".")
