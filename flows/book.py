"""Writes the indicator book in every language: `python -m flows.book docs/reference`.

With `--missing` in place of the folder it shows the sentences that still need a translation, as YAML to be filled in.
"""

import sys
from pathlib import Path

from flows.measures import requirements_of
from reference.load import left_out
from reference.programmes import load_programme, programme_names
from reports.indicator_book import render_book, sentences_of
from reports.translation import LANGUAGES, SENTENCES, missing_pairs
from transforms.catalogue import indicators


def books() -> dict[str, str]:
    """Give the book of each language by the name of its file."""
    needs = {name: requirements_of(record) for name, record in indicators().items()}
    named, absent = programmes_by_indicator(), _left_out()
    return {f"indicators.{name}.md": render_book(indicators(), needs, named, absent, name) for name in LANGUAGES}


def programmes_by_indicator() -> dict[str, list[str]]:
    """Give the titles of the programmes that ask for an indicator, by its id, in the order of the programmes."""
    found: dict[str, list[str]] = {}
    for programme in map(load_programme, programme_names()):
        for name in programme.ids:
            found.setdefault(name, []).append(programme.title)
    return found


def sentences() -> list[str]:
    """Give every English sentence of the book, each once, in order: what another language must translate."""
    reasons = [reason for _, reason in _left_out()]
    titles = [title for name, titles in programmes_by_indicator().items() if name in indicators() for title in titles]
    return list(dict.fromkeys([*sentences_of(indicators()), *reasons, *titles]))


def missing(language: str = "fr") -> str:
    """Give the sentences that a language does not translate, as YAML to be filled in."""
    return missing_pairs(sentences(), SENTENCES, language)


def _left_out() -> list[tuple[str, str]]:
    return [(name, reason) for name, reason in left_out().rows() if name not in indicators()]


if __name__ == "__main__":
    if sys.argv[1] == "--missing":
        sys.stdout.write(missing())
    else:
        for file_name, text in books().items():
            Path(sys.argv[1], file_name).write_text(text, encoding="utf-8")
