"""The record of an indicator: what is counted among whom, in words and in expressions."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

Aim = Literal["experience", "outcomes", "value", "provider"]
Direction = Literal["higher", "lower", "context"]
Status = Literal["verified", "unverified", "retired", "local"]


@dataclass(frozen=True)
class Indicator:
    """One indicator. Changing a rule means a new `version`.

    `denominator` (Boolean, never null) and `numerator` (Boolean or whole number, never null, counted only inside the
    denominator) are expressions over the base table of the `grain`: counted persons with the columns of the named
    feature families and `age_years`, or physicians with their panel. `multiplier` turns the ratio into the `unit`.
    `title`, `why` and `source` are texts: they never make a result stale.
    """

    id: str
    title: str
    why: str
    aim: Aim
    setting: Literal["acute", "primary", "cross"]
    direction: Direction
    grain: Literal["person", "physician"]
    features: tuple[str, ...]
    denominator: pl.Expr
    numerator: pl.Expr
    limits: Literal["wilson", "byar"]
    multiplier: int
    unit: str
    maturity_months: int
    version: int
    status: Status
    source: str

    @property
    def is_proportion(self) -> bool:
        """True when the numerator counts members of the denominator."""
        return self.limits == "wilson"

    def rule(self) -> tuple[object, ...]:
        """Give everything that decides the numbers, and no text, for the fingerprint of what it computes."""
        expressions = (self.denominator.meta.serialize(), self.numerator.meta.serialize())
        return (self.id, self.version, self.grain, self.features, expressions)
