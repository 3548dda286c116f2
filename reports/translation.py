"""Sentences of definitions and of the dictionary in another language, by their English text.

Definitions say what they are in English, in one place. Another language is a file of pairs, `en` and `fr`, for each
kind of text: `sentences` of the indicator book, `dictionary` of tables and columns. A text without a pair is found by a
test and shown in English. Spaces before signs are written as ordinary ones there, and made unbreakable here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources

import yaml

ENGLISH = "en"
LANGUAGES = [ENGLISH, "fr"]
SENTENCES, DICTIONARY = "sentences", "dictionary"
UNBREAKABLE = "\u00a0"
SHORT = 100
NEEDS_QUOTES = re.compile(r": | #|^[`'\"\[{*&!|>%@].")
# French as written in Canada: a space that does not break before a colon, a percent sign and a closing guillemet, after
# an opening one and between groups of three digits; none before a semicolon (Office québécois de la langue française).
BEFORE_SIGNS = re.compile(r" (?=[:%»](?!\w))|(?<=«) ")
THOUSANDS = re.compile(r"(?<![\w.,/-])\d{1,3}(?: \d{3})+(?![\w/-])")


class RepeatedTextError(ValueError):
    """An English text that a file translates twice."""


@cache
def translations(kind: str, language: str) -> Mapping[str, str]:
    """Give the translations of a kind into a language by English text, without those still empty; of English none."""
    if language == ENGLISH:
        return {}
    text = resources.files("reports").joinpath("messages", file_name(kind, language)).read_text(encoding="utf-8")
    return read_pairs(text, language)


def file_name(kind: str, language: str) -> str:
    """Name the file of `reports/messages` that holds the translations of a kind."""
    return f"{kind}.{language}.yaml"


def read_pairs(text: str, language: str) -> Mapping[str, str]:
    """Give the pairs of a file by English text; raises RepeatedTextError."""
    known: dict[str, str] = {}
    for pair in yaml.safe_load(text) or []:
        if pair[ENGLISH] in known:
            raise RepeatedTextError(f"Translated twice: {pair[ENGLISH]!r}. Keep one of the two pairs.")
        known[pair[ENGLISH]] = pair[language] or ""
    return {english: other for english, other in known.items() if other}


def translator(language: str, kind: str = SENTENCES) -> Callable[[str], str]:
    """Give the function that says an English text in a language, or leaves it where no translation is known."""
    known = translations(kind, language)
    return lambda text: typeset(known.get(text, text), language)


def typeset(text: str, language: str) -> str:
    """Give the text with the spaces that its language does not break; English has none."""
    if language != "fr":
        return text
    unbroken = BEFORE_SIGNS.sub(UNBREAKABLE, text)
    return THOUSANDS.sub(lambda number: number[0].replace(" ", UNBREAKABLE), unbroken)


def missing_pairs(texts: Iterable[str], kind: str, language: str) -> str:
    """Give the texts without translation as pairs in YAML, the other language left empty; no text when none misses."""
    known = translations(kind, language)
    pairs = [{ENGLISH: text, language: None} for text in dict.fromkeys(texts) if text not in known]
    return write_pairs(pairs) if pairs else ""


def write_pairs(pairs: Iterable[Mapping[str, str | None]]) -> str:
    """Give pairs as the YAML of a translation file: long texts, and those that YAML would quote, as folded blocks."""
    made = yaml.dump([dict(pair) for pair in pairs], Dumper=_Folding, allow_unicode=True, sort_keys=False, width=110)
    return re.sub(r": null$", ":", made, flags=re.MULTILINE)


class _Folding(yaml.SafeDumper):
    """Writes texts without quotation marks, which an apostrophe would double."""


def _folded(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_block = len(text) > SHORT or bool(NEEDS_QUOTES.search(text))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if is_block else None)


_Folding.add_representer(str, _folded)
