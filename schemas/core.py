"""Attribution: who belongs to whom, with the reason."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import SEXES, described, person_id_field

TIERS = ["rostered", "virtual", "postal_area", "unattributable"]
TIE_STEPS = ["none", "start_date", "value", "visits", "dates", "recent", "hash"]
UNATTRIBUTABLE_REASONS = ["invalid_key", "no_postal_code", "out_of_province", "no_oht"]


class DerivedModel(pa.DataFrameModel):
    """Base of the models of derived tables: exactly the declared columns, in order."""

    class Config:
        strict = True
        ordered = True


class Attribution(DerivedModel):
    """One row per counted person at the end of a period."""

    person_id: int = person_id_field(unique=True)
    birth_date: dt.date = described("Date of birth")
    sex: str = described("Sex on the registry", isin=SEXES)
    area_id: str = described("Forward sortation area; null: no Ontario address", nullable=True)
    tier: str = described("Rule that placed the person", isin=TIERS)
    physician_id: str = described("Physician, who is also the practice; null: tier by area or none", nullable=True)
    group_id: str = described("Registry group of the physician; null: solo or no physician", nullable=True)
    corporation_id: str = described("Hospital corporation of the physician; null: none", nullable=True)
    network_id: str = described("Network that led to the team; null: unattributable", nullable=True)
    oht_id: str = described("Ontario Health Team; null: unattributable", nullable=True)
    oht_basis: str = described("What led to the team; null: unattributable", nullable=True, isin=["provider", "area"])
    tie_step: str = described("First step that told the winner from the runner-up", nullable=True, isin=TIE_STEPS)
    unattributable_reason: str = described("Why there is no team", nullable=True, isin=UNATTRIBUTABLE_REASONS)

    @pa.dataframe_check
    def team_or_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when a row has either a team or the reason why not."""
        return data.lazyframe.select(pl.col("oht_id").is_null() == pl.col("unattributable_reason").is_not_null())
