"""Which codes a list names, by its rules `exact` and `prefix`; matched on distinct codes, never row by row."""

import polars as pl


def pairs_listed(codes: pl.Series, listed: pl.DataFrame) -> pl.DataFrame:
    """One row per distinct code and category of the list that names it: code, category. Sorted by these.

    `listed` has category, code and rule: an `exact` row names its code alone, a `prefix` row all that begin with it.
    """
    distinct = pl.DataFrame({"code": codes.drop_nulls().unique()}, schema={"code": pl.String})
    exact = listed.filter(pl.col("rule") == "exact").select("category", "code")
    found = [distinct.join(exact, on="code", how="inner").select("code", "category")]
    prefixes = listed.filter(pl.col("rule") == "prefix").select("category", beginning="code")
    for length in sorted(prefixes["beginning"].str.len_chars().unique()):
        long_enough = distinct.filter(pl.col("code").str.len_chars() >= length)
        beginnings = long_enough.with_columns(beginning=pl.col("code").str.head(length))
        found.append(beginnings.join(prefixes, on="beginning", how="inner").select("code", "category"))
    return pl.concat(found).unique().sort("code", "category")


def codes_listed(codes: pl.Series, listed: pl.DataFrame) -> list[str]:
    """Give the distinct codes that the list names, in order."""
    return pairs_listed(codes, listed)["code"].unique().sort().to_list()
