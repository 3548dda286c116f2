"""Files that cannot be taken in: each kind has its sentence, and no sentence holds a value of a row."""

import gzip
import traceback
from pathlib import Path

import polars as pl
import pytest

from flows.reading import columns_unknown, file_facts, read_batches
from flows.refusals import Refused

HEALTH_NUMBER = "1234567897"
BIRTH_DATE = "1931-07-04"
HEADER = "health_number,birth_date,remark\n"
ROW = f"{HEALTH_NUMBER},{BIRTH_DATE},x\n"
COLUMNS = ["health_number", "birth_date"]
MANY = HEADER + "".join(f"{HEALTH_NUMBER},{BIRTH_DATE},{n}\n" for n in range(200_000))
GZIP = gzip.compress(MANY.encode())


def refusal(path: Path, **options: object) -> tuple[str, str]:
    """Give code and sentence of the refusal of a file, after making sure that no value of a row is told anywhere."""
    with pytest.raises(Refused) as caught:
        list(read_batches(path, COLUMNS, **options))
    told = "".join(traceback.format_exception(caught.value)) + str(caught.value.__dict__)
    assert HEALTH_NUMBER not in told
    assert BIRTH_DATE not in told
    return caught.value.code, str(caught.value)


CASES: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("p.csv", b"", "empty_file", "p.csv is empty (0 bytes). Deliver it again."),
    "empty_gzip": ("p.csv.gz", gzip.compress(b""), "empty_file", "p.csv.gz holds no line of text. Deliver it again."),
    "blank_lines": ("p.csv", b"\n\n\n", "empty_file", "p.csv holds no line of text. Deliver it again."),
    "header_only": (
        "p.csv",
        HEADER.encode(),
        "header_only",
        "p.csv holds column names and no rows. Deliver it again with its rows.",
    ),
    "header_without_line_end": (
        "p.csv",
        HEADER.strip().encode(),
        "header_only",
        "p.csv holds column names and no rows. Deliver it again with its rows.",
    ),
    "no_header_line": (
        "p.csv",
        (ROW * 2).encode(),
        "missing_columns",
        "p.csv lacks 2 of the 2 columns its column map reads: health_number, birth_date. Deliver the file with these "
        "columns in its first line, or correct the column map.",
    ),
    "missing_column": (
        "p.csv",
        f"health_number,dob\n{HEALTH_NUMBER},{BIRTH_DATE}\n".encode(),
        "missing_columns",
        "p.csv lacks 1 of the 2 columns its column map reads: birth_date. Deliver the file with these columns in its "
        "first line, or correct the column map.",
    ),
    "duplicate_columns": (
        "p.csv",
        f"health_number,birth_date,birth_date\n{ROW}".encode(),
        "duplicate_columns",
        "p.csv: columns 2, 3 share their names with one another. Give each column a name of its own and deliver the "
        "file again.",
    ),
    "semicolons": (
        "p.csv",
        (HEADER + ROW).replace(",", ";").encode(),
        "wrong_delimiter",
        "p.csv separates its columns by semicolons. Save it with commas and deliver it again.",
    ),
    "tabs": (
        "p.csv",
        (HEADER + ROW).replace(",", "\t").encode(),
        "wrong_delimiter",
        "p.csv separates its columns by tabs. Save it with commas and deliver it again.",
    ),
    "latin_1_header": (
        "p.csv",
        (HEADER.replace("remark", "prénom") + ROW).encode("latin-1"),
        "wrong_encoding",
        "p.csv is not encoded as UTF-8. Save it as UTF-8 and deliver it again.",
    ),
    "latin_1_far_down": (
        "p.csv",
        (MANY + f"{HEALTH_NUMBER},né {BIRTH_DATE},x\n").encode("latin-1"),
        "wrong_encoding",
        "p.csv, column birth_date, is not encoded as UTF-8. Save it as UTF-8 and deliver it again.",
    ),
    "utf_16": (
        "p.csv",
        (HEADER + ROW).encode("utf-16"),
        "wrong_encoding",
        "p.csv is encoded as UTF-16. Save it as UTF-8 and deliver it again.",
    ),
    "utf_16_without_mark": (
        "p.csv",
        (HEADER + ROW).encode("utf-16-le"),
        "wrong_encoding",
        "p.csv is encoded as UTF-16. Save it as UTF-8 and deliver it again.",
    ),
    "not_gzip": (
        "p.csv.gz",
        (HEADER + ROW).encode(),
        "not_gzip",
        "p.csv.gz is not a gzip file or is damaged. Compress it again, or name it .csv if it is not.",
    ),
    "truncated_gzip": (
        "p.csv.gz",
        GZIP[: len(GZIP) // 2],
        "truncated_gzip",
        "p.csv.gz ends too early: the gzip file is incomplete. Copy or compress it again.",
    ),
    "truncated_gzip_by_a_byte": (
        "p.csv.gz",
        GZIP[:-1],
        "truncated_gzip",
        "p.csv.gz ends too early: the gzip file is incomplete. Copy or compress it again.",
    ),
    "damaged_gzip": (
        "p.csv.gz",
        GZIP[:-8] + b"\0\0\0\0" + GZIP[-4:],
        "damaged_gzip",
        "p.csv.gz is a damaged gzip file. Copy or compress it again.",
    ),
    "unclosed_quote": (
        "p.csv",
        (HEADER + f'{HEALTH_NUMBER},{BIRTH_DATE},"x\n' + ROW).encode(),
        "unclosed_quote",
        "p.csv: a quotation mark is opened and not closed, so rows after it cannot be told apart. Close it, or double "
        "quotation marks inside values, and deliver the file again.",
    ),
    "unclosed_quote_before_much": (
        "p.csv",
        (HEADER + f'{HEALTH_NUMBER},{BIRTH_DATE},"x\n' + ROW * 400_000).encode(),
        "unclosed_quote",
        "p.csv: a quotation mark is opened and not closed, so rows after it cannot be told apart. Close it, or double "
        "quotation marks inside values, and deliver the file again.",
    ),
    "unknown_format": (
        "p.xls",
        b"PK",
        "unknown_format",
        "p.xls is not a .csv, .csv.gz, .parquet, .xlsx file. Deliver the table in one of these.",
    ),
    "csv_named_parquet": (
        "p.parquet",
        (HEADER + ROW).encode(),
        "damaged_parquet",
        "p.parquet is not a Parquet file, or is damaged or incomplete. Copy or export it again.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_files_are_refused_in_a_sentence(tmp_path: Path, case: str) -> None:
    name, content, code, sentence = CASES[case]
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == (code, sentence)


def test_the_column_named_is_the_one_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("remark,birth_date,health_number\nx,née,1\n".encode("latin-1"))
    assert refusal(tmp_path / "p.csv") == (
        "wrong_encoding",
        "p.csv, column birth_date, is not encoded as UTF-8. Save it as UTF-8 and deliver it again.",
    )


def test_a_missing_file(tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    expected = ("file_missing", "There is no file p.csv in drop. Deliver it.")
    assert refusal(folder / "p.csv") == expected
    for reading in (file_facts, lambda path: columns_unknown(path, [])):
        with pytest.raises(Refused) as caught:
            reading(folder / "p.csv")
        assert (caught.value.code, str(caught.value)) == expected


def parquet(folder: Path, **columns: list) -> Path:
    path = folder / "p.parquet"
    frame = pl.DataFrame({"health_number": [HEALTH_NUMBER] * 1000, "birth_date": [BIRTH_DATE] * 1000} | columns)
    frame.write_parquet(path, compression="uncompressed")
    return path


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    path = parquet(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])
    sentence = "p.parquet is not a Parquet file, or is damaged or incomplete. Copy or export it again."
    assert refusal(path) == ("damaged_parquet", sentence)


def test_a_parquet_file_damaged_in_the_middle(tmp_path: Path) -> None:
    path = parquet(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"\xff" * 60 + content[64:])
    sentence = "p.parquet is not a Parquet file, or is damaged or incomplete. Copy or export it again."
    assert refusal(path) == ("damaged_parquet", sentence)


def test_a_parquet_file_without_rows(tmp_path: Path) -> None:
    sentence = "p.parquet holds columns and no rows. Deliver it again with its rows."
    path = parquet(tmp_path, health_number=[], birth_date=[])
    assert refusal(path) == ("header_only", sentence)


def test_a_parquet_column_of_an_unfit_type(tmp_path: Path) -> None:
    path = parquet(tmp_path, birth_date=[19310704] * 1000)
    assert refusal(path, kinds={"health_number": "text", "birth_date": "date"}) == (
        "wrong_type",
        "p.parquet: the column birth_date holds int64, which cannot be read as a date. Deliver it as a date or as "
        "text, or correct the column map.",
    )


def test_a_refusal_by_the_header_comes_before_the_first_batch_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("a;b\n1;2\n")
    with pytest.raises(Refused):
        read_batches(tmp_path / "p.csv", COLUMNS)
