"""Layout of the surveys."""

from synthetic.layouts import Layout

LAYOUTS = {
    "survey_responses": Layout(
        "interview_no health_number answered_by asked_on item said sample_weight sample_stratum"
    ),
    "provider_responses": Layout("form_no physician_no filled_in_on item said sample_weight", "csv"),
}
