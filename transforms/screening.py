"""Cancer screening: which tests count for a programme, and whom a registry or a practice takes out of it.

Rules: docs/explanation/families/screening.md 31.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import CodeUse, Frames, Requirement
from transforms.screening_lines import TEST

READS = ("screening_tests", "screening_lines", "registry_exclusions", "practice_exclusions")
CODE_USES = (CodeUse("screening_procedures", "claims", "fee_code"),)
INVALID, MAMMOGRAM = "invalid", "mammogram"


@dataclass(frozen=True)
class Programme:
    """A screening programme.

    `looked_for`: by flag the kinds of test it asks for and how many months back. `registry_reasons` and
    `practice_reasons`: those that take a person out.
    """

    name: str
    looked_for: Mapping[str, tuple[tuple[str, ...], int]]
    registry_reasons: tuple[str, ...]
    practice_reasons: tuple[str, ...]

    @property
    def by_registry(self) -> str:
        """Name the flag of persons whom a registry takes out."""
        return f"is_out_of_{self.name}_screening"

    @property
    def by_practice(self) -> str:
        """Name the flag of persons whom a practice takes out."""
        return f"is_out_of_{self.name}_screening_by_practice"

    @property
    def last_test(self) -> str:
        """Name the day of the latest test among the months read."""
        return f"last_{self.name}_test_date"

    @property
    def flags(self) -> tuple[str, ...]:
        """Name the flags of the family."""
        return (*self.looked_for, self.by_registry, self.by_practice)

    @property
    def months(self) -> int:
        """Give how far back the longest look goes."""
        return max(months for _, months in self.looked_for.values())

    @property
    def requires(self) -> tuple[Requirement, ...]:
        """Give what must be supplied: tests and registries; claims and practices help."""
        return (
            Requirement("screening_tests", months=self.months),
            Requirement("registry_exclusions", months=0),
            Requirement("claims", months=self.months, is_helping=True),
            Requirement("practice_exclusions", months=0, is_helping=True),
        )


def build_programme(frames: Frames, period_end: dt.date, programme: Programme) -> pl.DataFrame:
    """One row per person with a test that counts or a reason that takes out: person_id, the flags, the last test."""
    tested = _tested(frames, period_end, programme)
    out = _taken_out(frames, period_end, programme)
    joined = tested.join(out, on="person_id", how="full", coalesce=True)
    filled = joined.with_columns(pl.col(programme.flags).fill_null(False))
    return filled.select("person_id", *programme.flags, programme.last_test).sort("person_id")


def counted_tests(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per test up to the period end that counts, by a registry of tests or a claim: person_id, kind, day.

    An invalid test is none, and a mammogram that is known to be no screening is none for screening.
    """
    is_diagnostic = (pl.col("test_kind") == MAMMOGRAM) & pl.col("is_screening").eq_missing(False)
    is_invalid = pl.col("result").eq_missing(INVALID)
    tests = frames["screening_tests"].filter(~is_invalid & ~is_diagnostic).select(TEST)
    told = pl.concat([tests, frames["screening_lines"].select(TEST)])
    return told.filter(pl.col("test_date") <= period_end)


def _tested(frames: Frames, period_end: dt.date, programme: Programme) -> pl.DataFrame:
    """One row per person with a test of the programme: a flag for each look, and the day of the latest test."""
    looks = {
        flag: pl.col("test_kind").is_in(kinds) & in_window("test_date", months_before(period_end, months), period_end)
        for flag, (kinds, months) in programme.looked_for.items()
    }
    marked = counted_tests(frames, period_end).with_columns(**looks).filter(pl.any_horizontal(*looks))
    return marked.group_by("person_id").agg(
        pl.col(list(looks)).any(), pl.col("test_date").max().alias(programme.last_test)
    )


def _taken_out(frames: Frames, period_end: dt.date, programme: Programme) -> pl.DataFrame:
    """One row per person whom a registry or a practice takes out of the programme at the period end, with who does."""
    begun = pl.col("from_date") <= period_end
    still = pl.col("until_date").is_null() | (pl.col("until_date") > period_end)
    told = (pl.col("programme") == programme.name) & pl.col("reason_code").is_in(programme.practice_reasons)
    registry = frames["registry_exclusions"].filter(begun, pl.col("reason_code").is_in(programme.registry_reasons))
    practice = frames["practice_exclusions"].filter(begun, still, told)
    rows = [table.select("person_id", pl.lit(by).alias("by")) for by, table in (("r", registry), ("p", practice))]
    return (
        pl.concat(rows)
        .group_by("person_id")
        .agg(
            (pl.col("by") == "r").any().alias(programme.by_registry),
            (pl.col("by") == "p").any().alias(programme.by_practice),
        )
    )
