"""The files the conventions are about, and what is written in them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("flows", "schemas", "transforms", "reference", "reports", "synthetic")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def kept_files() -> list[Path]:
    """Give every file that is in version control or would be: the ignored ones are left out."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def python_files(*folders: str) -> list[Path]:
    """Give the Python files below `folders`, or all of them."""
    files = [path for path in kept_files() if path.suffix == ".py"]
    return [path for path in files if not folders or path.relative_to(ROOT).parts[0] in folders]


@cache
def tree(path: Path) -> ast.Module:
    """Give the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Give every function and method of a file, nested ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def opening(node: Function | ast.ClassDef | ast.Module) -> str:
    """Give the docstring of a node, empty when it has none."""
    return ast.get_docstring(node) or ""


def place(path: Path, node: ast.AST | None = None) -> str:
    """Name a place the way an editor opens it: file, line and name."""
    where = str(path.relative_to(ROOT))
    return f"{where}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', '')}".strip()


def listed(rule: str, offenders: list[str]) -> str:
    """Give the message of a broken convention: the rule, then each offender on a line of its own."""
    return "\n  ".join([f"{rule} ({len(offenders)}):", *offenders])
