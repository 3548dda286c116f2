"""Where a person lived on a day: the address history where there is one, else the registry.

Method: docs/explanation/method.md 3.
"""

import datetime as dt

import polars as pl

ADDRESS = ["area_id", "postal_status"]


def place_at(persons: pl.DataFrame, addresses: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """The same rows, with area_id and postal_status of the latest address that began on or before the day.

    A person without such an address keeps those of the registry.
    """
    held = (
        addresses.filter(pl.col("start_date") <= day)
        .sort("person_id", "start_date")
        .unique("person_id", keep="last", maintain_order=True)
        .select("person_id", *[pl.col(name).alias(f"{name}_then") for name in ADDRESS])
    )
    joined = persons.join(held, on="person_id", how="left", maintain_order="left")
    has_history = pl.col("postal_status_then").is_not_null()
    then = [pl.when(has_history).then(f"{name}_then").otherwise(name).alias(name) for name in ADDRESS]
    return joined.with_columns(then).select(persons.columns)
