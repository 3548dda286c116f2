"""A practice's own list compared with the people placed with it: each patient once, with the reason of a difference.

Method: docs/explanation/method.md 10.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from schemas.core import PERSONAL_REASONS
from schemas.reconciliation import AGREED, ATTRIBUTED_ONLY, CHART_ONLY, REASONS, Reconciliation
from transforms.attribution.counted import age_years
from transforms.attribution.windows import is_open

PATIENT = ["physician_id", "person_id"]
STATUS_RANK = {status: rank for rank, status in enumerate(["rostered", "not_rostered", "unknown"])}
GONE = ["inactive", "deceased"]


@dataclass(frozen=True)
class Known:
    """What is known of the persons of a bucket at the end of a period.

    `attribution`: the Attribution model. `registered`: person_id and `excluded_reason` of every registered person.
    `enrolments` and `physicians`: the inputs. `has_enrolments`: false when no roster was ever supplied, so that nothing
    can be said of missing enrolments.
    """

    attribution: pl.DataFrame
    registered: pl.DataFrame
    enrolments: pl.DataFrame
    physicians: pl.DataFrame
    period_end: dt.date
    has_enrolments: bool = True


def reconcile(entries: pl.DataFrame, chosen: pl.DataFrame, known: Known) -> pl.DataFrame:
    """One row per practice and patient (the Reconciliation model), sorted by practice, person and chart.

    `entries`: chart entries of the bucket, of any extract. `chosen`: physician_id and extract_date of the extract used
    of each practice that sent a list; nothing is said of other practices.
    """
    listed = list_patients(entries, chosen)
    panel = _panel(known, chosen)
    both = listed.join(panel, on=PATIENT, how="inner").with_columns(status=pl.lit(AGREED))
    chart_only = listed.join(panel, on=PATIENT, how="anti").with_columns(status=pl.lit(CHART_ONLY))
    placed_only = panel.join(listed, on=PATIENT, how="anti").with_columns(status=pl.lit(ATTRIBUTED_ONLY))
    rows = pl.concat([both, chart_only, placed_only], how="diagonal").with_columns(
        pl.col("charts").fill_null(0), pl.col("is_left_out").fill_null(False)
    )
    reasoned = _with_facts(rows, known).with_columns(_reason(known.has_enrolments).alias("reason"))
    actions = {reason: ground.action for reason, ground in REASONS.items()}
    action = pl.col("reason").replace_strict(actions, default=None, return_dtype=pl.String)
    columns = list(Reconciliation.to_schema().columns)
    return reasoned.with_columns(action.alias("action")).select(columns).sort("physician_id", "person_id", "chart_ref")


def list_patients(entries: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """One row per practice and patient of the extracts chosen: the chart that stands for the patient, and how many.

    Of several charts with one health number the most active stands, then the one seen last, then the smallest
    reference; any of them can leave the patient out of the lists of needs.
    """
    rank = pl.col("roster_status").replace_strict(STATUS_RANK, default=len(STATUS_RANK), return_dtype=pl.Int32)
    used = entries.join(chosen, on=["physician_id", "extract_date"], how="semi").with_columns(
        pl.coalesce(pl.col("person_id").cast(pl.String), "chart_ref").alias("_patient"), rank.alias("_rank")
    )
    ordered = used.sort(
        ["physician_id", "_patient", "_rank", "last_visit_date", "chart_ref"],
        descending=[False, False, False, True, False],
        nulls_last=True,
    )
    return ordered.group_by("physician_id", "_patient", maintain_order=True).agg(
        pl.col("person_id", "chart_ref", "roster_status").first(),
        pl.len().cast(pl.Int64).alias("charts"),
        pl.col("exclusion").is_not_null().any().alias("is_excluded"),
        (pl.col("exclusion").is_not_null().any() | (pl.col("roster_status").first() == "deceased")).alias(
            "is_left_out"
        ),
    )


def _panel(known: Known, chosen: pl.DataFrame) -> pl.DataFrame:
    """One row per person placed with a practice that sent its list."""
    placed = known.attribution.join(chosen, on="physician_id", how="semi")
    return placed.select(
        *PATIENT, "tier", "confidence", age_years(known.period_end).cast(pl.Int64).alias("age_years"), "sex"
    )


def _with_facts(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The same rows with what is known of the person anywhere: registered, placed, enrolled with this practice."""
    anywhere = known.attribution.select(
        "person_id",
        pl.col("tier").alias("_tier"),
        pl.col("unattributable_reason").alias("_no_team_because"),
        pl.col("physician_id").alias("_placed_with"),
        pl.col("group_id").alias("_placed_group"),
        pl.col("centre_id").alias("_centre"),
    )
    registered = known.registered.select("person_id", "excluded_reason", pl.lit(True).alias("_is_registered"))
    own_group = known.physicians.select("physician_id", pl.col("group_id").alias("_own_group"))
    return (
        rows.join(registered, on="person_id", how="left")
        .join(anywhere, on="person_id", how="left")
        .join(own_group, on="physician_id", how="left")
        .join(_open_enrolments(known), on=PATIENT, how="left")
    )


def _open_enrolments(known: Known) -> pl.DataFrame:
    """One row per person and practice with a spell that is open at the end of the period."""
    enrolled = known.enrolments.filter(is_open(known.period_end))
    return enrolled.select(*PATIENT, pl.lit(True).alias("_is_enrolled")).unique()


def _reason(has_enrolments: bool) -> pl.Expr:
    """The first reason of the row's status that holds; null: agreed and nothing odd."""
    holds = {**_agreed_reasons(has_enrolments), **_chart_reasons(has_enrolments), **_attributed_reasons()}
    cases = (
        pl.when((pl.col("status") == ground.status) & holds[reason].fill_null(False)).then(pl.lit(reason))
        for reason, ground in REASONS.items()
    )
    # Nobody is left without a reason: who is on the chart alone and nowhere else is not counted.
    rest = pl.when(pl.col("status") == CHART_ONLY).then(pl.lit("not_counted"))
    return pl.coalesce(*cases, rest)


def _lacks_enrolment(has_enrolments: bool) -> pl.Expr:
    return pl.lit(has_enrolments) & (pl.col("roster_status") == "rostered") & pl.col("_is_enrolled").is_null()


def _agreed_reasons(has_enrolments: bool) -> dict[str, pl.Expr]:
    return {
        "marked_deceased": pl.col("roster_status") == "deceased",
        "marked_inactive": pl.col("roster_status") == "inactive",
        "excluded_by_practice": pl.col("is_excluded"),
        "status_without_enrolment": _lacks_enrolment(has_enrolments),
    }


def _chart_reasons(has_enrolments: bool) -> dict[str, pl.Expr]:
    return {
        "not_active": pl.col("roster_status").is_in(GONE),
        "no_health_number": pl.col("person_id").is_null(),
        "unknown_health_number": pl.col("_is_registered").is_null(),
        "died": pl.col("excluded_reason") == "dead",
        "not_covered": pl.col("excluded_reason") == "not_covered",
        "not_counted": pl.col("excluded_reason").is_not_null(),
        "rostered_elsewhere": pl.col("_tier") == "rostered",
        "not_placeable": (pl.col("_tier") == "unattributable") & pl.col("_no_team_because").is_in(PERSONAL_REASONS),
        # The crosswalk names no team, or the official file alone knows one: the chart is not at fault.
        "no_team": pl.col("_tier") == "unattributable",
        "rostered_without_enrolment": _lacks_enrolment(has_enrolments),
        "health_centre": pl.col("_centre").is_not_null(),
        "newborn_elsewhere": pl.col("_tier") == "newborn",
        "care_in_group": pl.col("_placed_with").is_not_null() & (pl.col("_placed_group") == pl.col("_own_group")),
        "care_elsewhere": pl.col("_placed_with").is_not_null(),
        "by_address": pl.col("_tier") == "postal_area",
    }


def _attributed_reasons() -> dict[str, pl.Expr]:
    return {
        "enrolled_not_listed": pl.col("tier") == "rostered",
        "newborn_of_patient": pl.col("tier") == "newborn",
        "low_confidence": (pl.col("tier") == "other_provider") | (pl.col("confidence") == "low"),
        "seen_most": pl.lit(True),
    }
