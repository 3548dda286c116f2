"""A small province with its two deliveries, and copies of the stores of an undisturbed job."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.feed import write_deliveries
from tests.unbreakable.stages import SCALE, Stages, build_stages, copied


@pytest.fixture(scope="session")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the deliveries `main` and `correcting`; dirty rows included."""
    folder = tmp_path_factory.mktemp("deliveries")
    write_deliveries(SCALE, folder)
    return folder


@pytest.fixture(scope="session")
def stages(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The store after each stage of a job that nothing disturbed; never changed, only copied."""
    return build_stages(tmp_path_factory.mktemp("stages"), deliveries)


@pytest.fixture
def store_at(stages: Stages, tmp_path: Path) -> Callable[[str], Path]:
    """Give a copy, for this test alone, of the store after a stage."""
    return lambda stage: copied(getattr(stages, stage), tmp_path / "store")


@pytest.fixture
def finished(store_at: Callable[[str], Path]) -> Path:
    """A copy, for this test alone, of the finished store."""
    return store_at("finished")
