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
    digits of a keyed digest of practice and person.
    """
    gathered = gather_needs(needs).rename({"physician_id": "unit_id"})
    pairs = gathered.select("unit_id", "person_id").iter_rows()
    names = [hmac.digest(secret, f"{unit}:{person}".encode(), "sha256").hex()[:12] for unit, person in pairs]
    named = gathered.with_columns(
        pl.Series("patient_reference", names, dtype=pl.String), pl.col("age_years").cast(pl.Int64)
    )
    return named.select("unit_id", *PackPatients.to_schema().columns)
