"""From the delivered files to the views `raw_<input>`: raw canonical columns as text, with drop and day of delivery."""

from pathlib import Path

import duckdb
import yaml

from tests.oracle.layout import KEYS, LATER, OPTIONAL

VIEWS = Path(__file__).parent / "views"
ENDINGS = (".csv", ".csv.gz", ".parquet")


def read_deliveries(connection: duckdb.DuckDBPyConnection, drops: list[Path]) -> None:
    """Make the views `raw_<input>` over all drops, and the tables `deliveries` and (empty) `accounts`.

    Raises `ValueError` when a drop does not say when it was delivered or when no drop holds an input that is needed.
    """
    connection.execute("CREATE TABLE deliveries (drop_index BIGINT, input VARCHAR)")
    connection.execute(
        "CREATE TABLE accounts "
        "(drop_index BIGINT, input VARCHAR, rows_in BIGINT, quarantined BIGINT, superseded BIGINT, valid BIGINT)"
    )
    for name in KEYS:
        parts = [_open_file(connection, drop, index, name) for index, drop in enumerate(drops)]
        selects = [part for part in parts if part] or [_no_rows(name)]
        connection.execute(f"CREATE VIEW raw_{name} AS {' UNION ALL BY NAME '.join(selects)}")


def _open_file(connection: duckdb.DuckDBPyConnection, drop: Path, index: int, name: str) -> str | None:
    """Give the SQL of one drop's part of a raw view; None: the drop lacks the input."""
    file = next((drop / (name + ending) for ending in ENDINGS if (drop / (name + ending)).exists()), None)
    if file is None:
        return None
    delivered = f"delivered_{name}_{index}"
    connection.execute(f"CREATE VIEW {delivered}_found AS {_as_text(connection, file)}")
    connection.execute(f"CREATE VIEW {delivered} AS {_with_later(connection, f'{delivered}_found', name)}")
    connection.execute("INSERT INTO deliveries VALUES (?, ?)", [index, name])
    layout = (VIEWS / f"{name}.sql").read_text().format(delivered=delivered)
    return f"(SELECT {index} AS drop_index, DATE '{_delivered_on(drop)}' AS delivered_on, * FROM ({layout}))"


def _no_rows(name: str) -> str:
    """Give the SQL of a raw view without rows, of an optional input that nobody delivered."""
    if name not in OPTIONAL:
        raise ValueError(f"{name}: no drop holds a file of this input; deliver one, if only with its header")
    nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {column}" for column in OPTIONAL[name])
    layout = (VIEWS / f"{name}.sql").read_text().format(delivered=f"(SELECT {nothing} WHERE false)")
    return f"(SELECT CAST(NULL AS BIGINT) AS drop_index, CAST(NULL AS DATE) AS delivered_on, * FROM ({layout}))"


def _as_text(connection: duckdb.DuckDBPyConnection, file: Path) -> str:
    """Give the SQL that reads a file with every column as text and empty text as null; lists stay lists."""
    if file.suffix != ".parquet":
        return (
            f"SELECT nullif(COLUMNS(*), '') FROM read_csv('{file}', "
            "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
        )
    source = f"read_parquet('{file}')"
    described = connection.execute(f"DESCRIBE FROM {source}").fetchall()
    columns = [
        f'"{name}"' if kind.endswith("[]") else f'nullif(CAST("{name}" AS VARCHAR), \'\') AS "{name}"'
        for name, kind, *_ in described
    ]
    return f"SELECT {', '.join(columns)} FROM {source}"


def _with_later(connection: duckdb.DuckDBPyConnection, found: str, name: str) -> str:
    """Give the SQL of a delivered file with nulls for the columns that an older delivery does not know."""
    known = {row[0] for row in connection.execute(f"DESCRIBE {found}").fetchall()}
    absent = [f", CAST(NULL AS VARCHAR) AS {column}" for column in LATER.get(name, []) if column not in known]
    return f"SELECT *{''.join(absent)} FROM {found}"


def _delivered_on(drop: Path) -> str:
    note = drop / "drop.yaml"
    said = yaml.safe_load(note.read_text()) if note.exists() else {}
    if "delivered_on" not in said:
        raise ValueError(f"drop {drop.name}: drop.yaml does not say delivered_on; the oracle has no day of receipt")
    return str(said["delivered_on"])
