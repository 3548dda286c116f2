"""Read CSV files, plain or gzipped, as text: no type is guessed, and what cannot be read is refused in a sentence."""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.csv

from flows.refusals import Refused

HEAD_BYTES = 1 << 20
BLOCK_BYTES = 8 << 20
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DAMAGED_GZIP = (gzip.BadGzipFile, zlib.error)


def csv_header(path: Path) -> list[str]:
    """Give the column names of the first line, without outer white space. Raises `Refused`."""
    head = _head(path)
    text = _decode(path, head)
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next((line for line in lines if line), [])
        has_rows = len(head) == HEAD_BYTES or any(lines)
    except csv.Error:
        raise _unreadable(path) from None
    if not header:
        raise Refused("empty_file", f"{path.name} holds no line of text. Deliver it again.")
    if any("\udc80" <= sign <= "\udcff" for sign in "".join(header)):
        raise _wrong_encoding(path)
    _require_commas(path, header)
    if not has_rows:
        raise Refused("header_only", f"{path.name} holds column names and no rows. Deliver it again with its rows.")
    return [name.strip() for name in header]


def read_csv_pieces(path: Path, columns: Sequence[str], add_ragged: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    """Give the rows of `columns` as text, block by block; empty is null. Ragged rows are left out and told.

    `add_ragged` gets the number of each ragged row, from 1, before the rows after it are given. Raises `Refused`.
    """
    header = _header_as_written(path)
    in_file = {name.strip(): name for name in header}
    names = {name: in_file[name] for name in columns}
    with _open(path) as stream:
        counting = _QuoteCounter(stream)
        try:
            for piece in _open_csv(counting, list(names.values()), add_ragged):
                yield piece.rename_columns(list(names))
        except EOFError:
            raise _truncated(path) from None
        except DAMAGED_GZIP:
            raise _damaged(path) from None
        except pa.ArrowInvalid as error:
            raise _refusal_of(path, str(error), header) from None
    if counting.quotes % 2:
        raise _unclosed_quote(path)


class _QuoteCounter(io.RawIOBase):
    """Passes bytes on and counts quotation marks: an odd number means that one swallowed the rows after it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.quotes = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.quotes += content.count(b'"')
        return content


def _open_csv(stream: Any, names: list[str], add_ragged: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    def leave_out(row: Any) -> str:
        # Pyarrow counts the header as row 1, and numbers rows only when it reads with one thread.
        add_ragged(row.number - 1)
        return "skip"

    return pyarrow.csv.open_csv(
        stream,
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=leave_out),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=names,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _header_as_written(path: Path) -> list[str]:
    """Give the column names with the white space around them, which the reader needs to find them."""
    lines = csv.reader(io.StringIO(_decode(path, _head(path)), newline=""))
    return next(line for line in lines if line)


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _head(path: Path) -> bytes:
    try:
        with _open(path) as stream:
            return stream.read(HEAD_BYTES)
    except EOFError:
        raise _truncated(path) from None
    except gzip.BadGzipFile:
        raise Refused(
            "not_gzip",
            f"{path.name} is not a gzip file or is damaged. Compress it again, or name it .csv if it is not.",
        ) from None
    except zlib.error:
        raise _damaged(path) from None


def _decode(path: Path, head: bytes) -> str:
    if head.startswith(WIDE_MARKS) or b"\0" in head[:1000]:
        raise Refused("wrong_encoding", f"{path.name} is encoded as UTF-16. Save it as UTF-8 and deliver it again.")
    # Incremental: the head may end inside a character. Bytes that are not UTF-8 are kept as surrogates: in the header
    # they refuse the file, in rows only if they stand in a column that is read.
    return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape").decode(head)


def _require_commas(path: Path, header: Sequence[str]) -> None:
    found = [word for sign, word in OTHER_DELIMITERS.items() if sign in header[0]]
    if len(header) == 1 and found:
        raise Refused(
            "wrong_delimiter",
            f"{path.name} separates its columns by {found[0]}. Save it with commas and deliver it again.",
        )


def _refusal_of(path: Path, error: str, header: Sequence[str]) -> Refused:
    if "UTF8" in error:
        place = re.match(r"In CSV column #(\d+)", error)
        return _wrong_encoding(path, header[int(place[1])].strip() if place else None)
    return _unclosed_quote(path) if "straddl" in error else _unreadable(path)


def _wrong_encoding(path: Path, column: str | None = None) -> Refused:
    where = f", column {column}," if column else ""
    return Refused(
        "wrong_encoding",
        f"{path.name}{where} is not encoded as UTF-8. Save it as UTF-8 and deliver it again.",
    )


def _truncated(path: Path) -> Refused:
    return Refused(
        "truncated_gzip", f"{path.name} ends too early: the gzip file is incomplete. Copy or compress it again."
    )


def _damaged(path: Path) -> Refused:
    return Refused("damaged_gzip", f"{path.name} is a damaged gzip file. Copy or compress it again.")


def _unclosed_quote(path: Path) -> Refused:
    return Refused(
        "unclosed_quote",
        f"{path.name}: a quotation mark is opened and not closed, so rows after it cannot be told apart. Close it, or "
        "double quotation marks inside values, and deliver the file again.",
    )


def _unreadable(path: Path) -> Refused:
    return Refused("unreadable_csv", f"{path.name} cannot be read as comma-separated text. Export it again.")
