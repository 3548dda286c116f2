"""How sure the placements are: persons by tier and confidence. Method: docs/explanation/reliability.md 15.1."""

import polars as pl

from transforms.reliability.levels import by_team, persons

CONFIDENCE_KEY = ["level", "unit_id", "tier", "confidence"]


def count_confidence(attribution: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit, tier and confidence of a bucket: persons; adds up over buckets."""
    return by_team(attribution, [persons()], ["tier", "confidence"])
