"""How much less a count tells than as many independent rows would: the design effect, from the province's limits.

Visits and stays repeat within persons. Their limits say so (18.6); a funnel and shrinkage know counts alone, so that
they get counts divided by the design effect: Kish L. Survey sampling. Wiley 1965, 8.2. Taken from the province, the
effect is steady, and is that of all units alike. **local**
"""

from collections.abc import Mapping
from typing import Literal

import polars as pl

from transforms.indicators.definition import Indicator
from transforms.indicators.units import PROVINCE
from transforms.statistics.poisson import poisson_limits
from transforms.statistics.wilson import wilson_limits

Kind = Literal["proportion", "rate"]
PERCENT = "%"
COUNTS = ["numerator", "denominator"]
EFFECT = "design_effect"


def kind_of(record: Indicator) -> Kind | None:
    """Say whether the value is a share of rows or a rate of events; null: a mean, whose counts are of neither."""
    if record.limits in ("poisson", "repeat"):
        return "rate"
    is_share = record.unit.startswith(PERCENT) and record.multiplier == float(100)
    return "proportion" if is_share and record.limits in ("wilson", "clustered", "survey") else None


def design_effects(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator of shares or rates, sorted by indicator_id: indicator_id, kind, design_effect.

    `results`: one period, with a row of the province. The square of how much wider its limits are than those of
    independent rows, at least 1; null: it has no value or no limits.
    """
    rows = [(record.id, kind_of(record), float(record.multiplier)) for record in definitions.values()]
    types = {"indicator_id": pl.String, "kind": pl.String, "multiplier": pl.Float64}
    kinds = pl.DataFrame(rows, schema=types, orient="row").filter(pl.col("kind").is_not_null())
    weighed = as_weighed(results, definitions)
    province = weighed.filter(pl.col("level") == "province", pl.col("unit_id") == PROVINCE)
    width = (pl.col("upper") - pl.col("lower")) / pl.col("multiplier")
    effect = ((width / _width()) ** 2).clip(lower_bound=1.0)
    return (
        kinds.join(province.select("indicator_id", *COUNTS, "lower", "upper"), on="indicator_id", how="left")
        .select("indicator_id", "kind", pl.when(_width() > 0).then(effect).alias(EFFECT))
        .sort("indicator_id")
    )


def as_weighed(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """The same rows; of weighted answers the numerator is that share of the respondents which the value says (Float64).

    A funnel and shrinkage take numerator over denominator for the value; of a survey it is the share of the weights.
    """
    weighted = {name: float(record.multiplier) for name, record in definitions.items() if record.weight is not None}
    multiplier = pl.col("indicator_id").replace_strict(weighted, default=None, return_dtype=pl.Float64)
    said = pl.col("value") / multiplier * pl.col("denominator")
    own = pl.col("numerator").cast(pl.Float64)
    return results.with_columns(pl.when(multiplier.is_not_null()).then(said).otherwise(own).alias("numerator"))


def effective_counts() -> list[pl.Expr]:
    """Give numerator and denominator as counts of independent rows; their ratio stays."""
    return [pl.col(name) / pl.col(EFFECT) for name in COUNTS]


def _width() -> pl.Expr:
    """Give how wide the limits of independent rows are."""
    counts = pl.col("numerator"), pl.col("denominator")
    (low, high), (few, many) = wilson_limits(*counts), poisson_limits(*counts)
    return pl.when(pl.col("kind") == "proportion").then(high - low).otherwise(many - few)
