"""How old what is known of each input is. Method: docs/explanation/reliability.md 15.2."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

Known = tuple[str, dt.date | None, dt.date | None]


def describe_staleness(inputs: Iterable[Known], end: dt.date) -> pl.DataFrame:
    """One row per input, sorted: delivered_on, reaches_to, staleness_days; `inputs` gives the first three.

    Rows that reach past the end are not stale: zero days.
    """
    schema = {"input_name": pl.String, "delivered_on": pl.Date, "reaches_to": pl.Date}
    days = (pl.lit(end) - pl.col("reaches_to")).dt.total_days().clip(lower_bound=0)
    table = pl.DataFrame(list(inputs), schema=schema, orient="row")
    return table.with_columns(days.alias("staleness_days")).sort("input_name")
