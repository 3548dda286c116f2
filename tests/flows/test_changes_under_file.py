"""Changes, history, fixed cohort and revision under the official file: the attributions in force are compared."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.cli import main
from flows.plan import make_plan
from flows.settings import AttributionSetting, create_store
from flows.store import Step, Store, made
from flows.work import finished_output
from tests.flows.conftest import Oht, Said
from tests.flows.official_delivery import write_file, write_with_file
from tests.flows.small_delivery import KEYS, NOTE, files_of, write_small
from tests.tables import assert_rows

# In the file 22 of the 100 have another team than recomputed, or none: 12 of even place and 10 of odd.
SWITCHED = """
    level    unit_id direction reason          persons
    oht      T1      joined    official_choice 22
    oht      T2      left      official_choice 7
    practice P1      changed   official_choice 12
    practice P2      changed   official_choice 10
    province ontario changed   official_choice 22
"""


@pytest.fixture(scope="module")
def under_file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose results stand on the official file, computed for August and September 2026."""
    home = tmp_path_factory.mktemp("under_file")
    setting = AttributionSetting(official="file")
    root = str(create_store(home / "store", buckets=2, open_periods=2, attribution=setting).root)
    assert main(["receive", str(write_with_file(home / "d")), "--source", "synthetic", "--store", root]) == 0
    assert main(["run", "--store", root]) == 0
    return home / "store"


@pytest.fixture
def under_file(under_file_template: Path, tmp_path: Path) -> Store:
    """A copy of that store, for one test to change."""
    shutil.copytree(under_file_template, tmp_path / "store")
    return Store(tmp_path / "store")


def changes_of(store: Store) -> pl.DataFrame:
    """One row per level, unit, direction and reason: the changes of September since August."""
    return made(finished_output(store, Step("results", "changes/since=2026-08", "2026-09"))).load()


def told(said: Said) -> dict[str, Any]:
    """Give what a command said to programs."""
    assert (said.code, said.err) == (0, "")
    return json.loads(said.out.splitlines()[-1])


def explain(oht: Oht, store: Store, practice: str) -> dict[str, Any]:
    """Explain a practice in September."""
    words = ["explain", "--practice", practice, "--period", "2026-09", "--exact", "--json"]
    return told(oht(*words, "--store", store.root))


def test_running_one_period_again_changes_nothing(oht: Oht, under_file: Store) -> None:
    assert changes_of(under_file).is_empty()
    assert {line.state for line in make_plan(under_file, ["2026-09"])} == {"current"}
    before = files_of(under_file.root, "runs/")
    assert oht("run", "--period", "2026-09", "--store", under_file.root).code == 0
    assert changes_of(under_file).is_empty()
    assert explain(oht, under_file, "P1")["changes"]["reasons"] == []
    assert files_of(under_file.root, "runs/") == before


def test_history_has_the_teams_of_the_file(oht: Oht, under_file: Store) -> None:
    facts = told(oht("history", "--json", "--store", under_file.root))
    spells = pl.concat([pl.read_parquet(path) for path in facts["files"]])
    assert_rows(spells.group_by("oht_id").len("persons").sort("oht_id"), "oht_id persons\n- 15\nT1 78\nT2 7")


def test_a_fixed_cohort_has_the_teams_of_the_file(oht: Oht, under_file: Store) -> None:
    assert oht("run", "--period", "2026-09", "--fixed-cohort", "2026-08", "--store", under_file.root).code == 0
    [path] = (under_file.root / "results/fixed_cohort/base=2026-08/persons").rglob("data.parquet")
    assert_rows(
        pl.read_parquet(path, hive_partitioning=False).filter(pl.col("level") == "oht"),
        "unit_id base_persons counted_persons\nT1 78 78\nT2 7 7",
    )


def test_a_choice_made_between_two_periods_is_the_reason(oht: Oht, under_file: Store) -> None:
    oht("attribution", "--official", "recomputed", "--store", under_file.root)
    assert oht("run", "--period", "2026-09", "--store", under_file.root).code == 0
    assert_rows(changes_of(under_file), SWITCHED)
    assert oht("run", "--store", under_file.root).code == 0  # now both stand on the recomputed attribution
    assert changes_of(under_file).is_empty()


def test_a_publication_remembers_what_was_in_force(oht: Oht, under_file: Store) -> None:
    assert oht("publish", "--store", under_file.root).code == 0
    assert explain(oht, under_file, "P1")["revision"] is None
    oht("attribution", "--official", "recomputed", "--store", under_file.root)
    assert oht("run", "--store", under_file.root).code == 0
    found = explain(oht, under_file, "P1")["revision"]["reasons"]
    assert found == [{"direction": "changed", "reason": "official_choice", "shown": "12"}]


def test_another_file_is_the_reason(oht: Oht, under_file: Store, tmp_path: Path) -> None:
    assert oht("publish", "--store", under_file.root).code == 0
    folder = write_small(tmp_path / "later", NOTE.replace("2026-10-05", "2026-11-05"))
    write_file(folder, "2026-09-30", [(key, "T1") for key in KEYS])
    assert oht("receive", folder, "--source", "synthetic", "--store", under_file.root).code == 0
    assert oht("run", "--store", under_file.root).code == 0
    changes = changes_of(under_file)
    assert_rows(changes, SWITCHED.replace("official_choice", "official_file"))
    found = explain(oht, under_file, "P2")["revision"]["reasons"]
    assert found == [{"direction": "changed", "reason": "official_file", "shown": "10"}]
