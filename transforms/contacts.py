"""Contacts of a person with a physician: who met whom on which day, in person or at a distance.

Rule: docs/explanation/indicators.md 20.
"""

from collections.abc import Sequence

import polars as pl

from transforms.attribution.core_lines import in_force
from transforms.networks.visits import VISIT

PLACES = ["office", "home", "long_term_care", "virtual"]
VIDEO, TELEPHONE = "K300", "K301"
VIRTUAL_CODES = ["K080", "K081", "K082", "K083", "K092", "K093", "K094", "K095"]
FIRST_VISIT_PREMIUM = "E080"


def find_contacts(claims: pl.DataFrame, dated: pl.DataFrame, mental_health: Sequence[str]) -> pl.DataFrame:
    """One row per person, physician and day with a netted line of care, sorted by these; the columns of Contacts.

    `claims` are netted, which leaves out laboratory and time codes. `dated`: one row per code with dates of its own
    (fee_code, valid_from, valid_to; null is open); a code may have several rows. `mental_health`: OHIP diagnoses.
    """
    contacts = (
        _lines(claims, dated)
        .group_by(VISIT)
        .agg(
            ((pl.col("location") == "virtual") | pl.col("fee_code").is_in(VIRTUAL_CODES)).any().alias("is_at_distance"),
            pl.col("diagnosis_code").is_in(list(mental_health)).fill_null(False).any().alias("is_mental_health"),
            (pl.col("fee_code") == FIRST_VISIT_PREMIUM).any().alias("has_first_visit_premium"),
        )
    )
    by_modality = ["is_video", "is_telephone"]
    return (
        contacts.join(_modalities(claims), on=VISIT, how="left")
        .with_columns(pl.col(by_modality).fill_null(False))
        .with_columns(pl.any_horizontal("is_at_distance", *by_modality).alias("is_at_distance"))
        .select(*VISIT, "is_at_distance", *by_modality, "is_mental_health", "has_first_visit_premium")
        .sort(VISIT)
    )


def _lines(claims: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """One row per netted line and row of its code's dates that holds: what may make a contact."""
    may_be = pl.col("location").is_in(PLACES) & ~pl.col("fee_code").is_in([VIDEO, TELEPHONE])
    lines = claims.filter(may_be).select(*VISIT, "fee_code", "location", "diagnosis_code")
    limited = lines.join(dated, on="fee_code", how="inner").filter(in_force()).select(lines.columns)
    return pl.concat([limited, lines.join(dated, on="fee_code", how="anti")])


def _modalities(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per person, physician and day with a modality line, wherever: is_video, is_telephone."""
    told = claims.filter(pl.col("fee_code").is_in([VIDEO, TELEPHONE]))
    return told.group_by(VISIT).agg(
        (pl.col("fee_code") == VIDEO).any().alias("is_video"),
        (pl.col("fee_code") == TELEPHONE).any().alias("is_telephone"),
    )
