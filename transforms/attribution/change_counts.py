"""Counts of changes that add up: before + joined - left = after, for every practice, team and the province.

Method: docs/explanation/method.md 12.3.
"""

import polars as pl

from transforms.indicators.units import COUNT_KEY, LEVELS, PROVINCE, by_level

# Groups follow from physicians, and are not told apart here.
CHANGE_LEVELS = {level: column for level, column in LEVELS.items() if level != "group"}
REASON_KEY = [*COUNT_KEY, "direction", "reason"]
TOTALS = ["before_persons", "joined_persons", "left_persons", "after_persons"]


def count_changes(changes: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit, direction and reason of a bucket: persons; adds up over buckets.

    A move between units leaves the one and joins the other; who stays in a unit and changed within it is `changed`.
    """
    counted = [_count_level(changes, level, column) for level, column in CHANGE_LEVELS.items()]
    return pl.concat(counted).sort(REASON_KEY)


def count_totals(before: pl.DataFrame, after: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of a bucket: before_persons, joined_persons, left_persons, after_persons.

    The persons before and after are counted in the attributions themselves: so that they add up is a check.
    """
    ends = [_count_units(before, "before_persons"), _count_units(after, "after_persons")]
    moves = [_count_direction(counts, direction) for direction in ("joined", "left")]
    total = pl.concat([*ends, *moves], how="diagonal").group_by(COUNT_KEY).agg(pl.all().sum())
    return total.select(*COUNT_KEY, *TOTALS).sort(COUNT_KEY)


def _count_level(changes: pl.DataFrame, level: str, column: str) -> pl.DataFrame:
    """One row per unit of a level, direction and reason: persons."""
    was, now = _unit(changes, column, "before"), _unit(changes, column, "after")
    rows = changes.select("reason", was.alias("was"), now.alias("now"))
    moved = pl.col("was").ne_missing(pl.col("now"))
    parts = [
        _directed(rows.filter(moved), "now", "joined"),
        _directed(rows.filter(moved), "was", "left"),
        _directed(rows.filter(~moved), "now", "changed"),
    ]
    grouped = pl.concat(parts).group_by("unit_id", "direction", "reason").agg(pl.len().cast(pl.Int64).alias("persons"))
    return grouped.select(pl.lit(level).alias("level"), "unit_id", "direction", "reason", "persons")


def _directed(rows: pl.DataFrame, unit: str, direction: str) -> pl.DataFrame:
    """One row per person who has a unit there: unit_id, direction, reason."""
    placed = rows.filter(pl.col(unit).is_not_null())
    return placed.select(pl.col(unit).alias("unit_id"), pl.lit(direction).alias("direction"), "reason")


def _unit(changes: pl.DataFrame, column: str, side: str) -> pl.Expr:
    """Give the unit of a person on a side; of the province everybody is who is counted there."""
    name = f"{side}_{column}"
    return pl.col(name) if name in changes.columns else pl.when(pl.col(f"{side}_tier").is_not_null()).then(_province())


def _count_units(attribution: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row per level and unit: the persons of an attribution."""
    rows = attribution.select("physician_id", "oht_id", _province().alias("province_id"))
    return by_level(rows, [pl.len().cast(pl.Int64).alias(name)])


def _count_direction(counts: pl.DataFrame, direction: str) -> pl.DataFrame:
    """One row per level and unit: the persons who joined it, or left it."""
    chosen = counts.filter(pl.col("direction") == direction)
    return chosen.group_by(COUNT_KEY).agg(pl.col("persons").sum().alias(f"{direction}_persons"))


def _province() -> pl.Expr:
    return pl.lit(PROVINCE)


def of_unit(table: pl.DataFrame, level: str, unit_id: str) -> pl.DataFrame:
    """The same rows, of one unit."""
    return table.filter((pl.col("level") == level) & (pl.col("unit_id") == unit_id))


def totals_of_unit(totals: pl.DataFrame, level: str, unit_id: str) -> dict[str, int] | None:
    """Give the totals of one unit by name; null: it had nobody on either side."""
    rows = of_unit(totals, level, unit_id).select(TOTALS).to_dicts()
    return rows[0] if rows else None
