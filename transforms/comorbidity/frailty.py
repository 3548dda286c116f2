"""The CIHI Hospital Frailty Risk Measure: how many of 36 categories of deficits the diagnoses tell of.

Rule: docs/explanation/indicators.md 23. CIHI: no clinical assessment tool for a single patient, and no indicator to
compare performance by.
"""

import polars as pl

from reference.diagnosis_lists import frailty_codes
from transforms.comorbidity.categories import category_masks

# At risk from this many categories, of people of this age or older (Amuah et al. 2023).
AT_RISK_CATEGORIES, YOUNGEST_YEARS = 6, 65


def frailty_counts(diagnoses: pl.DataFrame) -> pl.DataFrame:
    """One row per key of `diagnoses` (key, code), sorted: key, frailty_categories (Int32, 0 to 36).

    Codes are ICD-10-CA without dots; a null code tells of nothing.
    """
    count = pl.col("mask").bitwise_count_ones().cast(pl.Int32)
    return category_masks(diagnoses, frailty_codes()).select("key", count.alias("frailty_categories"))
