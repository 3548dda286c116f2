"""Attached to primary care."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="attach",
    title="Attached to primary care",
    why="People with a regular physician or team have somebody to turn to first.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="person",
    features=("own_care", "enrolment"),
    denominator=(),
    numerator=Clause(
        "tier rostered, health_centre or virtual", pl.col("tier").is_in(["rostered", "health_centre", "virtual"])
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
        Example("rostered", {"tier": "rostered"}, 1, 1),
        Example("with a health centre", {"tier": "health_centre"}, 1, 1),
        Example("virtually rostered", {"tier": "virtual"}, 1, 1),
        Example("a paediatrician or other visits", {"tier": "other_provider"}, 1, 0),
        Example("through the mother", {"tier": "newborn"}, 1, 0),
        Example("by address", {"tier": "postal_area"}, 1, 0),
        Example("nowhere", {"tier": "unattributable"}, 1, 0),
    ),
    judges_practices=False,
)
