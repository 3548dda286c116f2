"""Who counts in which indicator: one wide table a bucket, which counts, lists and explanations read.

Rules: docs/explanation/indicators.md 18.1 and 18.2.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from transforms.indicators.definition import Indicator

PARTS = ("numerator", "denominator")
WEIGHT = "weight"
UNKNOWN = "unknown"
PATTERN_KEY = ["person_id", "indicator_id", "pattern"]


def column_of(indicator_id: str, part: str) -> str:
    """Give the column of the wide table that holds a part (numerator, denominator, weight) of an indicator."""
    return f"{indicator_id}/{part}"


def marks_of(indicator: Indicator) -> tuple[str, ...]:
    """Give what is marked of a row: numerator and denominator, and of a survey the weight of the answer."""
    return PARTS if indicator.weight is None else (*PARTS, WEIGHT)


def mark_rows(base: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """One row per row of the base table, in its order: the columns of `marks_of`, zero outside the denominator."""
    amount = pl.lit(1) if indicator.amount is None else indicator.amount
    expressions = [indicator.numerator.rule, amount, *([] if indicator.weight is None else [indicator.weight])]
    # Beside the columns, so that a rule that reads none of them still gives a row for each row.
    return base.with_columns(
        pl.when(indicator.is_counted).then(expression.cast(pl.Int32)).otherwise(pl.lit(0, pl.Int32)).alias(part)
        for part, expression in zip(marks_of(indicator), expressions, strict=True)
    ).select(marks_of(indicator))


def mark_members(
    base: pl.DataFrame, key: str, indicators: Sequence[Indicator], events: Mapping[str, pl.DataFrame] | None = None
) -> pl.DataFrame:
    """One row per row of the base table, in its order: the key, and what it counts for in every indicator.

    `base`: counted persons or physicians. `events`: by grain the table of their events; what these count for is summed
    to their persons.
    """
    marks = [
        _of_events(base, key, record, events or {}) if record.is_event else mark_rows(base, record)
        for record in indicators
    ]
    named = [
        frame.select(pl.col(part).alias(column_of(record.id, part)) for part in marks_of(record))
        for record, frame in zip(indicators, marks, strict=True)
    ]
    return pl.concat([base.select(key), *named], how="horizontal")


def _of_events(base: pl.DataFrame, key: str, indicator: Indicator, events: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per row of the base table, in its order: numerator and denominator summed over its events."""
    table = events[indicator.grain]
    marked = pl.concat([table.select(key), mark_rows(table, indicator)], how="horizontal")
    sums = marked.group_by(key).agg(pl.col(PARTS).sum())
    return base.select(key).join(sums, on=key, how="left", maintain_order="left").select(pl.col(PARTS).fill_null(0))


def mark_patterns(base: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """One row per person and pattern of an indicator that has some, sorted: numerator, denominator.

    `pattern`: the texts of the columns of `indicator.pattern_columns`, with a bar between them; unknown ones, and the
    values of a median outside the numerator, are `unknown`.
    """
    told = pl.when(indicator.numerator.rule if indicator.median_of else True)
    texts = [told.then(pl.col(name)).cast(pl.String).fill_null(UNKNOWN) for name in indicator.pattern_columns]
    labels = base.select(
        "person_id",
        pl.lit(indicator.id).alias("indicator_id"),
        pl.concat_str(texts, separator="|").alias("pattern"),
    )
    marked = pl.concat([labels, mark_rows(base, indicator)], how="horizontal").filter(pl.col("denominator") > 0)
    return marked.group_by(PATTERN_KEY).agg(pl.col(PARTS).sum()).sort(PATTERN_KEY)
