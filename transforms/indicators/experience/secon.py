"""Sequential continuity."""

import polars as pl

from transforms.indicators.definition import PARTS, Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="secon",
    title="Visits with the physician of the visit before",
    why="Each change of physician is a story told again.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("primary_care", "continuity"),
    denominator=(Clause("at least 3 primary-care visits in 24 months", pl.col("primary_care_visits_24m") >= 3),),
    numerator=Clause(
        "share of consecutive visits with the same physician, in ten-thousandths", pl.col("secon_parts_24m")
    ),
    limits="clustered",
    multiplier=100 / PARTS,
    unit="%",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Steinwachs 1979 (Medical Care 17:551); formula verified in BMC Primary Care 2020, 10.1186/s12875-020-01361-0,"
        " table 1; window, smallest number of visits and the fee-code list behind a visit are unverified"
    ),
    examples=(
        Example("one of two returns", {"primary_care_visits_24m": 3, "secon_parts_24m": 5000}, 1, 5000),
        Example("never twice in a row", {"primary_care_visits_24m": 3, "secon_parts_24m": 0}, 1, 0),
        Example("two visits are too few", {"primary_care_visits_24m": 2, "secon_parts_24m": 10000}, 0, 0),
    ),
)
