"""The Charlson index: codes of Quan et al. 2005, weights of Charlson et al. 1987.

Rule: docs/explanation/indicators.md 23. The milder of a pair (diabetes, liver, cancer) does not count beside the
graver.
"""

import polars as pl

from reference.diagnosis_lists import charlson_codes, charlson_weights
from transforms.comorbidity.categories import category_bits, category_masks, has_category

GROUPS = ("0", "1-2", "3+")


def charlson_sums(diagnoses: pl.DataFrame) -> pl.DataFrame:
    """One row per key of `diagnoses` (key, code), sorted: key, charlson_sum (Int32), charlson_group ("0", "1-2", "3+").

    Codes are ICD-10-CA without dots; a null code tells of nothing, so that a key without diagnoses has 0.
    """
    none, few, many = GROUPS
    total = pl.col("charlson_sum")
    return (
        category_masks(diagnoses, charlson_codes())
        .select("key", pl.sum_horizontal(_weights_counted()).cast(pl.Int32).alias("charlson_sum"))
        .with_columns(
            pl.when(total == 0).then(pl.lit(none)).when(total <= 2).then(pl.lit(few)).otherwise(pl.lit(many))
            .alias("charlson_group")
        )
    )  # fmt: skip


def _weights_counted() -> list[pl.Expr]:
    """Give the weight of each category, 0 where it is absent or stands beside the graver one."""
    bits = category_bits(charlson_codes())
    counted = []
    for category, weight, graver in charlson_weights().iter_rows():
        beside = has_category(bits[graver]) if graver else pl.lit(False)
        counted.append(pl.when(has_category(bits[category]) & ~beside).then(weight).otherwise(0))
    return counted
