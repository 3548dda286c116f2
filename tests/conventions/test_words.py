"""What may not stand in the files that are kept: machine paths, package hosts, and prints in library code."""

import ast
import re
from pathlib import Path

import pytest

from tests.conventions.sources import PRODUCT, kept_files, listed, place, python_files, tree

# Put together from parts, so that this file does not break its own rule.
HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("ghcr", "io"),
        ("docker", "io"),
        ("quay", "io"),
    ]
]
MACHINE_ROOTS = ["work", "tmp", "root", "home/[a-z]", "Users/[A-Za-z]"]
MACHINE_PATH = re.compile(r"(?<![\w.:/*<-])/(?:" + "|".join(MACHINE_ROOTS) + r")(?:/|\b)(?![\w-])")
MAY_PRINT = re.compile(r"^flows/cli(\.py|/)")


def test_no_file_names_a_package_host() -> None:
    offenders = [f"{where}: {host}" for where, line in _lines() for host in HOSTS if host in line.lower()]
    assert not offenders, listed("package hosts named: everybody has their own index", offenders)


def test_no_file_names_a_path_of_one_machine() -> None:
    offenders = [where for where, line in _lines() if MACHINE_PATH.search(line)]
    assert not offenders, listed("absolute paths of one machine", offenders)


def test_library_code_does_not_print() -> None:
    offenders = [
        place(path, node)
        for path in python_files(*PRODUCT)
        if not MAY_PRINT.match(place(path))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not offenders, listed("prints outside flows/cli: return it, or raise", offenders)


@pytest.mark.parametrize("line", ["/{}/store", "see /{}", "'/{}/a.csv'", "cd /{}", "(/{})"])
def test_a_machine_path_is_recognised(line: str) -> None:
    assert MACHINE_PATH.search(line.format("work"))


@pytest.mark.parametrize("line", ["flows/{}flow.py", "./{}/x", "docs/{}.md", "a {}/life balance", "//{}.example"])
def test_what_is_no_machine_path_passes(line: str) -> None:
    assert not MACHINE_PATH.search(line.format("work"))


def _lines() -> list[tuple[str, str]]:
    """Give each line of the kept text files with its place."""
    return [
        (f"{place(path).rsplit(':', 1)[0]}:{number}", line)
        for path in kept_files()
        for number, line in enumerate(_text(path).splitlines(), start=1)
    ]


def _text(path: Path) -> str:
    """Give the text of a file, empty when it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
