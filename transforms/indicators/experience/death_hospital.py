"""Deaths in hospital."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="death_hospital",
    title="Deaths in hospital",
    why="Most people wish to die at home or near to it; care in the community makes that possible.",
    aim="experience",
    setting="cross",
    direction="lower",
    grain="population",
    features=("deaths",),
    denominator=(
        Clause("died in the 12 months up to the period end", pl.col("is_recent_decedent")),
        Clause("the place of death is known", pl.col("has_death_place")),
    ),
    numerator=Clause(
        "died in an acute bed, an emergency department, complex continuing care, rehabilitation or a mental-health bed",
        pl.col("died_in_hospital"),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12),
    maturity_months=6,
    version=1,
    one_of="place_of_death",
    status="unverified",
    source=(
        "Health Quality Ontario indicator library, in the words of its search results; the page itself was not "
        "read. That deaths of unknown place are left out is settled here"
    ),
    adjustment="direct",
    examples=(
        Example("died there", {"is_recent_decedent": True, "has_death_place": True, "died_in_hospital": True}, 1, 1),
        Example("died elsewhere", {"is_recent_decedent": True, "has_death_place": True}, 1, 0),
        Example("place not known", {"is_recent_decedent": True}, 0, 0),
        Example("died earlier", {"is_decedent": True, "has_death_place": True, "died_in_hospital": True}, 0, 0),
        Example("alive, though a death is recorded", {"has_death_place": True, "died_in_hospital": True}, 0, 0),
    ),
)
