"""Doses of vaccine as the source delivers them."""

from synthetic.layouts import Layout

LAYOUTS = {"immunisations": Layout("dose_no health_number given_on vaccine given_by")}
