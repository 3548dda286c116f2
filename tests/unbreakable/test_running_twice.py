"""A night too many finds nothing to do and changes no file."""

from pathlib import Path

from tests.unbreakable.jobs import run, say, whole_job
from tests.unbreakable.stores import differing, snapshot


def test_the_same_job_again_changes_no_file(finished: Path, deliveries: Path, tmp_path: Path) -> None:
    before = snapshot(finished)
    assert run(whole_job(finished, deliveries)) == 0
    assert differing(before, snapshot(finished)) == []
    # In an interpreter of its own as well: no fingerprint hangs on what one process happened to load or hash.
    again = say(whole_job(finished, deliveries), tmp_path)
    assert (again.codes, differing(before, snapshot(finished))) == ([0, 0, 0, 0], [])
    assert again.out.count("received before; nothing was changed.") == 2
    assert "Plan: nothing to do" in again.out
    assert "Already published, nothing changed" in again.out


def test_a_change_of_a_file_would_be_seen(finished: Path) -> None:
    before = snapshot(finished)
    manifest = next((finished / "results").rglob("manifest.json"))
    manifest.write_bytes(manifest.read_bytes())
    assert differing(before, snapshot(finished)) == [str(manifest.relative_to(finished))]
