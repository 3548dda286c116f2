"""The services of home care: which are a nurse's, which a personal support worker's, and which are no care."""

import polars as pl

from reference.code_sets import code_set


def home_care_services() -> pl.DataFrame:
    """One row per service: category (`nursing`, `personal_support`, `other_care` or `no_care`), code, rule."""
    return code_set("home_care_services").select("category", "code", "rule")
