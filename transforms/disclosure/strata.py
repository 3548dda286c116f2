"""Strata and inequality as teams may see them: values without counts, and nothing that stands on a few.

Strata of a unit add up to its total, and teams to the province, so that counts of strata would give hidden ones away
by subtraction. No count of a stratum is released; a value is, in two significant digits, when its stratum is large
and nothing on either side of the line is small. Rule: docs/explanation/comparisons.md 24; **local**.
"""

from collections.abc import Mapping

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.primary import is_of_few
from transforms.indicators.definition import Indicator
from transforms.indicators.inequality import kind_of

SMALLEST_STRATUM = 30
FEWEST_STRATA = 2
SIGNIFICANT = 2
UNIT = ["indicator_id", "period", "level", "unit_id", "dimension"]
RELEASED = ["oht", "province"]


def release_strata(strata: pl.DataFrame, proportions: list[str], audience: Audience = Audience.OHT) -> pl.DataFrame:
    """One row per indicator, OHT or province, dimension and stratum: the value, or the reason why it is hidden.

    `strata`: exact (the StrataResults model). `proportions`: the indicators whose numerator counts rows of the
    denominator. A hidden stratum never stands alone: the smallest of the others is hidden with it. A dimension of which
    fewer than two strata are shown is hidden as a whole. Limits are not released: with the value they would give the
    counts away.
    """
    small = _is_small(proportions, audience.threshold) | is_of_few(strata, audience.threshold)
    judged = strata.filter(pl.col("level").is_in(RELEASED)).with_columns(small.alias("is_small"))
    order = pl.struct("is_small", "denominator", "stratum").rank("ordinal").over(UNIT)
    alone = pl.col("is_small").sum().over(UNIT) == 1
    # Shown ones sort first, the smallest before the others.
    hidden = pl.col("is_small") | (alone & (order == 1))
    judged = judged.with_columns(hidden.alias("is_hidden"))
    whole = (~pl.col("is_hidden")).sum().over(UNIT) < FEWEST_STRATA
    is_hidden = pl.col("is_hidden") | whole
    return judged.select(
        *UNIT,
        "stratum",
        pl.when(~is_hidden).then(pl.col("value").round_sig_figs(SIGNIFICANT)).alias("value"),
        pl.when(is_hidden).then(pl.lit("small_cell")).alias("suppression"),
    ).sort(*UNIT, "stratum")


def proportions_of(definitions: Mapping[str, Indicator]) -> list[str]:
    """Give the indicators whose numerator counts rows or people of the denominator, so that the rest is a count."""
    return [
        name for name, record in definitions.items() if record.weight is not None or kind_of(record) == "proportion"
    ]


def release_inequality(inequality: pl.DataFrame, released: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, OHT or province, and dimension: indices and gaps where all its strata are shown.

    `released`: from `release_strata`. Values have two significant digits.
    """
    open_units = released.group_by(UNIT).agg(pl.col("suppression").is_null().all().alias("is_open"))
    marked = inequality.join(open_units, on=UNIT, how="left").with_columns(pl.col("is_open").fill_null(False))
    numbers = [name for name, kind in inequality.schema.items() if kind == pl.Float64]
    shown = [pl.when("is_open").then(pl.col(name).round_sig_figs(SIGNIFICANT)).alias(name) for name in numbers]
    statuses = ["inequality_status", "gap_status"]
    shown += [pl.when("is_open").then(pl.col(name)).otherwise(pl.lit("hidden")).alias(name) for name in statuses]
    reason = pl.when(~pl.col("is_open")).then(pl.lit("small_cell")).alias("suppression")
    return marked.with_columns(*shown, reason).drop("is_open").sort(UNIT)


def _is_small(proportions: list[str], threshold: int) -> pl.Expr:
    """True where a count of a stratum, or what is left of it, is small but not zero, or the stratum itself is."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    rest = pl.when(pl.col("indicator_id").is_in(proportions)).then(denominator - numerator).otherwise(0)
    counts = [numerator.is_between(1, threshold), rest.is_between(1, threshold)]
    return (denominator < SMALLEST_STRATUM) | counts[0] | counts[1]
