"""The kept indicator book is what the records say, in every language."""

from pathlib import Path

from flows.book import books, sentences

KEPT = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_the_kept_books_are_what_the_records_say() -> None:
    stale = [name for name, text in books().items() if (KEPT / name).read_text(encoding="utf-8") != text]
    assert not stale, f"{stale} are stale. Run: uv run python -m flows.book docs/reference"


def test_there_is_a_book_in_english_and_in_french() -> None:
    assert list(books()) == ["indicators.en.md", "indicators.fr.md"]


def test_the_french_book_shows_no_english_sentence() -> None:
    shown = books()["indicators.fr.md"]
    assert [text for text in sentences() if len(text) > 40 and text in shown] == []
