"""Records of indicators for tests: what counts is said by the test, all else is as usual."""

import dataclasses
from collections.abc import Sequence

import polars as pl

from transforms.catalogue import indicators
from transforms.indicators.definition import Clause, Indicator

USUAL = indicators()["ed_rate"]


def record(
    numerator: pl.Expr,
    where: Sequence[pl.Expr] = (),
    out: Sequence[pl.Expr] = (),
    name: str = "some",
    **changes: object,
) -> Indicator:
    """Give an indicator of persons, per 100 people, without limits: `where` asks who is in, `out` who is not."""
    usual: dict[str, object] = {"limits": "none", "multiplier": 100, "unit": "per 100 people", "features": ()}
    return dataclasses.replace(
        USUAL,
        id=name,
        numerator=Clause("what counts", numerator),
        denominator=tuple(Clause("who is in", rule) for rule in where),
        exclusions=tuple(Clause("who is out", rule) for rule in out),
        **{**usual, **changes},  # type: ignore[arg-type]
    )


def counted(name: str = "some", **changes: object) -> Indicator:
    """Give an indicator of which a test has the counts, so that what counts is nothing to it."""
    return record(pl.lit(1), name=name, **changes)
