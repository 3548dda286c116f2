"""The source's layout of births."""

from synthetic.layouts import Layout

LAYOUTS = {"birth_records": Layout("birth_no health_number born_on weight_g weeks outcome plurality")}
