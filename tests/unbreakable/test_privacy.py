"""No health number leaves the zone of what was received: not into a message, a log, a file name or another table."""

import os
import shutil
from pathlib import Path

import polars as pl
import pytest

from flows.store import ZONES
from tests.unbreakable.identified import delivered_numbers, numbers_in, places_with_numbers
from tests.unbreakable.jobs import Said, at, hold, kill, say, whole_job
from tests.unbreakable.spoilt import SPOILT, TAKEN_IN, write_spoilt
from tests.unbreakable.stages import Stages, copied

FAILED, USAGE, REFUSED, LOCKED = 1, 2, 3, 8


@pytest.fixture(scope="module")
def numbers(deliveries: Path) -> frozenset[str]:
    """Every health number delivered."""
    return delivered_numbers(deliveries)


@pytest.fixture(scope="module")
def spoilt(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Folders of spoilt deliveries."""
    return write_spoilt(deliveries / "main", tmp_path_factory.mktemp("spoilt"))


@pytest.mark.slow
@pytest.mark.parametrize("flag", [[], ["--json"]], ids=["plain", "json"])
def test_a_night_with_every_failure_tells_no_number(
    flag: list[str], stages: Stages, deliveries: Path, spoilt: list[Path], numbers: frozenset[str], tmp_path: Path
) -> None:
    store = copied(stages.made, tmp_path / "store")
    failing = at([["receive", str(folder), "--source", "synthetic"] for folder in spoilt], store)
    looking = at([["plan"], ["status", "--accounts"]], store)
    job = [[*words, *flag] for words in [*failing, *whole_job(store, deliveries), *looking]]
    said = say(job, tmp_path)
    assert dict(zip(SPOILT, said.codes, strict=False)) == {**dict.fromkeys(SPOILT, REFUSED), TAKEN_IN: 0}
    assert said.codes[len(SPOILT) :] == [0] * 6
    _assert_private(said, store, numbers)
    assert len(said.err) > 1000


@pytest.mark.parametrize("flag", [[], ["--json"]], ids=["plain", "json"])
def test_a_damaged_store_and_a_held_lock_tell_no_number(
    flag: list[str], finished: Path, deliveries: Path, numbers: frozenset[str], tmp_path: Path
) -> None:
    holder = hold(finished, "oht run")
    receive = ["receive", str(deliveries / "main"), "--source", "synthetic"]
    locked = say([[*words, *flag] for words in at([receive, ["run"]], finished)], tmp_path)
    kill(holder)
    parts = {part: part.read_bytes() for part in (finished / "standard" / "persons").rglob("data.parquet")}
    for part in parts:
        _garble(part)
    shutil.rmtree(finished / "derived" / "inputs" / "persons")
    commands = [["run"], ["status", "--accounts"], ["receive", "nowhere", "--source", "synthetic"], ["rollback"]]
    said = say([[*words, *flag] for words in at(commands, finished)], tmp_path)
    assert (locked.codes, said.codes) == ([LOCKED, LOCKED], [FAILED, FAILED, USAGE, USAGE])
    for part, content in parts.items():
        part.write_bytes(content)
    _assert_private(Said([], locked.out + said.out, locked.err + said.err), finished, numbers)


def test_the_search_finds_numbers_wherever_they_are(deliveries: Path, finished: Path, numbers: frozenset[str]) -> None:
    assert len(numbers) > 3000
    number = min(numbers)
    dashed = f"{number[:4]}-{number[4:7]}-{number[7:]}"
    assert all(numbers_in(text, numbers) for text in [f"row {number}.", f"id={number};", f"no. {dashed}", f"{number}X"])
    assert not numbers_in("5e5e" + number + "5e", numbers)
    (finished / "runs" / f"{number}.json").write_text("{}", encoding="utf-8")
    (finished / "runs" / "page.html").write_text(f"<b>{number}</b>", encoding="utf-8")
    for name, column in {"text": [number], "integer": [int(number)], "list": [["A", number]]}.items():
        pl.DataFrame({"x": column}).write_parquet(finished / "results" / f"{name}.parquet")
    assert len(places_with_numbers(finished, numbers)) == 5


def test_zones_and_key_are_closed_whatever_the_mask(tmp_path: Path, deliveries: Path) -> None:
    store, mask = tmp_path / "store", os.umask(0)
    try:
        made = at([["init", "--open-periods", "2"]], store)
        assert say([*made, *whole_job(store, deliveries)], tmp_path).codes == [0] * 5
    finally:
        os.umask(mask)
    modes = {zone: (store / zone).stat().st_mode & 0o777 for zone in ZONES}
    assert modes == {**dict.fromkeys(ZONES, 0o700), "published": 0o755}
    secret = [store / "keys" / "pseudonym.key", store / "lock"]
    assert [path.stat().st_mode & 0o777 for path in secret] == [0o600, 0o600]


def _assert_private(said: Said, store: Path, numbers: frozenset[str]) -> None:
    assert not numbers_in(said.out, numbers)
    assert not numbers_in(said.err, numbers)
    assert "Traceback" not in said.err
    assert places_with_numbers(store, numbers) == []


def _garble(path: Path) -> None:
    """Make zeros of the pages of a Parquet file and leave its end, so that it opens and cannot be read."""
    content = bytearray(path.read_bytes())
    content[4 : len(content) // 2] = bytes(len(content) // 2 - 4)
    path.write_bytes(bytes(content))
