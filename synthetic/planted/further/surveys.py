"""Cases of surveys: answers on both sides of every line, windows, ages, caregivers and second interviews."""

import datetime as dt
from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

YES, NO, OUT = (1, 1), (1, 0), (0, 0)
Counts = tuple[int, int]
SICK = {"Q01": "yes", "Q02": "yes"}
ASKED_DAYS_AGO = 40


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_timely(), **_answers(), **_windows()}


def _timely() -> dict[str, Case]:
    """Seen in time: only of who has a provider and wanted to see the provider for being sick."""
    told: dict[str, tuple[dict[str, str], dict[str, Counts]]] = {
        "survey_seen_next_day": ({**SICK, "Q03": "next_day"}, {"timely_access": YES}),
        "survey_seen_after_two_days": ({**SICK, "Q03": "2_to_19_days"}, {"timely_access": NO}),
        "survey_seen_days_unknown": ({**SICK, "Q03": "dont_know"}, {"timely_access": OUT}),
        "survey_seen_without_provider": ({**SICK, "Q01": "no", "Q03": "same_day"}, {"timely_access": OUT}),
    }
    ages = {"survey_seen_at_16": (16, 0, {"timely_access": YES}), "survey_seen_at_15": (16, 1, {"timely_access": OUT})}
    found: dict[str, Case] = {name: partial(_one, said=said, events=events) for name, (said, events) in told.items()}
    for name, (years, days, events) in ages.items():
        found[name] = partial(_young, years=years, plus_days=days, events=events)
    return found


def _answers() -> dict[str, Case]:
    """Answers to the other items, beside one another in one interview."""
    low = {"Q04": "somewhat_easy", "Q05": "sometimes", "Q06": "rarely", "Q07": "never", "Q08": "sometimes"}
    high = {"Q04": "somewhat_difficult", "Q05": "often", "Q06": "often", "Q07": "always", "Q08": "often"}
    none = {"Q04": "no_need", "Q05": "depends", "Q06": "refused", "Q07": "dont_know", "Q08": "refused"}
    names = ["after_hours_difficulty", "phone_sameday", "involved", "enough_time", "questions_opportunity"]
    names += ["welcome", "discharge_info"]
    left_out = dict.fromkeys(names, OUT)
    yes = {**high, "Q09": "often", "Q10": "completely"}
    no = {**low, "Q09": "sometimes", "Q10": "quite_a_bit"}
    return {
        "survey_all_yes": partial(_one, said=yes, events=dict.fromkeys(names, YES)),
        "survey_all_no": partial(_one, said=no, events=dict.fromkeys(names, NO)),
        "survey_all_left_out": partial(_one, said={**none, "Q09": "dont_know", "Q10": "dont_know"}, events=left_out),
    }


def _windows() -> dict[str, Case]:
    """The first day of the window, the day before, a caregiver, and which of two interviews counts."""
    first: dict[str, tuple[int, dict[str, Counts]]] = {
        "survey_first_day": (1, {"involved": YES}),
        "survey_day_before": (0, {"involved": OUT}),
    }
    found: dict[str, Case] = {
        name: partial(_on_first_day, plus_days=days, events=events) for name, (days, events) in first.items()
    }
    found["survey_caregiver"] = partial(_one, said={"Q06": "always"}, events={"involved": OUT}, answered_by="C")
    found["survey_later_no"] = partial(_two, later="never", events={"involved": NO})
    found["survey_later_refused"] = partial(_two, later="refused", events={"involved": YES})
    return found


def _one(cast: Cast, said: dict[str, str], events: dict[str, Counts], **special: Any) -> Story:
    return _story(cast, events, _interview(cast.ago(ASKED_DAYS_AGO), said, **special))


def _young(cast: Cast, years: int, plus_days: int, events: dict[str, Counts]) -> Story:
    """A person born so many years before the last day, or some days later."""
    rows = _interview(cast.ago(ASKED_DAYS_AGO), {**SICK, "Q03": "same_day"})
    return _story(cast, events, rows, born=cast.years_ago(years, plus_days).isoformat())


def _on_first_day(cast: Cast, plus_days: int, events: dict[str, Counts]) -> Story:
    return _story(cast, events, _interview(cast.years_ago(1, plus_days), {"Q06": "always"}))


def _two(cast: Cast, later: str, events: dict[str, Counts]) -> Story:
    """An interview that says yes, and a later one."""
    first = _interview(cast.ago(ASKED_DAYS_AGO + 30), {"Q06": "always"}, interview_no="first")
    return _story(cast, events, [*first, *_interview(cast.ago(ASKED_DAYS_AGO), {"Q06": later}, sample_weight="0.75")])


def _interview(day: dt.date, said: dict[str, str], **special: str) -> list[Row]:
    """Write the rows of an interview of the patient that weighs 1.5."""
    usual = {"interview_no": "told", "answered_by": "P", "asked_on": day.isoformat(), "sample_weight": "1.5"}
    return [{**usual, "item": item, "said": answer, **special} for item, answer in said.items()]


def _story(cast: Cast, events: dict[str, Counts], rows: list[Row], **person: str) -> Story:
    return Story(
        rostered(cast),
        person=person,
        enrolments=[cast.long_spell()],
        events=events,
        further={"survey_responses": rows},
    )
