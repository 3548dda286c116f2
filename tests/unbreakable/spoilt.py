"""Deliveries that are spoilt in one way each, all of them full of health numbers."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.unbreakable.identified import PERSON
from tests.unbreakable.late import read_text_table


def _lines(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*change(lines), ""]), encoding="utf-8")


def _claims(folder: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    path = folder / "claims.parquet"
    change(pl.read_parquet(path)).write_parquet(path)


def _no_file(folder: Path) -> None:
    (folder / "persons.csv").unlink()


def _no_column(folder: Path) -> None:
    _lines(folder / "persons.csv", lambda lines: [lines[0].replace("gender", "sex"), *lines[1:]])


def _no_header(folder: Path) -> None:
    """The first line is a row, with a health number in it."""
    _lines(folder / "persons.csv", lambda lines: lines[1:])


def _numbers_as_header(folder: Path) -> None:
    """Every name of a column is a health number, twice."""
    _lines(folder / "persons.csv", lambda lines: [",".join([lines[1].split(",")[0]] * 9), *lines[1:]])


def _number_as_column(folder: Path) -> None:
    """Not spoilt enough to be refused: one column too many, whose name holds a health number."""
    number = read_text_table(folder / "persons.csv")[PERSON][0]
    _claims(folder, lambda table: table.with_columns(pl.lit(1).alias(f"amount of {number}")))


def _torn_parquet(folder: Path) -> None:
    content = (folder / "claims.parquet").read_bytes()
    (folder / "claims.parquet").write_bytes(content[: len(content) // 2])


def _garbled_parquet(folder: Path) -> None:
    """Its end is whole, so that it opens; its rows are not."""
    content = bytearray((folder / "claims.parquet").read_bytes())
    content[200 : len(content) // 2] = bytes(len(content) // 2 - 200)
    (folder / "claims.parquet").write_bytes(bytes(content))


def _other_type(folder: Path) -> None:
    _claims(folder, lambda table: table.with_columns(pl.struct(PERSON).alias(PERSON)))


def _torn_gzip(folder: Path) -> None:
    content = (folder / "ed_visits.csv.gz").read_bytes()
    (folder / "ed_visits.csv.gz").write_bytes(content[: len(content) // 2])


def _not_gzip(folder: Path) -> None:
    path = folder / "enrolments.csv.gz"
    path.write_bytes(gzip.decompress(path.read_bytes()))


def _open_quote(folder: Path) -> None:
    _lines(folder / "persons.csv", lambda lines: [*lines[:5], f'"{lines[5]}', *lines[6:]])


def _other_encoding(folder: Path) -> None:
    path = folder / "persons.csv"
    path.write_bytes(path.read_bytes().replace(b"remark\n", b"remark\n", 1) + b"1234567897,\xe9\xff,,,,,,,\n")


def _semicolons(folder: Path) -> None:
    _lines(folder / "persons.csv", lambda lines: [line.replace(",", ";") for line in lines])


def _ragged(folder: Path) -> None:
    _lines(folder / "persons.csv", lambda lines: [lines[0], *(f"{line},,," for line in lines[1:])])


def _shifted(folder: Path) -> None:
    """Health numbers stand where dates belong: every row breaks a rule."""
    _lines(
        folder / "persons.csv", lambda lines: [lines[0].replace("health_number,born", "born,health_number"), *lines[1:]]
    )


def _number_in_note(folder: Path) -> None:
    number = read_text_table(folder / "persons.csv")[PERSON][0]
    (folder / "drop.yaml").write_text(f"delivered_on: {number}\n{number}: [{number}]\n", encoding="utf-8")


SPOILT: dict[str, Callable[[Path], None]] = {
    function.__name__.strip("_"): function
    for function in (
        _no_file, _no_column, _no_header, _numbers_as_header, _torn_parquet, _garbled_parquet, _other_type, _torn_gzip,
        _not_gzip, _open_quote, _other_encoding, _semicolons, _ragged, _shifted, _number_in_note, _number_as_column,
    )
}  # fmt: skip
TAKEN_IN = "number_as_column"


def write_spoilt(delivery: Path, target: Path) -> list[Path]:
    """Write the delivery once for each way, spoilt in it; gives the folders."""
    folders = []
    for name, spoil in SPOILT.items():
        folders.append(Path(shutil.copytree(delivery, target / name)))
        spoil(folders[-1])
    return folders
