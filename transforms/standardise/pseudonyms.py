"""Replace the delivered key of a person by a keyed pseudonym, which nobody can undo or test without the secret."""

import hmac
from typing import Literal

import polars as pl

from transforms.standardise.raw import KEYS_BY_PSEUDONYM, PERSON_KEY

KeyRule = Literal["health_number", "any"]
PERSON_ID_BITS = 63
SHORTEST_SECRET_BYTES = 32


class PseudonymCollisionError(RuntimeError):
    """Two delivered keys got one pseudonym."""


def pseudonymise(frame: pl.DataFrame, input_name: str, secret: bytes, rule: KeyRule) -> pl.DataFrame:
    """One row per row of `frame`, in its order: pseudonyms instead of keys; persons also get `has_valid_key`.

    `person_id` stands for `person_key`, `mother_person_id` for `mother_person_key`: the first 63 bits of HMAC-SHA256 of
    the clean key under `secret`; null where no key was delivered. An invalid key gets a pseudonym too. A frame without
    keys is returned as it is. Raises `ValueError` for a secret of less than 32 bytes and `PseudonymCollisionError`;
    neither names a key.
    """
    named = {column: key for column, key in KEYS_BY_PSEUDONYM.items() if key in frame.columns}
    if named and len(secret) < SHORTEST_SECRET_BYTES:
        raise ValueError(f"The pseudonymisation key is shorter than {SHORTEST_SECRET_BYTES} bytes.")
    for column, key in named.items():
        has_validity = input_name == "persons" and key == PERSON_KEY
        frame = _replace_key(frame, key, column, pseudonyms_of(frame[key], secret, rule), has_validity)
    return frame


def _replace_key(
    frame: pl.DataFrame, key: str, column: str, pseudonyms: pl.DataFrame, has_validity: bool
) -> pl.DataFrame:
    """One row per row of `frame`, in its order: the pseudonym as `column` instead of the delivered `key`."""
    assert_no_collisions(pseudonyms)
    found = pseudonyms.select(pl.col(PERSON_KEY).alias(key), pl.col("person_id").alias(column), "has_valid_key")
    named = frame.join(found, on=key, how="left", maintain_order="left").drop(key)
    if not has_validity:
        return named.drop("has_valid_key")
    return named.with_columns(pl.col("has_valid_key").fill_null(False))


def pseudonyms_of(person_keys: pl.Series, secret: bytes, rule: KeyRule) -> pl.DataFrame:
    """One row per distinct delivered key: `person_key`, `clean_key`, `person_id`, `has_valid_key`. Identified data."""
    distinct = pl.DataFrame({PERSON_KEY: person_keys.drop_nulls().unique()}, schema={PERSON_KEY: pl.String})
    keys = distinct.with_columns(clean_key=clean_key(rule))
    return keys.with_columns(
        person_id=pl.Series([_person_id(secret, key) for key in keys["clean_key"]], dtype=pl.Int64),
        has_valid_key=is_valid_key(rule),
    )


def assert_no_collisions(keys: pl.DataFrame) -> None:
    """Raise `PseudonymCollisionError` when two clean keys share a pseudonym. `keys`: as given by `pseudonyms_of`."""
    distinct = keys.select("clean_key", "person_id").unique()
    colliding = distinct.height - distinct["person_id"].n_unique()
    if colliding:
        raise PseudonymCollisionError(
            f"{colliding} of {distinct.height} person keys share a pseudonym with another. Nothing of this batch was "
            "kept; choose another pseudonymisation key and receive every drop again."
        )


def clean_key(rule: KeyRule) -> pl.Expr:
    """Give the key without outer white space; a health number without its version code too."""
    key = pl.col(PERSON_KEY)
    return clean_health_number(key) if rule == "health_number" else key.str.strip_chars()


def clean_health_number(text: pl.Expr) -> pl.Expr:
    """Give the text without white space and dashes, and without the one or two letters that follow ten digits.

    These letters are the version of the card. A new card has others, and the person is the same.
    """
    return text.str.replace_all(r"[\s-]", "").str.replace("^([0-9]{10})[A-Za-z]{1,2}$", "${1}")


def is_valid_key(rule: KeyRule) -> pl.Expr:
    """Say whether `clean_key` follows the rule; never null for a delivered key.

    `health_number`: ten digits, the first not 0, and the last is the check digit (modulus 10, doubling every second
    digit from the first, as on bank cards). `any`: every text.
    """
    return pl.lit(True) if rule == "any" else is_health_number(pl.col("clean_key"))


def is_health_number(text: pl.Expr) -> pl.Expr:
    """Say whether a text, made clean, is a health number by the rule of `is_valid_key`; null for no text."""
    has_form = text.str.contains("^[1-9][0-9]{9}$")
    number = pl.when(has_form).then(text).cast(pl.Int64)
    total = sum((_weighted(number // 10**place % 10, place) for place in range(10)), start=pl.lit(0))
    return pl.when(text.is_not_null()).then((total % 10 == 0).fill_null(False))


def _weighted(digit: pl.Expr, place: int) -> pl.Expr:
    """Give what a digit adds to the check sum: every second from the right is doubled and its digits are added."""
    return digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4).cast(pl.Int64)


def _person_id(secret: bytes, key: str) -> int:
    return int.from_bytes(hmac.digest(secret, key.encode(), "sha256")[:8], "big") >> 1


def bucket_of(buckets: int) -> pl.Expr:
    """Give the bucket of `person_id`, 0 to `buckets` - 1, by its top bits; null where there is no person.

    Raises `ValueError` unless `buckets` is a power of two.
    """
    if buckets < 1 or buckets & (buckets - 1):
        raise ValueError(f"The number of buckets must be a power of two, not {buckets}.")
    if buckets == 1:
        return pl.col("person_id") * 0
    return pl.col("person_id") // 2 ** (PERSON_ID_BITS - (buckets.bit_length() - 1))
