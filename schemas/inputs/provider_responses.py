"""What physicians said in surveys of their own experience."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described
from schemas.inputs.survey_responses import LEAST_WEIGHT, MOST_WEIGHT, UNKNOWN, WEIGHT

PROVIDER_QUESTIONS = ["burnout_level", "confidence_in_system"]
BURNOUT_LEVELS = ["1", "2", "3", "4", "5"]
CONFIDENCE = ["very_confident", "somewhat_confident", "not_very_confident", "not_at_all_confident"]


class ProviderResponses(InputModel):
    """One row per answered question of a physician's response.

    Known limits: few answer, and those under most strain may not; other professions are in no registry that is read,
    so that their answers cannot be placed. Questions and answers outside our lists are kept and count for nothing.
    """

    response_id: str = described("Identifier of the response", str_length={"min_value": 1})
    physician_id: str = described("Physician who answered", str_length={"min_value": 1})
    responded_on: dt.date = described("Day of the response, local", not_future=True, ge=EARLIEST_EVENT)
    question_code: str = described("Item, of our own list", isin=PROVIDER_QUESTIONS)
    answer_code: str = described(
        "Answer, in our own words; of burnout the level 1 to 5", isin=[*BURNOUT_LEVELS, *CONFIDENCE, *UNKNOWN]
    )
    weight: float = described(WEIGHT, nullable=True, ge=LEAST_WEIGHT, le=MOST_WEIGHT)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["response_id", "question_code"],
                dates=["responded_on"],
                warnings=["question_code_unknown_code", "answer_code_unknown_code"],
                by_person=False,
                is_needed=False,
            )
        }
