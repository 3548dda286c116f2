"""Stage: what a refreshed period measures of each published figure, and whether it holds; made when it is asked for.

Not part of every refresh: it says something of the synthetic province, or of how a store compares with the province.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.calibration_tables import Table, Tables
from flows.coverage import missing_for, read_coverage
from flows.drops import committed_drops
from flows.files import read_json, write_json
from flows.fingerprint import code_digest, digest
from flows.methods import official_method
from flows.published_attribution import require_attribution
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work
from reference.calibration_targets import calibration_targets
from schemas.calibration import CalibrationParts
from synthetic.structure import full_size_structure
from transforms.calibration.family import PARTS_KEY, Family, Moment, Totals
from transforms.calibration.measures import as_table, count_of, measure_families, measured_rows, missing_rows
from transforms.calibration.verdicts import judge_targets
from transforms.dates import period_end
from transforms.indicators.units import add_up

CODE = ("transforms.calibration.measures", "transforms.calibration.verdicts")
FULL_SIZE = "synthetic_full_size"
# The skeleton of the province is of no day.
NO_DAY = Moment(dt.date.min)


@dataclass(frozen=True)
class Task:
    """The calibration of one refreshed period; `missing`: what a family needs before it can be counted."""

    work: Work
    tables: Tables
    moment: Moment
    missing: Mapping[str, str]

    def whole(self, family: Family) -> dict[str, Table]:
        """Give the whole tables that a family reads."""
        found = {name: self.tables.whole(name) for name in family.reads_whole}
        return {name: table for name, table in found.items() if table}

    def of_bucket(self, family: Family, bucket: int) -> dict[str, Table]:
        """Give the tables of a bucket that a family reads, the whole ones among them."""
        found = {name: self.tables.of_bucket(name, bucket) for name in family.reads}
        return {**{name: table for name, table in found.items() if table}, **self.whole(family)}


def calibrate(store: Store, period: str) -> Output:
    """Bring the calibration of a refreshed period up to date; raises Refused when it has not been computed."""
    drops = committed_drops(store.root)
    tables = Tables(store, drops, require_attribution(store, period), period)
    moment = Moment(period_end(period), official_method(store).primary_care_specialties)
    task = Task(Work(store, is_plan=False), tables, moment, _missing(tables, moment))
    parts = {
        name: [_count(task, family, bucket) for bucket in range(store.buckets)]
        for name, family in measure_families().items()
        if family.count and name not in task.missing
    }
    output = _measure(task, parts)
    path = store.root / "runs" / "calibration" / f"{period}.json"
    if read_json(path) != task.work.outputs:
        write_json(path, task.work.outputs)
    return output


def with_full_size(measures: pl.DataFrame) -> pl.DataFrame:
    """One row per measure, those of networks and places taken from the synthetic province at full size."""
    structure, families = full_size_structure(), measure_families()
    people = int(structure["networks"]["people"].sum())
    rows = [
        row
        for name in ("networks", "places")
        for row in measured_rows(families[name], Totals({}), structure, NO_DAY, FULL_SIZE)
    ]
    replaced = as_table(rows, people)
    return pl.concat([measures.join(replaced, on="measure", how="anti"), replaced]).sort("measure")


def _missing(tables: Tables, moment: Moment) -> dict[str, str]:
    """Family → what it needs, for those that cannot be measured from what was supplied and made."""
    coverage = read_coverage(tables.drops)
    found = {}
    for name, family in measure_families().items():
        absent = [table for table in family.reads_whole if tables.whole(table) is None]
        absent += [table for table in family.reads if tables.of_bucket(table, 0) is None]
        supplied = missing_for(family.requires, coverage, moment.end)
        if absent or supplied:
            found[name] = supplied.removeprefix("needs ") if supplied else ", ".join(absent)
    return found


def _count(task: Task, family: Family, bucket: int) -> Output:
    tables = task.of_bucket(family, bucket)
    components: dict[str, str | None] = {f"input:{name}": table.content for name, table in tables.items()}
    components["code"] = code_digest(family.measure.__module__)
    components["method"] = digest(task.moment)
    components["rule:codes"] = digest(family.codes() if family.codes else None)
    step = Step("derived", f"calibration/{family.name}", task.tables.period, bucket)
    return made(task.work.ensure(step, components, partial(_produce_parts, task, family, tables)))


def _produce_parts(task: Task, family: Family, tables: Mapping[str, Table]) -> Produced:
    frames = {name: table.load() for name, table in tables.items()}
    parts = family.count(frames, task.moment) if family.count else CalibrationParts.empty()
    return Produced({"data": CalibrationParts.validate(parts)})


def _measure(task: Task, parts: Mapping[str, list[Output]]) -> Output:
    families, targets = measure_families(), calibration_targets()
    components: dict[str, str | None] = {
        "code": code_digest(*CODE, *(family.measure.__module__ for family in families.values())),
        "computable": digest(sorted(task.missing.items())),
        "method": digest(task.moment),
        "rule:targets": digest(targets),
    }
    for name, outputs in parts.items():
        contents = [output.content() for output in outputs]
        components |= {f"input:{name} of bucket {bucket}": content for bucket, content in enumerate(contents)}
    for name, family in families.items():
        components |= {f"input:{table} of {name}": found.content for table, found in task.whole(family).items()}
    produce = partial(_produce_measures, task, parts)
    return made(task.work.ensure(Step("results", "calibration", task.tables.period), components, produce))


def _produce_measures(task: Task, parts: Mapping[str, list[Output]]) -> Produced:
    rows = []
    for name, family in measure_families().items():
        if name in task.missing:
            rows += missing_rows(family, task.missing[name])
            continue
        whole = {table: found.load() for table, found in task.whole(family).items()}
        rows += measured_rows(family, _totals(parts.get(name, [])), whole, task.moment)
    measures = as_table(rows, count_of(rows))
    return Produced({"data": judge_targets(calibration_targets(), measures), "measures": measures})


def _totals(outputs: list[Output]) -> Totals:
    return Totals.of(add_up((output.load() for output in outputs), PARTS_KEY)) if outputs else Totals({})
