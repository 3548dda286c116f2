"""Who reads while a publication is made, or while its maker is killed, finds the earlier one whole or the later one."""

import json
from pathlib import Path

import pytest

from tests.unbreakable.jobs import KILLED, at, run
from tests.unbreakable.stages import BUCKETS, make_store
from tests.unbreakable.watching import publication_faults, read_findings, watched

KILLS_OF_RUN = ["pack_write:9"]
KILLS_OF_PUBLISH = ["data_write:1", "before_manifest:1", "pack_write:9", "before_pointer:1"]


@pytest.fixture(scope="module")
def first_published(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has published what the first delivery says."""
    store = make_store(tmp_path_factory.mktemp("first") / "store", BUCKETS)
    receive = ["receive", str(deliveries / "main"), "--source", "synthetic"]
    assert run(at([receive, ["run"], ["publish"]], store)) == 0
    return store


@pytest.mark.slow
def test_a_reader_never_meets_half_a_publication(first_published: Path, deliveries: Path, tmp_path: Path) -> None:
    store, findings = first_published, tmp_path / "findings.json"
    earlier = _pointer(store)
    assert run(at([["receive", str(deliveries / "correcting"), "--source", "synthetic"]], store)) == 0
    with watched(store, findings):
        for command, kills in {"run": KILLS_OF_RUN, "publish": KILLS_OF_PUBLISH}.items():
            for place in kills:
                assert run(at([[command]], store), {"OHT_KILL_AT": place}) == KILLED, place
            assert run(at([[command]], store)) == 0
    found, later = read_findings(findings), _pointer(store)
    assert found["faults"] == []
    assert found["looks"] > 20
    seen = [json.loads(text) for text in found["seen"]]
    assert (seen[0], seen[-1]) == (earlier, later)
    # In between lies only the renewal of the practices' own lists, which leaves the release as it was.
    assert [entry["release"] for entry in seen[1:-1]] == [earlier["release"]] * len(seen[1:-1])
    assert len(seen) <= 3
    assert earlier["release"] != later["release"]
    assert [entry["release"] for entry in later["ledger"]] == [earlier["release"], later["release"]]


@pytest.mark.parametrize("name", ["results.parquet", "report.en.html", "manifest.json"])
def test_the_reader_sees_what_is_half(name: str, finished: Path) -> None:
    pattern = "published/releases/*/results/period=*/data.parquet" if name == "results.parquet" else f"packs/*/*/{name}"
    pointer = _pointer(finished)
    index = json.loads((finished / "packs" / "index" / f"{pointer['packs']}.json").read_text(encoding="utf-8"))
    current = {str(finished / "packs" / folder) for folder in index["packs"].values()}
    paths = [path for path in finished.glob(pattern) if name == "results.parquet" or str(path.parent) in current]
    assert publication_faults(finished)[1] == []
    content = paths[0].read_bytes()
    paths[0].write_bytes(content[: len(content) // 2])
    assert _is_noticed(finished)


def _is_noticed(store: Path) -> bool:
    try:
        return publication_faults(store)[1] != []
    except ValueError:
        return True


def _pointer(store: Path) -> dict[str, object]:
    return json.loads((store / "published" / "current.json").read_text(encoding="utf-8"))
