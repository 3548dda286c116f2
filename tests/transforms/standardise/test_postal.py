"""Postal codes: status and area."""

import polars as pl
import pytest

from transforms.standardise.postal import clean_postal_code, ontario_area, postal_status


@pytest.mark.parametrize(
    ("delivered", "status", "area"),
    [
        ("M5V 2T6", "ontario", "M5V"),
        ("k1a0b1", "ontario", "K1A"),
        (" p0t 2e0 ", "ontario", "P0T"),
        ("L4W", "ontario", "L4W"),
        ("n6a\t3k7", "ontario", "N6A"),
        ("H3Z 2Y7", "outside_ontario", None),
        ("V6B", "outside_ontario", None),
        (None, "missing", None),
        ("", "missing", None),
        ("   ", "missing", None),
        ("M5V 2T", "malformed", None),
        ("M5", "malformed", None),
        ("M5V2T66", "malformed", None),
        ("MMV 2T6", "malformed", None),
        ("90210", "malformed", None),
        ("M5V-2T6", "malformed", None),
        ("M٥V", "malformed", None),
    ],
)
def test_status_and_area(delivered: str | None, status: str, area: str | None) -> None:
    frame = pl.DataFrame({"postal_code": [delivered]}, schema={"postal_code": pl.String})
    clean = clean_postal_code()
    assert frame.select(status=postal_status(clean), area=ontario_area(clean)).row(0) == (status, area)
