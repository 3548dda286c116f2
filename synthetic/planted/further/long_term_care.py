"""Planted cases of long-term care: residents with antipsychotics, with a reason for them, and new in the home."""

from functools import partial

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, rostered

ANTIPSYCHOTICS = "antipsych_ltc"
# Of each quarter of the year that ends on the last day of a quarter.
ASSESSED_DAYS = (20, 110, 200, 290)
SETTLED = 93
ITEMS = ("schizophrenia", "huntington", "hallucinations", "delusions", "end_of_life")


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "long_term_care_antipsychotics": partial(_resident, given="7", counts=(4, 4)),
        "long_term_care_no_antipsychotics": partial(_resident, given="0", counts=(4, 0)),
        "long_term_care_schizophrenia": partial(_resident, given="7", counts=(0, 0), reason="schizophrenia"),
        # The first of the four assessments comes on day 93, or a day too early.
        "long_term_care_since_93_days": partial(_resident, given="1", counts=(4, 4), moved=290 + SETTLED),
        "long_term_care_since_92_days": partial(_resident, given="1", counts=(3, 3), moved=290 + SETTLED - 1),
    }


def _resident(cast: Cast, given: str, counts: tuple[int, int], reason: str | None = None, moved: int = 900) -> Story:
    """Moved in so many days before the last day, and assessed once a quarter."""
    home = {"home_no": f"L{cast.turn % 3}", "moved_in_on": cast.ago(moved).isoformat()}
    items = {item: "Y" if item == reason else "N" for item in ITEMS}
    assessments = [
        {**home, "assessed_on": cast.ago(day).isoformat(), "antipsychotic_days_7": given, **items}
        for day in ASSESSED_DAYS
    ]
    further = {"long_term_care_stays": [home], "long_term_care_assessments": assessments}
    return Story(rostered(cast), enrolments=[cast.long_spell()], events={ANTIPSYCHOTICS: counts}, further=further)
