"""The store at each stage of one undisturbed job, made once and copied by every test that needs it."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from synthetic.province import Scale
from tests.keys import give_key
from tests.unbreakable.jobs import at, run, whole_job

# The planted persons, about 2,800 of them, come on top.
SCALE = Scale(people=600, seed=7, last_day=dt.date(2024, 9, 30))
PERIODS = ["2024-08", "2024-09"]
BUCKETS = 2
KEY = "5e" * 32


@dataclass(frozen=True)
class Stages:
    """Stores after each stage: made, received (both deliveries), refreshed (two periods), finished (published)."""

    made: Path
    received: Path
    refreshed: Path
    finished: Path


def build_stages(home: Path, deliveries: Path) -> Stages:
    """Do the job undisturbed below `home` and keep a copy of the store after each stage."""
    store = make_store(home / "store", BUCKETS)
    job = whole_job(store, deliveries)
    kept = [copied(store, home / "made")]
    for name, commands in {"received": job[:2], "refreshed": job[2:3], "finished": job[3:]}.items():
        assert run(commands) == 0
        kept.append(copied(store, home / name))
    return Stages(*kept)


def make_store(root: Path, buckets: int) -> Path:
    """Make a store whose key is always the same, so that persons have the same pseudonyms in all of them."""
    assert run(at([["init", "--buckets", str(buckets), "--open-periods", "2"]], root)) == 0
    give_key(root, KEY)
    return root


def copied(store: Path, target: Path) -> Path:
    """Copy a store; times of change and modes are kept."""
    return Path(shutil.copytree(store, target))
