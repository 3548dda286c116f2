"""The steps of a logistic regression on plain numbers: Newton steps, halved where they overshoot, until they settle.

What is fitted, when it stops and how separation is recognised is said in `logistic`.
"""

from dataclasses import dataclass
from math import exp, fsum, log1p, sqrt

from transforms.statistics.linear_system import Matrix, cholesky_factor, inverse_diagonal, solve

CONVERGED = "converged"
NO_DATA = "no_data"
COLLINEAR = "collinear"
SEPARATED = "separated"
NOT_CONVERGED = "not_converged"
MOST_ITERATIONS = 50
TOLERANCE = 1e-12
STILL_MOVING = 0.1


@dataclass(frozen=True)
class Patterns:
    """The pooled patterns as plain numbers: rows of the design with a leading 1, offsets, persons, events."""

    rows: list[tuple[float, ...]]
    offsets: list[float]
    persons: list[int]
    events: list[int]


@dataclass(frozen=True)
class Steps:
    """Where the steps ended: status, and estimates, standard errors and deviance, None unless it is `converged`."""

    status: str
    iterations: int
    estimates: list[float] | None = None
    errors: list[float] | None = None
    deviance: float | None = None


def take_steps(patterns: Patterns, terms: int) -> Steps:
    """Give where the steps from all coefficients 0 end; `terms` counts the columns of the rows."""
    if not patterns.rows:
        return Steps(NO_DATA, 0)
    estimates, linear = [0.0] * terms, list(patterns.offsets)
    if cholesky_factor(_information(patterns, [0.0] * len(linear))) is None:
        return Steps(COLLINEAR, 0)
    deviance = _deviance(patterns, linear)
    for taken in range(1, MOST_ITERATIONS + 1):
        factor = cholesky_factor(_information(patterns, linear))
        if factor is None:
            return Steps(SEPARATED, taken)
        estimates, moved, reached = _step(patterns, factor, estimates, linear, deviance)
        largest = max(abs(new - old) for new, old in zip(moved, linear, strict=True))
        is_settled = abs(deviance - reached) <= _slack(deviance)
        linear, deviance = moved, reached
        if is_settled:
            return _settled(patterns, taken, estimates, linear, deviance, largest)
    return Steps(NOT_CONVERGED, MOST_ITERATIONS)


def _settled(
    patterns: Patterns, taken: int, estimates: list[float], linear: list[float], deviance: float, largest: float
) -> Steps:
    """Give the fit, or say that only the deviance has settled."""
    factor = cholesky_factor(_information(patterns, linear))
    if factor is None or largest >= STILL_MOVING:
        return Steps(SEPARATED, taken)
    errors = [sqrt(variance) for variance in inverse_diagonal(factor)]
    return Steps(CONVERGED, taken, estimates, errors, deviance)


def _step(
    patterns: Patterns, factor: Matrix, estimates: list[float], linear: list[float], deviance: float
) -> tuple[list[float], list[float], float]:
    """Take one Newton step, halved until the deviance does not grow: estimates, linear predictors, deviance."""
    change = solve(factor, _score(patterns, linear))
    for halving in range(MOST_ITERATIONS):
        moved = [old + step / 2**halving for old, step in zip(estimates, change, strict=True)]
        predictors = _linear(patterns, moved)
        reached = _deviance(patterns, predictors)
        if reached <= deviance + _slack(deviance):
            return moved, predictors, reached
    return estimates, linear, deviance


def _slack(deviance: float) -> float:
    return TOLERANCE * (deviance + 0.1)


def _linear(patterns: Patterns, estimates: list[float]) -> list[float]:
    return [
        offset + fsum(x * estimate for x, estimate in zip(row, estimates, strict=True))
        for row, offset in zip(patterns.rows, patterns.offsets, strict=True)
    ]


def _probability(linear: float) -> float:
    """Give the logistic function without overflow."""
    return 1 / (1 + exp(-linear)) if linear >= 0 else exp(linear) / (1 + exp(linear))


def _deviance(patterns: Patterns, linear: list[float]) -> float:
    """Give −2 log likelihood of the persons: log(1 + eˣ) less x for each event."""
    return 2 * fsum(
        persons * (max(x, 0.0) + log1p(exp(-abs(x)))) - events * x
        for persons, events, x in zip(patterns.persons, patterns.events, linear, strict=True)
    )


def _score(patterns: Patterns, linear: list[float]) -> list[float]:
    excess = [e - n * _probability(x) for e, n, x in zip(patterns.events, patterns.persons, linear, strict=True)]
    return [
        fsum(row[term] * r for row, r in zip(patterns.rows, excess, strict=True))
        for term in range(len(patterns.rows[0]))
    ]


def _information(patterns: Patterns, linear: list[float]) -> Matrix:
    weights = [n * _probability(x) * _probability(-x) for n, x in zip(patterns.persons, linear, strict=True)]
    size = len(patterns.rows[0])
    lower = [
        [fsum(w * row[i] * row[j] for w, row in zip(weights, patterns.rows, strict=True)) for j in range(i + 1)]
        for i in range(size)
    ]
    return [[lower[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)]
