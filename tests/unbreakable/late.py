"""A later delivery that tells one thing: one more claim line of one person, on a day of one's choice."""

import datetime as dt
import gzip
import shutil
from pathlib import Path

import polars as pl

from tests.unbreakable.stages import KEY
from transforms.standardise.pseudonyms import bucket_of, pseudonyms_of

WHOLE = ["physicians.csv", "hospitals.csv", "network_ohts.csv", "areas.csv", "ohts.csv", "drop.yaml"]
PERSON = "health_number"


def write_late_delivery(deliveries: Path, folder: Path, buckets: int, bucket: int, day: dt.date) -> Path:
    """Write a delivery that says of a person of a bucket what is known, and one core line on `day` that is not."""
    folder.mkdir()
    for name in WHOLE:
        shutil.copy(deliveries / "correcting" / name, folder / name)
    known = {name: read_text_table(deliveries / "main" / name) for name in ("persons.csv", "enrolments.csv.gz")}
    claims = pl.read_parquet(deliveries / "main" / "claims.parquet")
    person = _someone(deliveries, known, claims, buckets, bucket)
    for name, table in known.items():
        write_text_table(table.filter(pl.col(PERSON) == person), folder / name)
    line = claims.filter(pl.col(PERSON) == person, pl.col("fee_code") == "A007A", pl.col("place") == "O").head(1)
    late = line.with_columns(pl.lit("LATE-1").alias("claim_no"), pl.lit(day).alias("serviced_on"))
    late.write_parquet(folder / "claims.parquet")
    return folder


def read_text_table(path: Path) -> pl.DataFrame:
    """One row per row of a delivered CSV file, every value as text; what is empty is null."""
    return pl.read_csv(path.read_bytes(), infer_schema=False)


def write_text_table(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, compressed when the name says so."""
    content = table.write_csv().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def _someone(deliveries: Path, known: dict[str, pl.DataFrame], claims: pl.DataFrame, buckets: int, bucket: int) -> str:
    """Choose a rostered person of the bucket with a core line, of whom the second delivery says nothing."""
    keys = pseudonyms_of(known["persons.csv"][PERSON].rename("person_key"), bytes.fromhex(KEY), "health_number")
    theirs = keys.filter("has_valid_key").filter(bucket_of(buckets) == bucket)["person_key"]
    again = [pl.read_parquet(deliveries / "correcting" / "claims.parquet")[PERSON]]
    again += [read_text_table(deliveries / "correcting" / name)[PERSON] for name in known]
    seen = claims.filter(pl.col("fee_code") == "A007A", pl.col("place") == "O")[PERSON]
    rostered = known["enrolments.csv.gz"].filter(pl.col("ended_on").is_null())[PERSON]
    once = known["persons.csv"].filter(pl.col(PERSON).is_unique())[PERSON]
    candidates = set(theirs) & set(seen) & set(rostered) & set(once) - set(pl.concat(again))
    return min(candidates)
