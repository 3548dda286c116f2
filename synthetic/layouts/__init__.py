"""The source's layout of the further inputs, a module a family: its tables with their columns and file formats.

Adding an input means a module here and one of the same name in `synthetic.further`.
"""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Layout:
    """How a table is delivered: names of its columns (all text), apart by blanks, and the file format (csv, csv.gz)."""

    columns: str
    file_format: str = "csv.gz"


@cache
def further_layouts() -> dict[str, Layout]:
    """Give the layouts of the further tables by name, in the order of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {table: layout for module in modules for table, layout in module.LAYOUTS.items()}
