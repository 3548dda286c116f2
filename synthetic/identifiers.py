"""Identifying numbers: unique by construction, spread over their whole range, and right or wrong on purpose."""

import polars as pl

DUMMY_HEALTH_NUMBER = "9777777779"
HEALTH_NUMBER_BODIES = 900_000_000
PHYSICIAN_NUMBERS = 900_000
# Multipliers without a common factor with the number of bodies make `index -> number` one to one.
_BODY_MULTIPLIER = 387_420_499
_PHYSICIAN_MULTIPLIER = 387_421

# Where each kind of person starts counting; residents start at zero.
FIRST_STRANGER = 500_000_000
FIRST_BYSTANDER = 600_000_000
FIRST_PLANTED = 700_000_000
FIRST_PLANTED_PHYSICIAN = 800_000
FIRST_UNKNOWN_PHYSICIAN = 890_000


def check_digits(bodies: pl.Series) -> pl.Series:
    """Give the mod-10 (Luhn) check digit of each nine-digit body."""
    total = bodies * 0
    for position in range(9):
        digit = bodies // 10**position % 10
        # The check digit comes last, so the digit next to it is the first to be doubled.
        total += digit * 2 - 9 * (digit > 4).cast(pl.Int64) if position % 2 == 0 else digit
    return (10 - total % 10) % 10


def health_numbers(indices: pl.Series, seed: int) -> pl.Series:
    """Give ten-digit health numbers with right check digits as text, one to one with `indices`."""
    offset = seed * 7_919_993 % HEALTH_NUMBER_BODIES
    bodies = (indices.cast(pl.Int64) * _BODY_MULTIPLIER + offset) % HEALTH_NUMBER_BODIES + 100_000_000
    return (bodies * 10 + check_digits(bodies)).cast(pl.String)


def health_number(index: int, seed: int) -> str:
    """Give one health number as text."""
    return str(health_numbers(pl.Series([index]), seed)[0])


def with_wrong_check_digit(number: str) -> str:
    """Break the check digit and nothing else."""
    return number[:9] + str((int(number[9]) + 1) % 10)


def physician_numbers(indices: pl.Series, seed: int) -> pl.Series:
    """Give six-digit registry numbers as text, one to one with `indices`."""
    offset = seed * 104_729 % PHYSICIAN_NUMBERS
    numbers = (indices.cast(pl.Int64) * _PHYSICIAN_MULTIPLIER + offset) % PHYSICIAN_NUMBERS + 100_000
    return numbers.cast(pl.String)


def physician_number(index: int, seed: int) -> str:
    """Give one registry number as text."""
    return str(physician_numbers(pl.Series([index]), seed)[0])
