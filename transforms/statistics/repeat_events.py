"""Limits of rates of events that repeat in persons: visits, admissions, readmissions.

Variant: compound Poisson. The persons with k events each are an independent Poisson count of clusters of k, so that the
events vary by the sum over k of k² × persons, which is the sum over persons of their squared counts; with one event a
person this is the Poisson variance again. It is that of OHID's guidance for events that are not independent (Fingertips
public health technical guidance; R package PHEindicatormethods, `calculate_dsr` with `independent_events = FALSE`).
Status: unverified, the description could be read but not the formula, and no printed example was found.

It differs from the variance between the persons of a closed cohort (Stukel TA, Glynn RJ, Fisher ES, Sharp SM,
Lu-Yao G, Wennberg JE. Standardized rates of recurrent outcomes. Statistics in Medicine 1994; 13:1781-1791), which takes
off the square of the events over the persons: the limits here are the wider ones, hardly so where few have an event.
"""

from collections.abc import Sequence

import polars as pl

from transforms.statistics.direct import FEWEST_EVENTS, direct_rates
from transforms.statistics.poisson import poisson_limits


def repeat_event_limits(
    events: pl.Expr, squares: pl.Expr, exposure: pl.Expr, confidence: float = 0.95
) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `events / exposure`, in events per unit of exposure.

    `squares` is the sum over persons of the square of their events: whole, it adds up over buckets if nobody is in
    two. The limits are those of a Poisson count (`poisson_limits`), their distances from it stretched by the root of
    squares over events, the lower one not below zero. They are Float64 and unnamed. A null argument, an exposure of
    zero or less, and fewer squares than events give null limits, never NaN; so do no events, because then nothing
    tells how they would cluster. A confidence outside 0 to 1 raises ValueError.
    """
    lower, upper = poisson_limits(events, pl.lit(1.0), confidence)
    is_rate = (events > 0) & (squares >= events) & (exposure > 0)
    stretch = (squares / events).sqrt()
    below = (events + stretch * (lower - events)).clip(lower_bound=0.0)
    above = events + stretch * (upper - events)
    return pl.when(is_rate).then(below / exposure), pl.when(is_rate).then(above / exposure)


def direct_rates_of_repeat_events(
    strata: pl.DataFrame,
    keys: Sequence[str],
    *,
    confidence: float = 0.95,
    reweigh: bool = False,
    fewest_events: int = FEWEST_EVENTS,
) -> pl.DataFrame:
    """One row per `keys`, sorted by them: what `direct_rates` gives, with the variance of events that repeat.

    `strata` has one column more than there: event_squares, the sum over the persons of a stratum of the square of
    their events. A stratum with fewer squares than events is impossible: its unit has no rate and says so.
    """
    possible = pl.when(pl.col("event_squares") >= pl.col("events")).then("event_squares")
    return direct_rates(
        strata.with_columns(possible.alias("event_squares")),
        keys,
        confidence=confidence,
        reweigh=reweigh,
        fewest_events=fewest_events,
        spread="event_squares",
    )
