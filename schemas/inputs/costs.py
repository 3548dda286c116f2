"""What publicly funded care of persons cost, by sector and month, as a costing method has worked it out."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

# fmt: off
SECTORS = [
    "acute", "emergency", "day_surgery", "mental_health", "rehabilitation", "complex_continuing_care", "physician",
    "drugs", "home_care", "long_term_care", "other",
]
# fmt: on
# Twelve months of all sectors at this bound, in dollars, are still below 2^31.
MOST_CENTS = 1_000_000_000


class Costs(InputModel):
    """One row per person, sector and month with a cost.

    Known limits: costs of persons are estimates (a unit cost times a weight, or a fee); sources that cost by fiscal
    year alone put the year's cost on its months. A sector without any row is taken for one that was not costed, and
    its own indicators for not computable.
    """

    person_id: int = person_id_field()
    sector: str = described("Sector of care: acute (inpatient), emergency, day_surgery and so on", isin=SECTORS)
    cost_month: dt.date = described("First day of the month of the care", not_future=True, ge=EARLIEST_EVENT)
    cost_cents: int = described("Cost of the month in cents, reversals taken off", ge=0, le=MOST_CENTS)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "sector", "cost_month"],
                dates=["cost_month"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.dataframe_check
    def month_by_its_first_day(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a month is written as its first day, so that no month has two rows of a sector."""
        return data.lazyframe.select(pl.col("cost_month").dt.day() == 1)
