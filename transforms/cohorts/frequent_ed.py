"""People who come to emergency departments often."""

import polars as pl

from transforms.cohorts.definition import Cohort

COHORT = Cohort(
    id="frequent_ed",
    title="Four or more emergency visits in a year",
    features=("emergency",),
    member=pl.col("ed_visits_12m") >= 4,
    version=1,
    status="verified",
    source="Moe et al. 2022: four or more visits a year are the top tenth of emergency users in Ontario",
)
