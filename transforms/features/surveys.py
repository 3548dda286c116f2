"""What a patient said in surveys: the latest answer to each item, with its weight in thousandths.

Rule: docs/explanation/families/surveys.md.
"""

import datetime as dt

import polars as pl

from transforms.attribution.windows import in_window
from transforms.dates import months_before
from transforms.features.family import Family, Frames, Requirement
from transforms.surveys import Item, join_answers

MONTHS = 12
PATIENT = "patient"
HOW_OFTEN = ("always", "often", "sometimes", "rarely", "never")
MOSTLY = ("always", "often")
DIFFICULT = ("very_difficult", "somewhat_difficult")
HOW_MUCH = ("completely", "quite_a_bit", "partly", "not_at_all")
ITEMS = (
    Item(
        weight="timely_access_weight",
        flag="was_seen_in_time",
        question="days_until_seen",
        counted=("same_day", "next_day", "2_to_19_days", "20_or_more_days"),
        yes=("same_day", "next_day"),
        asked={"has_provider": "yes", "wanted_visit_when_sick": "yes"},
    ),
    Item(
        weight="after_hours_weight",
        flag="had_after_hours_difficulty",
        question="after_hours_difficulty",
        counted=(*DIFFICULT, "somewhat_easy", "very_easy"),
        yes=DIFFICULT,
    ),
    Item("phone_weight", "was_answered_same_day", "phone_answered_same_day", HOW_OFTEN, MOSTLY),
    Item("involved_weight", "was_involved", "involved_in_decisions", HOW_OFTEN, MOSTLY),
    Item("enough_time_weight", "had_enough_time", "enough_time", HOW_OFTEN, MOSTLY),
    Item("questions_weight", "could_ask_questions", "opportunity_to_ask", HOW_OFTEN, MOSTLY),
    Item("welcome_weight", "felt_welcome", "feels_welcome", HOW_OFTEN, MOSTLY),
    Item("discharge_info_weight", "was_informed_at_discharge", "informed_at_discharge", HOW_MUCH, ("completely",)),
)


def build_surveys(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with an answer that counts, sorted: weight (thousandths, zero: none) and flag of each item.

    Interviews of patients in the 12 months ending at the period end.
    """
    read = in_window("responded_on", months_before(period_end, MONTHS), period_end)
    answers = frames["survey_responses"].filter(read, pl.col("survey_kind") == PATIENT)
    people = answers.select("person_id").unique().sort("person_id")
    told = join_answers(people, answers, ITEMS, "person_id")
    return told.filter(pl.any_horizontal(pl.col(ZEROS) > 0)).select(
        "person_id", pl.col(ZEROS).cast(pl.Int32), pl.col(FLAGS)
    )


ZEROS = tuple(item.weight for item in ITEMS)
FLAGS = tuple(item.flag for item in ITEMS)
FAMILY = Family(
    name="surveys",
    reads=("survey_responses",),
    requires=(Requirement("survey_responses", months=MONTHS),),
    zeros=ZEROS,
    flags=FLAGS,
    dates=(),
    build=build_surveys,
)
