"""Primary suppression: hide the rows whose own counts are small.

What indicators tell of one another is looked at in `related.py`. Over units complementary suppression is applied to the
tiers alone (`tiers.py`), not to results: one hidden unit among shown ones can be had by subtraction from their total,
and a small count that changed between two periods or runs can be had by differencing. Until that is done a table whose
rows add up to a published total is not safe for the public.
"""

from collections.abc import Mapping

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.indicators.definition import Indicator

HIDDEN_COLUMNS = ["numerator", "denominator", "value", "lower", "upper"]
FURTHER_COLUMNS = ["fewest_persons", "adjusted", "adjusted_lower", "adjusted_upper", "is_below_minimum"]


def suppress_small_cells(results: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """One row per indicator, level and unit, as given, with small cells hidden from `audience`.

    Reads `numerator`, `denominator`, `fewest_persons`, `is_proportion` and `not_computable` (a reason; null:
    computable); all other columns pass through, so none of them may repeat a count. A computable row is hidden when
    numerator, denominator or, of sums of events or amounts, the persons behind one of them are in 1 to the audience's
    threshold, or, for proportions, denominator minus numerator is; a true zero is no reason to hide. Hidden means that
    `numerator`, `denominator`, `fewest_persons`, `value`, `lower` and `upper` are null, and so are adjusted values.

    Adds `suppression`: `small_cell` for hidden rows, `not_applicable` for those that could not be computed, null for
    rows shown. Fails closed: where something is hidden at all, a computable row with a count missing is hidden too,
    and a row that does not say whether it is a proportion is taken for one. Order of rows is kept.
    """
    could_not = pl.col("not_computable").is_not_null()
    is_small = has_small_cell(audience.threshold) | is_of_few(results, audience.threshold)
    if "is_told_by_others" in results.columns:
        is_small |= pl.col("is_told_by_others")
    reason = pl.when(could_not).then(pl.lit("not_applicable")).when(is_small).then(pl.lit("small_cell"))
    shown = pl.when(pl.col("suppression").is_null())
    return results.with_columns(reason.alias("suppression")).with_columns(
        shown.then(pl.col(column)).alias(column)
        for column in [*HIDDEN_COLUMNS, *(name for name in FURTHER_COLUMNS if name in results.columns)]
    )


def status_of(definitions: Mapping[str, Indicator]) -> pl.Expr:
    """Give the status of the definition of each row, by its indicator_id: no value is released without it."""
    known = {name: record.status for name, record in definitions.items()}
    return pl.col("indicator_id").replace_strict(known, return_dtype=pl.String).alias("status")


def is_of_few(results: pl.DataFrame, threshold: int) -> pl.Expr:
    """Give true where a sum of events or amounts is made of so few persons, null never.

    Many days or dollars may be those of one person. Results from before persons were counted have no `fewest_persons`.
    """
    if "fewest_persons" not in results.columns:
        return pl.lit(False)
    return pl.col("fewest_persons").is_between(1, threshold).fill_null(False)


def has_small_cell(threshold: int) -> pl.Expr:
    """True for rows to hide, null never: a missing count counts as small unless the threshold hides nothing."""
    if threshold == 0:
        return pl.lit(False)
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    complement = denominator - numerator
    is_proportion = pl.col("is_proportion").fill_null(True)
    is_small = numerator.is_between(1, threshold) | denominator.is_between(1, threshold)
    return (is_small | (is_proportion & complement.is_between(1, threshold))).fill_null(True)
