"""All measures of the calibration report: found family by family, and put into one table."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

import polars as pl

import transforms.calibration
from schemas.calibration import CalibrationMeasures
from transforms.calibration.family import Definition, Family, Measured, Moment, Totals
from transforms.features.family import Frames

Row = dict[str, object]
COUNTED = "counted_persons"


@cache
def measure_families() -> dict[str, Family]:
    """Give the families by name: a new one is a new module of this folder with a record FAMILY."""
    names = sorted(module.name for module in pkgutil.iter_modules(transforms.calibration.__path__))
    modules = [importlib.import_module(f"{transforms.calibration.__name__}.{name}") for name in names]
    found = [module.FAMILY for module in modules if hasattr(module, "FAMILY")]
    return {family.name: family for family in found}


def measured_rows(family: Family, totals: Totals, whole: Frames, moment: Moment, basis: str = "store") -> list[Row]:
    """Give a row for each measure of a family, `counted_persons` still to be filled."""
    values = family.measure(totals, whole, moment)
    return [_row(name, definition, values[name], basis) for name, definition in family.definitions.items()]


def missing_rows(family: Family, needs: str) -> list[Row]:
    """Give a row for each measure of a family that cannot be measured."""
    return [_row(name, definition, None, "store", needs) for name, definition in family.definitions.items()]


def as_table(rows: list[Row], counted_persons: int) -> pl.DataFrame:
    """One row per measure (the CalibrationMeasures model), by name."""
    types = {name: column.dtype.type for name, column in CalibrationMeasures.to_schema().columns.items()}
    filled = [{**row, "counted_persons": counted_persons} for row in rows]
    return CalibrationMeasures.validate(pl.DataFrame(filled, schema=types).sort("measure"))


def count_of(rows: list[Row], measure: str = COUNTED) -> int:
    """Give the count that a measure found; zero when it found none."""
    return next((int(str(row["numerator"])) for row in rows if row["measure"] == measure and row["numerator"]), 0)


def _row(name: str, definition: Definition, value: Measured | None, basis: str, needs: str | None = None) -> Row:
    has_value = value is not None and value.denominator > 0
    numbers: Mapping[str, object] = {"numerator": None, "denominator": None, "smallest_count": None}
    if value is not None and has_value:
        numbers = {name: getattr(value, name) for name in numbers}
    return {
        "measure": name,
        "basis": basis,
        **numbers,
        "multiplier": definition.multiplier,
        "needs": None if has_value else needs or definition.needs,
        "definition": definition.text,
    }
