"""The flows as plain functions, without a server: what they do, what they refuse and what they tell."""

import logging
import shutil
from pathlib import Path

import pytest

from flows import jobs
from flows.backfill import backfill
from flows.cli import main
from flows.files import read_json, sha256_of
from flows.lock import hold_lock
from flows.nightly import nightly
from flows.refusals import Refused
from flows.store import Store
from tests.flows.small_feed import (
    committed_contents,
    health_numbers,
    numbers_told,
    put_into_inbox,
    spoil,
    write_feed,
)
from tests.keys import give_key

NUMBER = "1234567897"


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the folders of a main and a correcting delivery."""
    return write_feed(tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="module")
def by_command(feed: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that the command line filled, refreshed and published."""
    store = tmp_path_factory.mktemp("by_command") / "store"
    commands = [
        ["init", "--open-periods", "2"],
        *(["receive", str(folder), "--source", "synthetic"] for folder in feed),
        ["run"],
        ["publish"],
    ]
    for words in commands:
        assert main([*words, "--store", str(store)]) == 0
    return store


@pytest.fixture(scope="module")
def by_flow(feed: list[Path], by_command: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with the same key that one night took from nothing to a publication."""
    store = empty_store(tmp_path_factory.mktemp("by_flow"), by_command)
    for number, folder in enumerate(feed, start=1):
        put_into_inbox(folder, store, f"{number}-{folder.name}")
    nightly.fn(store=str(store))
    return store


@pytest.fixture
def copy(by_flow: Path, tmp_path: Path) -> Path:
    """Give a copy of the store after the night, for one test to change."""
    return shutil.copytree(by_flow, tmp_path / "store")


def empty_store(folder: Path, like: Path | None = None) -> Path:
    """Make a store without deliveries, with the key of another one when persons are to have the same pseudonyms."""
    store = folder / "empty"
    assert main(["init", "--open-periods", "2", "--store", str(store)]) == 0
    if like:
        give_key(store, (like / "keys" / "pseudonym.key").read_text(encoding="ascii").strip())
    return store


def files_of(store: Path) -> dict[str, str]:
    """Give the digest of every file of a store but the log of runs."""
    paths = [path for path in store.rglob("*") if path.is_file() and "runs/log" not in str(path)]
    return {str(path.relative_to(store)): sha256_of(path) for path in paths}


def last_record(store: Path) -> dict[str, object]:
    """Give the record of the latest run."""
    return read_json(max((store / "runs" / "log").iterdir(), key=lambda path: path.stat().st_mtime_ns))


def test_a_night_gives_what_the_command_line_gives(by_command: Path, by_flow: Path) -> None:
    assert committed_contents(by_flow) == committed_contents(by_command)
    assert len(committed_contents(by_flow)) > 10


def test_a_night_empties_the_inbox_and_leaves_its_record(by_flow: Path) -> None:
    assert not list((by_flow / "inbox").glob("*/*"))
    record = last_record(by_flow)
    assert (record["command"], record["exit_code"]) == ("flow nightly", 0)


def test_a_night_too_many_finds_nothing_to_do(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = files_of(copy)
    with caplog.at_level(logging.INFO):
        counts = nightly.fn(store=str(copy))
    assert (counts["deliveries"], counts["steps_run"]) == (0, 0)
    assert "Plan: 0 steps to run" in caplog.text
    assert files_of(copy) == before


def test_a_delivery_known_before_changes_nothing(copy: Path, feed: list[Path]) -> None:
    before = files_of(copy)
    put_into_inbox(feed[0], copy, "again")
    nightly.fn(store=str(copy))
    assert files_of(copy) == before


def test_a_delivery_that_is_not_complete_is_left_alone(copy: Path, feed: list[Path]) -> None:
    place = put_into_inbox(feed[0], copy, "half")
    (place / "_COMPLETE").unlink()
    assert nightly.fn(store=str(copy))["deliveries"] == 0
    assert place.is_dir()


def test_without_publication_only_the_practices_own_lists_are_renewed(copy: Path) -> None:
    pointer = copy / "published" / "current.json"
    ledger = read_json(pointer)["ledger"]
    counts = nightly.fn(store=str(copy), periods=["2026-09", "2026-06"], publish=False)
    assert counts["periods"] == ["2026-06", "2026-09"]
    assert counts["period"] == "2026-09"
    assert read_json(pointer)["ledger"] == ledger


def test_a_backfill_gives_what_the_command_line_gives(by_command: Path, copy: Path, tmp_path: Path) -> None:
    other = shutil.copytree(by_command, tmp_path / "other")
    words = ["backfill", "--from", "2025-12", "--to", "2026-06", "--every", "quarter", "--store", str(other)]
    assert main(words) == 0
    counts = backfill.fn("2025-12", "2026-06", "quarter", store=str(copy))
    assert counts["periods"] == ["2025-12", "2026-03", "2026-06"]
    assert committed_contents(copy) == committed_contents(other)
    assert backfill.fn("2025-12", "2026-06", "quarter", store=str(copy))["steps_run"] == 0


def test_an_empty_range_is_refused(copy: Path) -> None:
    with pytest.raises(Refused, match="The range is empty: first is 2026-03 and last is 2025-12") as caught:
        backfill.fn("2026-03", "2025-12", store=str(copy))
    assert caught.value.code == "usage"
    assert last_record(copy)["exit_code"] == 2


def test_a_refused_delivery_stops_neither_the_others_nor_the_refresh(
    feed: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = empty_store(tmp_path)
    refused = put_into_inbox(feed[1], store, "0-spoilt")
    spoil(refused)
    put_into_inbox(feed[0], store, "1-main")
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as caught:
        nightly.fn(store=str(store))
    sentence = str(caught.value)
    assert "synthetic/0-spoilt was not taken in: persons.csv" in sentence
    assert "break the rule birth_date_unreadable" in sentence
    assert read_json(store / "published" / "current.json")["period"] == "2026-09"
    assert sentence in caplog.text and last_record(store)["error"] == sentence
    note = (refused / jobs.REFUSAL).read_text(encoding="utf-8")
    assert "break the rule birth_date_unreadable" in note

    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        counts = nightly.fn(store=str(store))
    assert (counts["deliveries"], counts["steps_run"]) == (0, 0)
    assert "synthetic/0-spoilt was refused before" in caplog.text

    (refused / jobs.REFUSAL).unlink()
    assert [waiting.folder for waiting in jobs.waiting_deliveries(Store(store))] == [refused]


def test_nothing_that_is_told_holds_a_health_number(
    feed: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    numbers = health_numbers(feed)
    store = empty_store(tmp_path)
    put_into_inbox(feed[0], store, "1-main")
    refused = put_into_inbox(feed[1], store, "2-spoilt")
    spoil(refused)
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as caught:
        nightly.fn(store=str(store))
    backfill.fn("2026-06", "2026-09", "quarter", store=str(store))
    records = "".join(path.read_text(encoding="utf-8") for path in (store / "runs").rglob("*.json"))
    note = (refused / jobs.REFUSAL).read_text(encoding="utf-8")
    told = "\n".join([caplog.text, *capfd.readouterr(), str(caught.value), note, records])
    assert len(told) > 2_000 and len(numbers) > 3_000
    assert numbers_told(told, numbers) == set()
    assert numbers_told(f"{told}\nperson {min(numbers).decode()}.", numbers) == {min(numbers)}


def test_an_unforeseen_fault_with_one_delivery_is_told_without_its_text(
    copy: Path, feed: list[Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError(f"could not parse {NUMBER}")

    monkeypatch.setattr(jobs, "receive_drop", break_down)
    place = put_into_inbox(feed[0], copy, "1-main")
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused, match="An unforeseen ValueError at"):
        nightly.fn(store=str(copy))
    assert NUMBER not in caplog.text
    assert [waiting.folder for waiting in jobs.waiting_deliveries(Store(copy))] == [place], "it is tried again"


def test_a_delivery_is_not_blamed_for_a_missing_column_map(copy: Path, feed: list[Path]) -> None:
    place = put_into_inbox(feed[0], copy, "1-main")
    stranger = place.parent.with_name("stranger")
    place.parent.rename(stranger)
    for _ in range(2):
        with pytest.raises(Refused, match="The delivery stranger/1-main was not taken in"):
            nightly.fn(store=str(copy))
    assert not (stranger / "1-main" / jobs.REFUSAL).exists()


def test_a_night_with_nothing_received_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No period is covered yet"):
        nightly.fn(store=str(empty_store(tmp_path)))


@pytest.mark.parametrize("run", [nightly.fn, lambda store: backfill.fn("2026-06", "2026-09", store=store)])
def test_a_locked_store_is_refused_naming_the_holder(run: object, copy: Path, feed: list[Path]) -> None:
    put_into_inbox(feed[0], copy, "1-main")
    with hold_lock(copy, "oht run"):
        before = files_of(copy)
        with pytest.raises(Refused, match=r"The store is in use by oht run \(process") as caught:
            run(store=str(copy))  # type: ignore[operator]
        assert files_of(copy) == before
    assert caught.value.code == "locked"
    assert last_record(copy)["exit_code"] == 8


def test_the_lock_names_nobody_after_a_failed_run(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "walk", lambda *_, **__: 1 / 0)
    with pytest.raises(RuntimeError, match="An unforeseen ZeroDivisionError"):
        nightly.fn(store=str(copy))
    assert read_json(copy / "lock") == {}


def test_no_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OHT_STORE", str(tmp_path / "none"))
    with pytest.raises(Refused, match="There is no store at"):
        nightly.fn()
