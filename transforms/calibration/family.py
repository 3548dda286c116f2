"""A family of measures: what published figures are compared with, counted together from the same tables.

A bucket is counted into whole numbers that add up; what is measured is a fraction of such sums, taken at the end.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from transforms.features.family import Frames, Requirement

ALL = "all"
PARTS_KEY = ["item", "term"]


@dataclass(frozen=True)
class Moment:
    """The period end, and which specialties are primary care by the method in force."""

    end: dt.date
    primary_care_specialties: tuple[str, ...] = ("00", "05")


@dataclass(frozen=True)
class Definition:
    """A measure in words, and what turns its fraction into its unit; `needs`: said when it could not be measured."""

    text: str
    multiplier: int = 1
    needs: str = "anybody to count"


@dataclass(frozen=True)
class Measured:
    """A value as an exact fraction, and the counts that stand behind it: a small one hides it from others."""

    numerator: int
    denominator: int
    behind: tuple[int, ...]

    @property
    def smallest_count(self) -> int | None:
        """Give the smallest count above zero; null: there is none."""
        return min((count for count in self.behind if count > 0), default=None)


@dataclass(frozen=True)
class Totals:
    """Sums over all buckets by item and term; what no bucket counted is zero."""

    numbers: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, parts: pl.DataFrame) -> "Totals":
        """Read sums from parts that were added up."""
        return cls({(item, term): number for item, term, number in parts.iter_rows()})

    def get(self, term: str, item: str = ALL) -> int:
        """Give one sum."""
        return self.numbers.get((item, term), 0)

    def items(self, term: str) -> list[int]:
        """Give the sums of a term that are above zero, item by item."""
        return [number for (_, name), number in sorted(self.numbers.items()) if name == term and number > 0]


@dataclass(frozen=True)
class Family:
    """Measures counted together.

    `reads`: tables of a bucket, `reads_whole`: tables that are whole; both reach `count` and the latter `measure` too.
    `count(frames, moment)` gives parts of a bucket (null: nothing is counted by bucket). `measure(totals, whole,
    moment)` gives a value for each of `definitions` by name; null: what the definition `needs` is missing. `codes`
    gives the reference rows that are used.
    """

    name: str
    definitions: Mapping[str, Definition]
    measure: Callable[[Totals, Frames, Moment], Mapping[str, Measured | None]]
    requires: tuple[Requirement, ...] = ()
    count: Callable[[Frames, Moment], pl.DataFrame] | None = None
    reads: tuple[str, ...] = ()
    reads_whole: tuple[str, ...] = ()
    codes: Callable[[], object] | None = None


def count_parts(rows: pl.DataFrame, item: pl.Expr, **terms: pl.Expr) -> pl.DataFrame:
    """One row per item and term (the CalibrationParts model): `terms` are sums over the rows of an item."""
    return (
        rows.group_by(item.cast(pl.String).alias("item"))
        .agg(**{name: term.cast(pl.Int64) for name, term in terms.items()})
        .unpivot(list(terms), index="item", variable_name="term", value_name="number")
        .sort(PARTS_KEY)
    )


def share(part: int, whole: int, *beside: int) -> Measured:
    """Give a share: the part is among the whole, so that the rest stands behind it too.

    `beside`: counts that anybody can work out from this share and another one.
    """
    return Measured(part, whole, (part, whole, whole - part, *beside))


def rate(events: int, among: int) -> Measured:
    """Give a rate of events, of which one person may have many."""
    return Measured(events, among, (events, among))


def number(count: int, *behind: int) -> Measured:
    """Give a count; `behind`: the counts to hide it by, itself when none is named."""
    return Measured(count, 1, behind or (count,))


def median(values: Sequence[Measured]) -> Measured | None:
    """Give the median of values, of an even number the middle between two; null: there is none."""
    ranked = sorted(values, key=lambda value: Fraction(value.numerator, value.denominator))
    if not ranked:
        return None
    middle = [ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]]
    exact = sum((Fraction(value.numerator, value.denominator) for value in middle), Fraction()) / 2
    return Measured(exact.numerator, exact.denominator, tuple(count for value in middle for count in value.behind))
