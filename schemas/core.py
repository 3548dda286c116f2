"""Attribution: who belongs to whom, with the reason."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import SEXES, described, person_id_field

TIERS = [
    "rostered",
    "health_centre",
    "virtual",
    "other_provider",
    "newborn",
    "postal_area",
    "unattributable",
]
TIER_BY_RULE = {
    "enrolment": "rostered",
    "centre_roster": "health_centre",
    "core_care": "virtual",
    "paediatrician": "other_provider",
    "non_comprehensive": "other_provider",
    "other_visits": "other_provider",
    "mother": "newborn",
    "area": "postal_area",
}
PRACTICE_TIERS = ["rostered", "virtual", "other_provider", "newborn"]
CONFIDENCES = ["high", "medium", "low", "lowest"]
OHT_BASES = ["provider", "area", "official"]
TIE_STEPS = ["none", "start_date", "value", "visits", "dates", "recent", "hash"]
OFFICIAL_REASONS = ["not_in_official_file", "official_oht_unknown"]
# What a person can put right: the key or the address.
PERSONAL_REASONS = ["invalid_key", "no_postal_code", "out_of_province"]
UNATTRIBUTABLE_REASONS = [*PERSONAL_REASONS, "no_oht", *OFFICIAL_REASONS]


class DerivedModel(pa.DataFrameModel):
    """Base of the models of derived tables: exactly the declared columns, in order."""

    class Config:
        strict = True
        ordered = True


class Attribution(DerivedModel):
    """One row per counted person at the end of a period.

    Under the official file the team is the file's and all else is as recomputed: a person without a team then still
    has a tier and a physician, and a person whom only the file can place is `unattributable` with a team.
    """

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry", isin=SEXES)
    area_id: str = described("Forward sortation area at the period end; null: no Ontario address", nullable=True)
    tier: str = described("Tier the person stands on", isin=TIERS)
    tier_rule: str = described(
        "Rule of the tier that found the provider; null: unattributable", nullable=True, isin=list(TIER_BY_RULE)
    )
    physician_id: str = described("Physician, who is also the practice; null: centre, area or none", nullable=True)
    centre_id: str = described("Health centre; null: physician, area or none", nullable=True)
    group_id: str = described("Registry group of the physician; null: solo or no physician", nullable=True)
    corporation_id: str = described("Hospital corporation of the provider; null: none", nullable=True)
    network_id: str = described("Network that led to the team; null: none did, or the official file", nullable=True)
    oht_id: str = described("Ontario Health Team; null: none", nullable=True)
    oht_basis: str = described("What led to the team; null: no team", nullable=True, isin=OHT_BASES)
    tie_step: str = described("First step that told the winner from the runner-up", nullable=True, isin=TIE_STEPS)
    own_value: int = described("Weight of core care by the physician; null: the rule does not weigh it", nullable=True)
    other_value: int = described("Largest weight of core care by another one; null: as own_value", nullable=True)
    all_value: int = described("Weight of all core care in the look-back; null: as own_value", nullable=True)
    confidence: str = described(
        "How far the placement can be trusted; null: unattributable", nullable=True, isin=CONFIDENCES
    )
    unattributable_reason: str = described("Why there is no team", nullable=True, isin=UNATTRIBUTABLE_REASONS)

    @pa.dataframe_check
    def team_or_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when a row has either a team or the reason why not."""
        return data.lazyframe.select(pl.col("oht_id").is_null() == pl.col("unattributable_reason").is_not_null())
