"""What is not computable, and the sentence that says what is needed (method, 8)."""

import datetime as dt
from typing import Any

import pytest

from flows.coverage import (
    Coverage,
    attribution_notes,
    join_spans,
    missing_for,
    plausible_span,
    read_coverage,
    settled_on,
)
from flows.drops import Drop
from reference.load import load_method
from schemas.inputs.registry import INPUTS
from transforms.catalogue import event_families, families
from transforms.features.family import Requirement

D = dt.date(2026, 9, 30)
YEAR = (Requirement("ed_visits", months=12, columns=("is_scheduled",)),)


def covered(first: str, last: str, *absent: str, inputs: str = "ed_visits") -> Coverage:
    """Give days for every input named, and the absent columns as input.column."""
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    pairs = frozenset((name.split(".")[0], name.split(".")[1]) for name in absent)
    return Coverage(dict.fromkeys(inputs.split(), (days,)), pairs, frozenset(inputs.split()))


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [
        ("2025-10-01", "2026-09-30", None),  # the window and no day more
        ("2025-10-02", "2026-09-30", "needs ed_visits from 2025-10-01"),  # a day late
        ("2025-10-01", "2026-09-29", "needs ed_visits to 2026-09-30"),  # a day short
        ("2026-01-01", "2026-06-30", "needs ed_visits from 2025-10-01, ed_visits to 2026-09-30"),
        ("2011-04-01", "2030-12-31", None),
    ],
)
def test_a_window_needs_its_source_from_its_first_day_to_d(first: str, last: str, missing: str | None) -> None:
    assert missing_for(YEAR, covered(first, last), D) == missing


@pytest.mark.parametrize(
    ("first", "missing"), [("2023-03-01", None), ("2023-03-02", "needs ed_visits from 2023-03-01")]
)
def test_the_window_before_a_leap_day(first: str, missing: str | None) -> None:
    assert missing_for(YEAR, covered(first, "2026-09-30"), dt.date(2024, 2, 29)) == missing


def test_an_input_never_supplied() -> None:
    assert missing_for(YEAR, covered("2011-04-01", "2026-09-30", inputs="claims"), D) == "needs ed_visits"


def test_columns_a_source_cannot_supply() -> None:
    stays = families()["ambulatory_care_sensitive"].requires
    known = covered("2011-04-01", "2026-09-30", "discharges.intervention_codes", inputs="discharges")
    assert missing_for(stays, known, D) == "needs discharges.intervention_codes"
    other = covered("2011-04-01", "2026-09-30", "discharges.alc_days", inputs="discharges")
    assert missing_for(stays, other, D) is None


def test_each_need_is_named_once() -> None:
    known = covered("2025-10-01", "2026-09-29")
    assert missing_for(YEAR * 2, known, D) == "needs ed_visits to 2026-09-30"


def test_nothing_is_needed_by_definitions_without_requirements() -> None:
    assert missing_for((), Coverage({}, frozenset(), frozenset()), D) is None


def test_every_family_is_computable_when_all_is_supplied_and_none_when_nothing_is() -> None:
    everything = covered("2011-04-01", "2026-09-30", inputs=" ".join(INPUTS))
    nothing = Coverage({}, frozenset(), frozenset())
    assert not [name for name, family in families().items() if missing_for(family.requires, everything, D)]
    assert all(missing_for(family.requires, nothing, D) for family in families().values())


WITHOUT = {
    "child_immunisations": ("immunisations", "needs immunisations"),
    "influenza_vaccine": ("immunisations", "needs immunisations"),
    "eighteen_month_visits": ("claims", "needs claims"),
    "smoking_advice": ("claims", "needs claims"),
    "discharge_summaries": ("hospital_reports", "needs hospital_reports"),
    "referrals": ("referrals", "needs referrals"),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_prevention_reports_and_referrals_without_their_input(name: str) -> None:
    family = {**families(), **event_families()}[name]
    without, sentence = WITHOUT[name]
    supplied = " ".join(input_name for input_name in INPUTS if input_name != without)
    assert missing_for(family.requires, covered("2011-04-01", "2026-09-30", inputs=supplied), D) == sentence


def test_waits_need_the_first_visits_and_summaries_their_recipients() -> None:
    absent = ("referrals.first_visit_date", "hospital_reports.recipient_physician_id")
    known = covered("2011-04-01", "2026-09-30", *absent, inputs=" ".join(INPUTS))
    found = [missing_for(event_families()[name].requires, known, D) for name in ("referrals", "discharge_summaries")]
    assert found == [f"needs {column}" for column in absent]


def drop(number: int, covers: dict[str, tuple[str, str]], absent: dict[str, list[str]], *parts: str) -> Drop:
    record: dict[str, Any] = {"covers": covers, "absent": absent, "parts": {name: {} for name in parts}}
    return Drop(f"drop-{number}", {"sequence": number, **record})


def test_conditions_need_four_years_of_claims_and_stays() -> None:
    needed = families()["conditions"].requires
    whole = covered("2022-10-01", "2026-09-30", inputs="claims discharges")
    assert missing_for(needed, whole, D) is None
    short = covered("2022-10-02", "2026-09-30", inputs="claims discharges")
    assert missing_for(needed, short, D) == "needs claims from 2022-10-01, discharges from 2022-10-01"
    unsaid = covered("2022-10-01", "2026-09-30", "claims.diagnosis_code", inputs="claims discharges")
    assert missing_for(needed, unsaid, D) == "needs claims.diagnosis_code"


def test_laboratory_tests_need_their_input() -> None:
    needed = families()["laboratory"].requires
    assert missing_for(needed, covered("2011-04-01", "2026-09-30", inputs="claims"), D) == "needs laboratory_results"
    year = covered("2025-10-02", "2026-09-30", inputs="laboratory_results")
    assert missing_for(needed, year, D) == "needs laboratory_results from 2025-10-01"


def test_drops_cover_together() -> None:
    drops = [
        drop(1, {"claims": ("2022-10-01", "2025-09-30")}, {"claims": ["diagnosis_code"]}, "claims"),
        drop(2, {"claims": ("2025-04-01", "2026-09-30")}, {}, "claims", "ed_visits"),
    ]
    together = read_coverage(drops)
    assert together.days == {"claims": ((dt.date(2022, 10, 1), dt.date(2026, 9, 30)),)}
    assert together.absent == {("claims", "diagnosis_code")}
    assert together.inputs == {"claims", "ed_visits"}


def test_the_attribution_says_what_it_stands_on() -> None:
    complete = covered("2023-10-01", "2026-09-30", inputs="claims discharges enrolments")
    assert attribution_notes(complete, D, load_method()) == []
    short = covered("2024-10-02", "2026-09-30", inputs="claims discharges")
    assert attribution_notes(short, D, load_method()) == [
        "Tier rostered is not computable: needs enrolments.",
        "The virtual rostering saw less than its look-back: needs claims from 2024-10-01.",
        "The way from physician to hospital saw less than its look-back: needs discharges from 2023-10-01.",
    ]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("second", "spans"),
    [
        (("2025-10-01", "2026-09-30"), 1),  # the day after the first span
        (("2025-09-01", "2026-09-30"), 1),  # overlapping
        (("2025-10-02", "2026-09-30"), 2),  # a hole of one day
    ],
)
def test_a_hole_between_deliveries_stays_a_hole(second: tuple[str, str], spans: int) -> None:
    first = (day("2022-10-01"), day("2025-09-30"))
    assert len(join_spans([(day(second[0]), day(second[1])), first])) == spans


def test_a_window_over_a_hole_is_not_computable() -> None:
    drops = [
        drop(1, {"ed_visits": ("2022-10-01", "2024-09-30")}, {}, "ed_visits"),
        drop(2, {"ed_visits": ("2026-09-01", "2026-09-30")}, {}, "ed_visits"),
    ]
    assert missing_for(YEAR, read_coverage(drops), D) == "needs ed_visits from 2025-10-01"
    assert missing_for(YEAR, read_coverage(drops), day("2024-09-30")) is None
    assert missing_for(YEAR, read_coverage(drops), day("2025-06-30")) == "needs ed_visits to 2025-06-30"


def test_one_mistyped_date_does_not_make_decades_look_delivered() -> None:
    months = {"1950-01": 1, "2026-02": 900, "2026-03": 1000, "2026-04": 1100}
    assert plausible_span(months) == (day("2026-02-01"), day("2026-04-30"))


def test_a_month_with_a_few_late_rows_is_not_taken_for_delivered() -> None:
    months = {"2026-02": 900, "2026-03": 1000, "2026-04": 1100, "2026-05": 3}
    assert plausible_span(months) == (day("2026-02-01"), day("2026-04-30"))


def test_no_rows_show_no_days() -> None:
    assert plausible_span({}) is None


def test_a_result_is_as_settled_as_its_oldest_input() -> None:
    drops = [drop(1, {}, {}, "claims", "ed_visits"), drop(2, {}, {}, "claims")]
    drops[0].record["delivered_on"], drops[1].record["delivered_on"] = "2026-07-05", "2026-11-05"
    claims = Requirement("claims", months=24)
    assert settled_on((claims,), drops) == day("2026-11-05")
    assert settled_on((claims, *YEAR), drops) == day("2026-07-05")
