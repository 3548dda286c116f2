"""The further inputs of the synthetic province, a module a family; each says how its tables are made.

A module has `TABLES`, by name of the table. Its layout is in the module of the same name of `synthetic.layouts`, its
planted cases are in that of `synthetic.planted.further`.
"""

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from synthetic.faults import Fault, Row

if TYPE_CHECKING:
    from synthetic.people import Block
    from synthetic.planted.cast import Home
    from synthetic.scale import Scale
    from synthetic.world import World


@dataclass(frozen=True)
class FurtherTable:
    """How one further table is made.

    `main` and `later` give its rows of a block in the main and in the correcting delivery; `whole` gives those of a
    table that is no table of persons, delivered once. `record_number`: the column that tells records apart (null:
    none). `is_covered`: the sender says which days it covers, the whole history. `good` writes a faultless row of a
    bystander from scale, home, health number, position of the fault and number of the row; `faults` are what is broken
    in such rows, two rows a kind, given a day that no delivery can know.
    """

    main: "Callable[[Block], pl.DataFrame] | None" = None
    later: "Callable[[Block], pl.DataFrame] | None" = None
    whole: "Callable[[Scale, World], pl.DataFrame] | None" = None
    record_number: str | None = None
    is_covered: bool = False
    good: "Callable[[Scale, Home, str, int, int], Row] | None" = None
    faults: "Callable[[dt.date], list[Fault]]" = lambda _: []


@cache
def further_tables() -> dict[str, FurtherTable]:
    """Give the further tables by name, in the order of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {name: table for module in modules for name, table in module.TABLES.items()}
