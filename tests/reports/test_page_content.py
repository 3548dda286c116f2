"""What the page says, and what it must never say."""

import re
from typing import Any

import polars as pl
import pytest

from reference.load import unverified_parameters
from reference.programmes import default_programme
from reports.catalogue import UnknownMessageError
from reports.practice_page import render_practice_page
from schemas.pack import PackNeighbourhoods
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
from transforms.catalogue import indicators

GROUP, OHT, PROVINCE = 5, 6, 7
MOST_SHOWN = 16


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


FURTHER = [measure("ed_bme", title="Visits best managed elsewhere", shown="further")]


def test_the_group_is_shown_or_why_it_is_not():
    assert row_cells(page_of(), "Unplanned")[GROUP] == "41.3"
    hidden = measure("ed_rate", group_value=None, group_suppression="few_practices")
    assert row_cells(page_of(measures=measures(hidden)), "Unplanned")[GROUP] == "fewer than 4 practices"


def test_the_adjusted_value_stands_below_the_own():
    adjusted = measure("ed_rate", adjusted=43.06, adjusted_lower=40.1, adjusted_upper=46.0)
    assert row_cells(page_of(measures=measures(adjusted)), "Unplanned")[0] == "45.0 43.1 adjusted"


@pytest.mark.parametrize(
    "direction, benchmark, words", [("lower", 31.2, "289 fewer reach 31.2"), ("higher", 60.0, "289 more reach 60.0")]
)
def test_what_is_missing_to_the_best_quarter(direction: str, benchmark: float, words: str):
    row = measure("ed_rate", direction=direction, benchmark_value=benchmark, gain=289)
    assert row_cells(page_of(measures=measures(row)), "Unplanned")[3] == f"▼ worse {words}"


def test_where_a_quarter_of_peers_have_none_nothing_is_asked():
    row = measure("ed_rate", benchmark_value=0.0, gain=941)
    assert row_cells(page_of(measures=measures(row)), "Unplanned")[3] == "▼ worse"


def test_below_the_minimum_the_page_says_so_and_no_verdict():
    few = {"denominator": 19, "numerator": 8, "verdict": "none", "verdict_reason": "below_minimum"}
    page = page_of(measures=measures(measure("ed_rate", **few)))
    assert row_cells(page, "Unplanned")[3] == "– too few to judge"
    assert "would be called better or worse" not in page.text


def test_the_change_in_a_year_replaces_the_month_before():
    year = {"change_from": "2025-09", "change_verdict": "better", "change_reason": None}
    rise = measure("ed_rate", **year, change=2.55, change_lower=1.0, change_upper=4.0)
    assert row_cells(page_of(measures=measures(rise)), "Unplanned")[4] == "+2.6 since September 2025, better"
    share = continuity() | year | {"change": -2.5, "change_verdict": "worse"}
    assert row_cells(page_of(measures=measures(share)), "Most visits")[4] == "−2.5 points since September 2025, worse"
    context = measure("ed_rate", **year | {"change_verdict": "none", "change_reason": "context"}, change=2.0)
    assert row_cells(page_of(measures=measures(context)), "Unplanned")[4] == "+2.0 since September 2025"


def test_shares_of_persons_have_no_count_above_the_line():
    shares = continuity() | {"numerator": 9_809_793, "denominator": 1386, "value": 70.8}
    assert row_cells(page_of(measures=measures(shares)), "Most visits")[1] == "of 1,386 73.2–78.3"


def test_a_value_without_limits_says_so():
    bare = panel() | {"lower": None, "upper": None}
    assert row_cells(page_of(measures=measures(bare)), "Patients per physician")[1] == "2,090 / 1 no interval"


def test_peers_and_the_number_of_verdicts_are_stated():
    page = page_of(measures=measures(continuity(), admissions(), measure("ed_rate"), panel(), *FURTHER))
    assert "Your peers: model FHO, urban, 1,500 patients or more, middle third of deprivation" in page.text
    assert "(up to 412 with a value)" in page.text
    # A twentieth of four: of context nothing is judged.
    assert "4 measures of this page are judged (1 of them further below; 1 by an unverified definition)." in page.text
    assert "about 0.2 would be called better or worse" in page.text
    unknown = measures(measure("ed_rate", peer_group=None))
    assert "Your peers" not in page_of(measures=unknown).text


def test_further_measures_stand_apart_and_count_for_themselves():
    page = page_of(measures=measures(measure("ed_rate"), *FURTHER))
    assert so_what(page).startswith("Of 1 measure you are")
    assert row_cells(page, "Visits best managed") == [
        "45.0",
        "941 / 2,090 42.2–48.0",
        "▼ worse",
        "47.5 August 2026",
        "41.3",
        "37.7",
        "39.2",
        "37.0",
    ]
    assert page.text.index("Patients with a need") < page.text.index("Visits best managed")
    assert "Further measures" not in page_of().text


def test_what_is_for_the_file_alone_is_not_on_the_page():
    gone = measure("ed_bme", title="A retired measure", shown="file")
    assert "A retired measure" not in page_of(measures=measures(measure("ed_rate"), gone)).text


def test_the_page_takes_five_minutes_at_most():
    rows = [
        measure(name, **{part: getattr(record, part) for part in ("title", "why", "aim", "unit", "status")})
        for name in default_programme().ids
        if (record := indicators().get(name))
    ]
    (minutes,) = re.findall(r"About (\d+) minutes? to read", page_of(measures=measures(*rows)).text)
    assert len(rows) <= MOST_SHOWN and int(minutes) <= 5


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
    page = page_of(patients=patients(1), neighbourhoods=PackNeighbourhoods.empty())
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
