"""People and what they count for by area, in whole numbers that add up over buckets.

Rules: docs/explanation/families/neighbourhoods.md.
"""

from collections.abc import Sequence

import polars as pl

from transforms.indicators.membership import PARTS, column_of

AREA = "area_id"
AREA_KEY = [AREA]
RESULT_KEY = [AREA, "indicator_id"]
PRACTICE_KEY = ["physician_id", AREA]
PERSONS = pl.len().cast(pl.Int64).alias("persons")


def count_area_persons(persons: pl.DataFrame) -> pl.DataFrame:
    """One row per area in which counted persons of a bucket live: persons. Those without a known area are in none."""
    return persons.drop_nulls(AREA).group_by(AREA_KEY).agg(PERSONS).sort(AREA_KEY)


def count_practice_areas(persons: pl.DataFrame) -> pl.DataFrame:
    """One row per practice and area in which its persons of a bucket live: persons."""
    return persons.drop_nulls(PRACTICE_KEY).group_by(PRACTICE_KEY).agg(PERSONS).sort(PRACTICE_KEY)


def count_area_results(persons: pl.DataFrame, members: pl.DataFrame, indicators: Sequence[str]) -> pl.DataFrame:
    """One row per area and indicator of a bucket: numerator and denominator.

    `members`: the wide table of the same persons in the same order, from `mark_members`.
    """
    if persons.height != members.height:
        raise ValueError(f"{persons.height} persons stand beside {members.height} members: they must be the same rows.")
    placed = pl.concat([persons.select(AREA), members.drop(AREA, strict=False)], how="horizontal").drop_nulls(AREA)
    parts = [_of_indicator(placed, name) for name in indicators]
    empty = pl.DataFrame(schema={AREA: pl.String, "indicator_id": pl.String, **dict.fromkeys(PARTS, pl.Int64)})
    return pl.concat([empty, *parts]).sort(RESULT_KEY)


def _of_indicator(placed: pl.DataFrame, indicator_id: str) -> pl.DataFrame:
    """One row per area in which anybody is in the denominator: the sums of one indicator."""
    sums = [pl.col(column_of(indicator_id, part)).cast(pl.Int64).sum().alias(part) for part in PARTS]
    return (
        placed.group_by(AREA)
        .agg(sums)
        .filter(pl.col("denominator") > 0)
        .select(AREA, pl.lit(indicator_id).alias("indicator_id"), *PARTS)
    )
