"""Fee codes of prevention."""

import polars as pl

from reference.code_sets import code_set


def preventive_fees() -> pl.DataFrame:
    """One row per fee code of prevention, with the columns of a code set and service: the agent, or what was done."""
    return code_set("preventive_fees").rename({"category": "service"})
