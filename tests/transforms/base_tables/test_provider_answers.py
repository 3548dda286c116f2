"""What physicians said of burnout and confidence (families, surveys, 30)."""

import datetime as dt

import polars as pl

from schemas.inputs.provider_responses import ProviderResponses
from tests.tables import assert_rows, table
from tests.transforms.rows import D, physicians
from transforms.base_tables.provider_answers import build_provider_answers

REGISTRY = physicians("physician_id\na\nb\nc\nd")


def answers(text: str) -> pl.DataFrame:
    """One row per line: a response of March on burnout, without a weight."""
    usual = {"response_id": str, "responded_on": dt.date(2026, 3, 2), "question_code": "burnout_level"}
    return table(text, ProviderResponses, **usual)


def test_from_level_three_on_it_is_burnout() -> None:
    text = """
        physician_id answer_code weight
        a            3           0.5
        b            2           2
        c            6           1      # of no list
        x            5           1      # in no registry
    """
    expected = """
        physician_id burnout_weight has_burnout confidence_weight has_confidence
        a            500            true        0                 false
        b            2000           false       0                 false
        c            0              false       0                 false
        d            0              false       0                 false
    """
    assert_rows(build_provider_answers(answers(text), REGISTRY, D), expected)


def test_the_latest_response_of_twelve_months_counts() -> None:
    text = """
        physician_id response_id responded_on answer_code
        a            r1          2026-03-02   5
        a            r2          2026-03-03   1
        b            r3          2025-10-01   4      # first day of the window
        c            r4          2025-09-30   4
        d            r5          2026-10-01   4      # after D
    """
    expected = "physician_id burnout_weight has_burnout\na 1000 false\nb 1000 true\nc 0 false\nd 0 false"
    assert_rows(build_provider_answers(answers(text), REGISTRY, D), expected)
    assert build_provider_answers(answers(text).reverse(), REGISTRY, D).equals(
        build_provider_answers(answers(text), REGISTRY, D)
    )


def test_confidence_has_four_answers() -> None:
    text = """
        physician_id question_code        answer_code
        a            confidence_in_system very_confident
        b            confidence_in_system somewhat_confident
        c            confidence_in_system not_very_confident
        d            confidence_in_system dont_know
    """
    expected = "physician_id confidence_weight has_confidence\na 1000 true\nb 1000 true\nc 1000 false\nd 0 false"
    assert_rows(build_provider_answers(answers(text), REGISTRY, D), expected)


def test_nobody_answered() -> None:
    found = build_provider_answers(ProviderResponses.empty(), REGISTRY, D)
    assert found.select("burnout_weight", "confidence_weight").sum().row(0) == (0, 0)
    assert build_provider_answers(answers("physician_id answer_code\na 5"), REGISTRY.clear(), D).is_empty()
