"""One run at a time; a run that was killed blocks nobody."""

from pathlib import Path

from tests.unbreakable.jobs import KILLED, at, hold, kill, run, say
from tests.unbreakable.stores import differing, snapshot

LOCKED = 8
CHANGING = [["run"], ["publish"], ["rollback"]]


def test_a_living_holder_is_named_and_left_alone(finished: Path, deliveries: Path, tmp_path: Path) -> None:
    receive = ["receive", str(deliveries / "main"), "--source", "synthetic"]
    before = snapshot(finished)
    holder = hold(finished, "oht backfill")
    refused = say(at([*CHANGING, receive], finished), tmp_path)
    looking = say(at([["plan"], ["status"]], finished), tmp_path)
    assert kill(holder) == KILLED
    assert refused.codes == [LOCKED] * 4
    assert refused.err.count(f"in use by oht backfill (process {holder.pid} on ") == 4
    assert looking.codes == [0, 0]
    assert f"Lock: held by oht backfill (process {holder.pid} on " in looking.out
    assert differing(before, snapshot(finished)) == []


def test_the_lock_of_a_killed_holder_is_free(finished: Path, tmp_path: Path) -> None:
    assert kill(hold(finished, "oht backfill")) == KILLED
    assert "Lock: held by nobody" in say(at([["status"]], finished), tmp_path).out
    assert run(at([["run"]], finished)) == 0


def test_a_refused_command_gives_the_lock_back(finished: Path, tmp_path: Path) -> None:
    nothing_there = ["receive", str(tmp_path / "nothing"), "--source", "synthetic"]
    done = say(at([nothing_there, ["status"]], finished), tmp_path)
    assert done.codes == [2, 0]
    assert "Lock: held by nobody" in done.out
