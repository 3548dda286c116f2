"""Which rows bear a code of a code set on a day on which it holds.

A code is compared within its own system, with a listed one as a whole (rule `exact`) or with its beginning (`prefix`).
Only the distinct codes of a table are compared; rows are joined to the answer.
"""

import polars as pl

# The columns of a set that deciding needs, as `reference.code_sets.code_set` gives them.
SET_COLUMNS = ["system", "code", "rule", "valid_from", "valid_to"]
ROW, CODE, DAY = "_row", "_code", "_day"


def matched(
    frame: pl.DataFrame, code_column: str, date_column: str, set_rows: pl.DataFrame, system: str | None = None
) -> pl.Series:
    """Tell for each row of `frame`, in its order, whether its code is in the set on its date; never null.

    `set_rows` as `code_set` gives them. `system` is that of the column; null: the only one of the set, and ValueError
    is raised when there are several. A null code is in no set, a null date only within rows that are open on both
    sides. The date is compared with both days included.
    """
    rows = matching_rows(_long(frame, code_column, date_column), set_rows, system).select(ROW).unique()
    return _flags(frame, rows)


def matched_any(
    frame: pl.DataFrame, list_column: str, date_column: str, set_rows: pl.DataFrame, system: str | None = None
) -> pl.Series:
    """Tell as `matched` does, of a column of lists: whether any code of the list is in the set. Null lists: false."""
    long = _long(frame, list_column, date_column).explode(CODE)
    return _flags(frame, matching_rows(long, set_rows, system).select(ROW).unique())


def matched_category(
    frame: pl.DataFrame,
    code_column: str,
    date_column: str,
    set_rows: pl.DataFrame,
    category: str,
    system: str | None = None,
) -> pl.Series:
    """Give for each row of `frame`, in its order, the text of the column `category` of the set; null: not in the set.

    Of several rows of the set that hold, the first in the order of `set_rows`. Else as `matched`.
    """
    placed = set_rows.with_row_index("_place")
    found = matching_rows(_long(frame, code_column, date_column), placed, system)
    first = found.sort(ROW, "_place").group_by(ROW, maintain_order=True).first().select(ROW, pl.col(category))
    return frame.with_row_index(ROW).select(ROW).join(first, on=ROW, how="left", maintain_order="left")[category]


def matching_rows(long: pl.DataFrame, set_rows: pl.DataFrame, system: str | None = None) -> pl.DataFrame:
    """One row per row of `long` (its columns, with _code and _day) and row of the set that holds for it."""
    pairs = fitting_codes(long.select(CODE).drop_nulls().unique(), set_rows.filter(_of_system(set_rows, system)))
    return long.join(pairs, on=CODE, how="inner").filter(holds(DAY))


def fitting_codes(codes: pl.DataFrame, set_rows: pl.DataFrame) -> pl.DataFrame:
    """One row per distinct code (_code) and row of the set that it fits, whatever the day; the columns of the set.

    The code as listed is `listed_code`. Rows of the set must be of one system.
    """
    listed = set_rows.rename({"code": "listed_code"})
    whole = codes.join(listed.filter(pl.col("rule") == "exact"), left_on=CODE, right_on="listed_code", coalesce=False)
    begun = listed.filter(pl.col("rule") == "prefix").with_columns(pl.col("listed_code").str.len_chars().alias("_long"))
    parts = [whole.select(CODE, *listed.columns)]
    for length in begun["_long"].unique().sort():
        of_length = begun.filter(pl.col("_long") == length).drop("_long")
        cut = codes.with_columns(pl.col(CODE).str.slice(0, length).alias("listed_code"))
        parts.append(cut.join(of_length, on="listed_code").select(CODE, *listed.columns))
    return pl.concat(parts)


def holds(day: str) -> pl.Expr:
    """Say whether a day lies in valid_from to valid_to, both included; null is open; a null day is in open rows."""
    after = pl.col("valid_from").is_null() | (pl.col(day) >= pl.col("valid_from"))
    return (after & (pl.col("valid_to").is_null() | (pl.col(day) <= pl.col("valid_to")))).fill_null(False)


def _long(frame: pl.DataFrame, code_column: str, date_column: str) -> pl.DataFrame:
    """One row per row of `frame`: its number, code and day."""
    named = frame.select(pl.col(code_column).alias(CODE), pl.col(date_column).alias(DAY))
    return named.with_row_index(ROW)


def _flags(frame: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    return pl.int_range(frame.height, dtype=pl.get_index_type(), eager=True).is_in(rows[ROW].implode()).alias("matched")


def _of_system(set_rows: pl.DataFrame, system: str | None) -> pl.Expr:
    systems = set_rows["system"].unique().sort().to_list()
    if system is None and len(systems) > 1:
        raise ValueError(f"The set has codes of several systems ({', '.join(systems)}): say which the column is of.")
    return pl.lit(True) if system is None else pl.col("system") == system
