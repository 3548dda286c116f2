"""By what people are compared within a unit: age, sex, neighbourhood, rurality and the physician's enrolment model."""

import polars as pl

DIMENSIONS = ["age_group", "sex", "deprivation", "income", "rurality", "model"]
AGE_SEX = "age_sex"
OLDEST_GROUP_YEARS = 90
NO_MODEL = "none"


def build_strata(persons: pl.DataFrame, areas: pl.DataFrame, physicians: pl.DataFrame) -> pl.DataFrame:
    """One row per person, in the order of `persons`: one column a dimension, as text, and age_sex; null: unknown.

    `persons`: attribution with age_years. `areas`, `physicians`: whole inputs; who has no physician, or one without a
    model, has the model `none`.
    """
    placed = persons.join(areas, on="area_id", how="left", maintain_order="left").join(
        physicians.select("physician_id", "model_code"), on="physician_id", how="left", maintain_order="left"
    )
    age_group = _age_group(pl.col("age_years"))
    is_binary = pl.col("sex").is_in(["F", "M"])
    return placed.select(
        age_group.alias("age_group"),
        "sex",
        pl.col("deprivation_quintile").cast(pl.String).alias("deprivation"),
        pl.col("income_quintile").cast(pl.String).alias("income"),
        pl.when("is_rural").then(pl.lit("rural")).when(~pl.col("is_rural")).then(pl.lit("urban")).alias("rurality"),
        pl.col("model_code").fill_null(NO_MODEL).alias("model"),
        pl.when(is_binary).then(pl.concat_str("sex", pl.lit(" "), age_group)).alias(AGE_SEX),
    )


def _age_group(age: pl.Expr) -> pl.Expr:
    """Give five-year groups of age, 0-4 to 85-89 and 90+."""
    first = age // 5 * 5
    five_years = pl.concat_str(first, pl.lit("-"), first + 4)
    return pl.when(age >= OLDEST_GROUP_YEARS).then(pl.lit(f"{OLDEST_GROUP_YEARS}+")).otherwise(five_years)
