"""How many rows refer to what no table knows: such rows are well formed, and yet count for nothing.

Method: docs/explanation/method.md 1.5 and 4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

COUNTS = ["rows", "of_rows"]


@dataclass(frozen=True)
class Reference:
    """The rows of `table` name a `column` that `known_in` must list under the same name."""

    rule_id: str
    table: str
    column: str
    known_in: str


IN_BUCKET = [
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
IN_CROSSWALK = [
    Reference("areas_network_without_oht", "areas", "network_id", "network_ohts"),
    Reference("hospitals_network_without_oht", "hospitals", "network_id", "network_ohts"),
    Reference("network_ohts_unknown_oht", "network_ohts", "oht_id", "ohts"),
]


def count_unknown(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per rule of `IN_BUCKET`, sorted: rows of a bucket that name what is not known, of those that name any.

    `frames`: the inputs of the bucket by name, claims netted, with the whole physicians, hospitals and ohts; only
    the columns of the rules are read. A null names nothing and is in neither count. No nulls come out.
    """
    return _count(frames, IN_BUCKET)


def count_unknown_crosswalk(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per rule of `IN_CROSSWALK`, sorted: rows of the crosswalk that name what is not known, of those that do.

    `frames`: hospitals, areas, network_ohts and ohts. An area or hospital without a network is in neither count.
    """
    return _count(frames, IN_CROSSWALK)


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
    """One row per rule: rule_id and its counts."""
    rows = [(reference.rule_id, *_count_one(frames, reference)) for reference in references]
    schema = {"rule_id": pl.String(), **dict.fromkeys(COUNTS, pl.Int64())}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("rule_id")


def _count_one(frames: Mapping[str, pl.DataFrame], reference: Reference) -> tuple[int, int]:
    named = frames[reference.table].select(reference.column).drop_nulls()
    known = frames[reference.known_in].select(reference.column)
    return named.join(known, on=reference.column, how="anti").height, named.height
