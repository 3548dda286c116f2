"""What later drops say of persons that was not known then, as far as it bears on the end of a period.

Method: docs/explanation/method.md 12.2.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from reference.load import Method
from schemas.inputs.registry import INPUTS
from transforms.attribution.counted import excluded_reason
from transforms.attribution.windows import in_look_back
from transforms.dates import years_before
from transforms.resolve.supersede import supersede


@dataclass(frozen=True)
class Parts:
    """The rows of an input as received, drop after drop: what was known then, and what came later."""

    earlier: Sequence[pl.LazyFrame]
    later: Sequence[pl.LazyFrame]


# Input: what of a row bears on the day. Ends after the day are not known by then, and do not count as corrections.
SPELL = ["person_id", "start_date", "end_date"]
BEARS: dict[str, list[str]] = {
    "persons": [
        "person_id",
        "has_valid_key",
        "birth_date",
        "death_date",
        "last_contact_date",
        "coverage_start_date",
        "coverage_end_date",
        "area_id",
        "postal_status",
    ],
    "addresses": ["person_id", "start_date", "area_id", "postal_status"],
    "enrolments": [*SPELL, "physician_id"],
    "centre_rosters": [*SPELL, "centre_id"],
    "centre_visits": ["person_id", "visit_id", "centre_id", "visit_date", "provider_kind"],
    "births": ["person_id", "mother_person_id"],
    "claims": list(INPUTS["claims"].to_schema().columns),
}
STARTS = {"addresses": "start_date", "enrolments": "start_date", "centre_rosters": "start_date"}
ENDS = ["death_date", "coverage_end_date", "end_date"]
EVENTS = {"claims": "service_date", "centre_visits": "visit_date"}
CHANGED = [f"changed_{name}" for name in BEARS]
NEW = [f"new_{name}" for name in BEARS]


def gather_late_facts(pairs: pl.DataFrame, parts: Mapping[str, Parts], day: dt.date, method: Method) -> pl.DataFrame:
    """The same rows as `pairs`, with what came later of each person and bears on the day.

    `new_<input>`: a row with a key unknown then; `changed_<input>`: a row that said otherwise then, or that bore on the
    day then and does so no longer. `now_excluded`: why
    the registry as it stands now does not count the person (null: it does). `pairs` come from `compare_placements`.
    """
    found = [_late_rows(pairs, name, parts[name], day, method) for name in BEARS if name in parts]
    found.append(_excluded_now(pairs, parts["persons"], day, method))
    table = reduce(lambda so_far, facts: so_far.join(facts, on="person_id", how="left"), found, pairs)
    absent = [pl.lit(False).alias(name) for name in [*CHANGED, *NEW] if name not in table.columns]
    return table.with_columns(absent).with_columns(pl.col(pl.Boolean).fill_null(False))


def _late_rows(pairs: pl.DataFrame, name: str, parts: Parts, day: dt.date, method: Method) -> pl.DataFrame:
    """One row per person with rows of an input that are new or say otherwise: new_<input>, changed_<input>."""
    key = INPUTS[name].contract().key
    known, told = _final(pairs, parts.earlier, name), _final(pairs, parts.later, name)
    before, after = (rows.pipe(_as_of, name, day, method) for rows in (known, told))
    other = after.join(before, on=after.columns, how="anti", nulls_equal=True).select(key)
    gone = before.join(told, on=key, how="semi").join(after, on=key, how="anti").select(key)
    was_known = known.select(key).with_columns(pl.lit(True).alias("is_known"))
    marked = (
        pl.concat([other, gone]).join(was_known, on=key, how="left").with_columns(pl.col("is_known").fill_null(False))
    )
    return marked.group_by("person_id").agg(
        (~pl.col("is_known")).any().alias(f"new_{name}"), pl.col("is_known").any().alias(f"changed_{name}")
    )


def _final(pairs: pl.DataFrame, drops: Sequence[pl.LazyFrame], name: str) -> pl.DataFrame:
    """One row per key of an input: what some drops together say of the persons who are placed differently."""
    model = INPUTS[name]
    persons = pairs.lazy().select("person_id")
    frames = [frame.join(persons, on="person_id", how="semi").collect() for frame in drops]
    return supersede(frames, model.contract().key)[0] if frames else model.empty()


def _as_of(rows: pl.DataFrame, name: str, day: dt.date, method: Method) -> pl.DataFrame:
    """The same rows, less those after the day or outside the look-back, and less what a row says of later days."""
    kept = rows.select(BEARS[name])
    if name in STARTS:
        kept = kept.filter(pl.col(STARTS[name]) <= day)
    if name in EVENTS:
        kept = kept.filter(in_look_back(EVENTS[name], day, method))
    # A contact bears on the day only when it is so long ago that the person is no longer counted.
    until = {**dict.fromkeys(ENDS, day), "last_contact_date": years_before(day, method.ghost_years)}
    cut = {column: last for column, last in until.items() if column in kept.columns}
    return kept.with_columns(pl.when(pl.col(column) <= last).then(column).alias(column) for column, last in cut.items())


def _excluded_now(pairs: pl.DataFrame, parts: Parts, day: dt.date, method: Method) -> pl.DataFrame:
    """One row per person of the registry: now_excluded."""
    persons = _final(pairs, [*parts.earlier, *parts.later], "persons")
    return persons.select("person_id", excluded_reason(day, method).alias("now_excluded"))
