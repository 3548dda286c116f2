"""Sentences of definitions and of the dictionary in another language, by their English text.

Definitions say what they are in English, in one place. Another language is a file that gives each English sentence its
translation; a sentence that is missing there is found by a test and shown in English.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

import yaml

ENGLISH = "en"
LANGUAGES = [ENGLISH, "fr"]


@cache
def translations(language: str) -> Mapping[str, str]:
    """Give the translations into a language by English sentence; of English none."""
    if language == ENGLISH:
        return {}
    text = resources.files("reports").joinpath("messages", f"sentences.{language}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def translator(language: str) -> Callable[[str], str]:
    """Give the function that says an English sentence in a language, or leaves it where no translation is known."""
    known = translations(language)
    return lambda sentence: known.get(sentence, sentence)
