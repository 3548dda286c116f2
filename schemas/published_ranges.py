"""The range of each result over the methods of attribution, after disclosure control."""

import pandera.polars as pa
import polars as pl

from schemas.core import DerivedModel
from schemas.fields import described
from schemas.methods import METHOD_LEVELS, PERIOD

ENDS = ["lowest", "lowest_method_ids", "highest", "highest_method_ids"]


class PublishedRanges(DerivedModel):
    """One row per indicator, OHT or province, and period: the range of the value over the methods kept side by side.

    Hidden where a count of 1 to 5 stands behind an end or the official value, or where two of these differ by 1 to 5
    in a count. As with the results, totals and other releases are not compared: for the teams, not for the public.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM", str_matches=PERIOD)
    level: str = described("Level of the unit", isin=METHOD_LEVELS)
    unit_id: str = described("OHT, or ontario")
    lowest: float = described("Lowest value over the methods; null: hidden, or no method gives a value", nullable=True)
    lowest_method_ids: str = described("Methods that give it, apart by commas; null: as lowest", nullable=True)
    highest: float = described("Highest value over the methods; null: as lowest", nullable=True)
    highest_method_ids: str = described("Methods that give it, apart by commas; null: as lowest", nullable=True)
    lowest_who_share: float = described(
        "Of the difference of the lowest from the official value, the share that comes from who is counted, in "
        "hundredths, by the first method named; null: as lowest, or there is no difference",
        nullable=True,
    )
    highest_who_share: float = described("The same of the highest; null: as lowest_who_share", nullable=True)
    methods: int = described("Methods that give a value; one of them is the official one where it does", ge=0)
    suppression: str = described(
        "Why the range is absent although methods give a value; null: shown, or none gives one",
        nullable=True,
        isin=["small_cell"],
    )
    unit: str = described("Unit of the value")
    status: str = described("State of the definition: verified, unverified, retired or local")
    definition_version: pl.Int32 = described("Version of the definition")

    @pa.dataframe_check
    def shown_or_with_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when a range is whole, or all of it is absent for the reason that is given."""
        is_shown = pl.col("suppression").is_null() & (pl.col("methods") > 0)
        return data.lazyframe.select(pl.all_horizontal(pl.col(name).is_not_null() == is_shown for name in ENDS))
