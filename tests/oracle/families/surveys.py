"""Surveys of patients and physicians."""

from typing import Any

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

Row = dict[str, str]
# The physicians of a random town, and one whom no registry names.
PHYSICIAN_NAMES = [*"abcdepqxyzm", "nobody"]
HOW_OFTEN = ["always", "often", "sometimes", "rarely", "never", "depends", "dont_know", "maybe"]
SAID = {
    "Q01": ["yes", "yes", "yes", "no"],
    "Q02": ["yes", "yes", "no", "refused"],
    "Q03": ["same_day", "next_day", "2_to_19_days", "20_or_more_days", "dont_know"],
    "Q04": ["very_difficult", "somewhat_difficult", "somewhat_easy", "very_easy", "no_need"],
    "Q05": [*HOW_OFTEN, "did_not_call"],
    **dict.fromkeys(["Q06", "Q07", "Q08", "Q09"], HOW_OFTEN),
    "Q10": ["completely", "quite_a_bit", "partly", "not_at_all", "refused"],
    "Q99": ["yes", "always"],
}
FORMS = {
    "B1": ["1", "2", "3", "4", "5", "6"],
    "C1": ["very_confident", "somewhat_confident", "not_very_confident", "not_at_all_confident", "dont_know"],
}
WEIGHTS = ["", "", "1", "0.5", "1.234", "2.0005", "0.01", "0.009", "10000", "0", "10000.1", "heavy"]


def _days(town: Any) -> list[str]:
    return [text(day) for day in [*beside(town.end), *beside(years_ago(town.end, 1)), *[town.days[0]] * 3]]


def _random(town: Any, _key: str) -> Rows:
    """Give up to three interviews, each with some of the questions; two may bear one number."""
    choose, rows = town.random.choice, []
    for _ in range(choose([0, 0, 1, 1, 2, 3])):
        interview = {"interview_no": choose(["i1", "i2", "i10", ""]), "answered_by": choose("PPPPCX")}
        interview |= {"asked_on": choose(_days(town)), "sample_weight": choose(WEIGHTS)}
        rows += [_said(town, {**interview, "item": item}, SAID) for item in SAID if town.random.random() < 0.6]
    return {"survey_responses": rows}


def _said(town: Any, row: Row, answers: dict[str, list[str]]) -> Row:
    return {**row, "said": town.random.choice(answers[row["item"]])}


def _random_town(town: Any) -> Rows:
    """Give forms of the physicians of a town and of one whom no registry names; some fill in two."""
    choose, rows = town.random.choice, []
    for number in range(14):
        form = {"form_no": f"{town.number}f{number}", "physician_no": town.one_of(PHYSICIAN_NAMES)}
        form |= {"filled_in_on": choose(_days(town)), "sample_weight": choose(WEIGHTS)}
        rows += [_said(town, {**form, "item": item}, FORMS) for item in FORMS]
    return {"provider_responses": rows}


PERSONS = (
    *("timely_access", "after_hours_difficulty", "phone_sameday", "involved", "enough_time"),
    *("questions_opportunity", "welcome", "discharge_info"),
)
PHYSICIANS = ("burnout", "md_confidence")
FAMILY = OracleFamily(
    inputs={
        "survey_responses": OracleInput(
            columns="interview_no health_number answered_by asked_on item said sample_weight sample_stratum",
            key=["person_key", "response_id", "question_code"],
            usual={"interview_no": "i1", "answered_by": "P", "asked_on": "2026-03-02"},
        ),
        "provider_responses": OracleInput(
            columns="form_no physician_no filled_in_on item said sample_weight",
            key=["response_id", "question_code"],
            usual={"filled_in_on": "2026-03-02"},
        ),
    },
    checks=("survey_responses", "provider_responses"),
    rules=("surveys",),
    person_indicators=PERSONS,
    physician_indicators=PHYSICIANS,
    wide_only=PERSONS,
    team_only=PHYSICIANS,
    random=_random,
    random_town=_random_town,
)
