"""The upper tail of the chi-square distribution, exact for whole degrees of freedom.

Abramowitz M, Stegun IA. Handbook of mathematical functions. 1964, formulas 26.4.4 (odd) and 26.4.5 (even).
"""

from math import erfc, exp, fsum, lgamma, log, sqrt


def chi_square_upper_tail(statistic: float, degrees: int) -> float:
    """Give the probability of `statistic` or more; ValueError for a negative one or less than one degree of freedom."""
    if not statistic >= 0 or degrees < 1:
        raise ValueError(f"no chi-square has {degrees} degrees of freedom or the value {statistic}")
    if statistic == 0:
        return 1.0
    half = statistic / 2
    is_odd = degrees % 2
    # Powers of half over the gamma function, by logarithms: the powers alone would overflow.
    powers = [step + is_odd / 2 for step in range((degrees - is_odd) // 2)]
    terms = fsum(exp(power * log(half) - half - lgamma(power + 1)) for power in powers)
    return min(1.0, terms + (erfc(sqrt(half)) if is_odd else 0.0))
