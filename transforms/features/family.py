"""A family of features: facts about a person that definitions name, computed together from the same inputs."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Requirement:
    """What must have been supplied: an input, some of its columns, and how many months back from the period end."""

    input_name: str
    months: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """Features of one kind.

    `reads` names the bucket frames that `build` takes; `codes` gives the reference rows it uses, null: none.
    `build(frames, period_end)` gives one row per person with
    anything to tell: person_id and the columns of `zeros`, `dates`. Persons without a row have the value in `zeros`,
    and null dates.
    """

    name: str
    reads: tuple[str, ...]
    requires: tuple[Requirement, ...]
    zeros: tuple[str, ...]
    dates: tuple[str, ...]
    build: Callable[[Frames, dt.date], pl.DataFrame]
    codes: Callable[[], object] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the features, counts first."""
        return (*self.zeros, *self.dates)
