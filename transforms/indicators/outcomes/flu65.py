"""Vaccinated against influenza, 65 and older."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="flu65",
    title="Vaccinated against influenza, 65 and older",
    why="Influenza is most dangerous to older people, and the vaccine is offered to all of them every autumn.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("influenza_vaccine",),
    denominator=(Clause("65 years or older at the period end", pl.col("age_years") >= 65),),
    numerator=Clause(
        "a dose from 1 September to 31 March of the last season that is over, whoever gave it",
        pl.col("has_influenza_vaccine"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(18),
    maturity_months=3,
    version=1,
    status="unverified",
    adjustment="direct",
    source=(
        "Idea of the influenza coverage of older people, whose specification could not be read; the days of the season"
        " are settled here"
    ),
    examples=(
        Example("65 and vaccinated", {"age_years": 65, "has_influenza_vaccine": True}, 1, 1),
        Example("not vaccinated", {"age_years": 80}, 1, 0),
        Example("64 and vaccinated", {"age_years": 64, "has_influenza_vaccine": True}, 0, 0),
    ),
)
