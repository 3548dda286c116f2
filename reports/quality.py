"""What is told of one input on its data-quality page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MONTHS_SHOWN = 36
WEAK = ("none", "low", "high")


class DeliveryFacts(NamedTuple):
    """One delivery of the input: its place in the order of receipt, day, rows, and columns its source lacks."""

    place: int
    delivered_on: dt.date
    rows_in: int
    valid: int
    quarantined: int
    absent: tuple[str, ...]


class MissingValues(NamedTuple):
    """A column that may be empty: rows of the latest delivery in which it is, of how many valid rows."""

    column: str
    empty: int
    rows: int


@dataclass(frozen=True)
class InputQuality:
    """One input: its deliveries, rules broken with their trend, months, empty columns, and what hangs on it.

    `rules` and `months` are rows of `compare_rules` and `judge_months` of the transforms; `uses` are tuples of
    indicator id, months back, columns and whether it can do without; `touched_by_rule` gives indicator ids by rule.
    """

    name: str
    deliveries: Sequence[DeliveryFacts]
    rules: Sequence[Mapping[str, Any]]
    touched_by_rule: Mapping[str, Sequence[str]]
    months: Sequence[Mapping[str, Any]]
    missing: Sequence[MissingValues]
    uses: Sequence[tuple[str, int, tuple[str, ...], bool]]
    is_of_attribution: bool

    @property
    def latest(self) -> DeliveryFacts:
        """The latest delivery of the input."""
        return self.deliveries[-1]

    @property
    def worse(self) -> list[Mapping[str, Any]]:
        """Rules that the latest delivery breaks and the one before did not, or not as often."""
        return [row for row in self.latest_rules if row["trend"] in ("new", "more")]

    @property
    def latest_rules(self) -> list[Mapping[str, Any]]:
        """Rules as the latest delivery stands to them."""
        return [row for row in self.rules if row["place"] == self.latest.place]

    @property
    def shown_months(self) -> Sequence[Mapping[str, Any]]:
        """The months the page shows, and that alone are judged."""
        return list(self.months)[-MONTHS_SHOWN:]

    @property
    def weak_months(self) -> list[Mapping[str, Any]]:
        """Of the months shown, those with no rows, or far fewer or more than usual."""
        return [row for row in self.shown_months if row["verdict"] in WEAK]

    @property
    def is_too_small(self) -> bool:
        """True when the latest month that could be judged has too few rows to be."""
        told = [row["verdict"] for row in self.shown_months if row["verdict"] != "too early"]
        return bool(told) and told[-1] == "too few"
