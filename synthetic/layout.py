"""The layout of the synthetic source: its own table and column names, and how each file is written.

`reference/sources/synthetic.yaml` maps it to the pipeline's names. Tables delivered as text hold text only, so that an
unreadable value can be planted; claims and discharges are delivered as Parquet with typed columns.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from synthetic.layouts import further_layouts

FORMATS: dict[str, str] = {
    "persons": "csv",
    "enrolments": "csv.gz",
    "claims": "parquet",
    "physicians": "csv",
    "discharges": "parquet",
    "ed_visits": "csv.gz",
    "day_surgeries": "csv.gz",
    "hospitals": "csv",
    "network_ohts": "csv",
    "combined_networks": "csv",
    "areas": "csv",
    "ohts": "csv",
    "addresses": "csv.gz",
    "births": "csv",
    "centres": "csv",
    "centre_rosters": "csv",
    "centre_visits": "csv.gz",
    "official_attribution": "csv.gz",
    **{table: layout.file_format for table, layout in further_layouts().items()},
}


def _text(columns: str) -> dict[str, pl.DataType]:
    return {column: pl.String() for column in columns.split()}


SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "persons": _text("health_number born gender died last_contact_on covered_from covered_to postal_code remark"),
    "enrolments": _text("health_number physician_no group_no programme enrolled_on ended_on end_reason"),
    "claims": {
        **_text("claim_no health_number physician_no"),
        "serviced_on": pl.Date(),
        "fee_code": pl.String(),
        "units": pl.Int32(),
        "paid_cents": pl.Int32(),
        **_text("dx place institution_no"),
    },
    "physicians": _text("physician_no specialty group_no programme practice_postal_code active_from active_to"),
    "discharges": {
        **_text("separation_no health_number institution_no"),
        "admitted_on": pl.Date(),
        "discharged_on": pl.Date(),
        **_text("entry_category disposition patient_service"),
        **_text(" ".join(f"dx_{number}" for number in range(1, 9))),
        **_text(" ".join(f"cci_{number}" for number in range(1, 5))),
        "alc_days": pl.Int32(),
        **_text("admitted_at_time discharged_at_time came_from_hospital went_to_hospital"),
    },
    "ed_visits": _text(
        "visit_no health_number institution_no registered_on visit_type ctas disposition admitted"
        " dx_main dx_2 dx_3 dx_4"
    ),
    "day_surgeries": _text(
        "visit_no health_number institution_no operated_on started_at left_at disposition came_from_hospital"
        " went_to_hospital dx_1 dx_2 cci_1 cci_2"
    ),
    "hospitals": _text("hospital_no corporation_no network_no lat long"),
    "network_ohts": _text("network_no oht_no physician_no group_no fsa people_share"),
    "combined_networks": _text("network_no part_of"),
    "areas": _text("fsa network_no lat long rural deprivation income"),
    "ohts": _text("oht_no oht_name"),
    "addresses": _text("health_number lives_from postal_code"),
    "births": _text("health_number mother_health_number"),
    "centres": _text("centre_no kind centre_postal_code"),
    "centre_rosters": _text("health_number centre_no registered_on ended_on"),
    "centre_visits": _text("visit_no health_number centre_no visited_on seen_by"),
    "official_attribution": _text("health_number as_of oht_no"),
    **{table: _text(layout.columns) for table, layout in further_layouts().items()},
}


def frame(table: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """One row per row given, in the source's layout; a column a row does not name is null."""
    schema = SCHEMAS[table]
    unknown = {name for row in rows for name in row} - set(schema)
    if unknown:
        raise ValueError(f"{table}: no such column in the source's layout: {', '.join(sorted(unknown))}")
    return pl.DataFrame([[row.get(name) for name in schema] for row in rows], schema=schema, orient="row")


def arranged(table: str, columns: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the layout's columns, order and types; columns they lack are null."""
    schema = SCHEMAS[table]
    present = set(columns.columns)
    return columns.select(
        (pl.col(name).cast(dtype) if name in present else pl.lit(None, dtype=dtype).alias(name))
        for name, dtype in schema.items()
    )


def postal_text(area_id: pl.Expr, seed_digit: pl.Expr) -> pl.Expr:
    """Write an area as a delivered postal code: mostly with a space, at times without, in lower case or bare."""
    unit = pl.lit("1") + pl.lit("ABCEGHJKLM").str.slice(seed_digit % 10, 1) + (seed_digit // 10 % 10).cast(pl.String)
    return (
        pl.when(seed_digit % 97 == 0)
        .then(area_id)
        .when(seed_digit % 13 == 0)
        .then(area_id + unit)
        .when(seed_digit % 11 == 0)
        .then((area_id + " " + unit).str.to_lowercase())
        .otherwise(area_id + " " + unit)
    )
