"""Long-stay home-care clients who manage daily life less well than within six months before."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

COMPARED = {"is_long_stay": True, "has_adl_before": True}

INDICATOR = Indicator(
    id="adl_decline",
    title="Loss of independence in home care",
    why="Who can do less for themselves than half a year ago may need more care, or other care.",
    aim="outcomes",
    setting="cross",
    direction="lower",
    grain="adl_changes",
    features=("adl_changes",),
    denominator=(
        Clause(
            "assessed in home care in 12 months, at the last assessment 60 days or more in it", pl.col("is_long_stay")
        ),
        Clause("another assessment within the six months before tells of daily life too", pl.col("has_adl_before")),
    ),
    numerator=Clause("the ADL hierarchy is higher than at the earliest of these", pl.col("has_adl_decline")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=6),
    maturity_months=3,
    version=1,
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, Decline in daily activities of home care patients, whose summary"
        " alone could be read; scale and comparison are settled here, and the value is crude, since the risk model is"
        " not public"
    ),
    examples=(
        Example("less independent", {**COMPARED, "has_adl_decline": True}, 1, 1),
        Example("the same or better", COMPARED, 1, 0),
        Example("assessed once", {"is_long_stay": True}, 0, 0),
        Example("new to home care", {"has_adl_before": True, "has_adl_decline": True}, 0, 0),
        Example("totally dependent before", {**COMPARED, "was_most_dependent": True}, 0, 0),
    ),
    exclusions=(Clause("totally dependent before, so that nothing could get worse", pl.col("was_most_dependent")),),
)
