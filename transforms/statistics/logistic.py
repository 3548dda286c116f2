"""Logistic regression on a table of covariate patterns with whole counts, by iteratively reweighted least squares.

McCullagh P, Nelder JA. Generalized linear models. 2nd edition, Chapman and Hall 1989, sections 2.5 and 4.4. Patterns
are pooled and sorted first, and sums are exact to the last digit, so another order of rows gives the same numbers.
Start at all coefficients 0; stop when the deviance changes by less than 1e-12 of itself. Where the outcome is separated
by the covariates (Albert A, Anderson JA. On the existence of maximum likelihood estimates in logistic regression
models. Biometrika 1984; 71:1-10) the deviance settles while the coefficients walk on; that is recognised by linear
predictors that still move by a tenth or more, or by an information that has become singular on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log1p, sqrt

import polars as pl

from transforms.statistics.linear_system import Matrix, cholesky_factor, inverse_diagonal, solve

CONVERGED = "converged"
NO_DATA = "no_data"
COLLINEAR = "collinear"
SEPARATED = "separated"
NOT_CONVERGED = "not_converged"
INTERCEPT = "intercept"
MOST_ITERATIONS = 50
TOLERANCE = 1e-12
STILL_MOVING = 0.1
_COEFFICIENTS = {"term": pl.String, "estimate": pl.Float64, "standard_error": pl.Float64}


@dataclass(frozen=True)
class LogisticFit:
    """A fitted model, or why there is none.

    `status` is `converged`, `no_data` (no person with all covariates), `collinear` (a covariate follows from the
    others), `separated` or `not_converged`. `coefficients` has one row per term, the intercept first: term, estimate
    and standard_error on the logit scale, null unless converged; so is `deviance`, -2 log likelihood of the persons.
    `persons_left_out` had a null covariate or count, or more events than persons.
    """

    status: str
    coefficients: pl.DataFrame
    deviance: float | None
    iterations: int
    persons_left_out: int


def fit_logistic(patterns: pl.DataFrame, covariates: Sequence[str], offset: str | None = None) -> LogisticFit:
    """Fit events out of persons on numeric covariates and an intercept.

    `patterns` has one row per pattern (or per unit and pattern: they are pooled): the covariates, persons and events.
    `offset` names a column added to the linear predictor as it is. Categories come as columns of 0 and 1. An intercept
    among the covariates raises ValueError.
    """
    if INTERCEPT in covariates:
        raise ValueError("the intercept is always in: leave it out of the covariates")
    columns = [*covariates, *([offset] if offset else [])]
    usable = _usable(patterns, columns)
    left_out = int(patterns["persons"].fill_null(0).sum() - usable["persons"].sum())
    pooled = usable.group_by(columns or pl.lit(0).alias("_all")).agg(pl.col("persons", "events").sum()).sort(pl.all())
    terms = [INTERCEPT, *covariates]
    data = _Data(
        rows=[(1.0, *row) for row in pooled.select(covariates).rows()] if covariates else [(1.0,)] * pooled.height,
        offsets=pooled[offset].to_list() if offset else [0.0] * pooled.height,
        persons=pooled["persons"].to_list(),
        events=pooled["events"].to_list(),
    )
    status, estimates, errors, deviance, iterations = _iterate(data, len(terms))
    table = pl.DataFrame({"term": terms, "estimate": estimates, "standard_error": errors}, schema=_COEFFICIENTS)
    return LogisticFit(status, table, deviance, iterations, left_out)


def predicted_probability(fit: LogisticFit) -> pl.Expr:
    """Give the probability of the event for the covariates of a row; null with a null covariate or without a model."""
    if fit.status != CONVERGED:
        return pl.lit(None, pl.Float64)
    estimates = dict(fit.coefficients.select("term", "estimate").iter_rows())
    linear = pl.lit(estimates.pop(INTERCEPT), pl.Float64)
    for term, estimate in estimates.items():
        linear = linear + estimate * pl.col(term).cast(pl.Float64)
    return 1 / (1 + (-linear).exp())


def expected_by_unit(cells: pl.DataFrame, fit: LogisticFit, unit: str = "unit_id") -> pl.DataFrame:
    """One row per unit, sorted: persons, observed and expected events, of the persons that can be predicted.

    `cells` has one row per unit and pattern: the unit, the covariates, persons and events. Expected is the sum of
    persons times predicted probability. Rows that the fit leaves out count nowhere; expected is null without a model.
    """
    terms = [term for term in fit.coefficients["term"] if term != INTERCEPT]
    rows = _usable(cells, terms, unit).with_columns(predicted_probability(fit).alias("_probability"))
    ordered = rows.sort(unit, *terms, "persons", "events")
    expected = (pl.col("persons") * pl.col("_probability")).sum() if fit.status == CONVERGED else pl.lit(None, pl.Float64)
    return ordered.group_by(unit, maintain_order=True).agg(
        pl.col("persons").sum(), pl.col("events").sum().alias("observed"), expected.alias("expected")
    )


@dataclass(frozen=True)
class _Data:
    """The pooled patterns as plain numbers: rows of the design with a leading 1, offsets, persons, events."""

    rows: list[tuple[float, ...]]
    offsets: list[float]
    persons: list[int]
    events: list[int]


_Result = tuple[str, list[float] | list[None], list[float] | list[None], float | None, int]


def _usable(patterns: pl.DataFrame, columns: Sequence[str], *kept: str) -> pl.DataFrame:
    """The same rows without those that have a null or impossible counts: `kept`, `columns` as Float64, counts."""
    numbers = [pl.col(column).cast(pl.Float64).fill_nan(None) for column in columns]
    counts = [pl.col("persons", "events").cast(pl.Int64)]
    rows = patterns.select(*kept, *numbers, *counts).drop_nulls([*columns, "persons", "events"])
    return rows.filter((pl.col("persons") > 0) & pl.col("events").is_between(0, pl.col("persons")))


def _iterate(data: _Data, terms: int) -> _Result:
    """Give status, estimates, standard errors, deviance and the number of iterations."""
    nothing: list[None] = [None] * terms
    if not data.rows:
        return NO_DATA, nothing, nothing, None, 0
    estimates = [0.0] * terms
    linear = list(data.offsets)
    deviance = _deviance(data, linear)
    if cholesky_factor(_information(data, [0.0] * len(linear))) is None:
        return COLLINEAR, nothing, nothing, None, 0
    for iteration in range(1, MOST_ITERATIONS + 1):
        factor = cholesky_factor(_information(data, linear))
        if factor is None:
            return SEPARATED, nothing, nothing, None, iteration
        estimates, moved, deviance, settled = _step(data, factor, estimates, linear, deviance)
        largest = max(abs(new - old) for new, old in zip(moved, linear, strict=True))
        linear = moved
        if settled and largest >= STILL_MOVING:
            return SEPARATED, nothing, nothing, None, iteration
        if settled:
            factor = cholesky_factor(_information(data, linear))
            if factor is None:
                return SEPARATED, nothing, nothing, None, iteration
            return CONVERGED, estimates, [sqrt(v) for v in inverse_diagonal(factor)], deviance, iteration
    return NOT_CONVERGED, nothing, nothing, None, MOST_ITERATIONS


def _step(
    data: _Data, factor: Matrix, estimates: list[float], linear: list[float], deviance: float
) -> tuple[list[float], list[float], float, bool]:
    """Take one Newton step, halved until the deviance does not grow: estimates, predictors, deviance, whether settled."""
    change = solve(factor, _score(data, linear))
    for halving in range(MOST_ITERATIONS):
        moved = [old + step / 2**halving for old, step in zip(estimates, change, strict=True)]
        predictors = _linear(data, moved)
        reached = _deviance(data, predictors)
        slack = TOLERANCE * (abs(deviance) + 0.1)
        if reached <= deviance + slack:
            return moved, predictors, reached, abs(deviance - reached) <= slack
    return estimates, linear, deviance, True


def _linear(data: _Data, estimates: list[float]) -> list[float]:
    return [
        offset + fsum(x * estimate for x, estimate in zip(row, estimates, strict=True))
        for row, offset in zip(data.rows, data.offsets, strict=True)
    ]


def _probability(linear: float) -> float:
    """Give the logistic function without overflow."""
    return 1 / (1 + exp(-linear)) if linear >= 0 else exp(linear) / (1 + exp(linear))


def _deviance(data: _Data, linear: list[float]) -> float:
    """Give −2 log likelihood of the persons: log(1 + eˣ) less x for each event."""
    return 2 * fsum(
        persons * (max(x, 0.0) + log1p(exp(-abs(x)))) - events * x
        for persons, events, x in zip(data.persons, data.events, linear, strict=True)
    )


def _score(data: _Data, linear: list[float]) -> list[float]:
    excess = [e - n * _probability(x) for e, n, x in zip(data.events, data.persons, linear, strict=True)]
    return [fsum(row[term] * r for row, r in zip(data.rows, excess, strict=True)) for term in range(len(data.rows[0]))]


def _information(data: _Data, linear: list[float]) -> Matrix:
    weights = [n * _probability(x) * _probability(-x) for n, x in zip(data.persons, linear, strict=True)]
    size = len(data.rows[0])
    lower = [
        [fsum(w * row[i] * row[j] for w, row in zip(weights, data.rows, strict=True)) for j in range(i + 1)]
        for i in range(size)
    ]
    return [[lower[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)]
