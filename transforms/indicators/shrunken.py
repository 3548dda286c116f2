"""Values of practices drawn towards that of all practices, the more the less a practice's own counts tell.

Rule: docs/explanation/comparisons.md 30. For the analyst: a small practice's own value swings by chance alone.
"""

from collections.abc import Mapping

import polars as pl

from transforms.indicators.definition import HOSPITAL, PHYSICIAN, Indicator
from transforms.indicators.design_effect import as_weighed, design_effects, effective_counts
from transforms.statistics.shrinkage import shrink

KEY = ["indicator_id", "period", "unit_id"]
LABELS = ["definition_version", "method_id"]


def shrink_practices(results: pl.DataFrame, definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator that counts rows or events and practice with a value, sorted (the ShrunkenResults model).

    `results`: exact, of one period (the Results model). Counts that repeat within persons weigh by the design effect
    of the province. An indicator of physicians, of hospitals, of means, or without limits of the province has no rows.
    """
    chosen = {name: record for name, record in definitions.items() if record.grain not in (PHYSICIAN, HOSPITAL)}
    effects = design_effects(results, chosen).drop_nulls("design_effect")
    practices = as_weighed(results, chosen).filter((pl.col("level") == "practice") & (pl.col("denominator") > 0))
    rows = practices.join(effects, on="indicator_id", how="inner").sort(KEY)
    shrunken = [_shrink_one(rows.filter(indicator_id=name), chosen[name]) for name in effects["indicator_id"]]
    return pl.concat([_shrink_one(rows.clear(), None), *shrunken]).sort(KEY)


def _shrink_one(rows: pl.DataFrame, record: Indicator | None) -> pl.DataFrame:
    """One row per practice: the values in the indicator's unit."""
    kind, multiplier = ("rate", 1.0) if record is None else (rows["kind"].first(), float(record.multiplier))
    found = shrink(rows.select(*KEY, *LABELS, *effective_counts()), "proportion" if kind == "proportion" else "rate")
    return found.select(
        *KEY,
        pl.col("value") * multiplier,
        pl.col("overall_value") * multiplier,
        "own_weight",
        pl.col("shrunken_value") * multiplier,
        *LABELS,
    )
