"""Neighbourhoods: exact counts within the store, and what leaves it."""

from schemas.core import DerivedModel
from schemas.fields import described

QUINTILES = [1, 2, 3, 4, 5]
SUPPRESSIONS = ["small_area", "small_cell"]
PACK_SUPPRESSIONS = [*SUPPRESSIONS, "not_published"]
AREA = "Forward sortation area (first three characters of the postal code)"
DEPRIVATION = "Deprivation quintile of the area, 5 most deprived; null: not known"
INCOME = "Income quintile of the area, 1 lowest; null: not known"
RURAL = "Rural area; null: not known"
TOLD_PERSONS = "Counted people who live there, to the nearest 10; null: fewer than 100, or not published yet"
TOLD_VALUE = "Crude value of all counted people of the area, two significant digits, in the unit; null: see suppression"


class AreaPersons(DerivedModel):
    """One row per area in which counted people live, exact, restricted."""

    area_id: str = described(AREA, unique=True)
    persons: int = described("Counted people who live there", ge=1)


class AreaResults(DerivedModel):
    """One row per area and indicator told of neighbourhoods, exact, restricted."""

    area_id: str = described(AREA)
    indicator_id: str = described("Indicator")
    numerator: int = described("Counted above the line", ge=0)
    denominator: int = described("Counted below the line", ge=1)


class PracticeAreas(DerivedModel):
    """One row per practice and area in which its people live, exact, restricted."""

    physician_id: str = described("Physician of the practice")
    area_id: str = described(AREA)
    persons: int = described("People of the practice who live there", ge=1)


class PublishedNeighbourhoods(DerivedModel):
    """One row per area in which counted people live, of a period."""

    area_id: str = described(AREA, unique=True)
    period: str = described("Period, YYYY-MM")
    persons: int = described(TOLD_PERSONS, nullable=True, ge=100)
    deprivation_quintile: int = described(DEPRIVATION, nullable=True, isin=QUINTILES)
    income_quintile: int = described(INCOME, nullable=True, isin=QUINTILES)
    is_rural: bool = described(RURAL, nullable=True)
    suppression: str = described("Why there is no number; null: it is shown", nullable=True, isin=["small_area"])


class PublishedNeighbourhoodResults(DerivedModel):
    """One row per area and indicator of a period: the value alone, no counts and no limits."""

    area_id: str = described(AREA)
    indicator_id: str = described("Indicator")
    period: str = described("Period, YYYY-MM")
    value: float = described(TOLD_VALUE, nullable=True)
    unit: str = described("Unit of the value")
    suppression: str = described("Why there is no value; null: it is shown", nullable=True, isin=SUPPRESSIONS)
    status: str = described("State of the definition: verified, unverified, retired or local")
