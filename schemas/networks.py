"""Networks of hospitals and physicians, how they were formed, and how loyal their people are to them."""

import pandera.polars as pa
import polars as pl

from schemas.core import DerivedModel
from schemas.fields import described

CARE_KINDS = ["visits", "primary_care_visits", "admissions"]
FLOW_LEVELS = ["network", "oht"]
LOYALTY_LEVELS = ["group", *FLOW_LEVELS, "province"]
MERGER_REASONS = ["population", "loyalty"]
MERGER_TIE_STEPS = ["none", "admissions_out", "admissions_in", "distance", "id"]


class Networks(DerivedModel):
    """One row per network that a corporation, a physician or a counted person has, of a period."""

    network_id: str = described("Network", unique=True)
    network_rule: str = described("Where the network comes from", isin=["supplied", "formed"])
    corporations: int = described("Hospital corporations of the network", ge=0)
    people: int = described("Counted persons whose team this network led to", ge=0)
    family_physicians: int = described("Physicians of the network with a primary-care specialty", ge=0)
    specialists: int = described("Other physicians of the network", ge=0)


class NetworkMergers(DerivedModel):
    """One row per turn of the forming of networks: a network looked at, and the partner it was merged with."""

    turn: int = described("Turn, from 1", unique=True, ge=1)
    network_id: str = described("Network that was looked at")
    partner_id: str = described("Network it was merged with; null: none within the distance", nullable=True)
    merged_id: str = described("Network the two became; null: no partner", nullable=True)
    reason: str = described("Why it was looked at", isin=MERGER_REASONS)
    tie_step: str = described(
        "What told the partner from the runner-up; null: no partner", nullable=True, isin=MERGER_TIE_STEPS
    )
    distance_metres: int = described("From the one to the other; null: no partner", nullable=True, ge=0)
    people: int = described("People of the network before", ge=0)
    own_admissions: int = described("Admissions of its people within it before", ge=0)
    admissions: int = described("Admissions of its people before", ge=0)
    partner_people: int = described("People of the partner before; null: no partner", nullable=True, ge=0)
    partner_own_admissions: int = described("Within the partner before; null: no partner", nullable=True, ge=0)
    partner_admissions: int = described("Of the partner's people before; null: no partner", nullable=True, ge=0)
    merged_people: int = described("People of the network made; null: no partner", nullable=True, ge=0)
    merged_own_admissions: int = described("Within the network made; null: no partner", nullable=True, ge=0)
    merged_admissions: int = described("Of the people of the network made; null: no partner", nullable=True, ge=0)


class NetworkPeople(DerivedModel):
    """One row per network that led to the team of a person of a bucket."""

    network_id: str = described("Network", unique=True)
    persons: int = described("Counted persons", ge=1)


class GroupCare(DerivedModel):
    """One row per registry group of physicians and kind of visit, of the people of a bucket."""

    unit_id: str = described("Registry group of physicians")
    kind: str = described("Kind of care", isin=CARE_KINDS)
    inside: int = described("Visits to physicians of the group", ge=0)
    total: int = described("All visits", ge=1)


class Loyalty(DerivedModel):
    """One row per level, unit and kind of care with any: how much of the care of its people is given in the unit."""

    level: str = described("Level of the unit", isin=LOYALTY_LEVELS)
    unit_id: str = described("Registry group of physicians, network, OHT, or ontario")
    kind: str = described("Kind of care", isin=CARE_KINDS)
    inside: int = described("Visits or admissions within the unit; for the province, within the people's team", ge=0)
    total: int = described("All visits or admissions of the people of the unit", ge=1)

    @pa.dataframe_check
    def inside_at_most_total(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more is inside than there is."""
        return data.lazyframe.select(pl.col("inside") <= pl.col("total"))


class LoyaltyMissing(DerivedModel):
    """One row per kind of care that could not be measured."""

    kind: str = described("Kind of care", isin=CARE_KINDS, unique=True)
    not_computable: str = described("What is needed before it can be computed")


class Flows(DerivedModel):
    """One row per level, unit of the people, unit of care and kind of care."""

    level: str = described("Level of both units", isin=FLOW_LEVELS)
    unit_id: str = described("Network or OHT of the people")
    care_unit_id: str = described("Network or OHT in which care was given; null: none can be told", nullable=True)
    kind: str = described("Kind of care", isin=CARE_KINDS)
    total: int = described("Visits or admissions", ge=1)
