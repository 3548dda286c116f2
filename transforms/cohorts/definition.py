"""The record of a cohort (priority population)."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Cohort:
    """A priority population: `member` is a Boolean, never null, over counted persons with the named features."""

    id: str
    title: str
    features: tuple[str, ...]
    member: pl.Expr
    version: int
    status: str
    source: str

    def rule(self) -> tuple[object, ...]:
        """Give everything that decides membership, and no text."""
        return (self.id, self.version, self.features, self.member.meta.serialize())
