"""Core primary-care lines and what they are worth.

Method: docs/explanation/method.md 2.
"""

import datetime as dt

import polars as pl

from reference.load import Method

CORE_LINE = ["person_id", "physician_id", "service_date", "value_cents"]


def build_core_lines(
    claims: pl.DataFrame, physicians: pl.DataFrame, core_codes: pl.DataFrame, fees: pl.DataFrame, method: Method
) -> pl.DataFrame:
    """One row per netted core line: person_id, physician_id, service_date, value_cents (sorted in that order).

    `claims` are netted, `physicians` are the registry. A line is core by its code and date, its place, its modality
    line where one is required, and the specialty of its physician on the registry.
    """
    family = physicians.filter(pl.col("specialty_code").is_in(list(method.primary_care_specialties)))
    return (
        claims.filter(pl.col("location").is_in(list(method.core_locations)))
        .join(core_codes, on="fee_code", how="inner")
        .filter(_in_force())
        .pipe(_keep_with_modality, claims, method)
        .join(family.select("physician_id"), on="physician_id", how="semi")
        .pipe(_with_value, fees)
        .select(CORE_LINE)
        .sort(CORE_LINE)
    )


def in_window(column: str, after: dt.date, until: dt.date) -> pl.Expr:
    """Give the half-open window (after, until] on a date column."""
    return (pl.col(column) > after) & (pl.col(column) <= until)


def _in_force() -> pl.Expr:
    from_start = pl.col("valid_from").is_null() | (pl.col("service_date") >= pl.col("valid_from"))
    return from_start & (pl.col("valid_to").is_null() | (pl.col("service_date") <= pl.col("valid_to")))


def _keep_with_modality(lines: pl.DataFrame, claims: pl.DataFrame, method: Method) -> pl.DataFrame:
    """The same rows, less the lines that need a video or telephone line of the same day and have none."""
    day = ["person_id", "physician_id", "service_date"]
    modality = claims.filter(pl.col("fee_code").is_in(list(method.modality_codes))).select(day).unique()
    required = pl.col("fee_code").is_in(list(method.modality_required_codes)) & (
        pl.col("service_date") >= method.modality_required_from
    )
    return pl.concat([lines.filter(~required), lines.filter(required).join(modality, on=day, how="semi")])


def _with_value(lines: pl.DataFrame, fees: pl.DataFrame) -> pl.DataFrame:
    """The same rows with value_cents: the fee of the latest price list on or before the day, else of the earliest."""
    ordered = fees.sort("fee_code", "effective_date")
    first = pl.col("effective_date") == pl.col("effective_date").min().over("fee_code")
    lists = ordered.select(
        "fee_code",
        "fee_cents",
        pl.when(first).then(dt.date.min).otherwise(pl.col("effective_date")).alias("price_from"),
        pl.col("effective_date").shift(-1).over("fee_code").fill_null(dt.date.max).alias("price_to"),
    )
    priced = lines.join(lists, on="fee_code", how="inner").filter(
        (pl.col("service_date") >= pl.col("price_from")) & (pl.col("service_date") < pl.col("price_to"))
    )
    return priced.with_columns((pl.col("fee_cents") * pl.col("services")).alias("value_cents"))
