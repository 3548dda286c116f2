"""What encounters say about their episode: palliative, chemotherapy, delivery, and the like.

Rule: docs/explanation/indicators.md 19.6, after CIHI, All patients readmitted to hospital.
"""

import datetime as dt

import polars as pl

from reference.hospital_codes import deliveries
from transforms.stays.acute import DIED

PALLIATIVE, CHEMOTHERAPY, OUTCOME_OF_DELIVERY = "Z515", "Z511", "Z37"
# The sixth character of an obstetric code says delivered, without or with a complication after it.
DELIVERED = ["1", "2"]
MAID = "73"
# Before the disposition existed, medical assistance in dying was a death with these three drugs.
MAID_CODED_FROM = dt.date(2018, 4, 1)
MAID_DRUGS = ["1ZZ35HAP7", "1ZZ35HAP1", "1ZZ35HAN3"]
DIED_BEFORE = "07"
SELF_SIGN_OUT = ["61", "62", "65", "66", "67"]
ELECTIVE = "L"
MENTAL_HEALTH = "mental_health"
ENCOUNTER_MARKS = ["is_palliative", "is_mental_health", "is_chemotherapy", "is_delivery", "is_maid"]


def mark_encounters(encounters: pl.DataFrame) -> pl.DataFrame:
    """The same rows with the marks that any encounter gives its episode, never null: unknown codes mark nothing."""
    main = pl.col("main_diagnosis_code")
    delivery = _delivery_codes(encounters)
    chemotherapy = pl.element().str.starts_with(CHEMOTHERAPY)
    return encounters.with_columns(
        main.str.starts_with(PALLIATIVE).fill_null(False).alias("is_palliative"),
        (pl.col("care_type") == MENTAL_HEALTH).fill_null(False).alias("is_mental_health"),
        (main.str.starts_with(CHEMOTHERAPY).fill_null(False) | _any_other(chemotherapy)).alias("is_chemotherapy"),
        (main.is_in(delivery).fill_null(False) | _any_other(pl.element().is_in(delivery))).alias("is_delivery"),
        _is_maid().alias("is_maid"),
    )


def end_marks() -> list[pl.Expr]:
    """Give the marks that the last encounter of an episode gives: has_died, is_self_sign_out, has_unknown_end."""
    disposition = pl.col("disposition_code")
    return [
        disposition.is_in(DIED).fill_null(False).alias("has_died"),
        disposition.is_in(SELF_SIGN_OUT).fill_null(False).alias("is_self_sign_out"),
        pl.col("is_transfer_out").alias("has_unknown_end"),
    ]


def diagnoses_of(encounters: pl.DataFrame, key: str) -> pl.DataFrame:
    """One row per key and diagnosis, main or other, of the encounters: key, code."""
    main = encounters.select(key, pl.col("main_diagnosis_code").alias("code"))
    others = encounters.select(key, pl.col("other_diagnosis_codes").alias("code")).explode("code")
    both = pl.concat([main, others]).drop_nulls("code").unique()
    return both.select(pl.col(key).alias("key"), "code").sort("key", "code")


def _delivery_codes(encounters: pl.DataFrame) -> list[str]:
    """Give the codes of the frame that tell of a delivery."""
    code = pl.col("code")
    codes = diagnoses_of(encounters, "person_id").select("code").unique()
    prefixes = deliveries().select("prefix")
    obstetric = codes.join(prefixes, how="cross").filter(
        code.str.starts_with(pl.col("prefix")) & code.str.slice(5, 1).is_in(DELIVERED)
    )
    outcomes = codes.filter(code.str.starts_with(OUTCOME_OF_DELIVERY))
    return sorted({*obstetric["code"], *outcomes["code"]})


def _any_other(condition: pl.Expr) -> pl.Expr:
    return pl.col("other_diagnosis_codes").list.eval(condition).list.any().fill_null(False)


def _is_maid() -> pl.Expr:
    drugs = pl.all_horizontal(pl.col("intervention_codes").list.contains(drug).fill_null(False) for drug in MAID_DRUGS)
    early = (pl.col("disposition_code") == DIED_BEFORE) & (pl.col("discharge_date") < MAID_CODED_FROM) & drugs
    # A same-day surgery visit has dispositions of another list.
    return pl.col("is_stay") & ((pl.col("disposition_code") == MAID) | early).fill_null(False)
