"""The candidates of a person and the choice among them: one total order, and the step that decided.

Method: docs/explanation/method.md 4, tie chain.
"""

from collections.abc import Mapping

import polars as pl

from transforms.attribution.choice import Step, choose

# Column → name of the step it stands for; larger wins, the rank of the hash apart.
CARE_STEPS = {"value_cents": "value", "visits": "visits", "visit_dates": "dates", "last_date": "recent"}


def summarise_care(core_lines: pl.DataFrame, physicians: pl.DataFrame) -> pl.DataFrame:
    """One row per person and physician with core lines: value_cents, visits (lines), visit_dates, last_date.

    `physicians` come from `number_physicians`; the physician is a number here.
    """
    numbered = core_lines.join(physicians.select("physician_id", "physician_number"), on="physician_id", how="inner")
    by_day = numbered.group_by("person_id", "physician_number", "service_date").agg(
        pl.col("value_cents").sum(), pl.len().alias("visits")
    )
    return by_day.group_by("person_id", "physician_number").agg(
        pl.col("value_cents").sum(),
        pl.col("visits").sum().cast(pl.Int64),
        pl.len().cast(pl.Int64).alias("visit_dates"),
        pl.col("service_date").max().alias("last_date"),
    )


def choose_physician(candidates: pl.DataFrame, tie_ranks: pl.DataFrame, steps: Mapping[str, str]) -> pl.DataFrame:
    """One row per person: the winning candidate with `tie_step`, the first step at which it beats the runner-up.

    `candidates`: one row per person and physician with the columns of `steps`. `tie_ranks`: physician_number, tie_rank.
    `tie_step` is `none` when there was one candidate and `hash` when only the rank of the physician decided.
    """
    chain = [*[Step(column, name) for column, name in steps.items()], Step("tie_rank", "hash", is_more_better=False)]
    ranked = candidates.join(tie_ranks, on="physician_number", how="inner")
    return choose(ranked, "person_id", chain)
