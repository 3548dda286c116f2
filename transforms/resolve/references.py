"""How many rows refer to what no table knows: such rows are well formed, and yet count for nothing.

Method: docs/explanation/method.md 1.5 and 4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from schemas.inputs.registry import RESOLVED_BY_KEY

COUNTS = ["rows", "of_rows"]


@dataclass(frozen=True)
class Reference:
    """The rows of `table` name a `column` that `known_in` must list under the same name."""

    rule_id: str
    table: str
    column: str
    known_in: str


# Rules that are more than the ordinary one of an input: older names, and columns that not every input must know.
_OWN_IN_BUCKET = [
    Reference("addresses_unknown_person", "addresses", "person_id", "persons"),
    Reference("births_unknown_person", "births", "person_id", "persons"),
    Reference("centre_rosters_unknown_centre", "centre_rosters", "centre_id", "centres"),
    Reference("centre_rosters_unknown_person", "centre_rosters", "person_id", "persons"),
    Reference("centre_visits_unknown_centre", "centre_visits", "centre_id", "centres"),
    Reference("centre_visits_unknown_person", "centre_visits", "person_id", "persons"),
    Reference("chart_entries_unknown_physician", "chart_entries", "physician_id", "physicians"),
    Reference("claims_unknown_person", "claims", "person_id", "persons"),
    Reference("claims_unknown_physician", "claims", "physician_id", "physicians"),
    Reference("discharges_unknown_hospital", "discharges", "hospital_id", "hospitals"),
    Reference("discharges_unknown_person", "discharges", "person_id", "persons"),
    Reference("ed_visits_unknown_person", "ed_visits", "person_id", "persons"),
    Reference("enrolments_unknown_person", "enrolments", "person_id", "persons"),
    Reference("enrolments_unknown_physician", "enrolments", "physician_id", "physicians"),
    Reference("official_unknown_oht", "official_attribution", "oht_id", "ohts"),
    Reference("official_unknown_person", "official_attribution", "person_id", "persons"),
]
_OWN_IN_WHOLE = [
    Reference("areas_network_without_oht", "areas", "network_id", "network_ohts"),
    Reference("hospitals_network_without_oht", "hospitals", "network_id", "network_ohts"),
    Reference("network_ohts_unknown_oht", "network_ohts", "oht_id", "ohts"),
]
REGISTERS = {"person": ("person_id", "persons"), "physician": ("physician_id", "physicians")}
SITES = ("hospital_id", "hospitals")


def _ordinary_references(is_by_person: bool, own: Sequence[Reference]) -> list[Reference]:
    """Give the rules that an input has without a line here: whom each of its rows must name, and no rule of ours says.

    Persons and physicians where no row may lack them; a hospital only where the rows are about it (it is in the key):
    elsewhere nothing is read of it. The lists of practices are left out, whose strangers the practice is told of.
    """
    has_own = {(reference.table, reference.column) for reference in own}
    found = []
    for name, model in RESOLVED_BY_KEY.items():
        if model.contract().by_person is not is_by_person:
            continue
        columns = model.to_schema().columns
        named = {
            word: place for word, place in REGISTERS.items() if place[0] in columns and not columns[place[0]].nullable
        }
        if SITES[0] in model.contract().key:
            named["hospital"] = SITES
        found += [
            Reference(f"{name}_unknown_{word}", name, column, known_in)
            for word, (column, known_in) in named.items()
            if known_in != name and (name, column) not in has_own
        ]
    return found


def _by_rule(references: Iterable[Reference]) -> list[Reference]:
    return sorted(references, key=lambda reference: reference.rule_id)


_ORDINARY_IN_BUCKET = _ordinary_references(True, _OWN_IN_BUCKET)
_ORDINARY_IN_WHOLE = _ordinary_references(False, _OWN_IN_WHOLE)
ORDINARY = [*_ORDINARY_IN_BUCKET, *_ORDINARY_IN_WHOLE]
IN_BUCKET = _by_rule([*_OWN_IN_BUCKET, *_ORDINARY_IN_BUCKET])
# The tables that are kept whole: the crosswalk, and those about physicians or hospitals.
IN_WHOLE = _by_rule([*_OWN_IN_WHOLE, *_ORDINARY_IN_WHOLE])

# What a row names wrongly in another way than a `Reference`, by rule: its table.
MOTHERS = "births_unknown_mother"
DIVIDED = "hospitals_divided_corporation"
WITHOUT_NETWORK = "hospitals_without_network"
UNDECIDED = "network_ohts_undecided"
TABLES = {reference.rule_id: reference.table for reference in [*IN_BUCKET, *IN_WHOLE]} | {
    MOTHERS: "births",
    DIVIDED: "hospitals",
    WITHOUT_NETWORK: "hospitals",
    UNDECIDED: "network_ohts",
}


def count_unknown(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per rule of `IN_BUCKET`, sorted: rows of a bucket that name what is not known, of those that name any.

    `frames`: the inputs of the bucket by name, claims netted, with the whole physicians, hospitals and ohts; only
    the columns of the rules are read. A null names nothing and is in neither count. No nulls come out.
    """
    return _count(frames, IN_BUCKET)


def count_unknown_whole(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per rule of `IN_WHOLE`, sorted: rows of tables kept whole that name what is not known, of those that do.

    `frames`: the tables of the rules by name, combined networks under one name. An area or hospital without a network
    is in neither count.
    """
    return _count(frames, IN_WHOLE)


def count_corporations(hospitals: pl.DataFrame) -> pl.DataFrame:
    """One row per rule on corporations, of all of them: sites that name different networks, and sites that name none.

    `hospitals`: corporation_id, and network_id as the method sees it (combined networks under one name).
    """
    named = pl.col("network_id")
    networks = hospitals.group_by("corporation_id").agg(named.n_unique(), named.is_null().all().alias("has_none"))
    divided, without = networks.filter(named > 1).height, networks.filter("has_none").height
    return _counts([(DIVIDED, divided, networks.height), (WITHOUT_NETWORK, without, networks.height)])


def count_undecided(network_ohts: pl.DataFrame) -> pl.DataFrame:
    """One row per rule, here `UNDECIDED` alone: networks with several OHTs of which a row names no key, of all.

    Such a row decides nothing: that happens when networks with a team each are combined.
    """
    has_no_key = pl.all_horizontal(pl.col(key).is_null() for key in ("physician_id", "group_id", "area_id"))
    networks = network_ohts.group_by("network_id").agg(
        pl.col("oht_id").n_unique(), has_no_key.any().alias("is_keyless")
    )
    return _counts([(UNDECIDED, networks.filter("is_keyless", pl.col("oht_id") > 1).height, networks.height)])


def count_unknown_mothers(births: Iterable[pl.DataFrame], persons: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per rule, here `MOTHERS` alone: births whose mother is in no frame of persons, of all of them.

    One frame a bucket each: the mother of a child may be in another bucket than the child. Of the persons one frame
    is looked at at a time.
    """
    named = pl.concat([frame.select(pl.col("mother_person_id").alias("person_id")) for frame in births])
    unknown = named
    for known in persons:
        unknown = unknown.join(known, on="person_id", how="anti")
    return _counts([(MOTHERS, unknown.height, named.height)])


def add_up_unknown(partials: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per rule_id over all partial counts, sorted: rows and of_rows."""
    return pl.concat(list(partials)).group_by("rule_id").agg(pl.col(COUNTS).sum()).sort("rule_id")


def columns_needed(references: Sequence[Reference]) -> dict[str, list[str]]:
    """Give the columns of each table that the rules read."""
    needed: dict[str, set[str]] = {}
    for reference in references:
        for table in (reference.table, reference.known_in):
            needed.setdefault(table, set()).add(reference.column)
    return {table: sorted(columns) for table, columns in sorted(needed.items())}


def _count(frames: Mapping[str, pl.DataFrame], references: Sequence[Reference]) -> pl.DataFrame:
    """One row per rule given, sorted: rule_id, rows, of_rows."""
    return _counts([(reference.rule_id, *_count_one(frames, reference)) for reference in references])


def _counts(rows: list[tuple[str, int, int]]) -> pl.DataFrame:
    """One row per rule, sorted: rule_id, rows, of_rows."""
    schema = {"rule_id": pl.String(), **dict.fromkeys(COUNTS, pl.Int64())}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("rule_id")


def _count_one(frames: Mapping[str, pl.DataFrame], reference: Reference) -> tuple[int, int]:
    named = frames[reference.table].select(reference.column).drop_nulls()
    known = frames[reference.known_in].select(reference.column)
    return named.join(known, on=reference.column, how="anti").height, named.height
