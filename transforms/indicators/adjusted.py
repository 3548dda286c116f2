"""Values that other ages, another sex or sicker people do not explain.

Rules: docs/explanation/indicators.md 18.7 and 18.8.
"""

import polars as pl

from transforms.indicators.counting import SQUARES, STRATUM, strata_parts
from transforms.indicators.definition import Indicator
from transforms.indicators.units import COUNT_KEY, PROVINCE
from transforms.statistics.direct import direct_rates
from transforms.statistics.indirect import indirect_rates
from transforms.statistics.logistic import expected_by_unit, fit_logistic
from transforms.statistics.poisson import poisson_limits
from transforms.statistics.repeat_events import direct_rates_of_repeat_events, repeat_event_limits

# A category needs as many rows on either side of the line for a coefficient of its own.
FEWEST_ROWS = 10
DIRECT_LEVELS = ["oht", "province"]
LIMITS = ("rate_lower", "rate_upper")
NAMES = {"rate": "adjusted", "lower": "adjusted_lower", "upper": "adjusted_upper"}


def standardise(indicator: Indicator, strata: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit: value and limits as if ages and sexes were those of the standard population.

    `strata`: level, unit_id, stratum and the counts of each. `weights`: one row per stratum of the standard population:
    stratum, weight. Teams and the province directly, practices and groups indirectly; null: missing.
    """
    known = strata.filter(pl.col(STRATUM).is_in(weights[STRATUM].implode()))
    is_direct = pl.col("level").is_in(DIRECT_LEVELS)
    parts = [
        _direct(indicator, known.filter(is_direct), weights),
        _indirect(indicator, known.filter(~is_direct), known),
    ]
    scaled = pl.concat(parts).with_columns(pl.col(list(NAMES.values())) * indicator.multiplier)
    return scaled.sort(COUNT_KEY)


def _direct(indicator: Indicator, strata: pl.DataFrame, weights: pl.DataFrame) -> pl.DataFrame:
    """One row per unit of teams and the province: the directly standardised rate, per unit of the denominator."""
    province = strata.filter((pl.col("level") == "province") & (pl.col("denominator") > 0))
    asked = weights.filter(pl.col(STRATUM).is_in(province[STRATUM].implode()))
    grid = strata.select(COUNT_KEY).unique().join(asked, how="cross")
    named = {"numerator": "events", "denominator": "exposure", SQUARES: "event_squares"}
    counted = strata.rename({old: new for old, new in named.items() if old in strata.columns})
    filled = grid.join(counted, on=[*COUNT_KEY, STRATUM], how="left").with_columns(pl.col(pl.Int64).fill_null(0))
    if indicator.limits == "wilson":
        # Persons who count among persons vary less than events do.
        events, exposure = pl.col("events"), pl.col("exposure")
        rest = pl.when(exposure > 0).then(1 - events / exposure).otherwise(0.0)
        rates = direct_rates(filled.with_columns((events * rest).alias("spread")), COUNT_KEY, spread="spread")
        return rates.select(*COUNT_KEY, *[pl.col(old).alias(new) for old, new in NAMES.items()])
    rates = direct_rates_of_repeat_events if SQUARES in strata_parts(indicator) else direct_rates
    return rates(filled, COUNT_KEY).select(*COUNT_KEY, *[pl.col(old).alias(new) for old, new in NAMES.items()])


def _indirect(indicator: Indicator, strata: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One row per practice or group: observed over expected at the province's rates, times the province's rate.

    Where events repeat within persons the limits are stretched as those of the crude value are.
    """
    counts = [pl.col("numerator").alias("events"), pl.col("denominator").alias("exposure")]
    province = known.filter(pl.col("level") == "province").select(STRATUM, *counts)
    rates = indirect_rates(strata.select(*COUNT_KEY, STRATUM, *counts), province, COUNT_KEY)
    if indicator.limits == "repeat":
        rates = _stretched(rates, strata, province)
    columns = {"rate": "adjusted", "rate_lower": "adjusted_lower", "rate_upper": "adjusted_upper"}
    return rates.select(*COUNT_KEY, *[pl.col(old).alias(new) for old, new in columns.items()])


def _stretched(rates: pl.DataFrame, strata: pl.DataFrame, province: pl.DataFrame) -> pl.DataFrame:
    """The same rows with limits for events that one person has several of; without any event as they were."""
    squares = strata.group_by(COUNT_KEY).agg(pl.col(SQUARES).sum())
    exposure = int(province["exposure"].sum())
    rate = int(province["events"].sum()) / exposure if exposure else 0.0
    limits = repeat_event_limits(pl.col("observed"), pl.col(SQUARES), pl.col("expected"))
    named = {name: pl.coalesce(limit * rate, name) for name, limit in zip(LIMITS, limits, strict=True)}
    return rates.join(squares, on=COUNT_KEY, how="left").with_columns(**named)


def adjust_for_risk(indicator: Indicator, patterns: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit: observed over expected events, times the province's value, with limits.

    `patterns`: level, unit_id, pattern, numerator and denominator. Null throughout when no model can be fitted.
    """
    counts = [pl.col("denominator").alias("persons"), pl.col("numerator").alias("events")]
    cells, covariates = _with_covariates(patterns.select(*COUNT_KEY, "pattern", *counts), indicator)
    province = cells.filter((pl.col("level") == "province") & (pl.col("unit_id") == PROVINCE))
    fit = fit_logistic(province, covariates)
    unit = pl.concat_str(COUNT_KEY, separator="\n").alias("unit")
    expected = expected_by_unit(cells.with_columns(unit), fit, "unit")
    value = _value(province) * indicator.multiplier
    lower, upper = poisson_limits(pl.col("observed"), pl.col("expected"))
    ratios = {"adjusted": pl.col("observed") / pl.col("expected"), "adjusted_lower": lower, "adjusted_upper": upper}
    is_given = pl.col("expected") > 0
    keyed = expected.with_columns(pl.col("unit").str.split_exact("\n", 1).struct.rename_fields(COUNT_KEY)).unnest(
        "unit"
    )
    shown = [pl.when(is_given).then(ratio * value).alias(name) for name, ratio in ratios.items()]
    return keyed.select(*COUNT_KEY, *shown).sort(COUNT_KEY)


def _value(province: pl.DataFrame) -> float:
    persons = int(province["persons"].sum())
    return int(province["events"].sum()) / persons if persons else 0.0


def _with_covariates(cells: pl.DataFrame, indicator: Indicator) -> tuple[pl.DataFrame, list[str]]:
    """The same rows with a column of 0 and 1 for every category of the covariates but the commonest of the province.

    Categories with fewer than ten rows on either side of the line are not told from the commonest: they would separate.
    """
    fields = [f"{place}:{name}" for place, name in enumerate(indicator.risk)]
    split = cells.with_columns(
        pl.col("pattern").str.split_exact("|", len(fields) - 1).struct.rename_fields(fields).alias("split")
    ).unnest("split")
    province = split.filter(pl.col("level") == "province")
    told = [(name, category) for name in fields for category in _told_apart(province, name)]
    columns = {f"{name}={category}": (pl.col(name) == category).cast(pl.Int8) for name, category in told}
    return split.with_columns(**columns), list(columns)


def _told_apart(province: pl.DataFrame, name: str) -> list[str]:
    """Give the categories of a covariate that get a coefficient, the commonest left out."""
    sums = province.group_by(name).agg(pl.col("persons", "events").sum())
    sizes = sums.sort(["persons", name], descending=[True, False])
    enough = (pl.col("events") >= FEWEST_ROWS) & (pl.col("persons") - pl.col("events") >= FEWEST_ROWS)
    return sizes.slice(1).filter(enough)[name].to_list()
