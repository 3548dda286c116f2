"""Physician claims: the fee code is split, and the dummy person is nobody."""

import polars as pl

from transforms.standardise.pseudonyms import clean_health_number

DUMMY_PERSON = "9777777779"
FEE_CODE_LENGTH = 4
DEFAULT_SUFFIX = "A"


def derive_claims(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `frame`: `fee_code` is split into `fee_code` and `fee_suffix`; the dummy person is null.

    A code delivered without suffix has the suffix A. Whatever follows the fourth character is the suffix, so that a
    code that is too long breaks the rule of the suffix.
    """
    code = pl.col("fee_code").str.to_uppercase()
    suffix = code.str.slice(FEE_CODE_LENGTH)
    key = pl.col("person_key")
    return frame.with_columns(
        person_key=pl.when(clean_health_number(key) != DUMMY_PERSON).then(key),
        fee_code=code.str.slice(0, FEE_CODE_LENGTH),
        fee_suffix=pl.when(suffix == "").then(pl.lit(DEFAULT_SUFFIX)).otherwise(suffix),
    )
