"""Directly standardised rates: the rates of the strata, weighted by a standard population, with Dobson's limits.

Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Confidence intervals for weighted sums of Poisson parameters. Statistics in
Medicine 1991; 10:457-462. Variant of Public Health England and OHID (Technical guide: confidence intervals, 2018; R
package PHEindicatormethods, `calculate_dsr`): the limits of the count are Byar's, and below ten events there is
neither rate nor limits (Morris JK, Tan J, Fryers P, Bestwick J. Population Health Metrics 2018; volume 16). Status:
verified, by the source of that package.

A stratum that has a weight but no exposure has no rate. `calculate_dsr` then stops with an error; here the unit's rate
is missing and says so. Giving the stratum a rate of zero would make the unit look better than anybody knows it to be,
and leaving it out would hold the unit to another standard than its neighbours; who wants that asks for `reweigh`, and
shows `weight_share` beside the rate. Status of this rule: local.
"""

from collections.abc import Sequence

import polars as pl

from transforms.statistics.poisson import poisson_limits
from transforms.statistics.sums import ordered_sum

# Below this number of events no rate is given (Morris and others 2018).
FEWEST_EVENTS = 10
NOT_KNOWN = "a count, an exposure or a weight is missing or impossible"
NO_WEIGHT = "no stratum has a weight"
EVENTS_WITHOUT_EXPOSURE = "a stratum has events but no exposure"
NO_EXPOSURE = "a stratum of the standard has no exposure"
FEW_EVENTS = "too few events"


def direct_rates(
    strata: pl.DataFrame,
    keys: Sequence[str],
    *,
    confidence: float = 0.95,
    reweigh: bool = False,
    fewest_events: int = FEWEST_EVENTS,
    spread: str = "events",
) -> pl.DataFrame:
    """One row per `keys`, sorted by them: the directly standardised rate, per unit of exposure, and its limits.

    `strata`: one row per keys and stratum: events, exposure (persons or person-years), weight (of the standard
    population, any scale). Every unit has a row for every stratum of the standard (`with_standard` sees to it).
    A stratum of weight zero is outside the standard: its events count nowhere. `spread` names the column with the
    variance of the events, for Poisson counts the events themselves.

    Columns: events and exposure (of the strata with a weight), weight_share (of the weights, where there is
    exposure), rate, variance (of the rate), lower, upper, and missing_reason, null where there is a rate; where there
    is none, rate, variance and limits are null, events and exposure only if not known. A lower limit below zero, which
    very unequal weights can give, is shown as zero. Needs one key at least; a confidence outside 0 to 1 raises
    ValueError.
    """
    sums = _add_up(strata.with_columns(_is_known(spread)), list(keys), spread)
    stated = sums.with_columns(_reason(reweigh, fewest_events).alias("missing_reason"))
    return _with_limits(stated.with_columns(_rate()), list(keys), confidence)


def _is_known(spread: str) -> pl.Expr:
    """True where a stratum's numbers are there, finite and not negative: what they are must be known to be used."""
    counts = [pl.col(name).cast(pl.Float64) for name in ("events", "exposure", "weight", spread)]
    return pl.all_horizontal((count.is_finite() & (count >= 0)).fill_null(False) for count in counts).alias("is_known")


def _add_up(strata: pl.DataFrame, keys: list[str], spread: str) -> pl.DataFrame:
    """One row per keys: the sums of the strata with a weight, and whether any of them forbids a rate."""
    weighted = pl.col("weight").fill_null(1) > 0
    exposed = weighted & (pl.col("exposure") > 0)
    weight = pl.col("weight").cast(pl.Float64)
    ratio = weight / pl.col("exposure")
    return strata.group_by(keys).agg(
        pl.col("events").filter(weighted).sum(),
        pl.col("exposure").filter(weighted).sum(),
        ordered_sum(weight.filter(weighted)).alias("weight_sum"),
        ordered_sum(weight.filter(exposed)).alias("weight_exposed"),
        ordered_sum((ratio * pl.col("events")).filter(exposed)).alias("rate_sum"),
        ordered_sum((ratio**2 * pl.col(spread)).filter(exposed)).alias("variance_sum"),
        pl.col("is_known").all(),
        (weighted & (pl.col("exposure") <= 0)).any().alias("is_unexposed"),
        (weighted & (pl.col("exposure") <= 0) & (pl.col("events") > 0)).any().alias("is_contradictory"),
    )


def _reason(reweigh: bool, fewest_events: int) -> pl.Expr:
    """Give why a unit has no rate, the most basic reason first; null where it has one."""
    return (
        pl.when(~pl.col("is_known"))
        .then(pl.lit(NOT_KNOWN))
        .when(pl.col("weight_sum") <= 0)
        .then(pl.lit(NO_WEIGHT))
        .when(pl.col("is_contradictory"))
        .then(pl.lit(EVENTS_WITHOUT_EXPOSURE))
        .when((pl.col("weight_exposed") <= 0) | (pl.col("is_unexposed") & (not reweigh)))
        .then(pl.lit(NO_EXPOSURE))
        .when(pl.col("events") < fewest_events)
        .then(pl.lit(FEW_EVENTS))
    )


def _rate() -> list[pl.Expr]:
    """Give the rate and its variance where there is one, and the share of the weights that is used."""
    is_given, weight = pl.col("missing_reason").is_null(), pl.col("weight_exposed")
    return [
        pl.when(pl.col("is_known") & (pl.col("weight_sum") > 0))
        .then(weight / pl.col("weight_sum"))
        .alias("weight_share"),
        pl.when(is_given).then(pl.col("rate_sum") / weight).alias("rate"),
        pl.when(is_given).then(pl.col("variance_sum") / weight**2).alias("variance"),
        *[pl.when("is_known").then(name).alias(name) for name in ("events", "exposure")],
    ]


def _with_limits(rates: pl.DataFrame, keys: list[str], confidence: float) -> pl.DataFrame:
    """One row per keys, sorted by them: the limits of the count, carried over to the rate by the ratio of their errors.

    Without any event the variance is zero and the ratio unknown: the limits are null.
    """
    lower, upper = poisson_limits(pl.col("events"), pl.lit(1.0), confidence)
    events, rate = pl.col("events"), pl.col("rate")
    scale = pl.when(events > 0).then((pl.col("variance") / events).sqrt())
    return rates.select(
        *keys,
        "events",
        "exposure",
        "weight_share",
        "rate",
        "variance",
        (rate + scale * (lower - events)).clip(lower_bound=0.0).alias("lower"),
        (rate + scale * (upper - events)).alias("upper"),
        "missing_reason",
    ).sort(keys, nulls_last=True)
