"""The kept indicator book is what the records say, and every sentence of theirs is there in French."""

from pathlib import Path

from flows.book import books
from flows.indicator_book import sentences_of
from reports.translation import translations
from transforms.catalogue import indicators

KEPT = Path(__file__).parents[2] / "docs" / "reference"


def test_the_kept_books_are_what_the_records_say() -> None:
    for name, text in books().items():
        assert (KEPT / name).read_text(encoding="utf-8") == text, "Run: uv run python -m flows.book docs/reference"


def test_every_sentence_is_translated_and_no_translation_is_left_over() -> None:
    wanted, known = set(sentences_of(indicators())), translations("fr")
    assert sorted(wanted - set(known)) == []


def test_no_translation_is_the_english_sentence() -> None:
    same = {sentence for sentence, other in translations("fr").items() if sentence == other}
    assert same <= {"%"}
