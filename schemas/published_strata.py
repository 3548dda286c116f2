"""Results within strata, and how unequal they are, as they leave the restricted zones."""

from schemas.core import DerivedModel
from schemas.fields import described
from schemas.results import InequalityResults

SUPPRESSIONS = ["small_cell"]
LEVELS = ["oht", "province"]


class PublishedStrata(DerivedModel):
    """One row per indicator, OHT or province, dimension and stratum of a period. Values alone.

    Two significant digits, no counts, no limits. A stratum of fewer than 30, or with 1 to 5 on either side of the line,
    is hidden, and never alone.
    """

    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM")
    level: str = described("Level of the unit", isin=LEVELS)
    unit_id: str = described("OHT, or ontario")
    dimension: str = described("By what people are told apart")
    stratum: str = described("Value of the dimension")
    value: float = described("In the indicator's unit; null: hidden", nullable=True)
    suppression: str = described("Why there is no value; null: it is shown", nullable=True, isin=SUPPRESSIONS)
    status: str = described("State of the definition: verified, unverified, retired or local")


class PublishedInequality(InequalityResults):
    """One row per indicator, OHT or province, and ranked dimension of a period: indices and gaps, two digits.

    Hidden where a stratum of the dimension is.
    """

    suppression: str = described("Why there are no indices; null: they are shown", nullable=True, isin=SUPPRESSIONS)
    status: str = described("State of the definition: verified, unverified, retired or local")
