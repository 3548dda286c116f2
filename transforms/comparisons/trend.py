"""How a result moved: its series over periods, and the change against the same month a year before.

Rule: docs/explanation/comparisons.md 28. Zou GY, Donner A. Construction of confidence limits about effect measures: a
general approach. Statistics in Medicine 2008; 27:1693-1702 (MOVER): the limits of two values make those of their
difference. Of two Wilson intervals that is method 10 of Newcombe RG, Statistics in Medicine 1998; 17:873-890.
"""

from collections.abc import Mapping

import polars as pl

from transforms.comparisons.verdict import BETTER, NONE, SIMILAR, WORSE
from transforms.indicators.definition import Indicator

# What changes any of these begins a new series; the old one is kept beside it.
SERIES = ["indicator_id", "level", "unit_id", "definition_version", "method_id"]
VALUES = ["value", "lower", "upper", "denominator"]
CHANGE = ["change", "change_lower", "change_upper"]
# Why there is no verdict on a change, in the order in which they are asked.
REASONS = ["context", "no_value", "definition_changed", "no_year_before", "below_minimum", "no_limits"]


def build_trend(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per series and period, sorted by both: value and limits, and the change against a year before.

    `results` follow the Results model, of several periods. Columns: those of `SERIES`, period, value, lower, upper,
    change_from (the period a year before in the same series; null: it has no value there), those of `CHANGE` in the
    indicator's unit, change_verdict (better, similar, worse, none) and change_reason (null: judged). The two values are
    taken for independent; where windows overlap or the same people count in both, the limits are wider than need be.
    """
    own = results.select(*SERIES, "period", *VALUES).join(_rules(definitions), on="indicator_id", how="inner")
    then = own.filter(pl.col("value").is_not_null()).select(
        *SERIES, pl.col("period").alias("change_from"), *[pl.col(name).alias(f"then_{name}") for name in VALUES]
    )
    return (
        own.with_columns(_year_before().alias("_year_before"))
        .join(then, left_on=[*SERIES, "_year_before"], right_on=[*SERIES, "change_from"], how="left", coalesce=False)
        .join(_other_series(then), on=["indicator_id", "level", "unit_id", "_year_before"], how="left")
        .with_columns(*_change())
        .with_columns(_reason().alias("change_reason"))
        .with_columns(_verdict().alias("change_verdict"))
        .select(*SERIES, "period", *VALUES[:3], "change_from", *CHANGE, "change_verdict", "change_reason")
        .sort(*SERIES, "period")
    )


def year_before(period: str) -> str:
    """Give the same month a year before a period (YYYY-MM)."""
    return f"{int(period[:4]) - 1:04}{period[4:]}"


def _rules(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: indicator_id, direction, minimum_denominator."""
    rows = [(record.id, record.direction, record.minimum_denominator) for record in definitions.values()]
    types = {"indicator_id": pl.String, "direction": pl.String, "minimum_denominator": pl.Int64}
    return pl.DataFrame(rows, schema=types, orient="row")


def _year_before() -> pl.Expr:
    year = (pl.col("period").str.head(4).cast(pl.Int32) - 1).cast(pl.String).str.zfill(4)
    return pl.concat_str(year, pl.col("period").str.tail(3))


def _other_series(then: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, unit and period with a value in any series: has_other."""
    key = ["indicator_id", "level", "unit_id", pl.col("change_from").alias("_year_before")]
    return then.select(key).unique().with_columns(pl.lit(True).alias("has_other"))


def _change() -> list[pl.Expr]:
    value, lower, upper = (pl.col(name) for name in VALUES[:3])
    then_value, then_lower, then_upper = (pl.col(f"then_{name}") for name in VALUES[:3])
    difference = value - then_value
    below = ((value - lower) ** 2 + (then_upper - then_value) ** 2).sqrt()
    above = ((upper - value) ** 2 + (then_value - then_lower) ** 2).sqrt()
    limits = [difference, difference - below, difference + above]
    return [limit.alias(name) for name, limit in zip(CHANGE, limits, strict=True)]


def _reason() -> pl.Expr:
    """Give the first reason for which a change is not judged; null: it is."""
    smallest = pl.min_horizontal("denominator", "then_denominator")
    holds = [
        pl.col("direction") == "context",
        pl.col("value").is_null(),
        pl.col("change_from").is_null() & pl.col("has_other").fill_null(False),
        pl.col("change_from").is_null(),
        (smallest < pl.col("minimum_denominator")).fill_null(True),
        pl.col("change_lower").is_null() | pl.col("change_upper").is_null(),
    ]
    return pl.coalesce(pl.when(hold).then(pl.lit(name)) for name, hold in zip(REASONS, holds, strict=True))


def _verdict() -> pl.Expr:
    is_higher_better = pl.col("direction") == "higher"
    rose, fell = pl.col("change_lower") > 0, pl.col("change_upper") < 0
    better = (rose & is_higher_better) | (fell & ~is_higher_better)
    return (
        pl.when(pl.col("change_reason").is_not_null())
        .then(pl.lit(NONE))
        .when(better)
        .then(pl.lit(BETTER))
        .when(rose | fell)
        .then(pl.lit(WORSE))
        .otherwise(pl.lit(SIMILAR))
    )
