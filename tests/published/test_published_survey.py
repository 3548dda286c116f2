"""Linearised variance with strata and primary units against a printed example.

Data set `fpc` of the Stata survey manual (release 7), also in R's survey package (Lumley): eight primary units in two
strata; without finite population correction mean 5.448148, standard error 0.7412683. The values are below ten: a tenth
of them is a share, and mean and error are a tenth of what is printed.
"""

import polars as pl
import pytest

from transforms.statistics.survey import survey_proportions

VALUES_IN_TENTHS = [28, 41, 68, 68, 92, 37, 66, 42]
UNITS = pl.DataFrame(
    {
        "survey": ["fpc"] * 8,
        "stratum": [1, 1, 1, 1, 1, 2, 2, 2],
        "primary_unit": [1, 2, 3, 4, 5, 1, 2, 3],
        "respondents": [1] * 8,
        "weight": [300, 300, 300, 300, 300, 400, 400, 400],
        "weight_yes": [value * weight for value, weight in zip(VALUES_IN_TENTHS, [3] * 5 + [4] * 3, strict=True)],
    }
)


def test_mean_and_standard_error_of_the_fpc_data() -> None:
    row = survey_proportions(UNITS, ["survey"], scale="proportion").row(0, named=True)
    assert row["proportion"] * 10 == pytest.approx(5.448148, abs=5e-7)
    assert row["standard_error"] * 10 == pytest.approx(0.7412683, abs=5e-8)
    assert row["degrees_of_freedom"] == 6
