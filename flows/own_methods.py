"""Method files of one's own: given once by path, kept in the store, and used from there by name."""

import re
from collections.abc import Sequence
from pathlib import Path

from flows.files import write_bytes
from flows.refusals import Refused
from flows.store import Store
from reference.load import OwnMethods, method_names
from schemas.methods import OFFICIAL_FILE

FOLDER, ENDING = "methods", ".yaml"
# It becomes the name of folders, and names are given apart by commas.
NAME = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def own_methods(store: Store) -> OwnMethods:
    """Give name and bytes of each method file that the store keeps, in order."""
    paths = sorted((store.root / FOLDER).glob(f"*{ENDING}"))
    return tuple((path.stem, path.read_bytes()) for path in paths)


def keep_methods(root: Path, own: OwnMethods) -> None:
    """Copy method files into a store, each in place of the one of its name."""
    for name, content in own:
        (root / FOLDER).mkdir(exist_ok=True)
        write_bytes(root / FOLDER / f"{name}{ENDING}", content)


def read_given_methods(given: str | None) -> tuple[str | None, OwnMethods]:
    """Give `--beside` with the name of a file in place of its path, and the files; raises Refused for one unfit."""
    if given is None:
        return None, ()
    words = [word.strip() for word in given.split(",")]
    paths = {word: Path(word) for word in words if word.endswith(ENDING)}
    own = tuple((_name_of(path), _read(path)) for path in paths.values())
    return ",".join(paths[word].stem if word in paths else word for word in words), own


def _name_of(path: Path) -> str:
    """Give the name of the method in a file; raises Refused for one that is taken or cannot be a name."""
    taken: Sequence[str] = [*method_names(), OFFICIAL_FILE]
    if path.stem in taken:
        raise Refused("usage", f"{path} has the name of a method that is there already. Give the file another name.")
    if not NAME.fullmatch(path.stem):
        raise Refused(
            "usage",
            f"{path} is to become the name of a method: a letter, then letters, digits, - and _ alone. Give the file "
            "such a name.",
        )
    return path.stem


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("usage", f"There is no file {path}. Name a method file, or a method by its name alone.")
    return path.read_bytes()
