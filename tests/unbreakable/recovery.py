"""What must hold when a job is run again after a kill."""

from pathlib import Path

from tests.unbreakable.jobs import Commands, run
from tests.unbreakable.stores import debris, differing, files_of_commits, logical_hashes


def assert_recovers(store: Path, job: Commands, undisturbed: Path) -> None:
    """Run the job again: only what was not committed is done, and the result is that of an undisturbed job."""
    committed, begun = files_of_commits(store), debris(store)
    assert len(begun) <= 1, f"more than one step was cut off: {begun}"
    assert run(job) == 0
    after = files_of_commits(store)
    rewritten = [name for name, stamp in committed.items() if after.get(name) != stamp]
    assert not rewritten, f"{len(rewritten)} committed files were written again, such as {rewritten[:3]}"
    assert debris(store) == []
    # The same key and the same deliveries: even the fingerprints are the same, and nothing more was made.
    assert after.keys() == files_of_commits(undisturbed).keys()
    assert differing(logical_hashes(store), logical_hashes(undisturbed)) == []
