"""The calibration report: whole numbers of a bucket, what was measured, and how it stands beside what was published."""

import pandera.polars as pa
import polars as pl

from reference.calibration_targets import STATUSES
from schemas.core import DerivedModel
from schemas.fields import described

BASES = ["store", "synthetic_full_size"]
HOLDS, MISSES, NEEDS, ASSUMED, HIDDEN = VERDICTS = ["holds", "misses", "needs", "assumed", "hidden"]


class CalibrationParts(DerivedModel):
    """One row per item and term that a family of measures counts in a bucket; adds up over buckets."""

    item: str = described("What is counted apart, such as a condition or a physician; `all`: nothing is")
    term: str = described("What is counted of it")
    number: int = described("Whole number")


class CalibrationMeasures(DerivedModel):
    """One row per measure of a period, exact. Restricted: a count of 1 to 5 may stand behind it."""

    measure: str = described("Measure", unique=True)
    basis: str = described("Where it was measured", isin=BASES)
    numerator: int = described("Above the line; null: not measured", nullable=True, ge=0)
    denominator: int = described("Below the line; 1 for a count; null: not measured", nullable=True, ge=0)
    multiplier: int = described("What turns the fraction into the unit", ge=1)
    smallest_count: int = described("Smallest count above zero behind it; null: none", nullable=True, ge=1)
    counted_persons: int = described("Persons counted where it was measured", ge=0)
    needs: str = described("What is missing before it can be measured; null: measured", nullable=True)
    definition: str = described("What exactly is counted")

    @pa.dataframe_check
    def measured_or_needs(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True when a row has either a value or the reason why not."""
        return data.lazyframe.select(pl.col("numerator").is_null() == pl.col("needs").is_not_null())


class Calibration(DerivedModel):
    """One row per published figure, in the order of their file: what was measured, and the verdict."""

    target: str = described("Published figure", unique=True)
    status: str = described("How sure the figure is", isin=list(STATUSES))
    unit: str = described("Unit of the figure")
    population: str = described("Whom or what it is about")
    year: str = described("Year or years of the figure, as published")
    source: str = described("Where it was published")
    published: float = described("Published value")
    tolerance: float = described("Difference allowed, in the unit", ge=0)
    measure: str = described("Measure that answers it; null: none can", nullable=True)
    measured: float = described("Value measured, in the unit; null: needs something, or hidden", nullable=True)
    scaled_to: int = described("Persons the count is scaled to; null: not scaled", nullable=True, ge=1)
    basis: str = described("Where it was measured; null: not measured", nullable=True, isin=BASES)
    verdict: str = described("Whether it holds", isin=VERDICTS)
    needs: str = described("What is missing; null: nothing", nullable=True)
    smallest_count: int = described("Smallest count above zero behind it; null: none, or hidden", nullable=True, ge=1)
    definition: str = described("What exactly was counted; null: nothing can be", nullable=True)
