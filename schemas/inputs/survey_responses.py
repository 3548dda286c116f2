"""What patients and caregivers said in surveys of their experience."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

SURVEY_KINDS = ["patient", "caregiver"]
QUESTIONS = [
    "has_provider", "wanted_visit_when_sick", "days_until_seen", "after_hours_difficulty", "phone_answered_same_day",
    "involved_in_decisions", "enough_time", "opportunity_to_ask", "feels_welcome", "informed_at_discharge",
]  # fmt: skip
UNKNOWN = ["dont_know", "refused"]
ANSWERS = [
    "yes", "no", "same_day", "next_day", "2_to_19_days", "20_or_more_days", "very_difficult", "somewhat_difficult",
    "somewhat_easy", "very_easy", "always", "often", "sometimes", "rarely", "never", "depends", "did_not_call",
    "no_need", "completely", "quite_a_bit", "partly", "not_at_all", *UNKNOWN,
]  # fmt: skip
# Read to the thousandth: from here on a weight is right to a twentieth.
LEAST_WEIGHT, MOST_WEIGHT = 0.01, 10_000.0
WEIGHT = "What the answer weighs; read to the thousandth; null: the survey is not weighted, and it counts as 1"


class SurveyResponses(InputModel):
    """One row per answered question of an interview of a patient, or of a caregiver about the person cared for.

    Known limits: who answers is not a fair draw of who was asked, which weights repair in part; words of questions
    differ between surveys and years, so that a source maps to ours only what asks the same. The provincial survey of
    health care experience was not run in 2020 and was too small to report in 2021. Questions and answers outside our
    lists are kept and count for nothing.
    """

    response_id: str = described("Identifier of the interview", str_length={"min_value": 1})
    person_id: int = person_id_field()
    survey_kind: str = described("Who answered: the patient, or a caregiver about the patient", isin=SURVEY_KINDS)
    responded_on: dt.date = described("Day of the interview, local", not_future=True, ge=EARLIEST_EVENT)
    question_code: str = described("Item, of our own list", isin=QUESTIONS)
    answer_code: str = described("Answer, in our own words", isin=ANSWERS)
    weight: float = described(WEIGHT, nullable=True, ge=LEAST_WEIGHT, le=MOST_WEIGHT)
    stratum: str = described("Stratum of the sample as delivered, not used; null: not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "response_id", "question_code"],
                dates=["responded_on"],
                warnings=["question_code_unknown_code", "answer_code_unknown_code"],
                is_needed=False,
                is_windowed=True,
            )
        }
