"""Byar's approximation of the exact Poisson limits of a count of events, and of the rate made of it.

Breslow NE, Day NE. Statistical methods in cancer research, volume II: the design and analysis of cohort studies.
IARC Scientific Publications 82, Lyon 1987, chapter 2. At 95 % both limits are within 0.2 % of the exact ones from ten
events on (Public Health England, Technical guide: confidence intervals, 2018). With fewer the lower limit is too low
(0.013 against an exact 0.025 for one event): the interval is wider than it need be, never narrower by much.
"""

import polars as pl

from transforms.statistics.normal import two_sided_z


def byar_limits(events: pl.Expr, exposure: pl.Expr, confidence: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Give the lower and the upper limit of `events / exposure`, in events per unit of exposure.

    `events` is a count, `exposure` persons, person-years or any positive amount, one value a row; the limits are
    Float64 and unnamed: multiply them by the scale the rate is shown in. No events give a lower limit of exactly 0. A
    null argument, an exposure of zero or less, and a negative count give null limits, never NaN. Events that cluster
    in few persons vary more than Poisson counts do, and these limits are then too narrow. A confidence outside
    0 to 1 raises ValueError.
    """
    z = two_sided_z(confidence)
    is_rate = (exposure > 0) & (events >= 0)
    count = events.cast(pl.Float64)
    # Below zero only for one or two events at very high confidence; a rate cannot be negative.
    lower = pl.when(events == 0).then(0.0).otherwise(_limit(count, -z).clip(lower_bound=0.0))
    upper = _limit(count + 1, z)
    return pl.when(is_rate).then(lower / exposure), pl.when(is_rate).then(upper / exposure)


def _limit(count: pl.Expr, z: float) -> pl.Expr:
    """Give the Wilson-Hilferty cube `count · (1 − 1/(9·count) + z/(3·√count))³` of a positive count."""
    return count * (1 - 1 / (9 * count) + z / (3 * count.sqrt())) ** 3
