"""Digests of what an output depends on: inputs, definitions, and the code that makes it.

The code of a step is the syntax tree of its module and of every module of ours that it imports, without comments and
docstrings; so a comment, a French title or a new report never makes a number stale, and a changed rule always does.
"""

import ast
import hashlib
import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

OURS = ("transforms", "schemas", "reference", "reports")


def fingerprint(components: Mapping[str, str]) -> str:
    """Give the name of an output from what it depends on."""
    return hashlib.sha256(json.dumps(dict(components), sort_keys=True).encode()).hexdigest()[:24]


def digest(value: Any) -> str:
    """Give a digest of plain values: text, numbers, bytes, dates, tuples, mappings."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


@cache
def code_digest(*modules: str) -> str:
    """Give a digest of the code of modules and of everything of ours that they import."""
    reached: dict[str, str] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached[name], imported = _module(name)
        waiting.extend(imported - reached.keys())
    return digest(sorted(reached.items()))


@cache
def _module(name: str) -> tuple[str, frozenset[str]]:
    """Give the digest of the code of a module, and the names of our modules that it imports."""
    tree = _syntax(name)
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest(), frozenset(_imports(tree))


def _syntax(module: str) -> ast.Module:
    tree = ast.parse(Path(_source(module)).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and _is_docstring(body[0]):
            body.pop(0)
    return tree


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _imports(tree: ast.Module) -> set[str]:
    """Names of our modules that a tree imports, a module imported by name from its package included."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in names if name.split(".")[0] in OURS and _exists(name)}


@cache
def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _source(module: str) -> str:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"There is no source for the module {module}.")
    return spec.origin
