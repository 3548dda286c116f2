"""The patients of practices who need something, one row each."""

import hmac

import polars as pl

from schemas.pack import PackPatients


def gather_needs(needs: pl.DataFrame) -> pl.DataFrame:
    """One row per practice and person with a need: age_years, sex, tier, needs, reasons, needs_count.

    Takes the Needs model with a `reason` (a sentence) added; `needs` and `reasons` are lists in the order of need_id.
    Sorted by physician_id, most needs first, then most events behind a need, then oldest, then person_id: an order by
    plain facts, no score.
    """
    return (
        needs.sort("physician_id", "person_id", "need_id")
        .group_by("physician_id", "person_id", "age_years", "sex", "tier", maintain_order=True)
        .agg(
            pl.col("need_id").alias("needs"),
            pl.col("reason").alias("reasons"),
            pl.col("evidence_count").max().alias("most_events"),
        )
        .with_columns(pl.col("needs").list.len().cast(pl.Int64).alias("needs_count"))
        .sort(
            ["physician_id", "needs_count", "most_events", "age_years", "person_id"],
            descending=[False, True, True, True, False],
            nulls_last=True,
        )
        .drop("most_events")
    )


def build_pack_patients(needs: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    """One row per practice (unit_id) and person with a need: the columns of the PackPatients model after unit_id.

    Takes what `gather_needs` takes. The person goes by a reference that no other practice can match: twelve hexadecimal
    digits of a keyed digest of practice and person. `chart_number` is null: it is filled in one pack at a time.
    """
    gathered = gather_needs(needs).rename({"physician_id": "unit_id"})
    named = gathered.with_columns(
        name_patients(gathered, secret),
        pl.lit(None, pl.String).alias("chart_number"),
        pl.col("age_years").cast(pl.Int64),
    )
    return named.select("unit_id", *PackPatients.to_schema().columns)


def name_patients(rows: pl.DataFrame, secret: bytes) -> pl.Series:
    """Give `patient_reference` for rows with unit_id and person_id; null where there is no person."""
    names = [
        None if person is None else hmac.digest(secret, f"{unit}:{person}".encode(), "sha256").hex()[:12]
        for unit, person in rows.select("unit_id", "person_id").iter_rows()
    ]
    return pl.Series("patient_reference", names, dtype=pl.String)
