"""What the practice's own pack shows of its list: chart numbers beside references, and differences to settle."""

import polars as pl

from schemas.pack import PackReconciliation
from transforms.packs.patients import name_patients

LEFT_OUT = ["physician_id", "person_id"]


def leave_out(needs: pl.DataFrame, reconciliation: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """The same rows without the persons whom their practice leaves out of lists; and how many, by practice.

    `needs` follow the Needs model, `reconciliation` the model of that name, both of all practices.
    """
    left_out = reconciliation.filter("is_left_out").select(LEFT_OUT).drop_nulls().unique()
    gone = needs.join(left_out, on=LEFT_OUT, how="semi").select(LEFT_OUT).unique()
    counted = gone.group_by("physician_id").len("persons").sort("physician_id")
    return needs.join(left_out, on=LEFT_OUT, how="anti", maintain_order="left"), dict(counted.iter_rows())


def build_pack_reconciliation(reconciliation: pl.DataFrame, numbers: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """One row per patient of one practice, as its pack shows them; the sentences are still missing.

    `numbers`: chart_ref and chart_number of that practice. Sorted by status, reason and chart number.
    """
    rows = reconciliation.rename({"physician_id": "unit_id"})
    named = rows.with_columns(name_patients(rows, secret)).join(numbers, on="chart_ref", how="left")
    ordered = named.sort("status", "reason", "chart_number", "patient_reference", nulls_last=True)
    sentences = ["why", "what_to_do"]
    return ordered.select(name for name in PackReconciliation.to_schema().columns if name not in sentences)


def add_chart_numbers(patients: pl.DataFrame, reconciliation: pl.DataFrame) -> pl.DataFrame:
    """The same rows (PackPatients) with the chart number of the practice's own list; null: not on it."""
    numbers = reconciliation.filter(pl.col("patient_reference").is_not_null()).select(
        "patient_reference", "chart_number"
    )
    found = patients.drop("chart_number").join(numbers, on="patient_reference", how="left", maintain_order="left")
    return found.select(patients.columns)
