"""Nobody of primary care seen for two years."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="no_pc_visit",
    title="Nobody of primary care seen for two years",
    why="Some need nobody; others found no door. Both are worth a call.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="person",
    features=("primary_care",),
    denominator=(
        # At a month's end the same as born on or before the day 24 months before.
        Clause("born on or before the day 24 months before the period end", pl.col("age_years") >= 2),
    ),
    numerator=Clause("no primary-care visit in 24 months", pl.col("primary_care_visits_24m") == 0),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(24),
    maturity_months=6,
    version=1,
    status="unverified",
    adjustment="direct",
    exclusions=(
        # A centre's people have visits there, which are no claims.
        Clause("persons of a health centre", pl.col("tier") == "health_centre"),
    ),
    source="Catalogue entry without a published specification; that people of health centres are left out is local",
    examples=(
        Example("no visit", {}, 1, 1),
        Example("one visit", {"primary_care_visits_24m": 1}, 1, 0),
        Example("two years old", {"age_years": 2}, 1, 1),
        Example("of a health centre", {"tier": "health_centre"}, 0, 0),
        Example("one year old", {"age_years": 1}, 0, 0),
    ),
)
