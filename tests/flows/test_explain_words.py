"""The words of the account of a practice: every reason has its own, and the biggest is named."""

from flows.explain_words import DIRECTIONS, REASONS, biggest_sentence
from schemas import changes


def test_every_reason_and_direction_has_words_of_its_own() -> None:
    assert sorted(REASONS) == sorted(changes.REASONS)
    assert len(set(REASONS.values())) == len(REASONS)
    assert list(DIRECTIONS) == changes.DIRECTIONS


def test_the_biggest_reason_is_named() -> None:
    rows = [
        {"direction": "joined", "reason": "born", "persons": 7, "shown": "7"},
        {"direction": "left", "reason": "died", "persons": 9, "shown": "9"},
    ]
    assert biggest_sentence(rows) == "The biggest reason: died (9 left)."
    assert biggest_sentence([]) is None
