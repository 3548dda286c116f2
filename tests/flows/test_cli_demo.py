"""The demo: from nothing to a practice page, twice, cut off, and in a place of something else."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import create_store
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of

WORDS = ["demo", "--people", "200"]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a demo that ran to its end without any interruption."""
    root = tmp_path_factory.mktemp("demo") / "store"
    run(root).check_returncode()
    return root


def run(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the demo in a process of its own."""
    command = [sys.executable, "-m", "flows.cli", *WORDS, "--store", str(root)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_the_demo_ends_at_a_page(done: Path, oht: Oht) -> None:
    said = oht(*WORDS, "--store", done)
    page = Path(re.findall(r"^First practice page: (.*)$", said.out, flags=re.MULTILINE)[0])
    assert page.is_file()
    assert "All data are synthetic; no number on the page is about real patients.\n" in said.out
    assert said.out.endswith(f"Look around: oht status --store {done}\n")
    assert not list((done / "inbox").rglob("*.csv*"))


def test_the_demo_again_finds_everything_done(done: Path, oht: Oht) -> None:
    before = files_of(done)
    said = oht(*WORDS, "--store", done)
    assert said.code == 0
    assert said.out.count("received before; nothing was changed.") == 2
    assert re.search(r"^Plan: nothing to do, [0-9]+ steps up to date\.$", said.out, flags=re.MULTILINE)
    assert "\nAlready published, nothing changed: " in said.out
    assert files_of(done) == before


def test_the_demo_in_json(done: Path, oht: Oht) -> None:
    lines = oht(*WORDS, "--store", done, "--json").json
    assert [sorted(line)[0] for line in lines] == ["drop", "drop", "plan", "first_page"]


def test_a_demo_cut_off_is_finished_by_the_next(done: Path, tmp_path: Path) -> None:
    killed = run(tmp_path / "store", OHT_KILL_AT="before_manifest:30")
    assert killed.returncode == -signal.SIGKILL
    assert run(tmp_path / "store").returncode == 0
    # The key differs, so pseudonyms and digests do; what teams see does not.
    released = [files_of(root / "published" / "releases", "x") for root in (done, tmp_path / "store")]
    tables = [{name: digest for name, digest in files.items() if name.endswith(".parquet")} for files in released]
    assert tables[0] == tables[1]


def test_a_demo_cut_off_while_its_store_was_made(tmp_path: Path, oht: Oht, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.demo.write_json", cut_off)
    assert oht(*WORDS, "--store", tmp_path / "store").code == 130
    monkeypatch.undo()
    monkeypatch.setattr("flows.demo.write_deliveries", lambda *_: [])
    assert oht(*WORDS, "--store", tmp_path / "store").err.startswith("✗ Nothing was received yet.")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_the_demo_leaves_other_stores_alone(oht: Oht, store: Store) -> None:
    before = files_of(store.root)
    said = oht(*WORDS, "--store", store.root)
    assert said.code == 2
    assert said.err == (
        f"✗ {store.root} is not the store of a demo with --people 200 --seed 1; it was left as it is. Name another "
        "folder with --store.\n"
    )
    assert files_of(store.root) == before


def test_the_demo_leaves_a_demo_of_other_people_alone(oht: Oht, done: Path) -> None:
    before = files_of(done)
    said = oht("demo", "--people", 300, "--store", done)
    assert said.code == 2
    assert "is not the store of a demo with --people 300 --seed 1" in said.err
    assert files_of(done) == before


def test_the_demo_leaves_a_folder_of_something_else_alone(oht: Oht, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").touch()
    said = oht(*WORDS, "--store", tmp_path / "photos")
    assert said.code == 2
    assert said.err == f"✗ The folder {tmp_path}/photos is not empty and not a store. Name another one.\n"


def test_the_demo_has_a_place_of_its_own(oht: Oht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_store(tmp_path / "real")
    monkeypatch.setenv("OHT_STORE", str(tmp_path / "real"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flows.demo.write_deliveries", lambda *_: [])
    oht(*WORDS)
    assert (tmp_path / "oht-demo" / "store.json").is_file()
    assert not list((tmp_path / "real" / "received").iterdir())
