"""Readmission against the pictures of a published example.

GEMINI-Medicine/Rgemini (MIT), vignette on episodes of care and readmission: its figures show five episodes of one
person with readmission within 7 days, and which exclusions take an episode out of the denominator or of the numerator.
The dates are ours; the pictures print none.
"""

import polars as pl

from tests.tables import table
from tests.transforms.hospital_rows import NO_SURGERY, everybody, stays
from tests.transforms.rows import D
from transforms.catalogue import indicators
from transforms.episodes.encounters import build_encounters
from transforms.episodes.episodes import find_episodes
from transforms.episodes.last_days import LAST_DAYS, count_last_days, is_beyond_buffer
from transforms.features.episodes import FAMILY

# The fifth episode of the picture has not ended when the data are cut, and so is not there.
FIVE_EPISODES = """
    discharge_id admission_date discharge_date
    1            2026-05-01     2026-05-05
    2            2026-06-01     2026-06-05
    3            2026-06-10     2026-08-20
    4            2026-08-23     2026-09-25
"""


def test_buffer_of_seven_and_thirty_days() -> None:
    seen = stays(FIVE_EPISODES)
    episodes, _ = find_episodes(build_encounters(seen, NO_SURGERY, seen["admission_date"].min(), D))
    week = (pl.col("days_to_next") <= 7).fill_null(False) & pl.col("next_counts")
    marks = episodes.join(count_last_days(seen, D), on="hospital_id").select(
        "encounter_id", pl.when(is_beyond_buffer(7)).then(None).otherwise(week).alias("is_readmitted")
    )
    assert dict(marks.iter_rows()) == {"1": False, "2": True, "3": None, "4": None}


TWO_EPISODES = """
    discharge_id admission_date discharge_date admission_category main_diagnosis_code disposition_code care_type
    1            2026-03-01     2026-03-05     U                  {}                  {}               {}
    2            2026-03-10     2026-03-12     {}                 {}                  {}               {}
"""
USUAL = ("A099", "05", "medical")


def readmitted(first: tuple[str, str, str], second: tuple[str, str, str], category: str = "U") -> bool | None:
    """Say whether the first of two episodes is followed by a readmission; null: it is not in the denominator."""
    seen = stays(TWO_EPISODES.format(*first, category, *second))
    told = {
        "discharges": seen,
        "day_surgeries": NO_SURGERY,
        "hospital_last_days": table("hospital_id last_discharge_date\nS1 2026-09-30", LAST_DAYS),
        "attribution": everybody(seen),
    }
    record = indicators()["readmit30_cihi"]
    events = FAMILY.build(told, D).join(told["attribution"], on="person_id").filter(pl.col("event_id") == "1")
    return events.select(pl.when(record.is_counted).then(record.numerator.rule)).item()


def test_what_the_next_episode_must_not_be() -> None:
    assert readmitted(USUAL, USUAL) is True
    assert readmitted(USUAL, USUAL, category="L") is False
    assert readmitted(USUAL, ("A099", "73", "medical")) is False
    assert readmitted(USUAL, ("Z515", "05", "medical")) is False
    assert readmitted(USUAL, ("Z511", "05", "medical")) is False
    assert readmitted(USUAL, ("A099", "05", "mental_health")) is False
    assert readmitted(USUAL, ("O80001", "05", "maternal")) is True
    assert readmitted(USUAL, ("O70001", "05", "maternal")) is False


def test_who_is_not_in_the_denominator_whatever_followed() -> None:
    assert readmitted(("A099", "72", "medical"), USUAL) is None
    assert readmitted(("Z515", "05", "medical"), USUAL) is None
    assert readmitted(("A099", "05", "mental_health"), USUAL) is None
    assert readmitted(("A099", "62", "medical"), USUAL) is None
    assert readmitted(("Z515", "05", "medical"), USUAL, category="L") is None
    # Chemotherapy and delivery alone take nobody out of the denominator.
    assert readmitted(("Z511", "05", "medical"), USUAL) is True
    assert readmitted(("O70001", "05", "maternal"), USUAL) is True
