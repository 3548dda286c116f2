"""Claims made countable: needed codes only, identical lines once, reversals netted.

Method: docs/explanation/method.md 1.4. Netting looks at one fee code at a time, so the codes that nothing asks for are
left out first; the untouched lines stay in the standard zone.
"""

from collections.abc import Sequence

import polars as pl

NETTING_KEY = ["person_id", "physician_id", "service_date", "fee_code", "location", "hospital_id"]


def choose_countable(claims: pl.LazyFrame, fee_codes: Sequence[str]) -> pl.LazyFrame:
    """One row per claim line that may count: of a person, of the physician's own service, of a needed code."""
    return claims.filter(
        pl.col("person_id").is_not_null() & (pl.col("fee_suffix") == "A") & pl.col("fee_code").is_in(list(fee_codes))
    )


def net_claims(claims: pl.DataFrame, fee_codes: Sequence[str]) -> pl.DataFrame:
    """One row per netted claim line of a person: the netting key and `services`, always above zero.

    Takes rows of the Claims model. Lines equal in everything but the claim id count once; services are then summed over
    the netting key (nulls equal each other) and a line with nothing left is gone.
    """
    return (
        choose_countable(claims.lazy(), fee_codes)
        .collect()
        .drop("claim_id")
        .unique()
        .group_by(NETTING_KEY)
        .agg(pl.col("services").sum())
        .filter(pl.col("services") > 0)
        .sort(NETTING_KEY)
    )
