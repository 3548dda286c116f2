"""Layout of laboratory results."""

from synthetic.layouts import Layout

LAYOUTS = {"laboratory_results": Layout("report_no health_number loinc taken_on status")}
