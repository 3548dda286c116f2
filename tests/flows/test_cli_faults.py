"""What goes wrong outside a delivery: each has its exit code and a sentence, and no text that may hold a value."""

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows import exit_codes
from flows.exit_codes import exit_code_of
from flows.lock import hold_lock
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of, write_small

NUMBER = "1234567897"
STANDS = "What was finished stands"
Receive = Callable[[], "object"]


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("flows.store.write_table", fail)


def last_record(store: Store) -> dict[str, object]:
    paths = sorted((store.root / "runs" / "log").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return json.loads(paths[-1].read_text())


FULL = "The disk is full. What was finished stands; make room and run the same command again.\n"
FAULTS: dict[str, tuple[BaseException, int, str]] = {
    "disk_full": (OSError(errno.ENOSPC, "No space left on device", NUMBER), 7, FULL),
    "quota": (OSError(errno.EDQUOT, "Disk quota exceeded", NUMBER), 7, FULL),
    "disk_full_in_polars": (
        pl.exceptions.ComputeError(f"parquet: {NUMBER}: underlying IO error: No space left on device (os error 28)"),
        7,
        FULL,
    ),
    "memory": (
        MemoryError(NUMBER),
        7,
        "Memory ran out (MemoryError). What was finished stands; close other programs, or use a store with more "
        "buckets, and run the same command again.\n",
    ),
    "interrupt": (
        KeyboardInterrupt(),
        130,
        "Interrupted. What was finished stands; run the same command again and it goes on.\n",
    ),
    "permission": (
        PermissionError(errno.EACCES, "Permission denied", "somewhere/data.parquet"),
        1,
        "The system said: Permission denied (somewhere/data.parquet). What was finished stands; mend the cause and run "
        "the command again.\n",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_the_machine(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    error, code, sentence = FAULTS[fault]
    fail_with(error, monkeypatch)
    said = oht("run", "--period", "2026-07", "--store", small_store.root)
    assert (said.code, said.err) == (code, f"✗ {sentence}")
    record = last_record(small_store)
    assert (record["command"], record["exit_code"], record["error"]) == ("run", code, sentence.strip())
    monkeypatch.undo()
    assert oht("run", "--period", "2026-07", "--store", small_store.root).code == 0


def test_polars_tells_of_a_full_disk_as_expected() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(Exception) as caught:
        pl.DataFrame({"a": range(100_000)}).write_parquet(full)
    assert exit_code_of(caught.value) == exit_codes.NO_SPACE


def test_a_full_disk_at_receipt_keeps_nothing(
    oht: Oht, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(store.root)
    monkeypatch.setattr("flows.intake.write_ordered", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    said = oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    assert (said.code, said.err) == (7, f"✗ {FULL}")
    assert files_of(store.root) == before


def test_a_record_that_cannot_be_written_hides_nothing(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("flows.cli.record_run", fail)
    fail_with(OSError(errno.ENOSPC, "No space left on device"), monkeypatch)
    said = oht("run", "--period", "2026-07", "--store", small_store.root)
    assert said.code == 7
    assert said.err == f"✗ {FULL}✗ The record of this run could not be written below {small_store.root}/runs.\n"


def test_the_text_of_an_unforeseen_error_is_kept_back(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(pl.exceptions.ComputeError(f"could not parse {NUMBER} as date"), monkeypatch)
    said = oht("run", "--period", "2026-07", "--store", small_store.root)
    assert said.code == 1
    assert said.err.startswith("✗ An unforeseen ComputeError at test_cli_faults.py:")
    assert said.err.endswith(
        "What was finished stands. Its text is kept back, since it may hold a person's data; OHT_DEBUG=1 shows it.\n"
    )
    assert NUMBER not in said.out + said.err + json.dumps(last_record(small_store))


def test_the_text_is_shown_to_whoever_asks(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(ValueError(NUMBER), monkeypatch)
    monkeypatch.setenv("OHT_DEBUG", "1")
    said = oht("run", "--period", "2026-07", "--store", small_store.root)
    assert f"ValueError: {NUMBER}" in said.err
    assert NUMBER not in json.dumps(last_record(small_store))


@pytest.mark.parametrize("words", ["run", "publish", "rollback", "receive . --source synthetic"])
def test_a_locked_store(oht: Oht, small_store: Store, words: str) -> None:
    with hold_lock(small_store.root, "oht run"):
        said = oht(*words.split(), "--store", small_store.root)
    assert said.code == 8
    assert said.err.startswith("✗ The store is in use by oht run (process ")
    assert said.err.endswith("). Try again when it has ended.\n")


@pytest.mark.parametrize("words", ["plan", "status"])
def test_who_only_looks_does_not_wait(oht: Oht, small_store: Store, words: str) -> None:
    with hold_lock(small_store.root, "oht run"):
        assert oht(words, "--store", small_store.root).code == 0


NO_KEY = (
    "The key of the pseudonyms is not in {}/keys/pseudonym.key. Put it back from its backup: without it nobody is "
    "found again, and a new one would make new persons of all.\n"
)
BAD_KEY = "{}/keys/pseudonym.key does not hold a key (64 hexadecimal digits). Put it back from its backup.\n"


@pytest.mark.parametrize("words", ["receive {} --source synthetic", "run"])
def test_a_missing_key(oht: Oht, small_store: Store, tmp_path: Path, words: str) -> None:
    folder = write_small(tmp_path / "d", discharges=[])
    (small_store.root / "keys" / "pseudonym.key").unlink()
    before = files_of(small_store.root, "derived", "results", "runs")
    said = oht(*words.format(folder).split(), "--store", small_store.root)
    assert (said.code, said.err) == (9, f"✗ {NO_KEY.format(small_store.root)}")
    assert files_of(small_store.root, "derived", "results", "runs") == before


@pytest.mark.parametrize("content", ["", "\n", "secret", "00" * 31, "00" * 33, "é" * 64])
def test_a_damaged_key(oht: Oht, store: Store, tmp_path: Path, content: str) -> None:
    (store.root / "keys" / "pseudonym.key").write_text(content)
    said = oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    assert (said.code, said.err) == (9, f"✗ {BAD_KEY.format(store.root)}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '{"format": 2}',
            "The store at {} has format 2, and this version of oht reads format 1. Use the version that made it.",
        ),
        ("{}", "{}/store.json is damaged. Put it back from a backup."),
        ("[]", "{}/store.json is damaged. Put it back from a backup."),
        ('{"form', "{}/store.json is damaged. Put it back from a backup."),
    ],
)
@pytest.mark.parametrize("words", ["plan", "status", "run"])
def test_a_store_of_another_version_or_damaged(oht: Oht, store: Store, content: str, sentence: str, words: str) -> None:
    (store.root / "store.json").write_text(content)
    said = oht(words, "--store", store.root)
    assert (said.code, said.err) == (9, f"✗ {sentence.replace('{}', str(store.root))}\n")


def test_a_narrow_encoding_does_not_hide_the_sentence(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "flows.cli", "status", "--store", str(tmp_path / "none")]
    done = subprocess.run(words, capture_output=True, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, check=False)
    assert done.returncode == 9
    assert b"There is no store at" in done.stderr and b"Traceback" not in done.stderr


def test_every_exit_code_is_in_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    codes = [value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)]
    assert sorted(exit_codes.MEANINGS) == sorted(codes)
    assert STANDS not in capfd.readouterr().out
