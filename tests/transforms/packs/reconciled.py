"""Small worlds for the reconciliation of practices' lists: practice a of group G sent one, b is of G too, z is not."""

import datetime as dt

import polars as pl

from schemas.core import Attribution
from schemas.inputs.charts import ChartEntries
from schemas.reconciliation import Reconciliation
from tests.tables import table
from tests.transforms.rows import BORN, D, enrolments, physicians
from transforms.packs.reconciliation import Known, reconcile

EXTRACT = dt.date(2026, 9, 15)
CHOSEN = pl.DataFrame({"physician_id": ["a"], "extract_date": [EXTRACT], "is_after": [False]})
REGISTERED = {"person_id": pl.Int64(), "excluded_reason": pl.String()}
PHYSICIANS = """
    physician_id group_id
    a            G
    b            G
    z            H
"""
GROUPS = {"a": "G", "b": "G", "z": "H"}


def entries(text: str) -> pl.DataFrame:
    """One row per line: an active chart of practice a, person and chart of one number, not rostered by the list."""
    rows = table(
        text,
        ChartEntries,
        physician_id="a",
        chart_ref=lambda place: f"{place:x}",
        roster_status="not_rostered",
        problem_codes=lambda _: [],
        extract_date=EXTRACT,
    )
    return rows.with_columns(pl.col("chart_ref").str.zfill(16))


def attribution(text: str) -> pl.DataFrame:
    """One row per line: a woman of 46 placed with practice a on rule core_care, in its own group."""
    rows = table(text, Attribution, birth_date=BORN, sex="F", area_id="N6A", tier="virtual", confidence="medium")
    return rows.with_columns(group_id=pl.col("physician_id").replace_strict(GROUPS, default=None))


def known(placed: str, not_counted: str = "person_id", spells: str = "person_id", **changes: object) -> Known:
    """What is known: everybody placed is registered, and whoever `not_counted` names besides."""
    people = attribution(placed)
    others = table(not_counted, REGISTERED)
    counted = people.select("person_id", pl.lit(None, pl.String).alias("excluded_reason"))
    registered = pl.concat([counted, others])
    return Known(people, registered, enrolments(spells), physicians(PHYSICIANS), D, **changes)  # type: ignore[arg-type]


def reconciled(listed: pl.DataFrame, facts: Known, chosen: pl.DataFrame = CHOSEN) -> pl.DataFrame:
    """One row per practice and patient, checked by the model and found the same from rows in another order."""
    found = Reconciliation.validate(reconcile(listed, chosen, facts))
    turned = Known(
        facts.attribution.reverse(),
        facts.registered.reverse(),
        facts.enrolments.reverse(),
        facts.physicians.reverse(),
        D,
        facts.has_enrolments,
    )
    assert reconcile(listed.reverse(), chosen, turned).equals(found)
    return found
