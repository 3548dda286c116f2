"""Which emergency visits and stays are of mental health, of substance use included, by their diagnoses.

Rule: docs/explanation/indicators.md 20 and 21; codes in reference/codes/mental_health_diagnoses.csv.
"""

import polars as pl

from reference.diagnosis_lists import mental_health_diagnoses
from transforms.listed_codes import codes_listed

MAIN_SETS = ["mental_health", "substance"]


def mark_mental_health(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with is_mental_health and is_substance, never null.

    `rows` have main_diagnosis_code and other_diagnosis_codes (null: not supplied). A listed main diagnosis decides, of
    other rows an other diagnosis of self-harm; is_substance tells of the main diagnosis alone.
    """
    main = pl.col("main_diagnosis_code")
    harmed = pl.col("other_diagnosis_codes").list.eval(pl.element().is_in(_self_harm(rows))).list.any()
    return rows.with_columns(
        (main.is_in(_main(rows, MAIN_SETS)).fill_null(False) | harmed.fill_null(False)).alias("is_mental_health"),
        main.is_in(_main(rows, ["substance"])).fill_null(False).alias("is_substance"),
    )


def _main(rows: pl.DataFrame, sets: list[str]) -> list[str]:
    listed = mental_health_diagnoses().filter(pl.col("category").is_in(sets))
    return codes_listed(rows["main_diagnosis_code"], listed)


def _self_harm(rows: pl.DataFrame) -> list[str]:
    listed = mental_health_diagnoses().filter(pl.col("category") == "self_harm")
    return codes_listed(rows["other_diagnosis_codes"].explode(), listed)
