"""Listed services of claims, whatever part of them was billed: eye examinations, spirometry.

Rule: docs/explanation/families/conditions.md. Netted claims hold the physician's own service (suffix A) alone, and a
test is billed in a technical and a professional part.
"""

from collections.abc import Sequence

import polars as pl

from transforms.resolve.claims import NETTING_KEY

SERVICE = ["person_id", "physician_id", "service_date", "fee_code"]


def choose_listed(claims: pl.LazyFrame, fee_codes: Sequence[str]) -> pl.LazyFrame:
    """One row per claim line of a person with a listed fee code, of any suffix."""
    return claims.filter(pl.col("person_id").is_not_null() & pl.col("fee_code").is_in(list(fee_codes)))


def net_listed(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per person, physician, day and fee code with services left in any part; sorted by these.

    Lines equal in everything but the claim id count once; services are then summed over the netting key and the suffix.
    """
    netted = lines.drop("claim_id").unique().group_by(*NETTING_KEY, "fee_suffix").agg(pl.col("services").sum())
    return netted.filter(pl.col("services") > 0).select(SERVICE).unique().sort(SERVICE)
