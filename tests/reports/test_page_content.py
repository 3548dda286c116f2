"""What the page says, and what it must never say."""

import re
from typing import Any

import polars as pl
import pytest

from reference.load import unverified_parameters
from reports.catalogue import UnknownMessageError
from reports.practice_page import render_practice_page
from tests.reports.page_reader import Page, read_page, row_cells
from tests.reports.sample_pack import (
    NO_VISIT,
    admissions,
    continuity,
    measure,
    measures,
    not_computable,
    panel,
    patients,
    sample_pack,
    tiers,
)

GROUP, OHT, PROVINCE = 5, 6, 7


def page_of(**changes: Any) -> Page:
    return read_page(render_practice_page(sample_pack(**changes)))


def so_what(page: Page) -> str:
    return page.one("p", class_="sowhat").text


def chart_words(page: Page) -> list[str]:
    return [chart.attributes["aria-label"] for chart in page.all("svg", role="img")]


def test_the_first_sentence_counts_verdicts_and_patients():
    assert so_what(page_of()) == (
        "Of 3 measures you are better than the province on 1 and worse on 1; "
        "163 patients have at least one need, most often no primary care visit in 24 months (127)."
    )


def test_the_first_sentence_knows_one_and_none():
    one = page_of(measures=measures(measure("ed_rate")), patients=patients(1, only=NO_VISIT))
    assert so_what(one) == (
        "Of 1 measure you are better than the province on 0 and worse on 1; "
        "1 patient has a need: no primary care visit in 24 months."
    )
    none = page_of(measures=measures(panel()), patients=patients(0), frequent_ed_persons=0)
    assert so_what(none) == "No measure is compared with the province this time; no patient of yours is on a list."


def test_a_measure_is_shown_with_count_interval_reading_and_comparators():
    cells = row_cells(page_of(), "Unplanned emergency visits")
    assert cells == [
        "45.0",
        "941 / 2,090 42.2–48.0",
        "O P",
        "▼ worse",
        "47.5 August 2026",
        "41.3",
        "39.2 38.9–39.6",
        "37.0 37.0–37.1",
    ]


def test_the_chart_says_its_numbers():
    words = next(words for words in chart_words(page_of()) if words.startswith("Unplanned"))
    assert words == (
        "Unplanned emergency visits: you 45.0, 95% interval 42.2 to 48.0. 412 peers: median 37.7, middle half 30.4 to "
        "46.2, middle 80% 24.1 to 55.8. OHT 39.2. Province 37.0. Verdict against the province: worse."
    )


@pytest.mark.parametrize("side, column", [("oht", OHT), ("province", PROVINCE)])
def test_a_hidden_comparator_is_words_even_when_the_frame_holds_its_number(side: str, column: int):
    leak = {f"{side}_value": 777.7, f"{side}_lower": 777.7, f"{side}_upper": 777.7, f"{side}_suppression": "small_cell"}
    frame = measures(measure("ed_rate")).with_columns(pl.lit(value).alias(name) for name, value in leak.items())
    page = page_of(measures=frame)
    cell = row_cells(page, "Unplanned")[column]
    assert cell == "hidden: fewer than 6" and "777" not in page.text
    assert not any("777" in words for words in chart_words(page))
    assert [text.text for text in page.all("text")] == [{"oht": "P", "province": "O"}[side]]


def test_what_cannot_be_computed_is_said_and_is_never_zero():
    page = page_of(measures=measures(not_computable("ed_rate", "needs ed_visits from 2025-10-01")))
    assert row_cells(page, "Unplanned") == ["Not computable: needs ed_visits from 2025-10-01."]
    assert chart_words(page) == []


def test_a_comparator_that_is_not_there_says_why():
    gone = dict.fromkeys(["oht_value", "oht_lower", "oht_upper", "province_value", "province_lower", "province_upper"])
    page = page_of(measures=measures(measure("ed_rate", **gone, province_suppression="not_applicable")))
    assert row_cells(page, "Unplanned")[OHT:] == ["not yet published", "not computable"]


def test_nobody_to_count_gives_no_value():
    nobody = {"value": None, "lower": None, "upper": None, "numerator": 0, "denominator": 0}
    nobody |= {"verdict": "none", "verdict_reason": "below_minimum"}
    page = page_of(measures=measures(continuity() | nobody))
    assert row_cells(page, "Most visits")[:2] == ["no value", "0 / 0 nobody to count"]
    assert "you have no value" in chart_words(page)[0]


def test_a_true_zero_stays_zero():
    zero = {"value": 0.0, "lower": 0.0, "upper": 0.3, "numerator": 0}
    assert row_cells(page_of(measures=measures(measure("ed_rate", **zero))), "Unplanned")[0] == "0.0"


def test_few_peers_are_not_drawn():
    few = dict.fromkeys(["peers_p10", "peers_p25", "peers_p50", "peers_p75", "peers_p90"]) | {"peers_count": 19}
    few |= {"peers_suppression": "few_practices"}
    page = page_of(measures=measures(measure("ed_rate", **few)))
    assert "fewer than 20 peers" in row_cells(page, "Unplanned")[2]
    assert "No peers are shown: fewer than 20 peers." in chart_words(page)[0]
    assert not [shape for shape in page.all("path", class_="b80") if "g" in shape.inside]


@pytest.mark.parametrize(
    "status, word", [("unverified", "unverified"), ("local", "local definition"), ("retired", "retired")]
)
def test_the_state_of_a_definition_is_marked(status: str, word: str):
    page = page_of(measures=measures(measure("ed_rate", status=status)))
    assert [mark.text for mark in page.all("b", class_="status")] == [word]


def test_aims_without_measures_say_so():
    assert page_of(measures=measures(admissions())).text.count("No measure is computed for this aim yet.") == 3


def test_nothing_needs_action_is_said_only_when_the_lists_were_made():
    quiet = page_of(patients=patients(0), frequent_ed_persons=0)
    assert "Nothing needs action." in quiet.text and "No patient is on a list this period." in quiet.text
    unsure = page_of(patients=patients(0), needs_not_computable=(("no_primary_care_visit", "needs claims"),))
    assert "Nothing needs action." not in unsure.text
    assert "This list could not be made: no primary care visit in 24 months (needs claims)." in unsure.text


def test_an_unknown_cohort_is_not_zero():
    page = page_of(patients=patients(3, only=NO_VISIT), frequent_ed_persons=None)
    assert "not computable with 4+ emergency visits" in page.text
    assert "This list could not be made: four or more emergency visits in 12 months." in page.text


def test_an_empty_list_beside_a_full_one_is_said():
    page = page_of(patients=patients(3, only=NO_VISIT), frequent_ed_persons=0)
    assert "No patient is on this list: four or more emergency visits in 12 months." in page.text


def test_cards_say_how_many_patients_and_of_how_many():
    page = page_of()
    assert [card.text for card in page.all("p", class_="count")] == ["127 patients", "55 patients"]
    assert "of 2,090 in the practice (6.1%)" in page.text


def test_the_list_shows_the_first_forty_rows_in_the_order_of_the_table():
    page = page_of()
    frame = sample_pack().patients
    shown = [cell.text for cell in page.all("th", class_="code")]
    assert shown == frame.get_column("patient_reference").head(40).to_list()
    assert "Shown here: 40 of 163." in page.text
    assert "All 163 rows are in patients.parquet." in page.text


def test_a_patient_is_shown_with_needs_and_evidence():
    page = page_of(patients=patients(1))
    assert row_cells(page, "")[-5:] == [
        "3",
        "female",
        "virtual",
        "2",
        "4 emergency visits in 12 months, the last on 28 September 2026. No primary care visit in the last 24 months.",
    ]


def test_limits_are_stated_plainly():
    text = page_of().text
    assert "counts of 1 to 5 are hidden" in text and "is not yet applied" in text
    assert "Send your own patient list, and your chart numbers stand beside them." in text
    assert "Values are crude." in text and "Reply to your OHT's analyst" in text


def test_where_the_page_comes_from_is_named():
    text = page_of().text
    for part in [
        "2026-09-r2",
        "oht-attr/1-spine",
        "indicators 3f9a2c41",
        "0.1.0",
        "With all deliveries up to 4 October 2026.",
    ]:
        assert part in text
    assert "not part of a publication" in page_of(publication=None).text


def test_solo_practices_and_unknown_teams_are_said():
    assert "no Ontario Health Team decided · no registry group" in page_of(oht_name=None, group_id=None).text


def test_tiers_without_persons_and_an_empty_panel_are_legal():
    page = page_of(tiers=tiers().clear(), panel_persons=0, patients=patients(1, only=NO_VISIT))
    assert "0 rostered" in page.text and "in the practice (" not in page.text


def test_notes_are_announced_on_the_first_page():
    assert "2 notes on the data, 1 thing not supplied." in page_of().text
    assert (
        page_of(notes=(), not_supplied=()).text.count(
            "Every delivered row passed the checks, and attribution saw its whole look-back."
        )
        == 2
    )


def test_hostile_text_stays_text():
    evil = '<script>alert("x")</script>&"\'><!--reading-time-->'
    raw = render_practice_page(
        sample_pack(
            oht_name=evil, notes=(evil,), measures=measures(measure("ed_rate", title=evil, why=evil, unit=evil))
        )
    )
    page = read_page(raw)
    assert page.all("script") == [] and evil in page.text
    assert any(words.startswith(evil) for words in chart_words(page))
    assert re.search(r"About \d+ minutes? to read", page.text)


def test_a_need_without_words_is_refused_by_name():
    unknown = patients(1, only=("unheard_of", "A reason."))
    with pytest.raises(UnknownMessageError, match=r"needs\.unheard_of\.\w+ is missing from reports/messages/en.yaml"):
        render_practice_page(sample_pack(patients=unknown))


def test_three_thousand_patients_keep_the_page_small():
    assert len(render_practice_page(sample_pack(patients=patients(3000)))) < 100_000


def test_the_same_pack_gives_the_same_bytes_in_any_order_of_measures_and_tiers():
    first = render_practice_page(sample_pack())
    pack = sample_pack()
    turned = sample_pack(measures=pack.measures.reverse(), tiers=pack.tiers.reverse())
    assert render_practice_page(turned) == first


def test_who_is_counted_says_that_the_core_list_is_unverified():
    """To go when the list is verified."""
    assert "core_list" in unverified_parameters("oht_attr_1")
    text = page_of().text
    start = text.index("Who is counted")
    assert "Which visits are core primary care is unverified" in text[start : start + 600]
