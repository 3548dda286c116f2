"""One row of the base table of an indicator, with nothing to tell but what a worked row says."""

from collections.abc import Mapping

import polars as pl

from schemas.base_tables import HospitalBase, PhysicianBase, PopulationBase
from schemas.core import Attribution
from tests.tables import column_types
from transforms.catalogue import event_families, families, hospital_families
from transforms.indicators.definition import HOSPITAL, PERSON, PHYSICIAN, POPULATION, Indicator

HOSPITAL_BASE = column_types(HospitalBase)
PERSON_BASE = {**column_types(Attribution), "age_years": pl.Int32()}
PHYSICIAN_BASE = column_types(PhysicianBase)
POPULATION_BASE = column_types(PopulationBase)
PERSON_WORDS = {"person_id": 1, "tier": "rostered", "sex": "F", "age_years": 46}


def base_row(record: Indicator, row: Mapping[str, object]) -> pl.DataFrame:
    """One row: numbers are 0, flags false and all else null unless `row` says otherwise.

    Raises ValueError for a column that the base table of the record does not have.
    """
    types = _types(record)
    if unknown := sorted(set(row) - set(types)):
        raise ValueError(f"{record.id}: no such columns: {unknown}")
    known = {} if record.grain in (PHYSICIAN, HOSPITAL) else PERSON_WORDS
    filled = {name: row.get(name, known.get(name, _nothing(kind))) for name, kind in types.items()}
    return pl.DataFrame([filled], schema=types)


def _types(record: Indicator) -> dict[str, pl.DataType]:
    if record.grain == PHYSICIAN:
        return PHYSICIAN_BASE
    if record.grain == HOSPITAL:
        zeros = [zero for name in record.features for zero in hospital_families()[name].zeros]
        return {**HOSPITAL_BASE, **dict.fromkeys(zeros, pl.Int32())}
    types = dict(POPULATION_BASE if record.grain == POPULATION else PERSON_BASE)
    for name in record.features:
        if name in event_families():
            types |= {"event_id": pl.String(), "event_date": pl.Date(), **event_families()[name].columns}
            continue
        family = families()[name]
        types |= dict.fromkeys(family.zeros, pl.Int32()) | dict.fromkeys(family.flags, pl.Boolean())
        types |= dict.fromkeys(family.dates, pl.Date())
    if record.grain not in (PERSON, POPULATION, *record.features[:1]):
        raise ValueError(f"{record.id}: the first of its features must be the family of its events, {record.grain}")
    return types


def _nothing(kind: pl.DataType) -> object:
    if kind == pl.Boolean:
        return False
    return 0 if kind.is_integer() else None
