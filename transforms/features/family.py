"""A family of features: facts about persons or their events that definitions name, computed together.

Families of persons stand beside families of events, whose rows are counted themselves (indicators.md 18.1).
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

Frames = Mapping[str, pl.DataFrame]
# The name under which a family reads the attribution of the persons of its bucket.
ATTRIBUTION = "attribution"


@dataclass(frozen=True)
class Requirement:
    """What must have been supplied: an input, some of its columns, and how many months back from the period end.

    `is_helping`: what is computed without it is computed all the same, and says that it was missing.
    """

    input_name: str
    months: int
    columns: tuple[str, ...] = ()
    is_helping: bool = False


@dataclass(frozen=True)
class CodeUse:
    """A code set that a family looks for, and the column of the input in which it does (for the drift sentinel)."""

    code_set: str
    input_name: str
    column: str


def diagnosis_uses(code_set: str, input_name: str) -> tuple[CodeUse, ...]:
    """Give the uses of a set that is looked for among the main and the other diagnoses of an input."""
    return tuple(CodeUse(code_set, input_name, column) for column in ("main_diagnosis_code", "other_diagnosis_codes"))


@dataclass(frozen=True)
class Family:
    """Features of persons of one kind.

    `reads` names the frames that `build` takes: inputs of the bucket, whole inputs, derived lines, or `attribution`;
    `codes` gives the reference rows it uses, null: none. `build(frames, period_end)` gives one row per person with
    anything to tell: person_id and the columns of `zeros` (Int32), `flags` and `dates`. Persons without a row have
    zeros, false flags and null dates.
    """

    name: str
    reads: tuple[str, ...]
    requires: tuple[Requirement, ...]
    zeros: tuple[str, ...]
    dates: tuple[str, ...]
    build: Callable[[Frames, dt.date], pl.DataFrame]
    codes: Callable[[], object] | None = None
    flags: tuple[str, ...] = ()
    code_uses: tuple[CodeUse, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the features: counts, flags, dates."""
        return (*self.zeros, *self.flags, *self.dates)

    @property
    def is_event(self) -> bool:
        """False: its rows are persons."""
        return False


@dataclass(frozen=True)
class HospitalFamily:
    """Features of hospital sites of one kind, of all sites together.

    `reads` names inputs that are kept whole. `build(frames, period_end)` gives one row per site with anything to tell:
    hospital_id and the columns of `zeros` (Int32). Sites without a row have zeros; a row of a site that the crosswalk
    does not name counts for nothing.
    """

    name: str
    reads: tuple[str, ...]
    requires: tuple[Requirement, ...]
    zeros: tuple[str, ...]
    build: Callable[[Frames, dt.date], pl.DataFrame]
    code_uses: tuple[CodeUse, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the features."""
        return self.zeros


@dataclass(frozen=True)
class EventFamily:
    """Events of persons of one kind, with their features.

    `build(frames, period_end)` gives one row per event, sorted by person_id and event_id: person_id, event_id (text,
    unique within the person), event_date (the day it counts on) and `columns` with their types. Columns are never
    null but those named in `nullable`. `dates`: the columns an explanation shows.
    """

    name: str
    reads: tuple[str, ...]
    requires: tuple[Requirement, ...]
    columns: Mapping[str, pl.DataType]
    build: Callable[[Frames, dt.date], pl.DataFrame]
    codes: Callable[[], object] | None = None
    nullable: tuple[str, ...] = ()
    dates: tuple[str, ...] = field(default=("event_date",))
    code_uses: tuple[CodeUse, ...] = ()

    @property
    def is_event(self) -> bool:
        """True: its rows are events."""
        return True


AnyFamily = Family | EventFamily | HospitalFamily
