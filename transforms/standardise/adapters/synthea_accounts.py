"""Where every row of a Synthea drop goes: the proof that the adapter loses nothing silently."""

import polars as pl

from reference import synthea as reference_tables
from transforms.standardise.adapters.synthea_common import input_of_encounter, reason_left_out, require_columns
from transforms.standardise.adapters.synthea_places import has_hospital_encounter


def accounts(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per source table and destination.

    Columns: source_table, goes_to (an input, or `diagnosis_codes` for conditions; null: left out), left_out_reason
    (null: not left out), rows. The rows of a source table add up to its height. Raises ValueError like `adapt`.
    """
    require_columns(tables)
    known = tables["encounters"]["encounter_id"].unique()
    listed = reference_tables.diagnoses()["snomed_code"]
    is_hospital = has_hospital_encounter(tables["encounters"])
    condition_reason = (
        pl.when(~pl.col("encounter_id").is_in(known.implode()))
        .then(pl.lit("unknown_encounter"))
        .when(~pl.col("snomed_code").is_in(listed.implode()))
        .then(pl.lit("code_not_listed"))
    )
    nothing = pl.lit(None, pl.String)
    counted = [
        _count("patients", tables, pl.lit("persons"), nothing),
        _count("practitioners", tables, pl.lit("physicians"), nothing),
        _count(
            "organizations", tables, pl.lit("hospitals"), pl.when(~is_hospital).then(pl.lit("no_hospital_encounter"))
        ),
        _count("encounters", tables, input_of_encounter(), reason_left_out()),
        _count("conditions", tables, pl.lit("diagnosis_codes"), condition_reason),
    ]
    return pl.concat(counted).sort("source_table", "goes_to", "left_out_reason", nulls_last=True)


def _count(name: str, tables: dict[str, pl.DataFrame], goes_to: pl.Expr, reason: pl.Expr) -> pl.DataFrame:
    """One row per destination of one source table; a row with a reason goes nowhere."""
    return (
        tables[name]
        .with_columns(
            pl.lit(name).alias("source_table"),
            pl.when(reason.is_null()).then(goes_to).alias("goes_to"),
            reason.alias("left_out_reason"),
        )
        .group_by("source_table", "goes_to", "left_out_reason")
        .agg(pl.len().cast(pl.Int64).alias("rows"))
    )
