"""The recomputed and the official attribution side by side: who differs, why, and how far the two agree."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.core import TIERS, DerivedModel
from schemas.fields import described, person_id_field

AGE_BANDS = {"0-4": (0, 4), "5-17": (5, 17), "18-44": (18, 44), "45-64": (45, 64), "65-74": (65, 74), "75+": (75, 200)}
DIMENSIONS = ["all", "tier", "age_band", "oht"]
# As a value of the dimension `oht`: persons to whom the method gives no team.
NO_TEAM = "none"
STANDINGS = ["in_both", "missing_from_file", "only_in_file", "stranger"]
KINDS = ["missing_from_file", "other_team", "only_in_file", "stranger"]
REASONS = [
    "official_oht_unknown",
    "born_after_file",
    "covered_after_file",
    "moved_after_file",
    "enrolled_after_file",
    "child_missing",
    "not_in_file",
    "other_rule",
    "died",
    "no_longer_covered",
    "other_not_counted",
    "stranger",
]
CHOICES = ["recomputed", "file"]


class OfficialFile(DerivedModel):
    """One row per period: the official file that holds at its end; no row when every file is later."""

    as_of_date: dt.date = described("Day as of which the file attributes")
    period_end: dt.date = described("Last day of the period")
    staleness_days: int = described("Days from the day of the file to the end of the period", ge=0)
    persons: int = described("Persons in the file", ge=1)


class OfficialDays(DerivedModel):
    """One row per day as of which rows of the official attribution attribute."""

    as_of_date: dt.date = described("Day as of which the rows attribute", unique=True)
    persons: int = described("Rows of the day, one a person", ge=1)
    is_file: bool = described("Enough rows for a file; false: the rows count for nothing")


class OfficialChoice(DerivedModel):
    """One row per period: which attribution the setting of the store asks for, and which one is in force."""

    wanted: str = described("Attribution that the setting asks for", isin=CHOICES)
    in_force: str = described("Attribution that the results stand on", isin=CHOICES)
    as_of_date: dt.date = described("Day of the file that holds at the period end; null: none does", nullable=True)
    not_computable: str = described("What the official attribution needs; null: it is computed", nullable=True)


class AgreementCells(DerivedModel):
    """One row per standing, tier, age band and pair of teams of a bucket: persons. Adds up over buckets."""

    standing: str = described("Counted and in the file, or in one of the two", isin=STANDINGS)
    tier: str = described("Tier as recomputed; null: not counted", nullable=True, isin=TIERS)
    age_band: str = described(
        "Age at the period end; null: not in the registry, or not born", nullable=True, isin=list(AGE_BANDS)
    )
    oht_recomputed: str = described("Team as recomputed; null: none, or not counted", nullable=True)
    oht_official: str = described("Team of the file; null: not in the file", nullable=True)
    persons: int = described("Number of persons", ge=1)


class Differing(DerivedModel):
    """One row per person whose team differs between the two. Restricted: never leaves the zone `derived`."""

    person_id: int = person_id_field(unique=True)
    oht_recomputed: str = described("Team as recomputed; null: none, or not counted", nullable=True)
    oht_official: str = described("Team of the file; null: not in the file", nullable=True)
    kind: str = described("How the two differ", isin=KINDS)
    reason: str = described("First reason that holds, in the order of the method", isin=REASONS)


class DifferenceCounts(DerivedModel):
    """One row per team, kind and reason: persons who differ. Exact: restricted."""

    oht_id: str = described(
        "Team as recomputed, or of the file for persons who are only there; null: none", nullable=True
    )
    kind: str = described("How the two differ", isin=KINDS)
    reason: str = described("First reason that holds, in the order of the method", isin=REASONS)
    persons: int = described("Number of persons", ge=1)


class Agreement(DerivedModel):
    """One row per dimension and value of a period: how far the two agree on the team. Exact: restricted."""

    dimension: str = described("What the row is by: all, tier, age band or recomputed team", isin=DIMENSIONS)
    value: str = described("The tier, band or team; `none`: no recomputed team")
    persons_counted: int = described("Counted persons", ge=0)
    in_both: int = described("Of them, in the file", ge=0)
    agree: int = described("Of those in both, with the same team", ge=0)
    share: float = described("Share of those in both who agree; null: nobody is in both", nullable=True)
    share_lower: float = described("Lower 95 % limit (Wilson); null: as share", nullable=True)
    share_upper: float = described("Upper 95 % limit (Wilson); null: as share", nullable=True)
    kappa: float = described(
        "Cohen's kappa over the teams of those in both; null: undefined, or the row is of one team", nullable=True
    )
    missing_from_file: int = described("Counted persons who are not in the file", ge=0)
    only_in_file: int = described(
        "Registered persons in the file who are not counted; null: not by this dimension", nullable=True, ge=0
    )
    strangers: int = described(
        "Persons in the file who are not in the registry; null: not by this dimension", nullable=True, ge=0
    )
    no_team: int = described("Counted persons without a recomputed team", ge=0)

    @pa.dataframe_check
    def counted_are_in_the_file_or_not(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when the counted persons are those in both and those missing from the file."""
        return data.lazyframe.select(pl.col("in_both") + pl.col("missing_from_file") == pl.col("persons_counted"))

    @pa.dataframe_check
    def agree_among_both(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more persons agree than are in both."""
        return data.lazyframe.select(pl.col("agree") <= pl.col("in_both"))
