"""Writes the indicator book in every language: `python -m flows.book docs/reference`."""

import sys
from pathlib import Path

from flows.measures import definition_requirements
from reference.load import left_out
from reference.programmes import load_programme, programme_names
from reports.indicator_book import render_book
from reports.translation import LANGUAGES
from transforms.catalogue import indicators


def books() -> dict[str, str]:
    """Give the book of each language by the name of its file."""
    needs = {name: definition_requirements(record.features) for name, record in indicators().items()}
    missing = [(name, reason) for name, reason in left_out().rows() if name not in indicators()]
    named = programmes_by_indicator()
    return {f"indicators.{name}.md": render_book(indicators(), needs, named, missing, name) for name in LANGUAGES}


def programmes_by_indicator() -> dict[str, list[str]]:
    """Give the titles of the programmes that ask for an indicator, by its id, in the order of the programmes."""
    found: dict[str, list[str]] = {}
    for programme in map(load_programme, programme_names()):
        for name in programme.ids:
            found.setdefault(name, []).append(programme.title)
    return found


if __name__ == "__main__":
    for name, text in books().items():
        Path(sys.argv[1], name).write_text(text, encoding="utf-8")
