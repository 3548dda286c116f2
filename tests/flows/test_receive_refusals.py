"""A delivery that cannot be taken in: what the clerk reads, the exit code, and that nothing of it is kept."""

import gzip
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import BIRTH_DATES, KEYS, edit, files_of, spoil, tells_of_nobody, write_small

HEADER_HINT = "Deliver the file with these columns in its first line, or correct the column map."


def receive_refused(oht: Oht, store: Store, folder: Path) -> tuple[int, str]:
    """Receive a delivery that must be refused; gives exit code and sentence, and makes sure that nothing is kept."""
    before = files_of(store.root)
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert files_of(store.root) == before
    assert not list(store.root.rglob("drop=*")) and not any((store.root / "received").iterdir())
    logged = "".join(path.read_text() for path in (store.root / "runs" / "log").iterdir())
    assert tells_of_nobody(said.out + said.err + logged)
    assert said.err.startswith("✗ ") and "Traceback" not in said.err
    return said.code, said.err.removeprefix("✗ ").strip()


def test_a_missing_column(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    edit(folder / "persons.csv", "born,", "dob,", 1)
    expected = f"persons.csv lacks 1 of the 8 columns its column map reads: born. {HEADER_HINT}"
    assert receive_refused(oht, store, folder) == (3, expected)


def test_a_file_without_its_header_line(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    lines = (folder / "physicians.csv").read_text().splitlines()
    (folder / "physicians.csv").write_text("\n".join(lines[1:]) + "\n")
    code, sentence = receive_refused(oht, store, folder)
    assert code == 3
    assert sentence.startswith("physicians.csv lacks 7 of the 7 columns its column map reads: physician_no, ")


def test_a_column_of_the_wrong_type(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    days = pl.col("serviced_on").str.replace_all("-", "").cast(pl.Int64)
    pl.read_csv(folder / "claims.csv", infer_schema=False).with_columns(days).write_parquet(folder / "claims.parquet")
    (folder / "claims.csv").unlink()
    assert receive_refused(oht, store, folder) == (
        3,
        "claims.parquet: the column serviced_on holds int64, which cannot be read as a date. Deliver it as a date or "
        "as text, or correct the column map.",
    )


FILE_CASES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "empty": ("claims.csv", lambda _: b"", "claims.csv is empty (0 bytes). Deliver it again."),
    "header_only": (
        "claims.csv",
        lambda body: body.splitlines()[0],
        "claims.csv holds column names and no rows. Deliver it again with its rows.",
    ),
    "truncated_gzip": (
        "claims.csv.gz",
        lambda body: gzip.compress(body)[:-9],
        "claims.csv.gz ends too early: the gzip file is incomplete. Copy or compress it again.",
    ),
    "not_gzip": (
        "claims.csv.gz",
        lambda body: body,
        "claims.csv.gz is not a gzip file or is damaged. Compress it again, or name it .csv if it is not.",
    ),
    "latin_1": (
        "claims.csv",
        lambda body: body.replace(b",P1,", b",\xc9,", 1),
        "claims.csv, column physician_no, is not encoded as UTF-8. Save it as UTF-8 and deliver it again.",
    ),
    "utf_16": (
        "claims.csv",
        lambda body: body.decode().encode("utf-16"),
        "claims.csv is encoded as UTF-16. Save it as UTF-8 and deliver it again.",
    ),
    "semicolons": (
        "claims.csv",
        lambda body: body.replace(b",", b";"),
        "claims.csv separates its columns by semicolons. Save it with commas and deliver it again.",
    ),
    "unclosed_quote": (
        "claims.csv",
        lambda body: body.replace(b",P1,", b',"P1,', 1),
        "claims.csv: a quotation mark is opened and not closed, so rows after it cannot be told apart. Close it, or "
        "double quotation marks inside values, and deliver the file again.",
    ),
    "not_parquet": (
        "claims.parquet",
        lambda body: body,
        "claims.parquet is not a Parquet file, or is damaged or incomplete. Copy or export it again.",
    ),
}


@pytest.mark.parametrize("case", FILE_CASES)
def test_a_file_that_cannot_be_read(oht: Oht, store: Store, tmp_path: Path, case: str) -> None:
    name, spoil_file, sentence = FILE_CASES[case]
    folder = write_small(tmp_path / "d")
    body = (folder / "claims.csv").read_bytes()
    (folder / "claims.csv").unlink()
    (folder / name).write_bytes(spoil_file(body))
    assert receive_refused(oht, store, folder) == (3, sentence)


def test_a_file_twice(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    pl.read_csv(folder / "persons.csv", infer_schema=False).write_parquet(folder / "persons.parquet")
    expected = "d holds the file persons 2 times: persons.csv, persons.parquet. Leave one of them."
    assert receive_refused(oht, store, folder) == (3, expected)


def test_missing_files_are_all_named(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", enrolments=[], ohts=[])
    assert receive_refused(oht, store, folder) == (
        3,
        "d: 2 file(s) of the source synthetic are missing: enrolments, ohts (as .csv, .csv.gz, .parquet, .xlsx). Ask "
        "the sender to complete the delivery.",
    )


def test_several_problems_that_show_at_once_are_said_at_once(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", ohts=[], note="delivered_on: yesterday\n")
    edit(folder / "persons.csv", "born,", "dob,", 1)
    (folder / "areas.csv").write_bytes(b"")
    code, sentence = receive_refused(oht, store, folder)
    first, *problems, last = sentence.splitlines()
    assert (code, first) == (3, "d has 4 problems:")
    assert [problem.split(" ")[1] for problem in problems] == ["d:", "d/drop.yaml:", "persons.csv", "areas.csv"]
    assert last == "Nothing of the delivery was kept."


def test_several_problems_of_the_rows_are_said_at_once(oht: Oht, store: Store, tmp_path: Path) -> None:
    changed = spoil("persons", 6, lambda row: {**row, "gender": "7"})
    changed |= spoil("discharges", 3, lambda row: {**row, "discharged_on": "2026-02-30"})
    folder = write_small(tmp_path / "d", **changed)
    (folder / "claims.csv").write_bytes((folder / "claims.csv").read_bytes().replace(b",P1,", b",\xc9,", 1))
    code, sentence = receive_refused(oht, store, folder)
    assert (code, sentence.splitlines()[0]) == (3, "d has 3 problems:")
    assert "column gender: 6 of 100" in sentence
    assert "claims.csv, column physician_no, is not encoded as UTF-8" in sentence
    assert "column discharged_on: 3 of 20" in sentence


def test_what_is_kept_of_a_refused_delivery_does_not_hinder_its_correction(
    oht: Oht, store: Store, tmp_path: Path
) -> None:
    folder = write_small(tmp_path / "d", **spoil("persons", 50, lambda row: {**row, "gender": "7"}))
    receive_refused(oht, store, folder)
    whole = write_small(tmp_path / "e")
    assert oht("receive", whole, "--source", "synthetic", "--store", store.root).code == 0


def test_a_crash_leaves_nothing_of_the_delivery(
    oht: Oht, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(f"could not parse {KEYS[3]} {BIRTH_DATES[3]}")

    monkeypatch.setattr("flows.intake.check_rows", fail)
    code, sentence = receive_refused(oht, store, write_small(tmp_path / "d"))
    assert code == 1
    assert sentence.startswith("An unforeseen ValueError at test_receive_refusals.py:")
