"""The quantile of the beta distribution, which the exact binomial limits and Student's t share.

The incomplete beta function is the continued fraction of Abramowitz M, Stegun IA. Handbook of mathematical functions.
National Bureau of Standards, Washington 1964, formula 26.5.8, summed by the modified method of Lentz. It works on
logarithms, so that no tail is too small for it, and needs about as many terms as the square root of the larger
parameter.
"""

from math import exp, inf, lgamma, log, log1p

# Closer than this the fraction no longer changes in double precision.
STANDS_STILL = 1e-15
# A residual of the logarithms below this is squared by the step that is still taken.
CLOSE = 1e-6
MOST_TERMS = 200_000
MOST_STEPS = 200
# The largest double below one: the logarithm of one minus it exists.
BELOW_ONE = 1 - 2**-53
# Stands for a divisor of zero in Lentz's method.
TINY = 1e-300


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Give the share from 0 to 1 below which a beta variable with parameters `a` and `b` lies with `probability`.

    `probability` is above 0 and at most 0.5, the parameters are above zero: a quantile beyond the median is one minus
    that of the exchanged parameters. Found by Newton's method on the logarithms of both sides, where the function
    rises ever less steeply, so that it cannot miss. Good to ten digits, to seven where a parameter nears ten million.
    """
    place = log(a / (a + b))
    for _ in range(MOST_STEPS):
        x = min(exp(place), BELOW_ONE)
        log_tail = _log_tail(x, a, b)
        log_slope = a * place + (b - 1) * log1p(-x) - _log_beta(a, b) - log_tail
        residual = log_tail - log(probability)
        place -= residual * exp(-log_slope)
        if abs(residual) < CLOSE:
            break
    return min(exp(place), 1.0)


def _log_tail(x: float, a: float, b: float) -> float:
    """Give the logarithm of the regularised incomplete beta function at `x`, beyond its middle by the other tail."""
    if x > (a + 1) / (a + b + 2):
        return log1p(-exp(_log_near_tail(1 - x, b, a)))
    return _log_near_tail(x, a, b)


def _log_near_tail(x: float, a: float, b: float) -> float:
    """Give the same where the fraction is quick: up to the middle of the distribution."""
    return a * log(x) + b * log1p(-x) - _log_beta(a, b) - log(a) + log(_fraction(x, a, b))


def _log_beta(a: float, b: float) -> float:
    """Give the logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    """Give the continued fraction 1/(1 + d1/(1 + d2/(1 + …))) of 26.5.8, term by term until it stands still."""
    c, d, value = inf, 1.0, 1.0
    for number in range(1, MOST_TERMS):
        term = _term(number, x, a, b)
        d = 1 / ((1 + term * d) or TINY)
        c = (1 + term / c) or TINY
        value *= c * d
        if abs(c * d - 1) < STANDS_STILL:
            break
    return value


def _term(number: int, x: float, a: float, b: float) -> float:
    """Give the coefficient d of 26.5.8 with this `number`; the even and the odd ones have each their formula."""
    m, is_odd = divmod(number, 2)
    if is_odd:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
