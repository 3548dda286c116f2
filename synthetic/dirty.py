"""Rows with one fault each, all about bystanders, so that nobody whose answer matters is touched.

A bystander is a registered person of whom nothing else is known. Every dirty row breaks exactly one rule, and how many
rows of each kind there are is part of the truth.
"""

import datetime as dt
from collections.abc import Iterator

import polars as pl

from synthetic.dirty_belonging import ROWS_PER_KIND, TABLES, faults_of_belonging, good_row
from synthetic.faults import COPY, KEPT, QUARANTINE, WARNING, Fault, Row, exact_copy
from synthetic.further import further_tables
from synthetic.identifiers import FIRST_BYSTANDER, FIRST_STRANGER, health_number
from synthetic.layout import frame
from synthetic.planted.cast import Home
from synthetic.planted.tiers import UNKNOWN_PHYSICIAN
from synthetic.scale import Scale

FEWEST, MOST, PEOPLE_PER_DIRTY_ROW = 2, 200, 5_000
DIRTY_SCHEMA = dict.fromkeys(["delivery", "input", "kind", "column", "effect"], pl.String()) | {"rows": pl.Int64()}


def rows_per_kind(scale: Scale, table: str = "") -> int:
    """Give how many rows of each kind are planted: one per 5,000 people, 2 to 200 of them; always 2 in small tables."""
    if table in {*TABLES, *further_tables()}:
        return ROWS_PER_KIND
    return min(max(scale.people // PEOPLE_PER_DIRTY_ROW, FEWEST), MOST)


def faults(scale: Scale) -> dict[str, list[Fault]]:
    """Give the faults of each table of the main delivery."""
    return {
        "persons": _person_faults(scale),
        "enrolments": _enrolment_faults(scale),
        "claims": _claim_faults(scale),
        "discharges": _discharge_faults(scale),
        "ed_visits": _visit_faults(scale),
        **faults_of_belonging(_future(scale)),
        **{name: table.faults(_future(scale)) for name, table in further_tables().items() if table.good},
    }


def dirty_tables(scale: Scale, home: Home) -> Iterator[tuple[str, pl.DataFrame]]:
    """Give (table, frame) with the bystanders' registry rows, all dirty rows, and the official file's rows of both."""
    yield "persons", frame("persons", [_person(scale, home, _bystander(scale, n)) for n in range(rows_per_kind(scale))])
    yield "official_attribution", frame("official_attribution", _official_rows(scale, home))
    for table, kinds in faults(scale).items():
        rows: list[Row] = []
        for position, fault in enumerate(kinds):
            for number in range(rows_per_kind(scale, table)):
                row = _good(table, scale, home, position, number)
                rows += [row] * (fault.effect == COPY) + [{**row, **_resolved(fault, scale, number)}]
        yield table, frame(table, rows)


def _good(table: str, scale: Scale, home: Home, position: int, number: int) -> Row:
    """Write a row without a fault."""
    key = _key(scale, table, position, number)
    further = further_tables().get(table)
    if further and further.good:
        numbered = {further.record_number: f"X{position}-{number}"} if further.record_number else {}
        return {**further.good(scale, home, key, position, number), **numbered}
    if table in TABLES:
        return good_row(table, scale, home, key, position, number)
    good = {"persons": _person, "enrolments": _spell, "claims": _claim, "discharges": _stay, "ed_visits": _visit}
    return {**good[table](scale, home, key), **_numbered(table, position, number)}


def dirty_truth(scale: Scale, planted_copies: dict[str, int], two_teams: int) -> pl.DataFrame:
    """One row per delivery, input and kind of fault, with the number of rows it has; see `province.dirty_truth`."""
    rows = [
        ("main", table, fault.kind, fault.column, fault.effect, rows_per_kind(scale, table))
        for table, kinds in faults(scale).items()
        for fault in kinds
    ]
    rows += [("main", table, "planted_copy", "", COPY, count) for table, count in planted_copies.items()]
    # Both rows of a person whom the official file gives to two teams are set aside.
    rows.append(("main", "official_attribution", "two_teams", "oht_no", QUARANTINE, 2 * two_teams))
    return pl.DataFrame(rows, schema=DIRTY_SCHEMA, orient="row")


def _official_rows(scale: Scale, home: Home) -> list[Row]:
    """List every registered person of this module: the bystanders, and those of second rows."""
    numbers = range(rows_per_kind(scale))
    keys = [_bystander(scale, number) for number in numbers]
    for position, fault in enumerate(_person_faults(scale)):
        keys += [_key(scale, "persons", position, number) for number in numbers if fault.effect == COPY]
    return [{"health_number": key, "as_of": scale.official_day.isoformat(), "oht_no": home.oht_id} for key in keys]


def _bystander(scale: Scale, number: int) -> str:
    return health_number(FIRST_BYSTANDER + number, scale.seed)


def _key(scale: Scale, table: str, position: int, number: int) -> str:
    """Registry faults need a person of their own; faults of events belong to a registered bystander."""
    if table == "persons":
        return health_number(FIRST_BYSTANDER + 1_000_000 + 1_000 * position + number, scale.seed)
    return _bystander(scale, number)


def _resolved(fault: Fault, scale: Scale, number: int) -> Row:
    """Give the changes, with a stranger's number where the fault asks for a person who is not registered."""
    if fault.kind != "unregistered_person":
        return fault.changes
    return {"health_number": health_number(FIRST_STRANGER + number, scale.seed)}


def _numbered(table: str, position: int, number: int) -> Row:
    """Give dirty records numbers of their own, and spells of one bystander different first days."""
    column = {"claims": "claim_no", "discharges": "separation_no", "ed_visits": "visit_no"}.get(table)
    if table == "enrolments":
        return {"enrolled_on": (dt.date(2010, 1, 1) + dt.timedelta(days=position)).isoformat()}
    return {column: f"X{position}-{number}"} if column else {}


def _person(scale: Scale, home: Home, key: str) -> Row:
    """Write the registry row of a bystander."""
    return {
        "health_number": key, "born": "1980-05-17", "gender": "2", "postal_code": f"{home.place.home_area_id} 9Z9",
        "last_contact_on": (scale.last_day - dt.timedelta(days=60)).isoformat(),
    }  # fmt: skip


def _spell(scale: Scale, home: Home, key: str) -> Row:
    """Write an ended spell of a bystander."""
    end = min(dt.date(2012, 1, 1), scale.last_day).isoformat()
    return {"health_number": key, "physician_no": home.physicians["third"], "programme": "FHG", "ended_on": end}


def _claim(scale: Scale, home: Home, key: str) -> Row:
    """Write a core line of a bystander."""
    return {
        "health_number": key, "physician_no": home.physicians["third"], "fee_code": "A007A", "units": 1,
        "serviced_on": scale.last_day - dt.timedelta(days=90), "paid_cents": 3_795, "dx": "460", "place": "O",
    }  # fmt: skip


def _stay(scale: Scale, home: Home, key: str) -> Row:
    """Write a stay of a bystander."""
    end = scale.last_day - dt.timedelta(days=120)
    return {
        "health_number": key, "institution_no": home.hospital_id, "admitted_on": end - dt.timedelta(days=4),
        "discharged_on": end, "entry_category": "U", "disposition": "04", "patient_service": "S", "dx_1": "K352",
        "alc_days": 0,
    }  # fmt: skip


def _visit(scale: Scale, home: Home, key: str) -> Row:
    """Write an emergency visit of a bystander."""
    return {
        "health_number": key, "institution_no": home.hospital_id, "visit_type": "U", "ctas": "3", "disposition": "01",
        "registered_on": (scale.last_day - dt.timedelta(days=70)).isoformat(), "admitted": "N", "dx_main": "R104",
    }  # fmt: skip


def _future(scale: Scale) -> dt.date:
    """Give a day after both deliveries, so that it stays impossible."""
    return scale.correcting_delivered_on + dt.timedelta(days=30)


def _copies(column: str, changes: Row) -> list[Fault]:
    """Give the two kinds of second rows: the same again, and one that says something else."""
    return [exact_copy(), Fault("conflicting_copy", column, changes, COPY)]


def _person_faults(scale: Scale) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "born", {"born": None}),
        Fault("unreadable_date", "born", {"born": "31.12.1980"}),
        Fault("impossible_date", "born", {"born": "1800-01-01"}),
        Fault("future_date", "born", {"born": _future(scale).isoformat()}),
        Fault("death_before_birth", "died", {"born": "2015-01-01", "died": "2014-01-01"}),
        Fault("future_date", "died", {"died": _future(scale).isoformat()}),
        Fault("inverted_spell", "covered_to", {"covered_from": "2015-01-01", "covered_to": "2014-01-01"}),
        Fault("unknown_code", "gender", {"gender": "7"}),
        *_copies("postal_code", {"postal_code": "K1A 0A6"}),
    ]


def _enrolment_faults(scale: Scale) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "physician_no", {"physician_no": None}),
        Fault("unreadable_date", "enrolled_on", {"enrolled_on": "2011-02-30"}),
        Fault("unreadable_date", "ended_on", {"ended_on": "soon"}),
        Fault("impossible_date", "enrolled_on", {"enrolled_on": "1800-01-01"}),
        Fault("future_date", "enrolled_on", {"enrolled_on": _future(scale).isoformat(), "ended_on": None}),
        Fault("inverted_spell", "ended_on", {"ended_on": "2009-01-01"}),
        Fault("unknown_code", "programme", {"programme": "ZZZ"}),
        Fault("unknown_physician", "physician_no", {"physician_no": UNKNOWN_PHYSICIAN}, KEPT),
        Fault("unregistered_person", "health_number", {}, KEPT),
        *_copies("ended_on", {"ended_on": "2011-06-01"}),
    ]


def _claim_faults(scale: Scale) -> list[Fault]:
    return [
        Fault("missing_value", "physician_no", {"physician_no": None}),
        Fault("missing_value", "serviced_on", {"serviced_on": None}),
        Fault("impossible_date", "serviced_on", {"serviced_on": dt.date(1800, 1, 1)}),
        Fault("future_date", "serviced_on", {"serviced_on": _future(scale)}),
        Fault("unknown_code", "fee_code", {"fee_code": "9A07A"}),
        Fault("unknown_suffix", "fee_code", {"fee_code": "A007Z"}),
        Fault("unknown_code", "place", {"place": "Q"}),
        Fault("unknown_code", "dx", {"dx": "46X"}),
        Fault("zero_services", "units", {"units": 0}),
        Fault("unknown_physician", "physician_no", {"physician_no": UNKNOWN_PHYSICIAN}, KEPT),
        Fault("unregistered_person", "health_number", {}, KEPT),
        *_copies("units", {"units": 2}),
    ]


def _discharge_faults(scale: Scale) -> list[Fault]:
    end = scale.last_day - dt.timedelta(days=120)
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "institution_no", {"institution_no": None}),
        Fault("future_date", "discharged_on", {"discharged_on": _future(scale)}),
        Fault("inverted_spell", "discharged_on", {"admitted_on": end + dt.timedelta(days=3)}),
        Fault("unknown_code", "entry_category", {"entry_category": "Z"}),
        Fault("unknown_code", "disposition", {"disposition": "99"}),
        Fault("unknown_code", "patient_service", {"patient_service": "Q"}),
        Fault("unknown_code", "dx_1", {"dx_1": "44J"}),
        Fault("unreadable_time", "admitted_at_time", {"admitted_at_time": "25:10"}),
        Fault("unknown_code", "went_to_hospital", {"went_to_hospital": "maybe"}),
        Fault("alc_above_stay", "alc_days", {"alc_days": 9}, WARNING),
        Fault("stay_above_one_year", "admitted_on", {"admitted_on": end - dt.timedelta(days=500)}, WARNING),
        Fault("unknown_hospital", "institution_no", {"institution_no": "7777"}, KEPT),
        Fault("unregistered_person", "health_number", {}, KEPT),
        *_copies("disposition", {"disposition": "05"}),
    ]


def _visit_faults(scale: Scale) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "institution_no", {"institution_no": None}),
        Fault("unreadable_date", "registered_on", {"registered_on": "12/05/2026"}),
        Fault("impossible_date", "registered_on", {"registered_on": "1800-01-01"}),
        Fault("future_date", "registered_on", {"registered_on": _future(scale).isoformat()}),
        Fault("unknown_code", "visit_type", {"visit_type": "Q"}),
        Fault("unreadable_number", "ctas", {"ctas": "three"}),
        Fault("unknown_code", "ctas", {"ctas": "7"}),
        Fault("unknown_code", "dx_main", {"dx_main": "10R"}),
        Fault("unregistered_person", "health_number", {}, KEPT),
        *_copies("ctas", {"ctas": "2"}),
    ]
