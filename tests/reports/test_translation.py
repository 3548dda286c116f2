"""Texts of another language are found by their English, set with its spaces, and asked for when they are missing."""

import pytest
import yaml

from reports.catalogue import load_catalogue
from reports.translation import (
    DICTIONARY,
    SENTENCES,
    RepeatedTextError,
    missing_pairs,
    read_pairs,
    translations,
    translator,
    typeset,
    write_pairs,
)


def test_pairs_are_read_by_their_english_text_without_those_still_empty() -> None:
    assert read_pairs("- en: Day\n  fr: Jour\n- en: Week\n  fr:\n", "fr") == {"Day": "Jour"}


def test_a_file_without_pairs_translates_nothing() -> None:
    assert read_pairs("# nothing yet\n", "fr") == {}


def test_a_text_translated_twice_is_refused() -> None:
    with pytest.raises(RepeatedTextError, match="Translated twice: 'Day'"):
        read_pairs("- en: Day\n  fr: Jour\n- en: Day\n  fr: Journée\n", "fr")


def test_english_stays_as_it_is_and_so_does_a_text_without_translation() -> None:
    assert translations(SENTENCES, "en") == {}
    assert translator("en")("no visit : 5 %") == "no visit : 5 %"
    assert translator("fr", DICTIONARY)("never said") == "never said"


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Unité : 95 %", "Unité\u00a0: 95\u00a0%"),
        ("la forme « X »", "la forme «\u00a0X\u00a0»"),
        ("pour 100 000 personnes", "pour 100\u00a0000 personnes"),
        ("en 2011; 4(4):E679", "en 2011; 4(4):E679"),
        ("depuis 2011 300 fois", "depuis 2011 300 fois"),
        ("|---|---|", "|---|---|"),
    ],
)
def test_french_does_not_break_before_its_signs(written: str, set_: str) -> None:
    assert typeset(written, "fr") == set_
    assert typeset(set_, "fr") == set_
    assert typeset(written, "en") == written


def test_missing_texts_are_pairs_to_be_filled_in_each_once() -> None:
    asked = missing_pairs(["table", "Never said: a word", "Never said: a word", "It's new"], DICTIONARY, "fr")
    assert yaml.safe_load(asked) == [{"en": "Never said: a word", "fr": None}, {"en": "It's new", "fr": None}]
    assert "fr:\n" in asked and "null" not in asked
    assert missing_pairs(["table"], DICTIONARY, "fr") == ""


def test_what_is_written_is_read_again() -> None:
    pairs = {"%": "%", "no": "non", "`all`: it": "`all` : l'", "a " * 90 + "b": "é " * 90 + "à", '"needs X"': "« X »"}
    text = write_pairs({"en": english, "fr": french} for english, french in pairs.items())
    assert read_pairs(text, "fr") == pairs


def test_the_words_of_the_book_have_the_same_keys_and_places_in_both_languages() -> None:
    english, french = (load_catalogue(f"book.{language}").messages for language in ("en", "fr"))
    assert list(english) == list(french)
    places = {key: sorted(part.split("}")[0] for part in text.split("{")[1:]) for key, text in english.items()}
    assert {key: sorted(part.split("}")[0] for part in text.split("{")[1:]) for key, text in french.items()} == places
