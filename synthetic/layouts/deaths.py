"""The source's layout of deaths."""

from synthetic.layouts import Layout

LAYOUTS = {"deaths": Layout("health_number died_on died_in cause")}
