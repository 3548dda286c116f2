"""The choice among candidates: one total order, and the step of it that told the winner from the runner-up."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Step:
    """One step of a tie chain: the column it compares, the name it is stored under, and whether more is better."""

    column: str
    name: str
    is_more_better: bool = True


def choose(candidates: pl.DataFrame, chooser: str, steps: Sequence[Step], stored_as: str = "tie_step") -> pl.DataFrame:
    """One row per value of `chooser`: its best candidate, with the step that decided in the column `stored_as`.

    `candidates`: one row per chooser and candidate. The steps must make the order total. Nulls come last at any step.
    The step is `none` where there was one candidate, else the first at which winner and runner-up differ.
    """
    has_rival = candidates[chooser].is_duplicated()
    alone = candidates.filter(~has_rival).with_columns(pl.lit("none").alias(stored_as))
    return pl.concat([alone, _choose_among(candidates.filter(has_rival), chooser, steps, stored_as)]).sort(chooser)


def _choose_among(candidates: pl.DataFrame, chooser: str, steps: Sequence[Step], stored_as: str) -> pl.DataFrame:
    """One row per value of `chooser`, each with two candidates or more; only these are worth sorting."""
    ordered = candidates.sort(
        [chooser, *[step.column for step in steps]],
        descending=[False, *[step.is_more_better for step in steps]],
        nulls_last=True,
    )
    has_runner_up = (pl.col(chooser).shift(-1) == pl.col(chooser)).fill_null(False)
    differs = [
        pl.when(pl.col(step.column).ne_missing(pl.col(step.column).shift(-1))).then(pl.lit(step.name)) for step in steps
    ]
    decided = pl.when(has_runner_up).then(pl.coalesce(*differs)).otherwise(pl.lit("none"))
    is_first = pl.col(chooser).ne_missing(pl.col(chooser).shift(1))
    return (
        ordered.with_columns(decided.alias(stored_as), is_first.alias("is_first")).filter("is_first").drop("is_first")
    )
