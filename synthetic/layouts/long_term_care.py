"""Long-term care as the source delivers it."""

from synthetic.layouts import Layout

LAYOUTS = {
    "long_term_care_stays": Layout("health_number home_no moved_in_on moved_out_on"),
    "long_term_care_assessments": Layout(
        "assessment_no health_number home_no assessed_on moved_in_on antipsychotic_days_7 schizophrenia huntington"
        " hallucinations delusions end_of_life"
    ),
}
