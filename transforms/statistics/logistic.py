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

import polars as pl

from transforms.statistics.logistic_steps import CONVERGED, Patterns, take_steps

INTERCEPT = "intercept"
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
    left_out = sum(patterns["persons"].drop_nulls().to_list()) - sum(usable["persons"].to_list())
    terms = [INTERCEPT, *covariates]
    steps = take_steps(_as_patterns(usable, covariates, offset), len(terms))
    missing = [None] * len(terms)
    numbers = {"term": terms, "estimate": steps.estimates or missing, "standard_error": steps.errors or missing}
    table = pl.DataFrame(numbers, schema=_COEFFICIENTS)
    return LogisticFit(steps.status, table, steps.deviance, steps.iterations, left_out)


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
    # Under a name of its own, because a unit may be a covariate too.
    rows = _usable(cells.with_columns(pl.col(unit).alias("_unit")), terms, "_unit")
    ordered = rows.with_columns(predicted_probability(fit).alias("_chance")).sort("_unit", *terms, "persons", "events")
    expected = (pl.col("persons") * pl.col("_chance")).sum() if fit.status == CONVERGED else pl.lit(None, pl.Float64)
    sums = [pl.col("persons").sum(), pl.col("events").sum().alias("observed"), expected.alias("expected")]
    return ordered.group_by("_unit", maintain_order=True).agg(sums).rename({"_unit": unit})


def _usable(patterns: pl.DataFrame, columns: Sequence[str], *kept: str) -> pl.DataFrame:
    """The same rows without those that have a null or impossible counts: `kept`, `columns` as Float64, counts."""
    numbers = [pl.col(column).cast(pl.Float64).fill_nan(None) for column in columns]
    counts = [pl.col("persons", "events").cast(pl.Int64)]
    rows = patterns.select(*kept, *numbers, *counts).drop_nulls([*columns, "persons", "events"])
    return rows.filter((pl.col("persons") > 0) & pl.col("events").is_between(0, pl.col("persons")))


def _as_patterns(usable: pl.DataFrame, covariates: Sequence[str], offset: str | None) -> Patterns:
    """Pool the rows into sorted patterns of plain numbers."""
    columns = [*covariates, *([offset] if offset else [])]
    pooled = usable.group_by(columns or pl.lit(0).alias("_all")).agg(pl.col("persons", "events").sum())
    ordered = pooled.filter(pl.col("persons") > 0).sort(pl.all())
    covariate_rows = ordered.select(covariates).rows() if covariates else [()] * ordered.height
    return Patterns(
        rows=[(1.0, *row) for row in covariate_rows],
        offsets=ordered[offset].to_list() if offset else [0.0] * ordered.height,
        persons=ordered["persons"].to_list(),
        events=ordered["events"].to_list(),
    )
