"""The floor that stages are measured against: read every column the nightly job needs, once, and no more.

Frozen: do not tune. Every ratio in the performance records is a stage's CPU time over this script's on the same
store; a faster scan would move all of them. When the nightly job needs another column, write a new script beside it.

    python benchmarks/scan.py STORE

prints a JSON line: CPU seconds (user and system) and wall seconds of the reading, CPU seconds of the whole process with
its imports, peak memory, and the rows and columns read of each table.
"""

import json
import resource
import sys
import time
from pathlib import Path

import polars as pl

COLUMNS = {
    "claims": ["person_id", "physician_id", "service_date", "fee_code", "fee_suffix", "services", "location"],
    "persons": None,
    "enrolments": None,
    "discharges": None,
    "ed_visits": None,
}


def reduced(column: str, dtype: pl.DataType) -> pl.Expr:
    """Give what forces a column to be decoded: its maximum, or its nulls where there is no maximum to take."""
    has_maximum = dtype.is_numeric() or dtype.is_temporal() or dtype == pl.String
    values = pl.col(column)
    return values.max().cast(pl.String) if has_maximum else values.null_count().cast(pl.String)


def scan(store: Path, table: str, columns: list[str] | None) -> dict[str, int]:
    """Read one table of a store's standard zone in one streaming pass; a table that is not there counts zero rows."""
    files = sorted(store.glob(f"standard/{table}/**/data.parquet"))
    if not files:
        return {"rows": 0, "columns": 0}
    lines = pl.scan_parquet(files, hive_partitioning=False)
    schema = lines.collect_schema()
    wanted = columns or schema.names()
    found = lines.select(pl.len().alias("rows"), *[reduced(column, schema[column]) for column in wanted])
    return {"rows": found.collect(engine="streaming").item(0, "rows"), "columns": len(wanted)}


def cpu_seconds() -> float:
    """Give the user and system seconds this process has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(store: Path) -> None:
    """Print what was read and what it cost."""
    cpu_before, wall_before = cpu_seconds(), time.perf_counter()
    tables = {table: scan(store, table, columns) for table, columns in COLUMNS.items()}
    cost = {
        "cpu_seconds": round(cpu_seconds() - cpu_before, 3),
        "wall_seconds": round(time.perf_counter() - wall_before, 3),
        "process_cpu_seconds": round(cpu_seconds(), 3),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    print(json.dumps({**cost, "tables": tables}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
