"""Discharge summaries as the source delivers them."""

from synthetic.layouts import Layout

LAYOUTS = {
    "hospital_reports": Layout("report_no health_number institution_no discharged_on sent_on sent_at sent_to"),
}
