"""Making a store: its zones, its key and the settings that never change afterwards."""

import os
import secrets
from pathlib import Path

from flows.files import write_json
from flows.refusals import Refused
from flows.store import FORMAT, KEY_BYTES, ZONES, Store, key_check

PEOPLE_PER_BUCKET = 125_000
DEFAULT_STORE = "store"
# Claims may come six months late: the month that ended and the six before it are looked at every night.
OPEN_PERIODS = 7


def create_store(root: Path, buckets: int = 1, open_periods: int = OPEN_PERIODS) -> Store:
    """Make a store in an absent or empty folder; raises Refused when there is one or the number is no power of two."""
    if buckets < 1 or buckets & (buckets - 1):
        raise Refused("usage", f"--buckets must be a power of two such as 1, 16 or 128, not {buckets}.")
    require_free(root)
    for zone, mode in ZONES.items():
        (root / zone).mkdir(parents=True, exist_ok=True)
        (root / zone).chmod(mode)
    key = _make_key(root / "keys" / "pseudonym.key")
    # Written last: a folder with it is a whole store.
    settings = {"buckets": buckets, "limits": {}, "open_periods": open_periods, "key_check": key_check(key)}
    write_json(root / "store.json", {"format": FORMAT, **settings})
    return Store(root)


def require_free(root: Path) -> None:
    """Raise Refused when there is a store, a file or a folder of something else."""
    if root.is_file():
        raise Refused("usage", f"{root} is a file. Name a folder.")
    if (root / "store.json").exists():
        raise Refused("store_exists", f"There is a store at {root} already; it was left as it is.")
    if root.exists() and any(root.iterdir()):
        raise Refused("not_empty", f"The folder {root} is not empty and not a store. Name another one.")


def buckets_for(people: int) -> int:
    """Give the power of two that keeps a bucket at about 125,000 people."""
    wanted = max(1, -(-people // PEOPLE_PER_BUCKET))
    return 1 << (wanted - 1).bit_length()


def store_path(given: str | None) -> Path:
    """Give the store named on the command line, else by OHT_STORE, else ./store."""
    return Path(given or os.environ.get("OHT_STORE") or DEFAULT_STORE)


def _make_key(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key.hex() + "\n")
    return key
