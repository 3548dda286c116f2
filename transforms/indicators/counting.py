"""Sums over the members of a bucket by unit and stratum, in whole numbers that add up over buckets.

Rules: docs/explanation/indicators.md 18.4 and 18.5.
"""

from collections.abc import Sequence

import polars as pl

from transforms.indicators.definition import HOSPITAL, Indicator
from transforms.indicators.membership import PARTS, WEIGHT, column_of
from transforms.indicators.units import COUNT_KEY, LEVELS, PROVINCE, by_level

UNIT_COLUMNS = [column for column in LEVELS.values() if column != "province_id"]
SQUARES = "numerator_squares"
# What limits for rows that repeat within persons need beside the sums.
CLUSTER_SUMS = (SQUARES, "products", "denominator_squares", "members")
# Of how many persons sums are made that are no counts of persons: those above the line, and those below it.
PERSONS = ("members_above", "members")
# What weighted answers need: weights of all who answered, and of those who said yes. Every respondent counts once.
SURVEY_SUMS = ("weight", "weight_yes", "weight_squares", "weight_yes_squares")
STRATUM = "stratum"


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """Give the sums that an indicator needs."""
    further = {
        "clustered": (*CLUSTER_SUMS, PERSONS[0]),
        "repeat": (SQUARES, *PERSONS),
        "survey": SURVEY_SUMS,
        "median": ("denominator_squares",),
    }
    return (*PARTS, *further.get(indicator.limits, ()))


def count_members(members: pl.DataFrame, units: pl.DataFrame, indicators: Sequence[Indicator]) -> pl.DataFrame:
    """One row per level and unit of a bucket: the sums of every indicator, named as by `column_of`.

    `members`: from `mark_members`. `units`: physician_id, group_id and oht_id (null: none) of the same rows.
    """
    rows = _beside(units, members)
    sums = [expression for record in indicators for expression in _sums(record, parts_of(record))]
    return _by_level(rows, sums, [])


def count_strata(
    members: pl.DataFrame,
    units: pl.DataFrame,
    strata: pl.Series,
    indicators: Sequence[Indicator],
    unit_columns: Sequence[str] = UNIT_COLUMNS,
) -> pl.DataFrame:
    """One row per level, unit and stratum of a bucket: numerators and denominators of every indicator.

    `strata`: of the same rows; null: unknown. Squares come with them where rows repeat within persons.
    `unit_columns`: of the levels counted beside the province.
    """
    rows = _beside(units, members).with_columns(strata.alias(STRATUM))
    sums = [expression for record in indicators for expression in _sums(record, strata_parts(record))]
    return _by_level(rows, sums, [STRATUM], unit_columns)


def strata_parts(indicator: Indicator) -> tuple[str, ...]:
    """Give the sums by stratum that an indicator needs."""
    if indicator.limits == "survey":
        return parts_of(indicator)
    return (*PARTS, SQUARES, *PERSONS) if indicator.limits in ("repeat", "clustered") else PARTS


def count_patterns(patterns: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit, indicator and covariate pattern of a bucket: numerator, denominator.

    `patterns`: from `mark_patterns`, of any indicators. `units`: person_id with its units.
    """
    rows = patterns.join(units.select("person_id", *UNIT_COLUMNS), on="person_id", how="inner")
    return _by_level(rows, [pl.col(part).cast(pl.Int64).sum() for part in PARTS], ["indicator_id", "pattern"])


def counts_of(wide: pl.DataFrame, indicator: Indicator, parts: Sequence[str], key: Sequence[str]) -> pl.DataFrame:
    """One row per row of a wide table of sums: the key and the sums of one indicator under their own names."""
    return wide.select(*key, *[pl.col(column_of(indicator.id, part)).alias(part) for part in parts])


def fewest_persons(indicator: Indicator) -> pl.Expr:
    """Give the fewest persons of whom a sum above or below the line is made; null: counts of persons, or of none.

    Hospital sites are no persons.
    """
    if PERSONS[0] not in parts_of(indicator) or indicator.grain == HOSPITAL:
        return pl.lit(None, pl.Int64).alias("fewest_persons")
    above, below = (pl.when(pl.col(part) > 0).then(part) for part in PERSONS)
    return pl.min_horizontal(above, below).alias("fewest_persons")


def _beside(units: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """One row per member: the units and the counts; a key that is itself a unit stands once."""
    if units.height != members.height:
        raise ValueError(f"{units.height} units stand beside {members.height} members: they must be of the same rows.")
    return pl.concat([units.select(UNIT_COLUMNS), members.drop(UNIT_COLUMNS, strict=False)], how="horizontal")


def _by_level(
    rows: pl.DataFrame, sums: list[pl.Expr], further: list[str], unit_columns: Sequence[str] = UNIT_COLUMNS
) -> pl.DataFrame:
    """One row per level, unit and further key: the sums, first by the units a person has together."""
    together = rows.group_by(*unit_columns, *further).agg(sums)
    names = [name for name in together.columns if name not in {*unit_columns, *further}]
    placed = together.with_columns(pl.lit(PROVINCE).alias("province_id"))
    return by_level(placed, [pl.col(names).sum()] if names else [], further).sort([*COUNT_KEY, *further])


def _sums(indicator: Indicator, parts: Sequence[str]) -> list[pl.Expr]:
    numerator, denominator = (pl.col(column_of(indicator.id, part)).cast(pl.Int64) for part in PARTS)
    sums = {
        "numerator": numerator.sum(),
        "denominator": denominator.sum(),
        SQUARES: (numerator * numerator).sum(),
        "products": (numerator * denominator).sum(),
        "denominator_squares": (denominator * denominator).sum(),
        "members_above": (numerator > 0).sum().cast(pl.Int64),
        "members": (denominator > 0).sum().cast(pl.Int64),
        **_weighted_sums(indicator, numerator),
    }
    return [sums[part].alias(column_of(indicator.id, part)) for part in parts]


def _weighted_sums(indicator: Indicator, numerator: pl.Expr) -> dict[str, pl.Expr]:
    """Give the sums of weights in whole thousandths, and of their squares; nothing is weighted: none."""
    if indicator.weight is None:
        return {}
    weight = pl.col(column_of(indicator.id, WEIGHT)).cast(pl.Int64)
    return {
        "weight": weight.sum(),
        "weight_yes": (weight * numerator).sum(),
        "weight_squares": (weight * weight).sum(),
        "weight_yes_squares": (weight * weight * numerator).sum(),
    }
