"""What may be wrong with a definition, found before any data: each mistake a sentence that says what to do.

A definition is tried on one row of its base table that has nothing to tell: numbers are 0, flags false, all else null.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

import polars as pl

from schemas.base_tables import HospitalBase, PhysicianBase, PopulationBase
from schemas.core import Attribution, DerivedModel
from transforms.features.family import AnyFamily, EventFamily, HospitalFamily
from transforms.indicators.definition import (
    ALL_LEVELS,
    HOSPITAL,
    PERSON,
    PHYSICIAN,
    POPULATION,
    Adjustment,
    Aim,
    Clause,
    Direction,
    Indicator,
    Limits,
    Setting,
    Status,
)

# A site is in the team of its network, and in nobody's practice or group.
HOSPITAL_LEVELS = ("oht", "province")
TEXTS = ("id", "title", "why", "unit", "source", "author")
Families = Mapping[str, AnyFamily]
WORDS = {
    "aim": Aim,
    "setting": Setting,
    "direction": Direction,
    "status": Status,
    "limits": Limits,
    "adjustment": Adjustment,
}
SOME_DAY = dt.date(2000, 1, 1)


class Column(NamedTuple):
    """A column of a base table: its type, and whether it may be null."""

    kind: pl.DataType
    is_nullable: bool


class DefinitionError(ValueError):
    """A definition cannot be used; the message lists every mistake. It speaks of the definition, never of a person."""


def verify_definitions(indicators: Mapping[str, Indicator], families: Families) -> None:
    """Raise DefinitionError with every mistake of every definition; nothing is wrong: nothing happens."""
    mistakes = [f"{name}: {text}" for name, record in indicators.items() for text in mistakes_in(record, families)]
    if mistakes:
        listed = "\n".join(f"- {mistake}" for mistake in mistakes)
        raise DefinitionError(f"Indicators have {len(mistakes)} mistake(s), so that nothing was computed:\n{listed}")


def mistakes_in(record: Indicator, families: Families) -> Iterator[str]:
    """Give a sentence for each mistake of a definition."""
    yield from (f"{name} is empty. Write it." for name in TEXTS if not getattr(record, name).strip())
    yield from _word_mistakes(record)
    yield from _name_mistakes(record, families)
    if unknown := [name for name in record.features if name not in families]:
        yield f"there is no feature family {', '.join(unknown)}. Known: {', '.join(sorted(families))}."
        return
    row = empty_row(record, families)
    clauses = {"denominator": record.denominator, "exclusions": record.exclusions}
    for place, listed in clauses.items():
        for clause in listed:
            yield from _clause_mistakes(place, clause, row, may_count=False)
    yield from _clause_mistakes("numerator", record.numerator, row, may_count=True)
    if record.amount is not None:
        yield from _clause_mistakes("amount", Clause("amount", record.amount), row, may_count=True)
    yield from (f"risk: there is no column {name}." for name in record.risk if name not in row.columns)
    yield from _weight_mistakes(record, row)
    yield from _median_mistakes(record, row)


def empty_row(record: Indicator, families: Families) -> pl.DataFrame:
    """One row per definition: that of its base table that has nothing to tell; texts that are never null are empty."""
    columns = base_columns(record, families)
    row = {name: None if column.is_nullable else _nothing(column.kind) for name, column in columns.items()}
    return pl.DataFrame([row], schema={name: column.kind for name, column in columns.items()})


def base_columns(record: Indicator, families: Families) -> dict[str, Column]:
    """Give the columns of the base table of a definition."""
    if record.grain == PHYSICIAN:
        return _of_model(PhysicianBase)
    if record.grain == POPULATION:
        columns = _of_model(PopulationBase)
    elif record.grain == HOSPITAL:
        columns = _of_model(HospitalBase)
    else:
        columns = _of_model(Attribution) | {"age_years": Column(pl.Int32(), is_nullable=False)}
    for name in record.features:
        columns |= _of_family(families[name])
    return columns


def _of_model(model: type[DerivedModel]) -> dict[str, Column]:
    return {name: Column(column.dtype.type, column.nullable) for name, column in model.to_schema().columns.items()}


def _of_family(family: AnyFamily) -> dict[str, Column]:
    if isinstance(family, EventFamily):
        own = {name: Column(kind, name in family.nullable) for name, kind in family.columns.items()}
        return {"event_id": Column(pl.String(), False), "event_date": Column(pl.Date(), False), **own}
    if isinstance(family, HospitalFamily):
        return {name: Column(pl.Int32(), is_nullable=False) for name in family.zeros}
    kinds = ((family.zeros, pl.Int32()), (family.flags, pl.Boolean()), (family.dates, pl.Date()))
    return {name: Column(kind, kind == pl.Date) for names, kind in kinds for name in names}


def _word_mistakes(record: Indicator) -> Iterator[str]:
    for name, known in WORDS.items():
        if getattr(record, name) not in get_args(known):
            yield f"{name} is {getattr(record, name)!r}. Known: {', '.join(get_args(known))}."
    if record.multiplier <= 0:
        yield f"multiplier is {record.multiplier}. It must be above zero."


def _name_mistakes(record: Indicator, families: Families) -> Iterator[str]:
    events = {name for name, family in families.items() if isinstance(family, EventFamily)}
    known = {PERSON, PHYSICIAN, POPULATION, HOSPITAL, *events}
    if record.grain not in known:
        yield f"there are no rows called {record.grain}. Known: {', '.join(sorted(known))}."
    elif record.is_event and record.grain not in record.features:
        yield f"its features do not name its events, {record.grain}. Add them."
    told = [name for name in record.features if name in families]
    if wrong := [name for name in told if isinstance(families[name], HospitalFamily) != (record.grain == HOSPITAL)]:
        yield f"families of hospitals go with rows that are hospitals, and with no others: {', '.join(wrong)}."
    if record.grain == HOSPITAL and (own := sorted(set(record.levels) - set(HOSPITAL_LEVELS))):
        yield f"hospitals are of no {', '.join(own)}. Name the levels {', '.join(HOSPITAL_LEVELS)}."
    if wrong := sorted(set(record.levels) - set(ALL_LEVELS)):
        yield f"there is no level {', '.join(wrong)}. Known: {', '.join(ALL_LEVELS)}."
    if (record.adjustment == "risk") != bool(record.risk):
        yield "adjustment and risk do not go together. Name the covariates, or take the adjustment away."
    for era in record.eras:
        if era.first and era.last and era.first > era.last:
            yield f"an era ends in {era.last}, before it begins in {era.first}. Put it right."


def _weight_mistakes(record: Indicator, row: pl.DataFrame) -> Iterator[str]:
    """Give what is wrong with a survey: every respondent counts once, and of a practice there are too few to tell."""
    if (record.weight is None) != (record.limits != "survey"):
        yield "weight and limits survey do not go together. Say both, or neither."
    if record.weight is None:
        return
    yield from _clause_mistakes("weight", Clause("weight", record.weight), row, may_count=True)
    if record.is_event or record.amount is not None or record.adjustment != "none":
        yield "weighted answers are of persons or physicians, count once, and are not adjusted. Take the rest away."
    if "practice" in record.levels:
        yield "weighted answers are not shown of practices. Take practice out of levels."
    if not _is_truth(record.numerator.rule, row):
        yield "the numerator of weighted answers is true or false. Make it so."


def _is_truth(rule: pl.Expr, row: pl.DataFrame) -> bool:
    """Tell whether a rule gives true or false; one that cannot be tried is remarked elsewhere."""
    known = not set(rule.meta.root_names()) - set(row.columns)
    return not known or row.select(rule.alias("value"))["value"].dtype == pl.Boolean


def _median_mistakes(record: Indicator, row: pl.DataFrame) -> Iterator[str]:
    if (record.limits == "median") != bool(record.median_of):
        yield "limits of a median and median_of do not go together. Name the column, or choose other limits."
    if not record.median_of:
        return
    if record.median_of not in row.columns:
        yield f"median_of: there is no column {record.median_of}. Name the family that gives it in features."
    elif not row.schema[record.median_of].is_integer():
        yield f"median_of: {record.median_of} is {row.schema[record.median_of]}. It must be of whole numbers."
    if (
        record.grain in (PHYSICIAN, POPULATION)
        or record.risk
        or record.adjustment != "none"
        or record.amount is not None
    ):
        yield "a median is of rows of persons or their events, each weighing one, and not adjusted. Leave these out."
    if record.multiplier != 1:
        yield f"multiplier is {record.multiplier}. A median stands in its own unit: make it 1."
    if not set(record.numerator.rule.meta.root_names()) - set(row.columns):
        is_told = row.select(record.numerator.rule.alias("value"), pl.len())["value"].dtype == pl.Boolean
        yield from (
            () if is_told else ("the numerator of a median says which rows have a value: make it true or false.",)
        )


def _clause_mistakes(place: str, clause: Clause, row: pl.DataFrame, *, may_count: bool) -> Iterator[str]:
    where = f"{place} ({clause.text or 'without words'})"
    if not clause.text.strip():
        yield f"{place}: a clause has no words. Say what it asks."
    if missing := sorted(set(clause.rule.meta.root_names()) - set(row.columns)):
        yield f"{where}: the base table has no column {', '.join(missing)}. Name the family that gives it in features."
        return
    value = row.select(clause.rule.alias("value"), pl.len())["value"]
    if value.dtype != pl.Boolean and not (may_count and value.dtype.is_integer()):
        asked = "true or false, or a whole number" if may_count else "true or false"
        yield f"{where}: it gives {value.dtype}. Make it give {asked}."
    elif value.null_count():
        yield f"{where}: it gives null where nothing is known. Say what holds then, with fill_null."


def _nothing(kind: pl.DataType) -> object:
    if kind == pl.Boolean:
        return False
    if kind.is_numeric():
        return 0
    return SOME_DAY if kind == pl.Date else ""
