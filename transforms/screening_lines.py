"""Tests of cancer screening that claims tell of.

Rule: docs/explanation/families/screening.md 31.2.
"""

import polars as pl

from transforms.codes.match import matched_category

LINE_COLUMNS = ["person_id", "service_date", "fee_code"]
TEST = ["person_id", "test_kind", "test_date"]


def find_screening_lines(claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """One row per person, kind of test and day with a netted line whose code tells of it: the columns of TEST, sorted.

    `claims`: netted lines with LINE_COLUMNS. `codes`: rows of a code set with the kind of test as category.
    """
    lines = claims.filter(pl.col("fee_code").is_in(codes["code"].unique().implode()))
    kinds = matched_category(lines, "fee_code", "service_date", codes, "category")
    told = lines.with_columns(kinds.alias("test_kind"), test_date="service_date").drop_nulls("test_kind")
    return told.select(TEST).unique().sort(TEST)
