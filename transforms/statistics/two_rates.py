"""Whether two counts of events can come from one rate.

Given their sum, the first of two Poisson counts of one rate is binomial with the share of its exposure. Przyborowski J,
Wilenski H. Homogeneity of results in testing samples from Poisson series. Biometrika 1940; 31:313-323. With many
events the normal score of the same statistic is used.
"""

import math

# From here on the normal score and the exact tail differ by less than matters, and the sum would be long.
EXACT_UP_TO = 2_000


def chance_of_one_rate(first: int, second: int, first_exposure: int, second_exposure: int) -> float:
    """Give the two-sided probability of counts so far apart, or farther, at one rate: twice the smaller tail.

    Counts are 0 or more, exposures positive amounts in one unit; without any event it is 1. Raises ValueError on
    others.
    """
    if min(first, second) < 0 or min(first_exposure, second_exposure) <= 0:
        raise ValueError("Counts are 0 or more, and exposures are above 0.")
    events = first + second
    share = first_exposure / (first_exposure + second_exposure)
    if events > EXACT_UP_TO:
        score = (first - events * share) / math.sqrt(events * share * (1 - share))
        return math.erfc(abs(score) / math.sqrt(2))
    below = math.fsum(_binomial(count, events, share) for count in range(first + 1))
    above = math.fsum(_binomial(count, events, share) for count in range(first, events + 1))
    return min(1.0, 2 * min(below, above))


def _binomial(count: int, of: int, share: float) -> float:
    """Give the probability of `count` successes, through logarithms so that large counts do not overflow."""
    ways = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
    return math.exp(ways + count * math.log(share) + (of - count) * math.log1p(-share))
