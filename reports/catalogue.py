"""Sentences, numbers and dates of one language, from its message file."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


class UnknownMessageError(KeyError):
    """A key that the message file does not hold."""


@dataclass(frozen=True)
class Catalogue:
    """Messages of one language by dotted key; stable keys, so that a second language is a second file."""

    language: str
    messages: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """Give the sentence of a key with its places filled; raises UnknownMessageError."""
        try:
            template = self.messages[key]
        except KeyError:
            raise UnknownMessageError(f"{key} is missing from reports/messages/{self.language}.yaml") from None
        return template.format(**values) if values else template

    def count(self, key: str, number: int, **values: object) -> str:
        """Give the sentence for a number of things: `<key>.one` or `<key>.other`, with the number as {count}."""
        form = "one" if number == 1 else "other"
        return self.text(f"{key}.{form}", count=self.number(number), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with the language's separators, halves away from zero."""
        scale = 10**decimals
        units = math.floor(abs(value) * scale + 0.5)
        whole, rest = divmod(units, scale)
        sign = "\u2212" if value < 0 and units else ""
        grouped = f"{whole:,}".replace(",", self.text("format.thousands"))
        return f"{sign}{grouped}" + (f"{self.text('format.decimal')}{rest:0{decimals}d}" if decimals else "")

    def date(self, day: dt.date) -> str:
        """Write a day, such as 30 September 2026."""
        return self.text("format.date", day=day.day, month=self._month(day.month), year=day.year)

    def period(self, period: str) -> str:
        """Write a period given as year and month, such as 2026-09; any other text stays as it is."""
        year, _, month = period.partition("-")
        if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
            return period
        return self.text("format.period", month=self._month(int(month)), year=year)

    def _month(self, month: int) -> str:
        return self.text("format.months").split(" ")[month - 1]


def flattened(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Give the leaves of a message file by dotted key."""
    leaves: dict[str, str] = {}
    for name, branch in tree.items():
        key = f"{prefix}{name}"
        leaves |= flattened(branch, f"{key}.") if isinstance(branch, Mapping) else {key: str(branch)}
    return leaves


@cache
def load_catalogue(language: str) -> Catalogue:
    """Read the message file of a language that ships with the package."""
    text = resources.files("reports").joinpath("messages", f"{language}.yaml").read_text(encoding="utf-8")
    return Catalogue(language, flattened(yaml.safe_load(text)))
