"""Give a store the key of another one, so that persons have the same pseudonyms in both."""

from pathlib import Path

from flows.files import read_json, write_json
from flows.store import key_check


def give_key(store: Path, key: str) -> None:
    """Replace the key of a store, given as hexadecimal digits, and the value by which the store knows it."""
    (store / "keys" / "pseudonym.key").write_text(f"{key}\n", encoding="ascii")
    settings = read_json(store / "store.json")
    write_json(store / "store.json", {**settings, "key_check": key_check(bytes.fromhex(key))})
