"""Planted cases of the further inputs, a module a family with `cases()`: their rows are `Story.further`, by table."""

import importlib
import pkgutil
from functools import cache

from synthetic.planted.story import Case


@cache
def further_cases() -> dict[str, Case]:
    """Give the cases by name, in the order of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {name: case for module in modules for name, case in module.cases().items()}
