"""Reproducible random columns in plain polars: a counter run through SplitMix64, so no library's generator matters.

A value depends on the seed, the purpose, the block, the number of the draw and the row, and on nothing else: a block
never depends on how many blocks or tables were made before it.
"""

from enum import IntEnum

import polars as pl

_MASK = 2**64 - 1
_STEP = 0x9E3779B97F4A7C15
_FIRST_MULTIPLIER = 0xBF58476D1CE4E5B9
_SECOND_MULTIPLIER = 0x94D049BB133111EB


class Purpose(IntEnum):
    """One number per purpose; changing one table's draws leaves the others as they were."""

    WORKFORCE = 1
    PEOPLE = 2
    ENROLMENTS = 3
    VISITS = 4
    OTHER_CLAIMS = 5
    DISCHARGES = 6
    ED_VISITS = 7
    LATE_CLAIMS = 8
    CORRECTED_CLAIMS = 9
    CHANGED_PERSONS = 10
    CHANGED_ENROLMENTS = 11
    CENTRES = 12
    CENTRE_CARE = 13
    NEWBORNS = 14
    MOVES = 15
    BIRTHS = 16
    OFFICIAL = 17
    LIMITED_PRACTICES = 18
    CHILD_VISITS = 19
    UNATTACHED = 20
    CONDITIONS = 21
    TRANSFERS = 22
    TIMES = 23
    FOLLOW_UP = 24
    ED_DIAGNOSES = 25
    DAY_SURGERIES = 26
    MENTAL_CARE = 27
    LAST_STAYS = 28
    SURVEYS = 29
    SCREENING = 30
    LABORATORY = 31
    MENTAL_STAYS = 32
    HOME_CARE = 33
    LONG_TERM_CARE = 34
    DEATHS = 35
    BIRTH_RECORDS = 36
    MEDICINES = 37
    IMMUNISATIONS = 38
    BED_CENSUS = 39
    HOSPITAL_REPORTS = 40
    REFERRALS = 41
    COSTS = 42
    CHRONIC_CARE = 50


class Draws:
    """The random columns of one purpose in one block, drawn one after the other."""

    def __init__(self, seed: int, purpose: Purpose, block: int = 0) -> None:
        self._key = _mixed(_mixed(_mixed(seed) + int(purpose)) + block)
        self._number = 0

    def uniform(self, rows: int) -> pl.Series:
        """Give `rows` numbers in [0, 1), as Float64."""
        self._number += 1
        start = _mixed(self._key + self._number)
        counter = pl.int_range(rows, dtype=pl.UInt64) * _word(_STEP) + _word(start)
        return pl.select(((_mixed_column(counter) // 2**11) * 2.0**-53).alias("uniform")).to_series()

    def below(self, limit: pl.Series | int, rows: int) -> pl.Series:
        """Give `rows` integers in [0, limit), as Int32; a limit may differ from row to row."""
        return (self.uniform(rows) * limit).floor().cast(pl.Int32)

    def chance(self, share: pl.Series | float, rows: int) -> pl.Series:
        """Give `rows` booleans that are true with the given probability."""
        return self.uniform(rows) < share

    def choice(self, weights: list[float], rows: int) -> pl.Series:
        """Give `rows` positions in `weights`, drawn in proportion to them."""
        cumulative = pl.Series(weights, dtype=pl.Float64).cum_sum()
        drawn = self.uniform(rows) * cumulative[-1]
        positions = pl.select(pl.lit(cumulative).search_sorted(drawn, side="right")).to_series()
        return positions.clip(upper_bound=len(weights) - 1).cast(pl.Int32)

    def exponential(self, rows: int) -> pl.Series:
        """Give `rows` positive numbers with mean one."""
        return -(1.0 - self.uniform(rows)).log()

    def counts(self, expected: pl.Series) -> pl.Series:
        """Round expected numbers up or down at random so that the mean is kept, as Int32."""
        return (expected + self.uniform(len(expected))).floor().cast(pl.Int32)


def repeated(counts: pl.Series) -> pl.Series:
    """Give each row's position as many times as its count says."""
    positions = pl.select(pl.int_range(len(counts), dtype=pl.Int32).repeat_by(counts.cast(pl.UInt32))).to_series()
    return positions.explode(empty_as_null=False) if len(counts) else pl.Series([], dtype=pl.Int32)


def _word(value: int) -> pl.Expr:
    return pl.lit(value & _MASK, dtype=pl.UInt64)


def _mixed_column(x: pl.Expr) -> pl.Expr:
    """Scramble a column as SplitMix64 does; unsigned multiplication wraps around."""
    x = (x ^ (x // 2**30)) * _word(_FIRST_MULTIPLIER)
    x = (x ^ (x // 2**27)) * _word(_SECOND_MULTIPLIER)
    return x ^ (x // 2**31)


def _mixed(x: int) -> int:
    x = (x + _STEP) & _MASK
    x = ((x ^ (x >> 30)) * _FIRST_MULTIPLIER) & _MASK
    x = ((x ^ (x >> 27)) * _SECOND_MULTIPLIER) & _MASK
    return x ^ (x >> 31)
