"""Uncertainly attached."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="uncertainly_attached",
    title="Uncertainly attached",
    why="Where to look for people without a regular physician; many of them have one that the data do not show.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="person",
    features=("own_care", "enrolment"),
    denominator=(),
    numerator=Clause(
        "any tier but rostered, health_centre and virtual",
        ~pl.col("tier").is_in(["rostered", "health_centre", "virtual"]),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(0),
    maturity_months=6,
    version=1,
    status="unverified",
    adjustment="direct",
    source=(
        "Published validity of Ontario's attachment algorithm (Jaakkimainen et al. 2021, PMC8956282): sensitivity"
        " 90.5 %, specificity 46.1 %, PPV 96.8 %, NPV 21.3 %. Nearly all it calls attached are, but of those it calls"
        " uncertainly attached only about one in five is not. Its steps could not be read: the tiers stand in for them"
    ),
    examples=(
        Example("a paediatrician or other visits", {"tier": "other_provider"}, 1, 1),
        Example("through the mother", {"tier": "newborn"}, 1, 1),
        Example("by address", {"tier": "postal_area"}, 1, 1),
        Example("nowhere", {"tier": "unattributable"}, 1, 1),
        Example("rostered", {"tier": "rostered"}, 1, 0),
        Example("with a health centre", {"tier": "health_centre"}, 1, 0),
        Example("virtually rostered", {"tier": "virtual"}, 1, 0),
    ),
    judges_practices=False,
)
