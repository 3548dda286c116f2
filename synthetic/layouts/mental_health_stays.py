"""The source's layout of stays in adult designated mental-health beds."""

from synthetic.layouts import Layout

LAYOUTS = {
    "mental_health_stays": Layout(
        "bed_stay_no health_number institution_no admitted_on discharged_on admitted_at_time discharged_at_time "
        "left_to legal_state dsm_group dx_icd10"
    )
}
