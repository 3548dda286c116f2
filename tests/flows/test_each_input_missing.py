"""The job with each of the further inputs missing: what needs it says so, and everything else is as it was.

An input that only helps (its absence is said where the definition is told) may change other results; which inputs help
whom is said by the families' requirements, and the book prints it.
"""

import shutil
from pathlib import Path

import polars as pl
import pytest
import yaml

from flows.feed import write_deliveries
from flows.measures import requirements_of
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.results import results_step
from flows.settings import create_store
from flows.store import Store, made
from synthetic.further import further_tables
from synthetic.province import Scale
from tests.flows.conftest import TODAY
from transforms.catalogue import indicators

SCALE = Scale(people=100, seed=11)
PERIOD = f"{SCALE.last_day:%Y-%m}"
KEY = ["indicator_id", "level", "unit_id"]
COUNTS = [*KEY, "numerator", "denominator"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a delivery in which nothing is missing."""
    home = tmp_path_factory.mktemp("whole")
    write_deliveries(SCALE, home)
    return home / "main"


@pytest.fixture(scope="module")
def usual(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """One row per indicator, level and unit: the results of the whole delivery."""
    return results_of(whole, tmp_path_factory.mktemp("usual") / "store")


def results_of(delivery: Path, home: Path) -> pl.DataFrame:
    """One row per indicator, level and unit: what the job makes of a delivery."""
    create_store(home, open_periods=1)
    receive_drop(Store(home), delivery, "synthetic", TODAY)
    walk(Store(home), [PERIOD], is_plan=False)
    return made(finished_output(Store(home), results_step(PERIOD))).load()


def without(whole: Path, name: str, target: Path) -> Path:
    """Copy a delivery without the files and the days of an input."""
    shutil.copytree(whole, target, ignore=lambda _, names: [one for one in names if one.split(".")[0] == name])
    note = yaml.safe_load((target / "drop.yaml").read_text())
    note["covers"].pop(name, None)
    (target / "drop.yaml").write_text(yaml.safe_dump(note))
    return target


def needing(name: str, is_helping: bool) -> set[str]:
    """Give the indicators holding in the period that require an input, or that it only helps."""
    return {
        record.id
        for record in indicators().values()
        if record.holds(PERIOD)
        and any(need.input_name == name and need.is_helping == is_helping for need in requirements_of(record))
    }


@pytest.mark.parametrize("name", sorted(further_tables()))
def test_what_needs_it_says_so_and_the_rest_is_as_it_was(
    name: str, whole: Path, usual: pl.DataFrame, tmp_path: Path
) -> None:
    found = results_of(without(whole, name, tmp_path / "main"), tmp_path / "store")
    asking = needing(name, is_helping=False)
    told = found.filter(pl.col("indicator_id").is_in(asking))
    assert told["numerator"].null_count() == told["denominator"].null_count() == told.height
    assert told["not_computable"].str.contains(name).all() or asking == set()
    helped = needing(name, is_helping=True)
    rest = [table.filter(~pl.col("indicator_id").is_in(asking | helped)) for table in (found, usual)]
    assert rest[0].select(COUNTS).sort(KEY).equals(rest[1].select(COUNTS).sort(KEY))
    assert rest[0].height > 0
