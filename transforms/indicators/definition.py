"""The record of an indicator: what is counted among whom, in words and in expressions.

How records become numbers: docs/explanation/indicators.md 18.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Literal

import polars as pl

from transforms.features.family import Requirement

Aim = Literal["experience", "outcomes", "value", "provider"]
Setting = Literal["acute", "primary", "cross"]
Direction = Literal["higher", "lower", "context"]
Status = Literal["verified", "unverified", "retired", "local"]
Limits = Literal["wilson", "poisson", "repeat", "clustered", "survey", "median", "none"]
Adjustment = Literal["none", "direct", "risk"]

PERSON, PHYSICIAN, POPULATION, HOSPITAL = "person", "physician", "population", "hospital"
ALL_LEVELS = ("practice", "group", "oht", "province")
# Shares of a person are whole numbers of this many parts, so that they add up over buckets.
PARTS = 10_000
PERCENT, CONTEXT = "%", "context"
MINIMUM_DENOMINATOR = 20


@dataclass(frozen=True)
class Clause:
    """One step of a definition: what it asks, in words, and as an expression over the base table, never null."""

    text: str
    rule: pl.Expr


@dataclass(frozen=True)
class Window:
    """Which days count: a number of months ending at the period end, 0 for the day alone.

    `look_back_months` reach further back from each event; an index event needs `follow_up_days` inside the window.
    """

    months: int
    look_back_months: int = 0
    follow_up_days: int = 0


@dataclass(frozen=True)
class Era:
    """The periods (YYYY-MM) a definition holds for; null: open on that side. `why` says what began or ended."""

    first: str | None
    last: str | None
    why: str

    def holds(self, period: str) -> bool:
        """True when the period lies within."""
        return (self.first is None or self.first <= period) and (self.last is None or period <= self.last)


@dataclass(frozen=True)
class Example:
    """A worked row: columns of the base table (others have nothing to tell), and what it counts for."""

    what: str
    row: Mapping[str, object]
    denominator: int
    numerator: int


@dataclass(frozen=True)
class Indicator:
    """One indicator. Changing a rule means a new `version`.

    `grain`: person, physician, hospital, population (counted persons and those who died), or the name of the family of
    events whose rows are counted. Clauses are Boolean expressions over the base table of the grain: counted persons
    with the columns of the named feature families, `age_years` and their strata; of the population `is_decedent` and
    `death_date` too; events with the columns of their person beside; physicians with their panel; hospital sites with
    the columns of the named families of hospitals. A row is in the denominator when all its clauses hold and no
    exclusion does, and weighs `amount` (null: one).
    `weight`: what an answer of a survey weighs, in whole thousandths (null: nothing is weighted). Numerator and
    denominator then still count those who answered; the value is the share of their weights. `requires`: what must
    have been supplied beside what the features need.
    The rule of `numerator` is Boolean or a whole number of 0 or more. `multiplier` turns the ratio into the `unit`.
    `risk`: columns of the base table by which expected numerators are modelled. `median_of`: the column of whole
    numbers whose median over the denominator is the value; rows outside the numerator, and those with a null there, lie
    above all of them (they still wait). `levels`: where it may be shown.
    `within`: the indicator that counts all that this one does, of the same rows or more; `one_of`: a name shared by
    indicators of one denominator of which each row counts in at most one. Both say where counts tell of one another.
    Texts never make a result stale.
    """

    id: str
    title: str
    why: str
    aim: Aim
    setting: Setting
    direction: Direction
    grain: str
    features: tuple[str, ...]
    denominator: tuple[Clause, ...]
    numerator: Clause
    limits: Limits
    multiplier: float
    unit: str
    window: Window
    maturity_months: int
    version: int
    status: Status
    source: str
    examples: tuple[Example, ...]
    exclusions: tuple[Clause, ...] = ()
    amount: pl.Expr | None = field(default=None, compare=False)
    weight: pl.Expr | None = field(default=None, compare=False)
    requires: tuple[Requirement, ...] = ()
    adjustment: Adjustment = "none"
    risk: tuple[str, ...] = ()
    median_of: str | None = None
    minimum_denominator: int = MINIMUM_DENOMINATOR
    levels: tuple[str, ...] = ALL_LEVELS
    eras: tuple[Era, ...] = ()
    within: str | None = None
    one_of: str | None = None
    # Practices hold only people whom somebody placed there: of some indicators they cannot be compared with all people.
    judges_practices: bool = True
    author: str = "the project"
    checker: str | None = None
    review_by: dt.date = dt.date(2027, 11, 30)

    @property
    def is_counted(self) -> pl.Expr:
        """Say which rows of the base table are in the denominator."""
        asked = [clause.rule for clause in self.denominator] + [~clause.rule for clause in self.exclusions]
        return reduce(and_, asked, pl.lit(True))

    @property
    def is_event(self) -> bool:
        """True when rows are events of persons."""
        return self.grain not in (PERSON, PHYSICIAN, POPULATION, HOSPITAL)

    @property
    def practice_direction(self) -> Direction:
        """Give which way is better of a practice; context where practices are not to be judged."""
        return self.direction if self.judges_practices else CONTEXT

    @property
    def is_proportion(self) -> bool:
        """True when the numerator counts rows of the denominator, or of what they weigh, so that a rest is left."""
        is_share = self.unit.startswith(PERCENT) and self.multiplier == float(100)
        return self.limits in ("wilson", "survey", "median") or (self.limits == "clustered" and is_share)

    @property
    def pattern_columns(self) -> tuple[str, ...]:
        """Give the columns by whose values its rows are counted apart: covariates, or what the median is of."""
        return (self.median_of,) if self.median_of else self.risk

    def holds(self, period: str) -> bool:
        """True when the definition holds for a period; without eras it always does."""
        return not self.eras or any(era.holds(period) for era in self.eras)

    def rule(self) -> tuple[object, ...]:
        """Give everything that decides the counts, and no text, for the fingerprint of what it computes."""
        clauses = [*self.denominator, self.numerator]
        expressions = tuple(clause.rule.meta.serialize() for clause in clauses)
        exclusions = tuple(clause.rule.meta.serialize() for clause in self.exclusions)
        amount = None if self.amount is None else self.amount.meta.serialize()
        # Only where there is a weight or a median, so that the fingerprints of all others stay.
        weight = () if self.weight is None else (self.weight.meta.serialize(),)
        median = (self.median_of,) if self.median_of else ()
        asked = (self.id, self.version, self.grain, self.features, expressions, exclusions, amount, self.risk)
        return (*asked, *weight, *median)

    def shown(self) -> tuple[object, ...]:
        """Give everything beside the counts that decides what is made of them."""
        return (self.limits, self.multiplier, self.adjustment, self.minimum_denominator, self.levels, self.version)
