"""Writes the indicator book in every language: `python -m flows.book docs/reference`."""

import sys
from pathlib import Path

from flows.indicator_book import render_book
from flows.measures import definition_requirements
from reference.load import left_out
from reports.translation import LANGUAGES
from transforms.catalogue import indicators


def books() -> dict[str, str]:
    """Give the book of each language by the name of its file."""
    needs = {name: definition_requirements(record.features) for name, record in indicators().items()}
    missing = [(name, reason) for name, reason in left_out().rows() if name not in indicators()]
    return {f"indicators.{name}.md": render_book(indicators(), needs, {}, missing, name) for name in LANGUAGES}


if __name__ == "__main__":
    for name, text in books().items():
        Path(sys.argv[1], name).write_text(text, encoding="utf-8")
