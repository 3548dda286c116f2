"""Claims made countable: lines that may count, identical lines once, reversals netted.

Method: docs/explanation/method.md 1.4. The untouched lines stay in the standard zone.
"""

import polars as pl

NETTING_KEY = ["person_id", "physician_id", "service_date", "fee_code", "location", "hospital_id"]
# Paid time, which names no person and is no service to one.
TIME_CODES = ["Q310", "Q311", "Q312", "Q313"]
LABORATORY_LETTER = "L"


def choose_countable(claims: pl.LazyFrame) -> pl.LazyFrame:
    """One row per claim line that may count: of a person, of the physician's own service, no laboratory, no time."""
    code = pl.col("fee_code")
    is_service = ~code.str.starts_with(LABORATORY_LETTER) & ~code.is_in(TIME_CODES)
    return claims.filter(pl.col("person_id").is_not_null() & (pl.col("fee_suffix") == "A") & is_service)


def net_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per netted claim line of a person: the netting key, services (above zero), paid_cents, diagnosis_code.

    Takes rows of the Claims model. Lines equal in everything but the claim id count once; services and amounts are then
    summed over the netting key (nulls equal each other; an absent amount is zero) and a line with nothing left is gone.
    """
    return (
        choose_countable(claims.lazy())
        .collect()
        .drop("claim_id")
        .unique()
        .group_by(NETTING_KEY)
        .agg(
            pl.col("services").sum(),
            pl.col("fee_paid_cents").sum().alias("paid_cents"),
            # Of lines that reverse others nothing is taken.
            pl.col("diagnosis_code").filter(pl.col("services") > 0).min(),
        )
        .filter(pl.col("services") > 0)
        .sort(NETTING_KEY)
    )
