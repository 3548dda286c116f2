"""Physician home visit in the last 30 days of life."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="eol_mdhome30",
    title="Physician home visit in the last 30 days of life",
    why="People near death often cannot come to an office; a visit spares them the hospital.",
    aim="experience",
    setting="primary",
    direction="higher",
    grain="population",
    features=("deaths", "hospital_before_death", "long_term_care_before_death", "home_visits_before_death"),
    denominator=(
        Clause("died in the 12 months up to the period end", pl.col("is_recent_decedent")),
        Clause("the place of death is known", pl.col("has_death_place")),
    ),
    numerator=Clause(
        "a physician visited the person at home in the last 30 days", pl.col("home_visits_before_death") > 0
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=1),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, in the words of its search results; the page itself was not "
        "read. Who lived in the community is settled here, and so are the codes: those of the Schedule of "
        "Benefits 2025-03-03"
    ),
    exclusions=(
        Clause(
            "died where people stay for months (long-term care, complex continuing care and such)",
            pl.col("died_in_facility"),
        ),
        Clause("lived in a long-term care home 30 days before death", pl.col("was_in_long_term_care")),
        Clause("in an acute bed for all of the last 30 days", pl.col("was_in_hospital_throughout")),
    ),
    examples=(
        Example("visited", {"is_recent_decedent": True, "has_death_place": True, "home_visits_before_death": 1}, 1, 1),
        Example("not visited", {"is_recent_decedent": True, "has_death_place": True}, 1, 0),
        Example(
            "died in long-term care",
            {
                "is_recent_decedent": True,
                "has_death_place": True,
                "died_in_facility": True,
                "home_visits_before_death": 1,
            },
            0,
            0,
        ),
        Example(
            "lived in long-term care, died in hospital",
            {"is_recent_decedent": True, "has_death_place": True, "was_in_long_term_care": True},
            0,
            0,
        ),
        Example(
            "in an acute bed throughout",
            {"is_recent_decedent": True, "has_death_place": True, "was_in_hospital_throughout": True},
            0,
            0,
        ),
        Example("place not known", {"is_recent_decedent": True, "home_visits_before_death": 1}, 0, 0),
        Example("alive", {}, 0, 0),
    ),
)
