"""The source's layout of medicines dispensed."""

from synthetic.layouts import Layout

LAYOUTS = {
    "dispensations": Layout(
        "dispensing_no health_number filled_on drug_no who_class taken units lasts_days unit_strength physician_no plan"
    )
}
