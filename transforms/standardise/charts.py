"""A practice's own list: whose it is, and a keyed name for each chart in place of its number."""

import datetime as dt
import hmac
from collections.abc import Collection

import polars as pl

from schemas.checking import BROKEN
from schemas.rules import OTHER_PRACTICE
from transforms.standardise.pseudonyms import SHORTEST_SECRET_BYTES

REF_DIGITS = 16
# A practice with fewer than one row in ten of the largest practice's is a slip of the pen. Settled here.
SLIP = 10
CHART = ["physician_id", "chart_number"]
# What an empty cell of a list means, where it means something.
MEANING_OF_EMPTY = {"roster_status": "unknown"}


def settle_list(frame: pl.DataFrame, absent: Collection[str], practice: str | None, known_at: dt.date) -> pl.DataFrame:
    """The same rows with practice, day and status settled and the flag `broken:other_practice`.

    `practice`: whose list the delivery is said to be; a row without a practice is then its, and a row of another one
    breaks the rule. Null: the rows themselves say it, and a practice with less than a tenth of the rows of the largest
    one breaks it: a slip must not take the place of that practice's own list. `absent`: the columns that the source
    never supplies; a list without a day of its own was made on `known_at`. A chart without a status is of unknown
    status.
    """
    meant = {name: meaning for name, meaning in MEANING_OF_EMPTY.items() if name in frame.columns}
    frame = frame.with_columns(pl.col(name).fill_null(meaning) for name, meaning in meant.items())
    if "extract_date" in absent:
        frame = frame.with_columns(extract_date=pl.lit(known_at))
    settled = pl.coalesce("physician_id", pl.lit(practice, pl.String))
    frame = frame.with_columns(settled.alias("physician_id"))
    is_other = pl.col("physician_id").ne_missing(pl.lit(practice)) if practice is not None else _is_stray()
    return frame.with_columns(is_other.alias(BROKEN + OTHER_PRACTICE))


def _is_stray() -> pl.Expr:
    """Say whether a row names a practice that hardly any row of the list names; a row without one is another fault."""
    rows = pl.len().over("physician_id")
    most = rows.filter(pl.col("physician_id").is_not_null()).max()
    return (pl.col("physician_id").is_not_null() & (rows * SLIP < most)).fill_null(False)


def name_charts(frame: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """The same rows with `chart_ref`, sixteen hexadecimal digits of a keyed digest of practice and chart number.

    Null where either is missing. Raises `ValueError` for a secret of less than 32 bytes.
    """
    if len(secret) < SHORTEST_SECRET_BYTES:
        raise ValueError(f"The pseudonymisation key is shorter than {SHORTEST_SECRET_BYTES} bytes.")
    names = [_chart_ref(secret, *row) for row in frame.select(CHART).iter_rows()]
    return frame.with_columns(pl.Series("chart_ref", names, dtype=pl.String))


def _chart_ref(secret: bytes, practice: str | None, number: str | None) -> str | None:
    if practice is None or number is None:
        return None
    # Told apart from the digests of persons, which the same secret makes.
    return hmac.digest(secret, f"chart\x1f{practice}\x1f{number}".encode(), "sha256").hex()[:REF_DIGITS]
