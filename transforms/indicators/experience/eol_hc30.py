"""Home care in the last 30 days of life."""

from dataclasses import replace

import polars as pl

from transforms.indicators.definition import Clause, Example
from transforms.indicators.experience.eol_mdhome30 import INDICATOR as PHYSICIAN_VISIT

DIED = {"is_recent_decedent": True, "has_death_place": True}
# As the home visit of a physician, but for what is asked of the last 30 days.
INDICATOR = replace(
    PHYSICIAN_VISIT,
    id="eol_hc30",
    title="Home care in the last 30 days of life",
    why="Nursing and personal support let people stay at home to the end, and help those who care for them.",
    setting="cross",
    features=("deaths", "hospital_before_death", "long_term_care_before_death", "home_care_before_death"),
    numerator=Clause("a day with home care in the last 30 days", pl.col("home_care_days_before_death") > 0),
    source=(
        "Health Quality Ontario indicator library, home care for people who died: services other than case management "
        "and placement. Who lived in the community is settled here"
    ),
    examples=(
        Example("cared for", {**DIED, "home_care_days_before_death": 1}, 1, 1),
        Example("not cared for", DIED, 1, 0),
        Example("died in long-term care", {**DIED, "died_in_facility": True, "home_care_days_before_death": 1}, 0, 0),
        Example("lived in long-term care, died in hospital", {**DIED, "was_in_long_term_care": True}, 0, 0),
        Example("in an acute bed throughout", {**DIED, "was_in_hospital_throughout": True}, 0, 0),
        Example("place not known", {"is_recent_decedent": True, "home_care_days_before_death": 1}, 0, 0),
        Example("alive", {}, 0, 0),
    ),
)
