"""Rules broken, delivery by delivery: is it worse than the time before?

Deliveries differ in size, so that shares are compared. Two shares differ when their 95 % limits (Wilson 1927) do not
overlap: a cautious test, settled here. Rules: docs/how-to/data-quality.md.
"""

import polars as pl

from transforms.statistics.wilson import wilson_limits

KEY = ["input", "rule_id"]
BROKEN = {
    "place": pl.Int64(),
    "input": pl.String(),
    "rule_id": pl.String(),
    "severity": pl.String(),
    "rows": pl.Int64(),
    "rows_in": pl.Int64(),
}
TRENDS = ["new", "more", "as before", "fewer", "gone", "first delivery"]
PER = 10_000


def compare_rules(broken: pl.DataFrame, delivered: pl.DataFrame) -> pl.DataFrame:
    """One row per input, rule broken in any delivery, and delivery of the input: rows, per 10,000, and the trend.

    `broken`: one row per delivery (`place`, in order of receipt), input and rule broken: the columns of BROKEN.
    `delivered`: place, input, rows_in of every delivery, clean ones too. Columns beside these: `per_10_000` (null: no
    rows came) and `trend` (TRENDS) against the delivery of the same input before. Sorted by input, rule and place.
    """
    rules = broken.group_by(KEY).agg(pl.col("severity").min())
    grid = rules.join(delivered, on="input").join(
        broken.select("place", *KEY, "rows"), on=["place", *KEY], how="left", validate="1:1"
    )
    ordered = grid.with_columns(pl.col("rows").fill_null(0)).sort(*KEY, "place")
    lower, upper = wilson_limits(pl.col("rows"), pl.col("rows_in"))
    share = pl.when(pl.col("rows_in") > 0).then(PER * pl.col("rows") / pl.col("rows_in"))
    told = ordered.with_columns(lower.alias("lower"), upper.alias("upper"), share.alias("per_10_000"))
    return told.with_columns(_trend().alias("trend")).select(*BROKEN, "per_10_000", "trend").sort(*KEY, "place")


def _trend() -> pl.Expr:
    """Give how a share stands to that of the delivery before."""
    before = {name: pl.col(name).shift(1).over(KEY, order_by="place") for name in ("rows", "lower", "upper")}
    return (
        pl.when(pl.col("place") == pl.col("place").min().over("input"))
        .then(pl.lit("first delivery"))
        .when((before["rows"] == 0) & (pl.col("rows") > 0))
        .then(pl.lit("new"))
        .when(pl.col("lower") > before["upper"])
        .then(pl.lit("more"))
        .when(pl.col("upper") < before["lower"])
        .then(pl.when(pl.col("rows") == 0).then(pl.lit("gone")).otherwise(pl.lit("fewer")))
        .otherwise(pl.lit("as before"))
    )
