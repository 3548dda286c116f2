"""What differs between two attributions, why, and how it adds up; who belonged where, and from when to when."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.core import TIERS, DerivedModel
from schemas.fields import described, person_id_field
from schemas.results import LEVELS

CHANGES = ["joined", "left", "moved_team", "moved_provider", "moved_tier"]
DIRECTIONS = ["joined", "left", "changed"]
# In the order in which they are tried; the first that holds is the reason.
REASONS_OVER_TIME = [
    "born",
    "coverage_started",
    "registered_late",
    "died",
    "coverage_lapsed",
    "too_old",
    "no_contact",
    "left_registry",
    "enrolled",
    "de_enrolled",
    "registered_with_centre",
    "left_centre",
    "official_file",
    "official_choice",
    "moved",
    "provider_placed",
    "area_placed",
    "aged",
    "mother_changed",
    "rule_changed",
    "care_changed",
    "provider_changed",
    "other",
]
REASONS_OF_REVISION = [
    "died_late",
    "born_late",
    "correction",
    "late_claim",
    "official_file",
    "official_choice",
    "rule_changed",
    "mother_changed",
    "provider_placed",
    "area_placed",
    "provider_changed",
    "other",
]
REASONS = list(dict.fromkeys([*REASONS_OVER_TIME, *REASONS_OF_REVISION]))


class Changes(DerivedModel):
    """One row per person whose team, physician, centre or tier differs between two attributions, or who is in one."""

    person_id: int = person_id_field(unique=True)
    before_oht_id: str = described("Team before; null: none, or not counted", nullable=True)
    before_physician_id: str = described("Physician before; null: none, or not counted", nullable=True)
    before_centre_id: str = described("Health centre before; null: none, or not counted", nullable=True)
    before_tier: str = described("Tier before; null: not counted", nullable=True, isin=TIERS)
    after_oht_id: str = described("Team after; null: none, or not counted", nullable=True)
    after_physician_id: str = described("Physician after; null: none, or not counted", nullable=True)
    after_centre_id: str = described("Health centre after; null: none, or not counted", nullable=True)
    after_tier: str = described("Tier after; null: not counted", nullable=True, isin=TIERS)
    change: str = described("What changed, the widest that did", isin=CHANGES)
    reason: str = described("Why, the first reason that holds", isin=REASONS)


class ChangeCounts(DerivedModel):
    """One row per level, unit, direction and reason: persons who joined or left the unit, or changed within it.

    A move from one unit to another leaves the one and joins the other.
    """

    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, OHT, or ontario")
    direction: str = described("joined, left, or changed within the unit", isin=DIRECTIONS)
    reason: str = described("Why", isin=REASONS)
    persons: int = described("Number of persons", ge=1)


class ChangeTotals(DerivedModel):
    """One row per level and unit with persons before or after: the totals that the changes add up to."""

    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, OHT, or ontario")
    before_persons: int = described("Persons of the unit before", ge=0)
    joined_persons: int = described("Persons who joined it", ge=0)
    left_persons: int = described("Persons who left it", ge=0)
    after_persons: int = described("Persons of the unit after", ge=0)

    @pa.dataframe_check
    def changes_add_up(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when before + joined - left = after."""
        total = pl.col("before_persons") + pl.col("joined_persons") - pl.col("left_persons")
        return data.lazyframe.select(total == pl.col("after_persons"))


class AttributionHistory(DerivedModel):
    """One row per person and unbroken run of periods with the same team, physician, centre and tier.

    Known only at period ends: what happened between two of them is not seen.
    """

    person_id: int = person_id_field()
    valid_from: dt.date = described("First period end at which it held")
    valid_to: dt.date = described(
        "First period end at which it no longer held; null: it holds at the last one", nullable=True
    )
    oht_id: str = described("Ontario Health Team; null: unattributable", nullable=True)
    physician_id: str = described("Physician; null: centre, area or none", nullable=True)
    centre_id: str = described("Health centre; null: physician, area or none", nullable=True)
    tier: str = described("Tier the person stood on", isin=TIERS)


class FixedCohortCounts(DerivedModel):
    """One row per level and unit of a base period: its persons then, and how many of them a later period counts."""

    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("Physician for a practice, OHT, or ontario")
    base_persons: int = described("Persons of the unit at the base period", ge=1)
    counted_persons: int = described("Those of them who are counted at the period too", ge=0)

    @pa.dataframe_check
    def no_more_than_there_were(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more are counted than the base had."""
        return data.lazyframe.select(pl.col("counted_persons") <= pl.col("base_persons"))
