"""What a delivered postal code says: its status and, in Ontario, its forward sortation area."""

import polars as pl

ONTARIO = r"^[KLMNP][0-9][A-Z](?:[0-9][A-Z][0-9])?$"
ANY_PROVINCE = r"^[A-Z][0-9][A-Z](?:[0-9][A-Z][0-9])?$"


def clean_postal_code(column: str = "postal_code") -> pl.Expr:
    """Give the postal code in capitals without any white space; empty is null."""
    code = pl.col(column).str.replace_all(r"\s", "").str.to_uppercase()
    return pl.when(code != "").then(code)


def postal_status(clean: pl.Expr) -> pl.Expr:
    """Give `ontario`, `missing`, `outside_ontario` or `malformed` for a clean postal code or bare area; never null.

    `outside_ontario` has the form of a Canadian code of another province; a code of any other form is `malformed`.
    """
    return (
        pl.when(clean.is_null())
        .then(pl.lit("missing"))
        .when(clean.str.contains(ONTARIO))
        .then(pl.lit("ontario"))
        .when(clean.str.contains(ANY_PROVINCE))
        .then(pl.lit("outside_ontario"))
        .otherwise(pl.lit("malformed"))
    )


def ontario_area(clean: pl.Expr) -> pl.Expr:
    """Give the forward sortation area of a clean Ontario postal code; null for any other."""
    return pl.when(clean.str.contains(ONTARIO)).then(clean.str.slice(0, 3))
