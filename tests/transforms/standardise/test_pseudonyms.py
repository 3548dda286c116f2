"""Pseudonyms are Python's HMAC; keys are judged by form and check digit; buckets are the top bits."""

import hashlib
import hmac

import polars as pl
import pytest

from transforms.standardise.pseudonyms import (
    PseudonymCollisionError,
    assert_no_collisions,
    bucket_of,
    pseudonymise,
    pseudonyms_of,
)

SECRET = b"0123456789abcdef0123456789abcdef"
# Made-up numbers, check digits by hand. The first: 1, 3, 5, 7, 9 doubled are 2, 6, 1, 5, 9, sum 23; the others between
# them are 2, 4, 6, 8, sum 20; 43 needs a 7. The third: 4 doubled is 8 and needs a 2.
VALID = ["1234567897", "9876543217", "4000000002"]


def person_id(key: str) -> int:
    """Give the pseudonym by the definition: the first 63 bits of the digest."""
    bits = "".join(f"{byte:08b}" for byte in hmac.new(SECRET, key.encode(), hashlib.sha256).digest())
    return int(bits[:63], 2)


def keys(*values: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"row_number": range(1, len(values) + 1), "person_key": values}, schema_overrides={"person_key": pl.String}
    )


def test_a_pseudonym_is_the_first_63_bits_of_the_hmac_and_order_is_kept() -> None:
    delivered = [VALID[1], None, VALID[0], VALID[1], "9999999999"]
    frame = pseudonymise(keys(*delivered), "claims", SECRET, "health_number")
    assert frame.columns == ["row_number", "person_id"]
    assert frame["person_id"].to_list() == [key and person_id(key) for key in delivered]
    assert frame["row_number"].to_list() == [1, 2, 3, 4, 5]
    assert frame.schema["person_id"] == pl.Int64


def test_spaces_and_dashes_inside_a_health_number_do_not_count() -> None:
    frame = pseudonymise(keys("1234 567-897", "1234567897", " 1234567897 "), "claims", SECRET, "health_number")
    assert frame["person_id"].to_list() == [person_id("1234567897")] * 3


def test_the_version_code_of_a_card_is_no_part_of_the_number() -> None:
    delivered = keys("1234567897-AB", "1234567897AB", "1234 567 897 a", "1234567897")
    frame = pseudonymise(delivered, "claims", SECRET, "health_number")
    assert frame["person_id"].to_list() == [person_id("1234567897")] * 4
    longer = pseudonymise(keys("1234567897ABC", "123456789AB"), "claims", SECRET, "health_number")
    assert longer["person_id"].to_list() == [person_id("1234567897ABC"), person_id("123456789AB")]


def test_other_keys_are_taken_as_they_are() -> None:
    frame = pseudonymise(keys("ab-1 2", " ab-12", "1234567897AB"), "persons", SECRET, "any")
    assert frame["person_id"].to_list() == [person_id("ab-1 2"), person_id("ab-12"), person_id("1234567897AB")]
    assert frame["has_valid_key"].to_list() == [True, True, True]


@pytest.mark.parametrize(
    ("key", "expected"),
    [(key, True) for key in VALID]
    + [
        ("1234-567-897", True),
        ("1234567896", False),
        ("1234567898", False),
        ("2134567897", False),
        ("0000000000", False),
        ("0234567899", False),
        ("123456789", False),
        ("12345678970", False),
        ("1234567897AB", True),  # the version code of the card
        ("1234567897-ab", True),
        ("1234567897A", True),
        ("1234567897ABC", False),
        ("123456789AB", False),
        ("A1234567897", False),
        ("1234567898AB", False),  # the check digit is that of the number
        ("١234567897", False),
        (None, False),
    ],
)
def test_the_check_digit_decides_whether_a_health_number_is_valid(key: str | None, expected: bool) -> None:
    frame = pseudonymise(keys(key), "persons", SECRET, "health_number")
    assert frame["has_valid_key"].to_list() == [expected]
    assert frame["person_id"].is_null().to_list() == [key is None]


def test_every_wrong_last_digit_is_found() -> None:
    wrong = [f"{VALID[0][:9]}{digit}" for digit in range(10) if str(digit) != VALID[0][9]]
    frame = pseudonymise(keys(*wrong), "persons", SECRET, "health_number")
    assert not frame["has_valid_key"].any()


def test_two_keys_with_one_pseudonym_stop_everything_without_naming_a_key() -> None:
    table = pseudonyms_of(pl.Series(VALID), SECRET, "health_number")
    assert_no_collisions(table)
    with pytest.raises(PseudonymCollisionError) as error:
        assert_no_collisions(table.with_columns(person_id=pl.lit(5)))
    assert str(error.value) == (
        "2 of 3 person keys share a pseudonym with another. Nothing of this batch was kept; choose another "
        "pseudonymisation key and receive every drop again."
    )


def test_two_ways_to_write_one_key_are_no_collision() -> None:
    assert_no_collisions(pseudonyms_of(pl.Series(["1234567897", "1234-567-897"]), SECRET, "health_number"))


def test_a_short_secret_is_refused_and_not_said() -> None:
    with pytest.raises(ValueError) as error:
        pseudonymise(keys(VALID[0]), "claims", b"short-secret", "any")
    assert str(error.value) == "The pseudonymisation key is shorter than 32 bytes."


def test_tables_without_persons_pass() -> None:
    frame = pl.DataFrame({"physician_id": ["100001"]})
    assert pseudonymise(frame, "physicians", SECRET, "any").equals(frame)


def test_buckets_are_the_top_bits() -> None:
    ids = [0, 2**60 - 1, 2**60, 2**62, 2**63 - 1, None]
    frame = pl.DataFrame({"person_id": ids}, schema={"person_id": pl.Int64})
    assert frame.select(bucket_of(8)).to_series().to_list() == [0, 0, 1, 4, 7, None]
    assert frame.select(bucket_of(2)).to_series().to_list() == [0, 0, 0, 1, 1, None]
    assert frame.select(bucket_of(1)).to_series().to_list() == [0, 0, 0, 0, 0, None]


@pytest.mark.parametrize("buckets", [0, -2, 3, 12])
def test_buckets_must_be_a_power_of_two(buckets: int) -> None:
    with pytest.raises(ValueError, match=f"must be a power of two, not {buckets}"):
        bucket_of(buckets)


def test_the_order_of_a_large_table_is_kept() -> None:
    delivered = [None if n % 7 == 0 else f"k{n * 7919 % 20_011}" for n in range(50_000)]
    frame = pseudonymise(keys(*delivered), "claims", SECRET, "any")
    assert frame["row_number"].to_list() == list(range(1, 50_001))
    assert frame["person_id"].to_list()[-20:] == [key and person_id(key) for key in delivered[-20:]]
