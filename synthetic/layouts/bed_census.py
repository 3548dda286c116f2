"""The source's layout of the daily count of patients in beds."""

from synthetic.layouts import Layout

LAYOUTS = {"bed_census": Layout("institution_no counted_on in_beds in_beds_alc")}
