"""Ten kills from outside, at any moment of a night."""

import random
import time
from pathlib import Path

import pytest

from tests.unbreakable.jobs import KILLED, fork, kill, run, whole_job
from tests.unbreakable.recovery import assert_recovers
from tests.unbreakable.stages import Stages, copied

SEED = 20260930
KILLS = 10
SHORTER = 0.6


@pytest.fixture(scope="module")
def seconds_of_a_night(stages: Stages, deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the whole job takes on this machine now."""
    store = copied(stages.made, tmp_path_factory.mktemp("timed") / "store")
    began = time.monotonic()
    assert run(whole_job(store, deliveries)) == 0
    return time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_a_kill_at_any_moment_leaves_no_trace(
    number: int, stages: Stages, deliveries: Path, seconds_of_a_night: float, tmp_path: Path
) -> None:
    delay = random.Random(SEED + number).uniform(0.02, 0.95) * seconds_of_a_night
    for attempt in range(5):
        store = copied(stages.made, tmp_path / f"store-{attempt}")
        job = whole_job(store, deliveries)
        if _killed_after(delay, job):
            break
        delay *= SHORTER
    else:
        pytest.fail("the job ended before every kill")
    assert_recovers(store, job, stages.finished)


def _killed_after(delay: float, job: list[list[str]]) -> bool:
    process = fork(job)
    time.sleep(delay)
    return kill(process) == KILLED
