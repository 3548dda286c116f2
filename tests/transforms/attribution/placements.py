"""Placements of persons in one word each, before and after: `rule:provider:team:area:basis`, the last ones optional.

`-` is not counted, `.` is none. A provider whose name begins with H is a health centre. A rule that is no rule of a
tier is the reason why the person is unattributable. With basis `official` the team is the file's; a reason of the file
in its place says why the file gives none.
"""

import datetime as dt

import polars as pl

from schemas.core import OFFICIAL_REASONS, TIER_BY_RULE, Attribution
from schemas.inputs.centres import CentreRosters, CentreVisits
from tests.tables import assert_rows, column_types, table
from tests.transforms.rows import BORN, enrolments, netted, persons
from transforms.attribution.change_facts import Frames

START, END = dt.date(2026, 8, 31), dt.date(2026, 9, 30)
PAIRS = {"person_id": pl.Int64(), "was": pl.String(), "now": pl.String(), "born": pl.Date()}
NONE = "."
NO_ROWS = "person_id"


def sides(text: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give two attributions from the columns `was` and `now` of a text; what stands right of its bar is left out."""
    rows = table(text, PAIRS).to_dicts()
    return placed(rows, "was"), placed(rows, "now")


def placed(rows: list[dict], side: str) -> pl.DataFrame:
    """One row per person counted on a side (the Attribution model)."""
    records = [_record(row["person_id"], row[side], row.get("born")) for row in rows if row[side]]
    return Attribution.validate(pl.DataFrame(records, schema=column_types(Attribution)))


def assert_reasons(changes: pl.DataFrame, text: str) -> None:
    """Compare change and reason with what stands right of the bar."""
    assert_rows(changes, text)


def inputs(
    registry: str = "person_id\n1",
    spells: str = NO_ROWS,
    care: str = NO_ROWS,
    registrations: str = NO_ROWS,
    visits: str = NO_ROWS,
) -> Frames:
    """Give the inputs of a bucket as they stand now."""
    usual = {"centre_id": "H1", "start_date": dt.date(2020, 1, 1)}
    frames = {
        "persons": persons(registry),
        "enrolments": enrolments(spells),
        "claims": netted(care),
        "centre_rosters": table(registrations, CentreRosters, **usual),
        "centre_visits": table(visits, CentreVisits, visit_id=str, centre_id="H1"),
    }
    return {name: frame.lazy() for name, frame in frames.items()}


def _record(person_id: int, word: str, born: dt.date | None) -> dict:
    rule, provider, team, area, basis = [*word.split(":"), *["N6A", "provider"][len(word.split(":")) - 3 :]]
    found = {
        "person_id": person_id,
        "birth_date": born or BORN,
        "sex": "F",
        "area_id": area,
        "tier": TIER_BY_RULE.get(rule, "unattributable"),
        "tier_rule": rule if rule in TIER_BY_RULE else NONE,
        "physician_id": NONE if provider.startswith("H") else provider,
        "centre_id": provider if provider.startswith("H") else NONE,
        "network_id": NONE if basis == "official" else team.replace("T", "N"),
        "oht_id": team,
        "oht_basis": NONE if team == NONE else "area" if (rule, basis) == ("area", "provider") else basis,
        "unattributable_reason": _reason(rule, basis),
    }
    return {name: None if value == NONE else value for name, value in found.items()}


def _reason(rule: str, basis: str) -> str:
    """Give why there is no team; the file places whom the method cannot."""
    if basis in OFFICIAL_REASONS:
        return basis
    return NONE if rule in TIER_BY_RULE or basis == "official" else rule
