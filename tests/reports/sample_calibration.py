"""A calibration report with a line of each kind."""

import polars as pl

from reports.calibration_pages import CalibrationPage
from schemas.calibration import Calibration
from tests.tables import table

REPORT = """
    target   published tolerance unit     status  measure measured scaled_to basis               verdict needs
    share    72.9      3.0       %        derived roster  72.5     -         store               holds   -
    count    12410     1862      persons  quoted  people  26672.9  12917178  store               misses  -
    teams    58        0         teams    quoted  teams   58       -         synthetic_full_size holds   -
    rare     0.127     0.03      %        quoted  rare    -        -         -                   hidden  -
    cost     66.0      5         %        quoted  -       -        -         -                   needs   costs
    guess    10        1         visits   assumed visits  12.34    -         store               assumed -
"""


def report(text: str = REPORT) -> pl.DataFrame:
    """One row per line, of Ontario in 2023."""
    usual = {"population": "Ontario", "year": "2023", "source": "A|paper", "definition": "What is <counted>."}
    return table(text, Calibration, **usual)


def sample_calibration(rows: pl.DataFrame | None = None) -> CalibrationPage:
    """A report of September 2026 over 148,674 persons."""
    return CalibrationPage(report() if rows is None else rows, "2026-09", 148_674, "oht-attr/1")
