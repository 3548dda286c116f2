"""How well predicted probabilities tell apart and foretell: c statistic, Hosmer-Lemeshow groups, calibration line.

c statistic: the probability that a person with the event had the higher prediction, ties counting half (Hanley JA,
McNeil BJ. The meaning and use of the area under a receiver operating characteristic curve. Radiology 1982; 143:29-36).
Groups of risk: Hosmer DW, Lemeshow S. Goodness of fit tests for the multiple logistic regression model. Communications
in Statistics A 1980; 9:1043-1069. Calibration in the large and slope: Cox DR. Two further applications of a model for
binary regression. Biometrika 1958; 45:562-565; Steyerberg EW. Clinical prediction models. Springer 2009, chapter 15.

`predictions` everywhere has one row per pattern (or per unit and pattern): predicted, a probability; persons and
events, whole counts. Rows with a null, no persons, more events than persons or a prediction outside 0 to 1 count
nowhere. Predictions that agree to twelve decimals are one: the same sum in another order differs behind them.
"""

from dataclasses import dataclass

import polars as pl

from transforms.statistics.chi_square import chi_square_upper_tail
from transforms.statistics.logistic import fit_logistic
from transforms.statistics.logistic_steps import CONVERGED, NO_DATA

DECIMALS = 12


@dataclass(frozen=True)
class HosmerLemeshow:
    """The test that observed and expected agree over groups of risk; nulls where there are too few groups."""

    statistic: float | None
    degrees_of_freedom: int | None
    p_value: float | None


@dataclass(frozen=True)
class CalibrationLine:
    """Calibration in the large (intercept with a slope of 1; 0 is ideal), slope (1 is ideal), with standard errors.

    Each is null with its error unless its own status is `converged`.
    """

    in_the_large: float | None
    in_the_large_error: float | None
    in_the_large_status: str
    slope: float | None
    slope_error: float | None
    slope_status: str


def c_statistic(predictions: pl.DataFrame) -> float | None:
    """Give the c statistic, from 0 to 1, exact from whole counts; null without events or without persons without."""
    levels = _levels(predictions)
    others = pl.col("persons") - pl.col("events")
    # In halves of pairs, so that the sums are whole until the end.
    lower_others = 2 * (others.cum_sum() - others) + others
    halves, events, free = levels.select(
        (pl.col("events") * lower_others).sum().alias("halves"), pl.col("events").sum(), others.sum().alias("free")
    ).row(0)
    return halves / (2 * events * free) if events and free else None


def risk_groups(predictions: pl.DataFrame, groups: int = 10) -> pl.DataFrame:
    """One row per group of risk that has anyone, lowest first: persons, observed, expected and predicted range.

    Columns: risk_group (1 to `groups`), persons, observed, expected, lowest and highest predicted. A person is in the
    group that the share of persons with a lower prediction points at, so persons with one prediction stay together and
    groups differ in size. Fewer than one group raises ValueError.
    """
    if groups < 1:
        raise ValueError(f"groups must be 1 or more, got {groups}")
    levels = _levels(predictions)
    lower = pl.col("persons").cum_sum() - pl.col("persons")
    group = (lower * groups // pl.col("persons").sum() + 1).alias("risk_group")
    return (
        levels.with_columns(group.cast(pl.Int64), (pl.col("persons") * pl.col("predicted")).alias("expected"))
        .group_by("risk_group", maintain_order=True)
        .agg(
            pl.col("persons").sum(),
            pl.col("events").sum().alias("observed"),
            pl.col("expected").sum(),
            pl.col("predicted").min().alias("lowest"),
            pl.col("predicted").max().alias("highest"),
        )
    )


def hosmer_lemeshow(groups: pl.DataFrame, fitted_here: bool = True) -> HosmerLemeshow:
    """Give the test for groups of risk with persons, observed and expected.

    Two degrees of freedom are lost when the model was fitted to these persons (`fitted_here`), none when it comes from
    elsewhere. With many persons the test finds differences too small to matter. Null when a group expects no event, or
    nothing but events, or when no degree of freedom is left.
    """
    degrees = groups.height - (2 if fitted_here else 0)
    spread = pl.col("expected") * (1 - pl.col("expected") / pl.col("persons"))
    parts = groups.select(part=(pl.col("observed") - pl.col("expected")) ** 2 / spread, spread=spread)
    if degrees < 1 or not bool((parts["spread"] > 0).all()):
        return HosmerLemeshow(None, None, None)
    statistic = float(parts["part"].sum())
    return HosmerLemeshow(statistic, degrees, chi_square_upper_tail(statistic, degrees))


def calibration_line(predictions: pl.DataFrame) -> CalibrationLine:
    """Give calibration in the large and slope: events regressed on the logit of the prediction.

    Predictions of exactly 0 or 1 have no logit and count nowhere.
    """
    inside = _levels(predictions).filter((pl.col("predicted") > 0) & (pl.col("predicted") < 1))
    logit = (pl.col("predicted") / (1 - pl.col("predicted"))).log().alias("logit")
    patterns = inside.select(logit, "persons", "events")
    large, large_error, large_status = _term(patterns, [], "logit", "intercept")
    slope, slope_error, slope_status = _term(patterns, ["logit"], None, "logit")
    return CalibrationLine(large, large_error, large_status, slope, slope_error, slope_status)


def _term(
    patterns: pl.DataFrame, covariates: list[str], offset: str | None, term: str
) -> tuple[float | None, float | None, str]:
    """Give the estimate, the standard error and the status of one term of a fit."""
    if patterns.is_empty():
        return None, None, NO_DATA
    fit = fit_logistic(patterns, covariates, offset)
    row = fit.coefficients.filter(pl.col("term") == term).row(0, named=True)
    return (row["estimate"], row["standard_error"], CONVERGED) if fit.status == CONVERGED else (None, None, fit.status)


def _levels(predictions: pl.DataFrame) -> pl.DataFrame:
    """One row per prediction, lowest first: predicted, persons, events."""
    is_usable = (
        pl.col("predicted").is_between(0, 1)
        & pl.col("predicted").is_not_nan()
        & (pl.col("persons") > 0)
        & pl.col("events").is_between(0, pl.col("persons"))
    )
    counts = pl.col("persons", "events").cast(pl.Int64)
    rows = predictions.select(pl.col("predicted").cast(pl.Float64), counts).filter(is_usable)
    return rows.group_by(pl.col("predicted").round(DECIMALS)).agg(pl.col("persons", "events").sum()).sort("predicted")
