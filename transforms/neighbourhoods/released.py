"""Neighbourhoods as others may see them: values without counts, and nothing that stands on a few.

Areas are strata of the province, so that the same holds as for strata (docs/explanation/comparisons.md 24): no counts,
no limits, two significant digits. Rules: docs/explanation/families/neighbourhoods.md.
"""

from collections.abc import Mapping

import polars as pl

from reference.community import Community
from transforms.disclosure.audience import Audience
from transforms.disclosure.strata import SIGNIFICANT
from transforms.indicators.definition import Indicator

FACTS = ["deprivation_quintile", "income_quintile", "is_rural"]


def release_areas(persons: pl.DataFrame, areas: pl.DataFrame, period: str, told: Community) -> pl.DataFrame:
    """One row per area in which counted people live: persons (rounded; null: too few), and what the area is like."""
    enough = pl.col("persons") >= told.smallest_area_persons
    unit = told.persons_rounded_to
    rounded = (pl.col("persons") + unit // 2) // unit * unit
    known = persons.join(areas.select("area_id", *FACTS), on="area_id", how="left")
    return known.select(
        "area_id",
        pl.lit(period).alias("period"),
        pl.when(enough).then(rounded).alias("persons"),
        *FACTS,
        pl.when(~enough).then(pl.lit("small_area")).alias("suppression"),
    ).sort("area_id")


def release_area_results(
    results: pl.DataFrame, persons: pl.DataFrame, definitions: Mapping[str, Indicator], period: str, told: Community
) -> pl.DataFrame:
    """One row per area and indicator: the crude value in two significant digits, or why it is hidden.

    Hidden: an area of too few people, a denominator below that, and 1 to 5 on either side of the line.
    """
    threshold = Audience.OHT.threshold
    named = results.join(_labels(definitions), on="indicator_id", how="inner").join(persons, on="area_id", how="inner")
    rest = pl.when("is_proportion").then(pl.col("denominator") - pl.col("numerator")).otherwise(0)
    small_area = (pl.col("persons") < told.smallest_area_persons) | (pl.col("denominator") < told.smallest_area_persons)
    small_cell = pl.col("numerator").is_between(1, threshold) | rest.is_between(1, threshold)
    reason = pl.when(small_area).then(pl.lit("small_area")).when(small_cell).then(pl.lit("small_cell"))
    value = pl.col("numerator") / pl.col("denominator") * pl.col("multiplier")
    return (
        named.with_columns(reason.alias("suppression"))
        .select(
            "area_id",
            "indicator_id",
            pl.lit(period).alias("period"),
            pl.when(pl.col("suppression").is_null()).then(value.round_sig_figs(SIGNIFICANT)).alias("value"),
            "unit",
            "suppression",
            "status",
        )
        .sort("area_id", "indicator_id")
    )


def _labels(definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per indicator: unit, multiplier, is_proportion, status."""
    rows = [
        (name, record.unit, float(record.multiplier), record.is_proportion, record.status)
        for name, record in definitions.items()
    ]
    schema = {
        "indicator_id": pl.String,
        "unit": pl.String,
        "multiplier": pl.Float64,
        "is_proportion": pl.Boolean,
        "status": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
