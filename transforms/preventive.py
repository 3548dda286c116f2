"""Claim lines of prevention: vaccines, the visit at 18 months, advice to stop smoking.

Rule: docs/explanation/families/immunisations.md 40.1.
"""

import polars as pl

from transforms.codes.match import matched_category

# What is read of a netted line.
READ = ["person_id", "physician_id", "service_date", "fee_code"]
LINE = [*READ, "service"]


def find_preventive_lines(claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """One row per person, physician, day and fee code of prevention with a netted line, wherever it was done; sorted.

    `claims` are netted. `codes`: rows of a code set with their `service`. The columns of PreventiveLines.
    """
    listed = claims.filter(pl.col("fee_code").is_in(codes["code"].unique().implode()))
    service = matched_category(listed, "fee_code", "service_date", codes, "service")
    told = listed.with_columns(service.cast(pl.String).alias("service")).drop_nulls("service")
    return told.select(LINE).unique().sort(LINE)
