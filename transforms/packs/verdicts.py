"""The one verdict of an indicator on a practice page: the practice against the province.

Rule: docs/explanation/comparisons.md 26. Where there is an adjusted value, it is what is compared: that of a practice
is observed over expected, times the province's value, so that the province's value is what it would be like all others.
"""

from collections.abc import Mapping

import polars as pl

from transforms.comparisons.verdict import NONE, judge
from transforms.indicators.definition import Indicator

OTHER_DATA = "other_data"
COMPARED = ["compared_value", "compared_lower", "compared_upper"]


def with_verdicts(
    practices: pl.DataFrame, definitions: Mapping[str, Indicator], is_same_data: bool = True
) -> pl.DataFrame:
    """The same rows with minimum_denominator, verdict and verdict_reason (a key of `VERDICT_REASONS`), never null.

    Reads value, adjusted and their limits, province_value, direction, denominator. `is_same_data`: the province's value
    was made from the same data; when it was not, nothing is judged, for the reason other_data.
    """
    smallest = [(record.id, record.minimum_denominator) for record in definitions.values()]
    rules = pl.DataFrame(smallest, schema={"indicator_id": pl.String, "minimum_denominator": pl.Int64}, orient="row")
    compared = practices.join(rules, on="indicator_id", how="left", maintain_order="left").with_columns(
        *[expression.alias(name) for name, expression in zip(COMPARED, _compared(), strict=True)],
        pl.col("province_value").alias("comparator_value"),
    )
    judged = judge(compared, *COMPARED)
    is_other = pl.lit(not is_same_data) & (pl.col("verdict") != NONE)
    return judged.with_columns(
        pl.when(is_other).then(pl.lit(NONE)).otherwise("verdict").alias("verdict"),
        pl.when(is_other).then(pl.lit(OTHER_DATA)).otherwise("verdict_reason").alias("verdict_reason"),
    ).drop(*COMPARED, "comparator_value")


def _compared() -> list[pl.Expr]:
    """Give the value that is compared and its limits: the adjusted ones where there are such."""
    is_adjusted = pl.col("adjusted").is_not_null()
    lower, upper = (_limit_of_adjusted(name) for name in ("lower", "upper"))
    return [
        pl.coalesce("adjusted", "value"),
        pl.when(is_adjusted).then(lower).otherwise(pl.col("lower")),
        pl.when(is_adjusted).then(upper).otherwise(pl.col("upper")),
    ]


def _limit_of_adjusted(name: str) -> pl.Expr:
    """Give a limit of the adjusted value: never nearer to it than that of the crude value is to that, in proportion.

    Limits of observed over expected take each event for one of another person. Where events repeat within people the
    crude limits know it, and the expected number is a constant.
    """
    stated = pl.col(f"adjusted_{name}")
    scaled = pl.when(pl.col("value") > 0).then(pl.col("adjusted") * pl.col(name) / pl.col("value"))
    widest = pl.min_horizontal if name == "lower" else pl.max_horizontal
    return (
        pl.when(pl.col("limits_method").is_in(["repeat", "clustered"])).then(widest(stated, scaled)).otherwise(stated)
    )
