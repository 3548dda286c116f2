"""The first of several reasons that holds, where their order is part of the method."""

from collections.abc import Iterable

import polars as pl


def first_reason(reasons: Iterable[tuple[str, pl.Expr]], otherwise: str | None = None) -> pl.Expr:
    """Give the name of the first reason that holds, else `otherwise`; a reason that cannot tell does not hold."""
    return pl.coalesce(*[pl.when(holds).then(pl.lit(name)) for name, holds in reasons], pl.lit(otherwise, pl.String))
