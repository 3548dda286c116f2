"""The value of a practice's registry group as its practices may see it: without counts, and of four practices or more.

A practice knows its own counts, so that two practices would see each other's, and small counts of the others could be
had by subtraction. Rule: docs/explanation/comparisons.md 25; **local**.
"""

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import is_of_few

FEWEST_PRACTICES = 4
SIGNIFICANT = 3


def with_group_values(practices: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """The same rows with group_value and group_suppression; reads group_id (null: the practice is in no group).

    `practices`: one row per indicator and practice with its counts, of all practices. `results`: those of groups. Why
    there is no value: no_group; not_applicable (it could not be computed, or nobody is counted); few_practices (of
    fewer than four anybody is counted); small_cell (a count of the group, or of the others in it, is 1 to 5, or so few
    persons make a sum of events or amounts).
    """
    groups = results.filter(pl.col("level") == "group").select(
        "indicator_id",
        pl.col("unit_id").alias("group_id"),
        pl.col("numerator").alias("group_numerator"),
        pl.col("denominator").alias("group_denominator"),
        is_of_few(results, Audience.OHT.threshold).alias("group_is_of_few"),
        pl.col("value").alias("_group_value"),
    )
    counted = (
        practices.filter(pl.col("denominator") > 0).group_by("indicator_id", "group_id").agg(pl.len().alias("counted"))
    )
    joined = practices
    for table in (groups, counted):
        joined = joined.join(table, on=["indicator_id", "group_id"], how="left", maintain_order="left")
    shown = pl.when(pl.col("group_suppression").is_null()).then(pl.col("_group_value").round_sig_figs(SIGNIFICANT))
    return joined.with_columns(_reason().alias("group_suppression")).select(
        *practices.columns, shown.alias("group_value"), "group_suppression"
    )


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col("group_id").is_null())
        .then(pl.lit("no_group"))
        .when(pl.col("_group_value").is_null())
        .then(pl.lit("not_applicable"))
        .when(pl.col("counted").fill_null(0) < FEWEST_PRACTICES)
        .then(pl.lit("few_practices"))
        .when(_has_small_cell())
        .then(pl.lit("small_cell"))
    )


def _has_small_cell() -> pl.Expr:
    """True where a count of the group, or of the group without the practice, is small but not zero."""
    whole = pl.col("group_numerator"), pl.col("group_denominator")
    others = whole[0] - pl.col("numerator"), whole[1] - pl.col("denominator")
    beside = [pl.when("is_proportion").then(below - above).otherwise(0) for above, below in (whole, others)]
    threshold = Audience.OHT.threshold
    small = pl.any_horizontal(count.is_between(1, threshold) for count in [*whole, *others, *beside]).fill_null(True)
    return small | pl.col("group_is_of_few").fill_null(True)
