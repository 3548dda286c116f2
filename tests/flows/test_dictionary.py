"""The data dictionary in the documentation says what the models say."""

from pathlib import Path

from flows.dictionary import all_tables

KEPT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "dictionary.csv"


def test_the_kept_dictionary_is_what_the_models_say() -> None:
    assert KEPT.read_bytes() == all_tables(), "Run: uv run python -m flows.dictionary docs/reference/dictionary.csv"
