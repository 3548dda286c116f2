"""A kill at any named point, then the same commands again: the store is as if nothing had happened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.faults import POINTS
from tests.unbreakable.jobs import KILLED, run, whole_job
from tests.unbreakable.recovery import assert_recovers
from tests.unbreakable.stages import Stages

# (stage the job starts from, point, visit): the later stages reach the later visits without doing the earlier again.
KILLS = [
    ("made", "receive", 1),
    ("made", "receive", 2),
    ("made", "data_write", 1),
    ("made", "data_write", 5),
    ("received", "data_write", 80),
    ("received", "before_manifest", 5),
    ("received", "before_manifest", 40),
    ("received", "pack_write", 5),
    ("refreshed", "before_manifest", 1),
    ("refreshed", "pack_write", 1),
    ("refreshed", "pack_write", 104),
    ("refreshed", "before_pointer", 1),
]


def test_every_point_is_among_the_kills() -> None:
    assert {point for _, point, _ in KILLS} == set(POINTS)


@pytest.mark.parametrize(("stage", "point", "visit"), KILLS)
def test_a_kill_at_a_named_point_leaves_no_trace(
    stage: str,
    point: str,
    visit: int,
    store_at: Callable[[str], Path],
    stages: Stages,
    deliveries: Path,
    tmp_path: Path,
) -> None:
    store, log = store_at(stage), tmp_path / "kills"
    job = whole_job(store, deliveries)
    code = run(job, {"OHT_KILL_AT": f"{point}:{visit}", "OHT_KILL_LOG": str(log)})
    assert (code, log.read_text(encoding="utf-8")) == (KILLED, f"{point}\n")
    assert_recovers(store, job, stages.finished)
