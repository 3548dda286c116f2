"""The source's layout of costs of persons."""

from synthetic.layouts import Layout

LAYOUTS = {"costs": Layout("health_number cost_sector month_start cents")}
