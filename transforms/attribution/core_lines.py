"""Core primary-care lines and what they are worth.

Method: docs/explanation/method.md 2.1.
"""

import datetime as dt

import polars as pl

from reference.load import LineRules

CORE_LINE = ["person_id", "physician_id", "service_date", "value_cents", "paid_cents"]
DAY = ["person_id", "physician_id", "service_date"]


def build_core_lines(
    claims: pl.DataFrame, physicians: pl.DataFrame, core_codes: pl.DataFrame, fees: pl.DataFrame, rules: LineRules
) -> pl.DataFrame:
    """One row per netted core line: person_id, physician_id, service_date, value_cents, paid_cents (in that order).

    `claims` are netted, `physicians` are the registry, `core_codes` come from `codes_in_force`. A line is core by its
    code and date, its place, its modality line where one is required, and the specialty of its physician.
    """
    return (
        lines_of(claims, physicians, rules.primary_care_specialties)
        .pipe(find_core, claims, core_codes, rules)
        .pipe(with_value, fees)
        .select(CORE_LINE)
        .sort(CORE_LINE)
    )


def lines_of(claims: pl.DataFrame, physicians: pl.DataFrame, specialties: tuple[str, ...]) -> pl.DataFrame:
    """The same rows, of physicians with one of the specialties on the registry."""
    chosen = physicians.filter(pl.col("specialty_code").is_in(list(specialties)))
    return claims.join(chosen.select("physician_id"), on="physician_id", how="semi")


def find_core(lines: pl.DataFrame, claims: pl.DataFrame, core_codes: pl.DataFrame, rules: LineRules) -> pl.DataFrame:
    """The same rows, those that are core by code, date, place and modality; `claims` hold the modality lines."""
    return (
        lines.filter(pl.col("location").is_in(list(rules.core_locations)))
        .join(core_codes, on="fee_code", how="inner")
        .filter(in_force())
        .drop("valid_from", "valid_to")
        .pipe(_keep_with_modality, claims, rules)
    )


def codes_in_force(core_codes: pl.DataFrame, dated_codes: pl.DataFrame, rules: LineRules) -> pl.DataFrame:
    """One row per code of the core list as the method reads it: fee_code, valid_from, valid_to.

    The temporary virtual codes begin on the method's day; limited virtual care is on the list only if it counts.
    """
    temporary = pl.col("fee_code").is_in(list(rules.modality_required_codes))
    begun = core_codes.with_columns(
        pl.when(temporary).then(pl.lit(rules.early_virtual_from)).otherwise("valid_from").alias("valid_from")
    )
    limited = dated_codes.filter(pl.col("fee_code").is_in(list(rules.limited_virtual_codes)))
    return pl.concat([begun, limited]) if rules.limited_virtual_counts else begun


def in_force() -> pl.Expr:
    """Say whether `service_date` lies between `valid_from` and `valid_to`, both inclusive; null is open."""
    from_start = pl.col("valid_from").is_null() | (pl.col("service_date") >= pl.col("valid_from"))
    return from_start & (pl.col("valid_to").is_null() | (pl.col("service_date") <= pl.col("valid_to")))


def _keep_with_modality(lines: pl.DataFrame, claims: pl.DataFrame, rules: LineRules) -> pl.DataFrame:
    """The same rows, less the lines that need a video or telephone line of the same day and have none."""
    if not rules.require_modality:
        return lines
    modality = claims.filter(pl.col("fee_code").is_in(list(rules.modality_codes))).select(DAY).unique()
    required = pl.col("fee_code").is_in(list(rules.modality_required_codes)) & (
        pl.col("service_date") >= rules.modality_required_from
    )
    return pl.concat([lines.filter(~required), lines.filter(required).join(modality, on=DAY, how="semi")])


def with_value(lines: pl.DataFrame, fees: pl.DataFrame) -> pl.DataFrame:
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
