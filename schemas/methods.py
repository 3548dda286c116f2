"""Several methods of attribution side by side: who agrees, what each gives, and the range over them."""

import pandera.polars as pa
import polars as pl

from schemas.core import DerivedModel
from schemas.fields import described

METHOD_LEVELS = ["oht", "province"]
PAIR_STANDINGS = ["in_both", "first_only", "second_only"]
# The ministry's file counts as one more method.
OFFICIAL_FILE = "official_file"
PERIOD = r"^[0-9]{4}-[0-9]{2}$"


class MethodCounts(DerivedModel):
    """One row per indicator, level and unit of a bucket by one method. Adds up over buckets.

    *Shared* are the persons (physicians) counted in the unit by this method and by the official one.
    """

    indicator_id: str = described("Indicator")
    level: str = described("Level of the unit", isin=METHOD_LEVELS)
    unit_id: str = described("OHT, or ontario")
    numerator: int = described("Count above the line", ge=0)
    denominator: int = described("Count below the line", ge=0)
    shared_numerator: int = described("Above the line among the shared, by this method", ge=0)
    shared_denominator: int = described("Below the line among the shared, by this method", ge=0)
    official_shared_numerator: int = described("Above the line among the shared, by the official method", ge=0)
    official_shared_denominator: int = described("Below the line among the shared, by the official method", ge=0)


class PairCells(DerivedModel):
    """One row per pair of methods, standing and pair of teams of a bucket. Adds up over buckets."""

    method_id: str = described("Method, the first of the two by name")
    other_id: str = described("The other method")
    standing: str = described("Counted by both, or by one alone", isin=PAIR_STANDINGS)
    team: str = described("Team by the first; null: none, or not counted", nullable=True)
    other_team: str = described("Team by the other; null: none, or not counted", nullable=True)
    persons: int = described("Number of persons", ge=1)
    same_provider: int = described("Of those counted by both, with the same physician or centre, or without any", ge=0)
    same_tier: int = described("Of those counted by both, with the same tier", ge=0)


class MethodAgreement(DerivedModel):
    """One row per pair of methods of a period: how far the two agree. Exact: restricted."""

    period: str = described("Period, YYYY-MM", str_matches=PERIOD)
    method_id: str = described("Method, the first of the two by name")
    other_id: str = described("The other method")
    in_both: int = described("Persons counted by both", ge=0)
    first_only: int = described("Persons counted by the first alone", ge=0)
    second_only: int = described("Persons counted by the other alone", ge=0)
    same_team: int = described("Of those in both, with the same team, or without any", ge=0)
    same_provider: int = described("Of those in both, with the same physician or centre, or without any", ge=0)
    same_tier: int = described("Of those in both, with the same tier", ge=0)
    team_share: float = described("Share of those in both with the same team; null: nobody is in both", nullable=True)
    provider_share: float = described("The same for physician or centre; null: as team_share", nullable=True)
    tier_share: float = described("The same for the tier; null: as team_share", nullable=True)
    kappa: float = described("Cohen's kappa over the teams of those in both; null: undefined", nullable=True)

    @pa.dataframe_check
    def same_among_both(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no more persons have the same than are in both."""
        counts = [pl.col(name) <= pl.col("in_both") for name in ("same_team", "same_provider", "same_tier")]
        return data.lazyframe.select(pl.all_horizontal(counts))


class MethodResults(DerivedModel):
    """One row per indicator, level, unit and method of a period. Exact: restricted.

    A unit that has nobody by a method has zeros there and no value.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=PERIOD)
    level: str = described("Level of the unit", isin=METHOD_LEVELS)
    unit_id: str = described("OHT, or ontario")
    method_id: str = described("Attribution method, or official_file")
    is_official: bool = described("The results of the store stand on this method")
    numerator: int = described("Count above the line; null: not computable", nullable=True, ge=0)
    denominator: int = described("Count below the line; null: not computable", nullable=True, ge=0)
    value: float = described("Numerator over denominator in the indicator's unit; null: no denominator", nullable=True)
    difference: float = described(
        "Value less that of the official method; null: one of them is absent, or this is the official one",
        nullable=True,
    )
    who_share: float = described(
        "Share of the difference that comes from who is counted; null: no difference, or no denominator", nullable=True
    )
    not_computable: str = described("What is needed before it can be computed; null: computed", nullable=True)
    is_proportion: bool = described("The numerator counts members of the denominator")
    definition_version: pl.Int32 = described("Version of the definition")


class MethodRanges(DerivedModel):
    """One row per indicator, level and unit of a period: the range over the methods. Exact: restricted."""

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=PERIOD)
    level: str = described("Level of the unit", isin=METHOD_LEVELS)
    unit_id: str = described("OHT, or ontario")
    lowest: float = described("Lowest value over the methods; null: none gives one", nullable=True)
    lowest_method_ids: str = described("Methods that give it, apart by commas; null: none", nullable=True)
    highest: float = described("Highest value over the methods; null: none gives one", nullable=True)
    highest_method_ids: str = described("Methods that give it, apart by commas; null: none", nullable=True)
    methods: int = described("Methods that give a value", ge=0)
    definition_version: pl.Int32 = described("Version of the definition")

    @pa.dataframe_check
    def lowest_at_most_highest(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when no range is upside down."""
        return data.lazyframe.select(pl.col("lowest") <= pl.col("highest"))
