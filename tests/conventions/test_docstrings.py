"""What is public says what it is, and every table says its grain first."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import pandera.polars as pa

import schemas
from tests.conventions.sources import PRODUCT, Function, functions, listed, opening, place, python_files, tree

GRAIN = "One row per"
# A function that only narrows or orders the table it was given says so, and its argument says the grain.
SAME_GRAIN = "The same rows"
TABLE_TYPES = ("pl.DataFrame", "pl.LazyFrame", "DataFrame", "LazyFrame")
TABLE_FOLDERS = ("transforms", "schemas", "synthetic")


def test_modules_have_a_docstring() -> None:
    offenders = [place(path) for path in python_files() if tree(path).body and not opening(tree(path))]
    assert not offenders, listed("modules without a docstring", offenders)


def test_public_names_have_a_docstring() -> None:
    offenders = [
        place(path, node)
        for path in python_files(*PRODUCT, "benchmarks")
        for node in _public(tree(path))
        if not opening(node)
    ]
    assert not offenders, listed("public functions, methods and classes without a docstring", offenders)


def test_functions_that_return_a_table_say_its_grain() -> None:
    offenders = [
        place(path, node)
        for path in python_files(*TABLE_FOLDERS)
        for node in functions(path)
        if _returns_table(node) and not opening(node).startswith((GRAIN, SAME_GRAIN))
    ]
    rule = f"functions returning a table whose docstring does not start with '{GRAIN} …' or '{SAME_GRAIN} …'"
    assert not offenders, listed(rule, offenders)


def test_table_models_say_their_grain() -> None:
    models = {model for model in _models(pa.DataFrameModel) if model.to_schema().columns}
    assert models, "no pandera model was found below schemas/"
    offenders = sorted(
        f"{model.__module__}.{model.__name__}" for model in models if not (model.__doc__ or "").startswith(GRAIN)
    )
    assert not offenders, listed(f"models whose docstring does not start with '{GRAIN} …'", offenders)


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Give the public functions and classes of a module, with the public methods of those classes."""
    for node in scope.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            # A nested `Config` is pandera's way of giving options, not a thing of its own.
            if isinstance(node, ast.ClassDef) and node.name != "Config":
                yield from _public(node)
            if node.name != "Config":
                yield node


def _returns_table(node: Function) -> bool:
    """True for functions annotated to return one table; a pandera check returns a Boolean column and is exempt."""
    is_check = any("check" in ast.unparse(decorator) for decorator in node.decorator_list)
    returned = ast.unparse(node.returns) if node.returns else ""
    return not is_check and any(part.strip() in TABLE_TYPES for part in returned.split("|"))


def _models(base: type[pa.DataFrameModel]) -> set[type[pa.DataFrameModel]]:
    """Give the pandera models declared below schemas/."""
    for module in pkgutil.walk_packages(schemas.__path__, "schemas."):
        importlib.import_module(module.name)
    below = {model for child in base.__subclasses__() for model in {child, *_descendants(child)}}
    return {model for model in below if model.__module__.startswith("schemas.")}


def _descendants(model: type[pa.DataFrameModel]) -> set[type[pa.DataFrameModel]]:
    """Give the classes derived from a model, at any depth."""
    return {below for child in model.__subclasses__() for below in {child, *_descendants(child)}}
