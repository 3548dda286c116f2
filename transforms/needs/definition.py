"""The record of a need: what a patient may want from the practice, with the evidence for it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Need:
    """A need of persons of a practice.

    `member(period_end)` gives a Boolean expression, never null, over counted persons with the named features and
    `birth_date`. `evidence_count` and `evidence_date` name the features that show why; None: there is none.
    """

    id: str
    features: tuple[str, ...]
    member: Callable[[dt.date], pl.Expr]
    evidence_count: str | None
    evidence_date: str | None
    version: int
    status: str
    source: str

    def rule(self, period_end: dt.date) -> tuple[object, ...]:
        """Give everything that decides membership and evidence at a period end, and no text."""
        member = self.member(period_end).meta.serialize()
        return (self.id, self.version, self.features, member, self.evidence_count, self.evidence_date)
