"""Episodes of care with their marks, and what came after each.

Rules: docs/explanation/indicators.md 19.4 to 19.7.
"""

import polars as pl

from transforms.episodes.linking import link_encounters
from transforms.episodes.marks import ELECTIVE, ENCOUNTER_MARKS, end_marks, mark_encounters

END = ["chain", "encounter_id", "is_designated", "discharge_date", "hospital_id", "care_type"]
# An episode with one of these is no readmission.
NOT_COUNTED = ["is_elective", "is_maid", "is_palliative", "is_chemotherapy", "is_mental_health", "is_delivery"]


def find_episodes(encounters: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the episodes of ordered encounters, and the encounters with the `chain` of theirs.

    One row per episode, by person and first admission: chain, encounter_id (of the last stay), person_id,
    first_admission_date, encounters, is_designated (the bed of the last stay), discharge_date, hospital_id, care_type,
    marks, and what came next.
    """
    linked = mark_encounters(link_encounters(encounters))
    # Chains of same-day surgery alone have no last stay and are gone.
    episodes = _chains(linked).join(_ends(linked), on="chain", how="inner").sort("person_id", "chain")
    return with_next(episodes), linked


def with_next(episodes: pl.DataFrame) -> pl.DataFrame:
    """The same rows, which must be in order, with days_to_next (null: none), next_counts and next_is_mental_health."""
    following = pl.col("first_admission_date").shift(-1).over("person_id")
    days = (following - pl.col("discharge_date")).dt.total_days().cast(pl.Int32)
    counts = ~pl.any_horizontal(NOT_COUNTED)
    return episodes.with_columns(
        days.alias("days_to_next"),
        counts.shift(-1).over("person_id").fill_null(False).alias("next_counts"),
        pl.col("is_mental_health").shift(-1).over("person_id").fill_null(False).alias("next_is_mental_health"),
    )


def _chains(linked: pl.DataFrame) -> pl.DataFrame:
    """One row per chain: person, first admission, number of encounters, and the marks of any of them."""
    first_category = (
        pl.col("admission_category").filter(pl.col("is_stay")).sort_by(pl.col("row").filter(pl.col("is_stay")))
    )
    return (
        linked.with_row_index("row")
        .group_by("chain")
        .agg(
            pl.col("person_id").min(),
            pl.col("admission_date").min().alias("first_admission_date"),
            pl.len().cast(pl.Int32).alias("encounters"),
            *(pl.col(mark).any() for mark in ENCOUNTER_MARKS),
            (first_category.first() == ELECTIVE).fill_null(False).alias("is_elective"),
        )
    )


def _ends(linked: pl.DataFrame) -> pl.DataFrame:
    """One row per chain with a stay: the end of the stay that ended last, unknown times first, then by identifier."""
    by_end = ["chain", "discharge_date", "discharge_minute", "is_designated", "encounter_id"]
    last = linked.filter("is_stay").sort(by_end).group_by("chain", maintain_order=True).last()
    return last.select(*END, *end_marks())
