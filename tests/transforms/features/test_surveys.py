"""The latest answer to each item of a survey, with its weight (families, surveys, 30)."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.inputs.survey_responses import ANSWERS, QUESTIONS, UNKNOWN, SurveyResponses
from tests.tables import assert_rows, table
from tests.transforms.rows import D
from transforms.features.surveys import FAMILY, FLAGS, ITEMS, ZEROS

DAY = dt.date(2026, 3, 2)


def answers(text: str) -> pl.DataFrame:
    """One row per line: an answer of a patient in the first interview, who is always involved and weighs 1.5."""
    usual = {"response_id": "i1", "survey_kind": "patient", "responded_on": DAY, "weight": 1.5}
    return table(text, SurveyResponses, question_code="involved_in_decisions", answer_code="always", **usual)


def told(text: str, end: dt.date = D) -> pl.DataFrame:
    return FAMILY.build({"survey_responses": answers(text)}, end)


def test_who_counts_and_what_the_answer_weighs() -> None:
    text = """
        person_id survey_kind responded_on answer_code weight   | involved_weight was_involved
        1         patient     2026-03-02   always      1.5      | 1500            true
        2         patient     2026-03-02   often       1.2344   | 1234            true
        3         patient     2026-03-02   sometimes   -        | 1000            false   # not weighted
        4         patient     2026-03-02   rarely      0.001    | 1               false
        5         patient     2026-03-02   never       10000    | 10000000        false
        6         patient     2026-03-02   dont_know   1        | x               x
        7         patient     2026-03-02   refused     1        | x               x
        8         caregiver   2026-03-02   always      1        | x               x
        9         patient     2025-10-01   always      1        | 1000            true    # first day
        10        patient     2025-09-30   always      1        | x               x
        11        patient     2026-09-30   always      1        | 1000            true    # D
        12        patient     2026-10-01   always      1        | x               x
    """
    assert_rows(told(text), text)


def test_of_several_interviews_the_latest_that_counts() -> None:
    text = """
        person_id response_id responded_on answer_code weight
        1         i1          2026-03-02   always      1
        1         i2          2026-03-03   never       2
        2         i1          2026-03-02   always      1
        2         i2          2026-03-03   refused     2      # undoes nothing
        3         9           2026-03-02   never       1
        3         10          2026-03-02   always      2      # by bytes before the other
    """
    expected = "person_id involved_weight was_involved\n1 2000 false\n2 1000 true\n3 1000 false"
    assert_rows(told(text), expected)
    turned = FAMILY.build({"survey_responses": answers(text).reverse()}, D)
    assert turned.equals(told(text))


def test_seen_in_time_asks_for_a_provider_and_a_wish_in_the_same_interview() -> None:
    text = """
        person_id response_id question_code          answer_code
        1         i1          has_provider           yes
        1         i1          wanted_visit_when_sick yes
        1         i1          days_until_seen        next_day
        2         i1          has_provider           no
        2         i1          wanted_visit_when_sick yes
        2         i1          days_until_seen        same_day
        3         i1          has_provider           yes
        3         i1          wanted_visit_when_sick yes
        3         i2          days_until_seen        same_day
        4         i1          has_provider           yes
        4         i1          wanted_visit_when_sick yes
        4         i1          days_until_seen        2_to_19_days
        5         i1          has_provider           yes
        5         i1          days_until_seen        same_day
    """
    assert_rows(told(text), "person_id timely_access_weight was_seen_in_time\n1 1500 true\n4 1500 false")


def test_items_stand_beside_one_another() -> None:
    text = """
        person_id question_code          answer_code
        1         after_hours_difficulty somewhat_difficult
        1         phone_answered_same_day depends
        1         enough_time            rarely
        1         opportunity_to_ask     often
        2         informed_at_discharge  completely
        3         informed_at_discharge  quite_a_bit
        3         feels_welcome          always
    """
    assert_rows(
        told(text),
        """
        person_id after_hours_weight had_after_hours_difficulty phone_weight enough_time_weight could_ask_questions
        1         1500               true                       0            1500               true
        2         0                  false                      0            0                  false
        3         0                  false                      0            0                  false
        """,
    )
    last = "person_id was_informed_at_discharge discharge_info_weight felt_welcome\n"
    assert_rows(told(text), last + "1 false 0 false\n2 true 1500 false\n3 false 1500 true")


def test_every_question_and_answer_of_the_items_is_of_the_lists() -> None:
    asked = {item.question for item in ITEMS} | {question for item in ITEMS for question in item.asked}
    assert asked == set(QUESTIONS)
    assert {word for item in ITEMS for word in (*item.counted, *item.asked.values())} <= set(ANSWERS)
    assert not {word for item in ITEMS for word in item.counted} & {*UNKNOWN, "depends", "did_not_call", "no_need"}
    assert all(set(item.yes) < set(item.counted) for item in ITEMS)


def test_odd_words_are_remarked_and_impossible_weights_are_not_kept() -> None:
    assert SurveyResponses.contract().warnings == ["question_code_unknown_code", "answer_code_unknown_code"]
    for weight in (0.0, 10_000.1):
        with pytest.raises(Exception, match="weight"):
            SurveyResponses.validate(answers("person_id\n1").with_columns(weight=pl.lit(weight)))


ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from("abc"), st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS)),
    max_size=25,
    unique_by=lambda row: row[:3],
)


@given(ROWS)
def test_flags_only_where_there_is_a_weight(rows: list[tuple[int, str, str, str]]) -> None:
    lines = [" ".join(map(str, row)) for row in rows]
    found = told("\n".join(["person_id response_id question_code answer_code", *lines]))
    assert found["person_id"].is_unique().all()
    for weight, flag in zip(ZEROS, FLAGS, strict=True):
        assert found.filter(pl.col(flag) & (pl.col(weight) == 0)).is_empty()
