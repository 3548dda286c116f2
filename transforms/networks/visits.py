"""Visits to any physician: whom a person saw on which day, at a place where people come by themselves.

Rules: docs/explanation/networks.md 14.
"""

import polars as pl

from reference.load import LineRules
from transforms.attribution.core_lines import in_force

VISIT = ["person_id", "physician_id", "service_date"]


def find_visits(claims: pl.DataFrame, dated: pl.DataFrame, rules: LineRules) -> pl.DataFrame:
    """One row per person, physician and day with a netted line that may be a visit; sorted by these.

    `claims` are netted. `dated`: one row per code with dates of its own (fee_code, valid_from, valid_to; null is open);
    a code may have several rows.
    """
    is_modality = pl.col("fee_code").is_in(list(rules.modality_codes))
    may_be = pl.col("location").is_in(list(rules.core_locations)) & ~is_modality
    lines = claims.filter(may_be).select(*VISIT, "fee_code")
    limited = lines.join(dated, on="fee_code", how="inner").filter(in_force()).select(VISIT)
    free = lines.join(dated, on="fee_code", how="anti").select(VISIT)
    return pl.concat([limited, free]).unique().sort(VISIT)
