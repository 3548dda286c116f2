"""What sets people apart when results are broken down.

Rule: docs/explanation/comparisons.md 24. The strata are those of the person's area and physician at the period end.
"""

import datetime as dt

import polars as pl

from transforms.attribution.counted import age_years

DIMENSIONS = ["age_group", "sex", "deprivation", "income", "rurality", "model"]
AGE_SEX = "age_sex"
# The standard population knows these alone.
STANDARD_SEXES = ["F", "M"]
OLDEST_FROM = 90
# In their order; as text they would sort 10-14 before 5-9.
AGE_GROUPS = [*(f"{age}-{age + 4}" for age in range(0, OLDEST_FROM, 5)), f"{OLDEST_FROM}+"]
NO_MODEL = "none"


def build_strata(
    attribution: pl.DataFrame,
    areas: pl.DataFrame,
    physicians: pl.DataFrame,
    period_end: dt.date,
    age: pl.Expr | None = None,
) -> pl.DataFrame:
    """One row per counted person, sorted by person_id: person_id and the columns of `DIMENSIONS`, all text.

    `attribution` follows its model, `areas` and `physicians` the inputs. Null: not known (no Ontario address, an area
    that the table lacks, or a column not supplied). `model` is never null: who has no physician, or one paid fee for
    service, is in `none`. `sex` is as on the registry. `age`: the age in years; null: that at the period end, from
    birth_date.
    """
    years = age_years(period_end) if age is None else age
    return (
        attribution.select("person_id", "sex", "area_id", "physician_id", age_group(years).alias("age_group"))
        .join(_areas(areas), on="area_id", how="left")
        .join(physicians.select("physician_id", pl.col("model_code").alias("model")), on="physician_id", how="left")
        .with_columns(pl.col("model").fill_null(NO_MODEL))
        .select("person_id", *DIMENSIONS)
        .sort("person_id")
    )


def age_group(age: pl.Expr) -> pl.Expr:
    """Give the group of five years that an age in years lies in, as text."""
    first = age // 5 * 5
    within = pl.concat_str(first.cast(pl.String), (first + 4).cast(pl.String), separator="-")
    return pl.when(age >= OLDEST_FROM).then(pl.lit(AGE_GROUPS[-1])).otherwise(within)


def rurality() -> pl.Expr:
    """Give `rural` or `urban` of an area from is_rural; null: not supplied."""
    rural = pl.col("is_rural")
    return pl.when(rural).then(pl.lit("rural")).when(~rural).then(pl.lit("urban"))


def _areas(areas: pl.DataFrame) -> pl.DataFrame:
    """One row per area: area_id, deprivation, income, rurality."""
    return areas.select(
        "area_id",
        pl.col("deprivation_quintile").cast(pl.String).alias("deprivation"),
        pl.col("income_quintile").cast(pl.String).alias("income"),
        rurality().alias("rurality"),
    )


def age_and_sex(strata: pl.DataFrame) -> pl.Series:
    """Give age group and sex together ("F 40-44"), row by row; null: another sex than those of the standard."""
    both = pl.concat_str("sex", "age_group", separator=" ")
    return strata.select(pl.when(pl.col("sex").is_in(STANDARD_SEXES)).then(both).alias(AGE_SEX)).to_series()
