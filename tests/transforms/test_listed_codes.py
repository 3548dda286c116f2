"""Codes named by a list: whole, or by their beginning."""

import polars as pl

from transforms.listed_codes import codes_listed, pairs_listed

LISTED = pl.DataFrame(
    {
        "category": ["ear", "ear", "bone", "pain"],
        "code": ["H66", "H650", "M25", "M255"],
        "rule": ["prefix", "exact", "prefix", "prefix"],
    }
)


def test_exact_codes_are_whole_and_prefixes_begin() -> None:
    codes = pl.Series(["H66", "H660", "H6", "H650", "H6500", None, "H660", "m25"])
    assert codes_listed(codes, LISTED) == ["H650", "H66", "H660"]


def test_a_code_may_be_of_several_categories() -> None:
    assert pairs_listed(pl.Series(["M255"]), LISTED).rows() == [("M255", "bone"), ("M255", "pain")]


def test_no_codes_and_no_list() -> None:
    assert codes_listed(pl.Series([], dtype=pl.String), LISTED) == []
    assert codes_listed(pl.Series(["M255"]), LISTED.clear()) == []
