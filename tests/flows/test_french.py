"""Every text of the indicator book and of the data dictionary has its French, which keeps its names and figures."""

import re
from collections.abc import Callable, Mapping

import pytest

from flows import book, dictionary
from reports.dictionary import COLUMNS, dictionary_texts
from reports.translation import DICTIONARY, SENTENCES, file_name, missing_pairs, translations

TEXTS: Mapping[str, tuple[str, Callable[[], list[str]]]] = {
    SENTENCES: ("flows.book", book.sentences),
    DICTIONARY: ("flows.dictionary", lambda: dictionary_texts(dictionary.TABLES)),
}
# Words that are the same in both languages, a sign, and a value that a column keeps.
SAME = {"%", "table", "type", "description", "date", "chart_only"}
PLACE = re.compile(r"\{[^}]*\}|`[^`]*`")
FIGURE = re.compile(r"\d+")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,\s](?=\d)")
# A name of a column, a value kept in a table, a fee code or a code of ICD.
NAME = re.compile(r"\b(?:[a-z0-9]+_[a-z0-9_]+|[A-Z]\d{2,})\b")
KINDS = pytest.mark.parametrize("kind", [SENTENCES, DICTIONARY])


@KINDS
def test_every_text_has_its_translation(kind: str) -> None:
    module, texts = TEXTS[kind]
    missing = missing_pairs(texts(), kind, "fr")
    assert not missing, (
        f"Fill in the French of these pairs and add them to reports/messages/{file_name(kind, 'fr')} "
        f"(uv run python -m {module} --missing prints them again):\n{missing}"
    )


@KINDS
def test_no_translation_is_left_over(kind: str) -> None:
    texts = set(TEXTS[kind][1]())
    left = [english for english in translations(kind, "fr") if english not in texts]
    assert not left, _take_out(kind, "nobody says these English texts any more: take their pairs out", left)


@KINDS
def test_no_translation_is_the_english_text(kind: str) -> None:
    same = [english for english, french in translations(kind, "fr").items() if english == french]
    assert set(same) <= SAME, _take_out(kind, "these are in English", sorted(set(same) - SAME))


@KINDS
@pytest.mark.parametrize("what", [PLACE, NAME], ids=["places and code", "names and codes"])
def test_names_survive_translation(kind: str, what: re.Pattern[str]) -> None:
    lost = [
        f"{english}: {name}"
        for english, french in translations(kind, "fr").items()
        for name in what.findall(english)
        if name not in french and english not in COLUMNS
    ]
    assert not lost, _take_out(kind, "the French lacks a name that must stay as it is", lost)


@KINDS
def test_figures_survive_translation(kind: str) -> None:
    changed = [
        english for english, french in translations(kind, "fr").items() if not _figures(english) <= _figures(french)
    ]
    assert not changed, _take_out(kind, "the French lacks a figure", changed)


@KINDS
def test_spaces_are_written_as_ordinary_ones(kind: str) -> None:
    wrong = [french for french in translations(kind, "fr").values() if "\u00a0" in french or " ;" in french]
    assert not wrong, _take_out(kind, "write ordinary spaces (they are set by the code), and none before ;", wrong)


@KINDS
def test_signs_have_their_space(kind: str) -> None:
    without = re.compile(r"[^\s\d]:(?=\s)|\d%|«\S|\S»")
    wrong = [french for french in translations(kind, "fr").values() if without.search(french)]
    assert not wrong, _take_out(kind, "French has a space before : and %, and inside « »", wrong)


def _figures(text: str) -> set[str]:
    return set(FIGURE.findall(BETWEEN_DIGITS.sub("", text)))


def _take_out(kind: str, rule: str, texts: list[str]) -> str:
    return "\n  ".join([f"reports/messages/{file_name(kind, 'fr')}: {rule} ({len(texts)}):", *texts])
