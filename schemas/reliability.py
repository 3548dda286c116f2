"""How far an attribution can be relied on: exact counts by subject, restricted until disclosure control has passed."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.attribution_steps import NETWORK_BASES
from schemas.core import CONFIDENCES, TIERS, DerivedModel
from schemas.fields import described

RELIABILITY_LEVELS = ["oht", "province"]
FIGURE_LEVELS = ["network", *RELIABILITY_LEVELS]
PHYSICIAN_KINDS = ["family_physician", "specialist"]
# The last is led to by 13.3; the other linked ones by 5.2 and 5.3.
LINKED_BASES = ["own_admissions", "group_admissions", "inpatient_services"]
BASES = list(dict.fromkeys([*NETWORK_BASES, *LINKED_BASES]))
TOTAL_KINDS = ["not_counted", "without_team"]
MEASURES = [
    "totals",
    "confidence",
    "attachment",
    "under_five",
    "under_five_in_file",
    "changes",
    "physicians",
    "loyalty",
    "crosswalk",
]


class ConfidenceCounts(DerivedModel):
    """One row per level, unit, tier and confidence: persons."""

    level: str = described("Level of the unit", isin=RELIABILITY_LEVELS)
    unit_id: str = described("OHT, or ontario")
    tier: str = described("Tier the persons stand on", isin=TIERS)
    confidence: str = described("Confidence of the placement; null: unattributable", nullable=True, isin=CONFIDENCES)
    persons: int = described("Number of persons", ge=1)


class AttachmentCounts(DerivedModel):
    """One row per level and unit: persons, and those of them whom the rules call attached."""

    level: str = described("Level of the unit", isin=RELIABILITY_LEVELS)
    unit_id: str = described("OHT, or ontario")
    persons: int = described("Number of persons", ge=1)
    attached: int = described("Of them attached: rostered, of a centre, virtually rostered, or paediatric", ge=0)
    paediatric: int = described("Of the attached, those whom the rule `paediatrician` placed", ge=0)

    @pa.dataframe_check
    def attached_among_persons(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when the paediatric are among the attached, and these among the persons."""
        attached = pl.col("attached")
        return data.lazyframe.select((attached <= pl.col("persons")) & (pl.col("paediatric") <= attached))


class ChildCounts(DerivedModel):
    """One row per level, unit and completed year of age: children whom `births` names; of a team, as recomputed."""

    level: str = described("Level of the unit", isin=RELIABILITY_LEVELS)
    unit_id: str = described("OHT, or ontario")
    age_years: pl.Int64 = described(
        "Age at the period end; null: the registry does not know the child", nullable=True, ge=0, le=4
    )
    registered: int = described("Children in the registry, born and alive", ge=0)
    unknown: int = described("Children whom the registry does not know, of any age", ge=0)
    placed: int = described("Of the registered, counted and with a team in force", ge=0)

    @pa.dataframe_check
    def placed_among_registered(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more are placed than registered."""
        return data.lazyframe.select(pl.col("placed") <= pl.col("registered"))


class FileChildren(DerivedModel):
    """One row per level and unit as recomputed: persons younger than 5, and those whom the official file lacks."""

    level: str = described("Level of the unit", isin=RELIABILITY_LEVELS)
    unit_id: str = described("OHT, or ontario")
    children: int = described("Counted persons younger than 5", ge=1)
    missing: int = described("Of them, not in the official file", ge=0)


class NetworkTeamCounts(DerivedModel):
    """One row per network that led to a team, and that team, as recomputed: persons."""

    network_id: str = described("Network")
    oht_id: str = described("Ontario Health Team")
    persons: int = described("Number of persons", ge=1)


class NetworkShares(DerivedModel):
    """One row per network with shares in the crosswalk, and team: the share meant, and the persons placed."""

    network_id: str = described("Network")
    oht_id: str = described("Ontario Health Team")
    given_share: float = described("Share the crosswalk says; null: it names no such team", nullable=True, ge=0, le=1)
    persons: int = described("Persons whom the network led to this team", ge=0)


class PhysicianLinks(DerivedModel):
    """One row per kind of physician and basis: physicians in practice at the period end."""

    kind: str = described("Family physician or specialist, by the specialties of the method", isin=PHYSICIAN_KINDS)
    network_basis: str = described("What led to the hospital", isin=BASES)
    physicians: int = described("Number of physicians", ge=1)


class Staleness(DerivedModel):
    """One row per input: how old what we know of it is at the period end."""

    input_name: str = described("Input", unique=True)
    delivered_on: dt.date = described("Day of its latest delivery; null: never delivered", nullable=True)
    reaches_to: dt.date = described("Last day its rows reach; null: they have no days", nullable=True)
    staleness_days: pl.Int64 = described(
        "Days from there to the period end, zero when they reach it; null: as reaches_to", nullable=True, ge=0
    )


class Totals(DerivedModel):
    """One row per period: persons counted in several places, which must agree."""

    registered: int = described("Rows of the registry", ge=0)
    not_counted: int = described("Registered persons who are not counted", ge=0)
    counted: int = described("Rows of the attribution in force", ge=0)
    in_teams: int = described("Persons of all OHTs together", ge=0)
    without_team: int = described("Counted persons without a team", ge=0)

    @pa.dataframe_check
    def registered_are_counted_or_not(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when registered = counted + not counted."""
        return data.lazyframe.select(pl.col("registered") == pl.col("counted") + pl.col("not_counted"))

    @pa.dataframe_check
    def counted_have_a_team_or_not(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when counted = sum over OHTs + without a team."""
        return data.lazyframe.select(pl.col("counted") == pl.col("in_teams") + pl.col("without_team"))


class TotalReasons(DerivedModel):
    """One row per reason why registered persons are not counted, or counted ones have no team: persons."""

    kind: str = described("not_counted or without_team", isin=TOTAL_KINDS)
    reason: str = described("Reason")
    persons: int = described("Number of persons", ge=1)


class Figures(DerivedModel):
    """One row per measure, level, unit, part and detail: a count of the reliability report. Exact: restricted."""

    measure: str = described("Subject of the count", isin=MEASURES)
    level: str = described("Level of the unit", isin=FIGURE_LEVELS)
    unit_id: str = described("Network, OHT, or ontario")
    part: str = described("What of the subject is counted")
    detail: str = described("Reason, confidence or age; `all`: over all of them")
    number: int = described("Persons, physicians, visits or admissions", ge=0)
