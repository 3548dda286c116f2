"""Codes over time: how often each is used, which are used otherwise than before, and what that does to indicators."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.core import DerivedModel
from schemas.fields import described

FINDINGS = ["vanished", "appeared", "shifted", "out_of_dates", "never_seen"]
# What may change an indicator; a code that was never seen changes nothing.
DRIFTING = FINDINGS[:4]


class CodeCounts(DerivedModel):
    """One row per column, listed code of a set, or group of codes in no set, or all codes, and calendar month."""

    column: str = described("Column of the input that holds the codes")
    system: str = described("Coding system of the column")
    code_set: str = described("Code set; null: a group in no set, or all codes", nullable=True)
    code: str = described("Code as listed, or first three characters of a group; null: all codes", nullable=True)
    month: dt.date = described("First day of the month")
    events: int = described("Codes of that month, on days on which the listing holds", ge=0)
    events_out_of_dates: int = described("Codes of that month that fit a listing that does not hold", ge=0)


class DriftFindings(DerivedModel):
    """One row per code of a set or group of codes in no set that is used otherwise than before; exact counts."""

    input_name: str = described("Input; null: the code was seen nowhere", nullable=True)
    column: str = described("Column of the input; null: the code was seen nowhere", nullable=True)
    system: str = described("Coding system")
    code_set: str = described("Code set; null: a group of codes in no set", nullable=True)
    code: str = described("Code as listed, or first three characters of a group")
    finding: str = described("What is different", isin=FINDINGS)
    recent: int = described("Codes of the last 3 months", ge=0)
    before: int = described("Codes of the 12 months before", ge=0)
    year_before: int = described("Codes of the same 3 months a year before", ge=0)
    out_of_dates: int = described("Codes of the last 3 months on days on which no listing holds", ge=0)
    ratio: float = described(
        "Share of the column's codes in the last 3 months by that in the 12 before; null: one has none", nullable=True
    )


class DriftPlaces(DerivedModel):
    """One row per input and column with codes: whether it could be compared."""

    input_name: str = described("Input")
    column: str = described("Column of the input")
    system: str = described("Coding system")
    recent: int = described("All codes of the last 3 months", ge=0)
    before: int = described("All codes of the 12 months before", ge=0)
    not_compared: str = described("Why it could not be compared, or what it needs; null: it was", nullable=True)


class DriftShares(DerivedModel):
    """One row per definition and code set it looks for in a column: what of its change falls on drifting codes.

    Counts of codes of the last 3 months and of the same a year before, by the set alone: the definition's other rules
    are not applied.
    """

    user_id: str = described("Indicator, or attribution")
    code_set: str = described("Code set")
    input_name: str = described("Input")
    column: str = described("Column of the input")
    codes: int = described("Drifting codes of the set", ge=0)
    recent: int = described("Codes of the set", ge=0)
    year_before: int = described("Codes of the set, a year before", ge=0)
    drifting_recent: int = described("Of them drifting ones", ge=0)
    drifting_year_before: int = described("Drifting ones, a year before", ge=0)
    share: float = described("Change of the drifting ones by the whole change; null: nothing changed", nullable=True)
    is_held: bool = described("So much that a person has to look before publication")

    @pa.dataframe_check
    def drifting_among_all(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when the drifting ones are among all."""
        recent = pl.col("drifting_recent") <= pl.col("recent")
        return data.lazyframe.select(recent & (pl.col("drifting_year_before") <= pl.col("year_before")))
