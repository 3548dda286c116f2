"""The data dictionary in the documentation says what the models say, in every language."""

from pathlib import Path

from flows.dictionary import dictionaries

KEPT = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_the_kept_dictionaries_are_what_the_models_say() -> None:
    stale = [name for name, made in dictionaries("dictionary.csv").items() if (KEPT / name).read_bytes() != made]
    assert not stale, f"{stale} are stale. Run: uv run python -m flows.dictionary docs/reference/dictionary.csv"


def test_both_languages_have_the_same_tables_and_columns() -> None:
    english, french = (made.decode().splitlines() for made in dictionaries("any.csv").values())
    assert [line.split(",")[:2] for line in english[1:]] == [line.split(",")[:2] for line in french[1:]]


def test_the_other_language_stands_beside_the_english_file() -> None:
    assert list(dictionaries("columns.csv")) == ["columns.csv", "columns.fr.csv"]
