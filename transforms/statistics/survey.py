"""Design-based proportion of a survey with weights, strata and primary units, linearised by Taylor's series.

Binder DA. On the variances of asymptotically normal estimators from complex surveys. International Statistical Review
1983; 51:279-292; Lumley T. Complex surveys. Wiley, Hoboken 2010, chapters 2 and 3. Variant: primary units taken as
drawn with replacement (no finite population correction); t limits with the primary units less the strata as degrees of
freedom, on the logit scale (Korn EL, Graubard BI. Analysis of health surveys. Wiley, New York 1999, chapter 3) or on
the scale of the proportion.

A stratum with a single primary unit has no variance of its own. The rules for it bear the names of Stata's `svyset`:
`missing` (there are no limits), `certainty` (it adds nothing), `centered` (its distance is taken from the mean of all).
Status: variance verified against a printed example, the last two rules unverified.
"""

from collections.abc import Sequence
from typing import Literal

import polars as pl

from transforms.statistics.student import two_sided_t
from transforms.statistics.sums import ordered_sum

SingleUnit = Literal["missing", "certainty", "centered"]
Scale = Literal["logit", "proportion"]
NOT_KNOWN = "an answer or a weight is missing or impossible"
NOBODY = "nobody answered"
SINGLE_UNIT = "a stratum has a single primary unit"
NO_FREEDOM = "no more primary units than strata"
NO_SPREAD = "all answers are the same"


def survey_proportions(
    units: pl.DataFrame,
    keys: Sequence[str],
    *,
    confidence: float = 0.95,
    scale: Scale = "logit",
    single_unit: SingleUnit = "missing",
) -> pl.DataFrame:
    """One row per `keys`, sorted by them: the weighted share who said yes, its error, limits and design effect.

    `units`: one row per keys, stratum and primary_unit: respondents (persons), weight (the sum of their weights),
    weight_yes (of those who said yes). Both sums may be whole numbers, such as millionths: their scale falls out.
    A primary unit in which nobody of a group answered needs its row of zeros in this group: it belongs to the sample.

    Columns: respondents, primary_units, strata, degrees_of_freedom, proportion, standard_error, lower, upper (all from
    0 to 1), design_effect (variance over that of a simple random sample of as many respondents, p(1 − p)/(n − 1)),
    effective_respondents (respondents over design effect), and missing_reason: null where there are limits, else why
    there are none; what is not known is null. Needs one key at least; a confidence outside 0 to 1 raises ValueError.
    """
    strata = _strata(_linearised(units, list(keys)), list(keys), single_unit)
    sums = strata.group_by(keys).agg(
        pl.col("respondents", "primary_units").sum(),
        pl.len().cast(pl.Int64).alias("strata"),
        pl.col("proportion").first(),
        ordered_sum(pl.col("variance")).sqrt().alias("standard_error"),
        pl.col("is_known").all(),
        pl.col("is_single").any(),
    )
    stated = sums.with_columns((pl.col("primary_units") - pl.col("strata")).alias("degrees_of_freedom"))
    return _with_limits(stated.with_columns(_reason(single_unit)), list(keys), confidence, scale)


def _linearised(units: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """One row per keys, stratum and primary unit: also the proportion of the group, and how far the unit moves it.

    The group's proportion is null where an answer is not known or nobody answered.
    """
    yes, weight = pl.col("weight_yes").cast(pl.Float64), pl.col("weight").cast(pl.Float64)
    possible = (yes >= 0) & (weight >= yes) & weight.is_finite() & (pl.col("respondents") >= 0)
    totals = [ordered_sum(sums).over(keys).alias(name) for sums, name in ((yes, "all_yes"), (weight, "all_weight"))]
    known = units.with_columns(possible.fill_null(False).alias("is_known"), *totals)
    is_group = pl.col("is_known").all().over(keys) & (pl.col("all_weight") > 0)
    return known.with_columns(
        pl.when(is_group).then(pl.col("all_yes") / pl.col("all_weight")).alias("proportion")
    ).with_columns(((yes - pl.col("proportion") * weight) / pl.col("all_weight")).alias("pull"))


def _strata(units: pl.DataFrame, keys: list[str], single_unit: SingleUnit) -> pl.DataFrame:
    """One row per keys and stratum: its share of the variance, by the rule for strata with a single primary unit."""
    number, centre = pl.len(), ordered_sum(pl.col("pull")) / pl.len()
    spread = ordered_sum((pl.col("pull") - centre) ** 2) * number / (number - 1)
    # The pulls of all units add up to zero, so that the mean of all is zero.
    alone = pl.col("pull").first() ** 2 if single_unit == "centered" else pl.lit(0.0)
    return units.group_by([*keys, "stratum"]).agg(
        pl.col("respondents").sum(),
        number.cast(pl.Int64).alias("primary_units"),
        pl.col("proportion").first(),
        pl.when(pl.col("proportion").first().is_not_null())
        .then(pl.when(number > 1).then(spread).otherwise(alone))
        .alias("variance"),
        pl.col("is_known").all(),
        (number == 1).alias("is_single"),
    )


def _reason(single_unit: SingleUnit) -> pl.Expr:
    """Give why a group has no limits, the most basic reason first; null where it has them."""
    return (
        pl.when(~pl.col("is_known"))
        .then(pl.lit(NOT_KNOWN))
        .when(pl.col("proportion").is_null())
        .then(pl.lit(NOBODY))
        .when(pl.col("is_single") & (single_unit == "missing"))
        .then(pl.lit(SINGLE_UNIT))
        .when(pl.col("degrees_of_freedom") < 1)
        .then(pl.lit(NO_FREEDOM))
        .when(~pl.col("proportion").is_between(0, 1, closed="none"))
        .then(pl.lit(NO_SPREAD))
        .alias("missing_reason")
    )


def _with_limits(sums: pl.DataFrame, keys: list[str], confidence: float, scale: Scale) -> pl.DataFrame:
    """One row per keys, sorted by them: the columns of `survey_proportions`."""
    proportion, persons = pl.col("proportion"), pl.col("respondents")
    error = pl.when(pl.col("missing_reason").is_null()).then("standard_error")
    reach = two_sided_t(pl.col("degrees_of_freedom"), confidence) * error
    lower, upper = _logit(proportion, reach) if scale == "logit" else (proportion - reach, proportion + reach)
    chance = pl.when(persons > 1).then(proportion * (1 - proportion) / (persons - 1))
    effect = error**2 / chance
    return sums.select(
        *keys,
        pl.when("is_known").then("respondents").alias("respondents"),
        "primary_units",
        "strata",
        "degrees_of_freedom",
        "proportion",
        error.alias("standard_error"),
        lower.clip(0.0, 1.0).alias("lower"),
        upper.clip(0.0, 1.0).alias("upper"),
        effect.alias("design_effect"),
        pl.when(effect > 0).then(persons / effect).alias("effective_respondents"),
        "missing_reason",
    ).sort(keys, nulls_last=True)


def _logit(proportion: pl.Expr, reach: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Give the limits that lie `reach` away on the logit scale, where the error is divided by p(1 − p)."""
    middle, half = (proportion / (1 - proportion)).log(), reach / (proportion * (1 - proportion))
    return 1 / (1 + (half - middle).exp()), 1 / (1 + (-half - middle).exp())
