"""What of a definition's change falls on drifting codes, and whether that is so much that publication waits.

By the codes of the set alone: the other rules of the definition (who, where, which exclusions) are not applied.
"""

from collections.abc import Iterable

import polars as pl

from reference.drift import DriftLimits
from schemas.drift import DRIFTING, DriftShares
from transforms.codes.drift import KEY
from transforms.features.family import CodeUse

USE = ["code_set", "input_name", "column"]
SIDES = ["recent", "year_before"]


def explain_changes(
    compared: pl.DataFrame, findings: pl.DataFrame, uses: Iterable[tuple[str, CodeUse]], limits: DriftLimits
) -> pl.DataFrame:
    """One row per definition and code set it looks for in a column (the DriftShares model).

    Held: drifting codes move the set by `smallest_change` of its codes a year before, and by `share_that_holds` of the
    whole change (always, when the whole did not change: then another change hides theirs).
    """
    named = [(user, use.code_set, use.input_name, use.column) for user, use in uses]
    schema = dict.fromkeys(["user_id", *USE], pl.String)
    users = pl.DataFrame(sorted(set(named)), schema=schema, orient="row")
    drifting = compared.join(findings.filter(pl.col("finding").is_in(DRIFTING)), on=KEY, how="semi", nulls_equal=True)
    all_codes = compared.group_by(USE).agg(pl.col(SIDES).sum())
    drifted = drifting.group_by(USE).agg(
        pl.len().cast(pl.Int64).alias("codes"), *[pl.col(side).sum().alias(f"drifting_{side}") for side in SIDES]
    )
    counts = ["codes", *SIDES, *[f"drifting_{side}" for side in SIDES]]
    found = (
        users.join(all_codes, on=USE, how="left")
        .join(drifted, on=USE, how="left")
        .with_columns(pl.col(counts).fill_null(0))
        .with_columns(_share().alias("share"), _is_held(limits).alias("is_held"))
    )
    return DriftShares.validate(found.select(DriftShares.empty().columns).sort("user_id", *USE))


def _whole() -> pl.Expr:
    return pl.col("recent") - pl.col("year_before")


def _drift() -> pl.Expr:
    return pl.col("drifting_recent") - pl.col("drifting_year_before")


def _share() -> pl.Expr:
    return pl.when(_whole() != 0).then(_drift() / _whole())


def _is_held(limits: DriftLimits) -> pl.Expr:
    is_felt = (_drift() != 0) & (_drift().abs() >= limits.smallest_change * pl.col("year_before"))
    return is_felt & (_drift().abs() >= limits.share_that_holds * _whole().abs())
