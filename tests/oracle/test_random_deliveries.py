"""Random deliveries reach every indicator, as the oracle has it: otherwise their comparison says nothing of it."""

from pathlib import Path

import polars as pl
import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.random_delivery import write_random
from tests.oracle.random_methods import LOW

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """One row per delivery and indicator: its counts for the province."""
    home: Path = tmp_path_factory.mktemp("random")
    deliveries = [write_random(home / str(seed), seed) for seed in range(6)]
    found = [Oracle(delivery.folders, delivery.end, 1, method="oht_attr_1", **LOW).results() for delivery in deliveries]
    return pl.concat(found).filter(pl.col("level") == "province")


def test_every_indicator_has_some_above_and_some_below_the_line(province: pl.DataFrame) -> None:
    sums = province.group_by("indicator_id").agg(pl.col("numerator", "denominator").sum())
    assert set(sums.filter(pl.col("numerator") == 0)["indicator_id"]) == set()
    assert set(sums.filter(pl.col("numerator") == pl.col("denominator"))["indicator_id"]) == set()
