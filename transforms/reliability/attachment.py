"""Who is uncertainly attached. Method: docs/explanation/reliability.md 15.5."""

import polars as pl

from transforms.reliability.levels import by_team, persons

ATTACHED_TIERS = ["rostered", "health_centre", "virtual"]
# Its rule places nobody past the age it is for, so that the age needs no second look.
PAEDIATRIC_RULE = "paediatrician"


def count_attachment(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per level and unit of a bucket: persons, attached, paediatric; adds up over buckets."""
    is_paediatric = pl.col("tier_rule").eq_missing(PAEDIATRIC_RULE)
    is_attached = pl.col("tier").is_in(ATTACHED_TIERS) | is_paediatric
    counts = {"attached": is_attached, "paediatric": is_paediatric}
    return by_team(attribution, [persons(), *[of.sum().cast(pl.Int64).alias(name) for name, of in counts.items()]])
