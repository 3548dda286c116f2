"""The words of the account of a practice: every reason has its own, and the biggest is named."""

from flows.explain_words import DIRECTIONS, REASONS, biggest_sentence
from schemas import changes


def test_every_reason_and_direction_has_words_of_its_own() -> None:
    assert sorted(REASONS) == sorted(changes.REASONS)
    assert len(set(REASONS.values())) == len(REASONS)
    assert list(DIRECTIONS) == changes.DIRECTIONS


def test_the_biggest_reason_is_named() -> None:
    rows = [
        {"direction": "joined", "reason": "born", "persons": 7, "shown": "7", "is_hidden": False},
        {"direction": "left", "reason": "died", "persons": 9, "shown": "9", "is_hidden": False},
    ]
    assert biggest_sentence(rows) == "The biggest reason: died (9 left)."
    assert biggest_sentence([]) is None


def test_the_biggest_of_hidden_counts_is_not_named() -> None:
    assert (
        biggest_sentence([{"direction": "left", "reason": "died", "persons": 5, "shown": "<6", "is_hidden": True}])
        is None
    )


def test_a_change_of_care_is_no_choice_of_the_person_alone() -> None:
    """Often an old line merely left the years looked at."""
    assert REASONS["care_changed"] == "a visit came into or fell out of the years looked at"
