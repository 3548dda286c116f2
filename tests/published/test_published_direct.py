"""Directly standardised rates against a printed example: Down syndrome by birth order, standardised for mother's age.

Data: Fleiss JL. Statistical methods for rates and proportions. Wiley, New York 1981, table 14.4 (Stark CR, Mantel N.
Journal of the National Cancer Institute 1966; 37:687-698). Rate of birth order five and above with all births as the
standard: 75.52901 in 100,000 (Nelson M. R package dsrTest 1.0.0, examples, 2022). The limits that are printed beside it
are of other methods; Dobson's are worked here from their definition.
"""

from math import lgamma, log

import polars as pl
import pytest

from transforms.statistics.direct import direct_rates

EVENTS = [0, 8, 63, 112, 262, 295]
BIRTHS = [327, 30666, 123419, 149919, 104088, 34392]
STANDARD = [319933, 931318, 786511, 488235, 237863, 61313]


def row() -> dict[str, float]:
    strata = pl.DataFrame({"stratum": range(6), "events": EVENTS, "exposure": BIRTHS, "weight": STANDARD})
    return direct_rates(strata.with_columns(unit=pl.lit("five and above")), ["unit"]).row(0, named=True)


def at_most(events: int, mean: float) -> float:
    """Give the Poisson probability of `events` or fewer."""
    return sum(2.718281828459045 ** (count * log(mean) - mean - lgamma(count + 1)) for count in range(events + 1))


def test_rate_of_birth_order_five_and_above() -> None:
    assert row()["rate"] * 100_000 == pytest.approx(75.52901, abs=0.000005)


def test_dobsons_limits_hold_the_tails_of_the_count() -> None:
    """Dobson 1991: the limits are (limit of the count − count) × √(variance / count) away from the rate."""
    found, count = row(), sum(EVENTS)
    total = sum(STANDARD)
    variance = sum((w / total / n) ** 2 * x for w, n, x in zip(STANDARD, BIRTHS, EVENTS, strict=True))
    lower, upper = (count + (found[name] - found["rate"]) / (variance / count) ** 0.5 for name in ("lower", "upper"))
    assert 1 - at_most(count - 1, lower) == pytest.approx(0.025, abs=0.0002)
    assert at_most(count, upper) == pytest.approx(0.025, abs=0.0002)
