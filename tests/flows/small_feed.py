"""Small synthetic deliveries, an inbox to put them into, and the search for their health numbers in what is told."""

import re
import shutil
from pathlib import Path

import polars as pl

from flows.delivery import READY
from flows.feed import write_deliveries
from flows.files import read_json
from synthetic.layout import FORMATS
from synthetic.province import Scale

SCALE = Scale(people=3_000, seed=1)
SOURCE = "synthetic"
PERSONS = f"persons.{FORMATS['persons']}"
# Neither part of a longer number nor of a word.
TEN_DIGITS = re.compile(rb"(?<![0-9A-Za-z])[0-9]{10}(?![0-9A-Za-z])")


def write_feed(folder: Path) -> list[Path]:
    """Write the main and the correcting delivery; gives their folders in the order of receipt."""
    return write_deliveries(SCALE, folder)


def put_into_inbox(delivery: Path, store: Path, name: str) -> Path:
    """Put a copy of a delivery into the inbox of a store and mark it complete, as a sender does."""
    place = store / "inbox" / SOURCE / name
    shutil.copytree(delivery, place)
    (place / READY).touch()
    return place


def spoil(delivery: Path) -> None:
    """Put each person's health number where the day of birth belongs, so that the file is refused."""
    persons = pl.read_csv(delivery / PERSONS, infer_schema=False)
    persons.with_columns(born="health_number").write_csv(delivery / PERSONS)


def health_numbers(deliveries: list[Path]) -> frozenset[bytes]:
    """Give the health numbers of all persons delivered, as text."""
    tables = [pl.read_csv(folder / PERSONS, infer_schema=False, columns=["health_number"]) for folder in deliveries]
    numbers = pl.concat(tables)["health_number"].drop_nulls()
    return frozenset(number.encode() for number in numbers if TEN_DIGITS.fullmatch(number.encode()))


def numbers_told(text: bytes | str, numbers: frozenset[bytes]) -> set[bytes]:
    """Give those of the numbers that stand in a text."""
    return set(TEN_DIGITS.findall(text.encode() if isinstance(text, str) else text)) & numbers


def committed_contents(store: Path) -> dict[str, str]:
    """Give the digest of every table that the results and the publication hold, by its place."""
    contents = {}
    for path in sorted((store / "results").rglob("manifest.json")):
        for name, table in read_json(path)["tables"].items():
            contents[f"{path.parent.relative_to(store)}/{name}"] = table["sha256"]
    contents["pointer"] = (store / "published" / "current.json").read_text(encoding="utf-8")
    return contents
