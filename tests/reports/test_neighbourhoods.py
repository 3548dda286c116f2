"""The section on where a practice's patients live."""

from reports.practice_page import render_practice_page
from schemas.pack import PackNeighbourhoods
from tests.reports.page_reader import Page, read_page, row_cells
from tests.reports.sample_pack import neighbourhoods, sample_pack


def page(**changes: object) -> Page:
    return read_page(render_practice_page(sample_pack(**changes)))


def test_areas_with_what_they_are_like_and_how_their_people_fare() -> None:
    found = page()
    assert "1,833 of your 2,090 patients have a known Ontario address." in found.text
    assert row_cells(found, "N1A") == ["1,000", "12,340", "5", "1", "urban", "41", "9.4%"]
    assert "Title of ed_rate per 100 persons, unverified" in found.text


def test_what_is_hidden_or_unknown_is_said_and_never_zero() -> None:
    found = page()
    assert row_cells(found, "N2A") == ["500", "12,340", "5", "1", "rural", "41", "too few"]
    assert row_cells(found, "N3A") == ["333", "too few", "not known", "not known", "not known", "too few", "too few"]


def test_before_a_publication_only_the_own_numbers_are_told() -> None:
    nothing = {"persons": None, "value": None, "suppression": "not_published"}
    assert row_cells(page(neighbourhoods=neighbourhoods(**nothing)), "N1A") == [
        *["1,000", "not published yet", "5", "1", "urban"],
        *["not published yet"] * 2,
    ]


def test_a_practice_of_many_areas_shows_eight() -> None:
    assert "1 further area is in" in page(neighbourhoods=neighbourhoods(9)).text
    assert "2 further areas are in" in page(neighbourhoods=neighbourhoods(10)).text
    assert "N9A" not in page(neighbourhoods=neighbourhoods(9)).text


def test_without_known_addresses_there_is_no_section() -> None:
    assert "Where your patients live" not in page(neighbourhoods=PackNeighbourhoods.empty()).text


def test_small_values_keep_two_digits() -> None:
    assert row_cells(page(neighbourhoods=neighbourhoods(1, value=0.25)), "N1A")[-2:] == ["0.25", "0.25%"]
