"""Fee codes that tell of a test of cancer screening."""

import polars as pl

from reference.code_sets import code_set


def screening_procedures() -> pl.DataFrame:
    """One row per fee code and span of days: the columns of a code set, and category, the kind of test."""
    return code_set("screening_procedures")
