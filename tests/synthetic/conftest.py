"""One small province for all tests of the feed."""

from collections import defaultdict

import polars as pl
import pytest

from synthetic.province import Scale, deliveries
from tests.synthetic.ontario import Ontario, build_ontario


def collected(scale: Scale) -> list[dict[str, pl.DataFrame]]:
    """Give the whole tables of each delivery, as a writer would concatenate them."""
    drops = []
    for delivery in deliveries(scale):
        parts = defaultdict(list)
        for table, part in delivery.tables():
            parts[table].append(part)
        drops.append({table: pl.concat(blocks) for table, blocks in parts.items()})
    return drops


@pytest.fixture(scope="session")
def scale() -> Scale:
    """A province of two blocks."""
    return Scale(people=30_000, seed=3)


@pytest.fixture(scope="session")
def drops(scale: Scale) -> list[dict[str, pl.DataFrame]]:
    """The tables of the main and the correcting delivery."""
    return collected(scale)


@pytest.fixture(scope="session")
def ontario() -> Ontario:
    """A province that is large enough for published figures."""
    return build_ontario(Scale(people=75_000, seed=5))
