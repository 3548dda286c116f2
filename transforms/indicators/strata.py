"""Results within the strata of a unit: by age, sex, neighbourhood, rurality and enrolment model."""

import polars as pl

from transforms.indicators.counting import STRATUM, UNIT_COLUMNS, counts_of, fewest_persons, strata_parts
from transforms.indicators.definition import Indicator
from transforms.indicators.measure import limits_of, ratio_of
from transforms.indicators.membership import PARTS
from transforms.indicators.units import COUNT_KEY

# Strata of practices and groups would be counts of a handful: they are told of neighbourhoods alone.
SMALL_LEVELS = ["practice", "group"]
SMALL_DIMENSIONS = ["deprivation", "income"]
WITH_LIMITS = ["wilson", "poisson", "survey"]
NO_LIMITS = (pl.lit(None, pl.Float64), pl.lit(None, pl.Float64))


def units_of_dimension(dimension: str) -> list[str]:
    """Give the columns of the units whose strata are measured by a dimension, beside the province."""
    return UNIT_COLUMNS if dimension in SMALL_DIMENSIONS else ["oht_id"]


def measure_strata(indicator: Indicator, wide: pl.DataFrame, dimension: str, period: str) -> pl.DataFrame:
    """One row per level, unit and stratum of a dimension: the counts as a value with limits (the StrataResults model).

    `wide`: sums by stratum of all indicators. Limits are given where persons are counted or asked one by one, or events
    are few; where rows repeat within persons they would be too narrow and are null. People of an unknown stratum have
    none. Of a median there are no rows: strata are counted by their sums.
    """
    shown = () if indicator.limits == "median" else indicator.levels
    levels = [level for level in shown if dimension in SMALL_DIMENSIONS or level not in SMALL_LEVELS]
    rows = counts_of(wide, indicator, strata_parts(indicator), [*COUNT_KEY, STRATUM]).filter(
        pl.col("level").is_in(levels) & pl.col(STRATUM).is_not_null() & (pl.col("denominator") > 0)
    )
    limits = limits_of(indicator) if indicator.limits in WITH_LIMITS else NO_LIMITS
    return rows.select(
        pl.lit(indicator.id).alias("indicator_id"),
        pl.lit(period).alias("period"),
        *COUNT_KEY,
        pl.lit(dimension).alias("dimension"),
        STRATUM,
        *PARTS,
        fewest_persons(indicator),
        (ratio_of(indicator) * indicator.multiplier).alias("value"),
        (limits[0] * indicator.multiplier).alias("lower"),
        (limits[1] * indicator.multiplier).alias("upper"),
    ).sort(*COUNT_KEY, STRATUM)
