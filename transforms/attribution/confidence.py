"""How far a placement can be trusted: the weight of the chosen physician's care beside everybody else's.

Method: docs/explanation/method.md 4, confidence.
"""

import polars as pl

from reference.load import Method

WEIGHED_RULES = ["enrolment", "core_care", "non_comprehensive"]
VALUES = ["own_value", "other_value", "all_value"]


def weigh_choice(found: pl.DataFrame, core: pl.DataFrame) -> pl.DataFrame:
    """The same rows with own_value, other_value and all_value; null where the rule does not weigh core care.

    `found` come from `find_providers`, `core` is one row per person and physician with `value`. Zero: no such care.
    """
    weighed = found.filter(pl.col("tier_rule").is_in(WEIGHED_RULES)).select("person_id", "physician_id")
    chosen = weighed.select("person_id", pl.col("physician_id").cast(core.schema["physician_id"]).alias("chosen_id"))
    is_own = pl.col("physician_id") == pl.col("chosen_id")
    sums = (
        core.select("person_id", "physician_id", "value")
        .join(chosen, on="person_id", how="inner")
        .group_by("person_id")
        .agg(
            pl.col("value").filter(is_own).sum().alias("own_value"),
            pl.col("value").filter(~is_own).max().fill_null(0).alias("other_value"),
            pl.col("value").sum().alias("all_value"),
        )
    )
    values = (
        weighed.select("person_id").join(sums, on="person_id", how="left").with_columns(pl.col(VALUES).fill_null(0))
    )
    return found.join(values, on="person_id", how="left", maintain_order="left")


def confidence(method: Method) -> pl.Expr:
    """Give high, medium, low or lowest from tier_rule and the three values; null without a rule."""
    rule, own, everybody = pl.col("tier_rule"), pl.col("own_value"), pl.col("all_value")
    mostly_own = (everybody > 0) & (own * 100 >= everybody * method.confidence_own_percent)
    lead = own - pl.col("other_value")
    clear_lead = (everybody > 0) & (lead * 100 >= everybody * method.confidence_margin_percent)
    return (
        pl.when((rule == "enrolment") & mostly_own).then(pl.lit("high"))
        .when(rule.is_in(["enrolment", "centre_roster"])).then(pl.lit("medium"))
        .when((rule == "core_care") & clear_lead).then(pl.lit("medium"))
        .when(rule == "area").then(pl.lit("lowest"))
        .when(rule.is_not_null()).then(pl.lit("low"))
    )  # fmt: skip
