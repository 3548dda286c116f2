"""Words that name no delivery: another folder, another source, no store."""

from pathlib import Path

import pytest

from flows.store import Store
from reference.column_maps import ColumnMapError, known_sources
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of, write_small


def test_a_folder_that_is_not_there(oht: Oht, store: Store, tmp_path: Path) -> None:
    said = oht("receive", tmp_path / "nowhere", "--source", "synthetic", "--store", store.root)
    expected = f"✗ There is no folder {tmp_path / 'nowhere'}. Name the folder that holds one delivery.\n"
    assert (said.code, said.err) == (2, expected)


def test_a_file_in_place_of_its_folder(oht: Oht, store: Store, tmp_path: Path) -> None:
    file = write_small(tmp_path / "d") / "persons.csv"
    said = oht("receive", file, "--source", "synthetic", "--store", store.root)
    assert (said.code, said.err) == (2, f"✗ {file} is a file. Name the folder that holds one delivery.\n")


def test_the_folder_one_stands_in_is_named(
    oht: Oht, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_small(tmp_path / "october", ohts=[]))
    said = oht("receive", ".", "--source", "synthetic", "--store", store.root)
    assert said.err.startswith("✗ october: 1 file(s) of the source synthetic are missing: ohts ")


def test_an_unknown_source(oht: Oht, store: Store, tmp_path: Path) -> None:
    before = files_of(store.root)
    said = oht("receive", write_small(tmp_path / "d"), "--source", "sythea", "--store", store.root)
    known = ", ".join(known_sources())
    expected = f"✗ There is no column map for the source 'sythea'; known sources: {known}.\n"
    assert (said.code, said.err) == (2, expected)
    assert files_of(store.root) == before


def test_a_column_map_with_a_mistake(oht: Oht, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ColumnMapError("synthetic.yaml has 1 mistake(s):\n- title: must be a text")

    monkeypatch.setattr("flows.delivery.load_source_map", fail)
    said = oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    assert (said.code, said.err) == (9, "✗ synthetic.yaml has 1 mistake(s):\n- title: must be a text\n")


def test_no_store(oht: Oht, tmp_path: Path) -> None:
    said = oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", tmp_path / "s")
    expected = f"✗ There is no store at {tmp_path / 's'}. Make one with: oht init --store {tmp_path / 's'}\n"
    assert (said.code, said.err) == (9, expected)
    assert not (tmp_path / "s").exists()


def test_an_empty_folder(oht: Oht, store: Store, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    said = oht("receive", tmp_path / "d", "--source", "synthetic", "--store", store.root)
    assert said.code == 3
    assert said.err.startswith("✗ d: 8 file(s) of the source synthetic are missing: persons, enrolments, claims, ")


def test_the_folder_of_another_source(oht: Oht, store: Store, tmp_path: Path) -> None:
    said = oht("receive", write_small(tmp_path / "d"), "--source", "synthea", "--store", store.root)
    assert said.code == 3
    assert said.err.startswith("✗ d: 5 file(s) of the source synthea are missing: patients, practitioners, ")
