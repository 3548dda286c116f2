"""The daily count of patients in beds as the oracle knows it, and random counts about the edges of the window."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

USUAL = {"institution_no": "S1", "counted_on": "2026-09-10", "in_beds": "10", "in_beds_alc": "1"}
SITES = ["S1", "S1", "S2", "S3", "S4", "S5", "S6", "S9", ""]
# About three months before the period end, whose length differs, and about the period end itself.
DAYS_AGO = [-1, 0, 1, 30, 60, *range(87, 95), 200]


def random_rows(town: "Town") -> Rows:
    """Give counts of sites of the town, few of them impossible or of a site that nobody knows."""
    random = town.random
    rows = []
    for _ in range(80):
        day = town.end - dt.timedelta(days=random.choice(DAYS_AGO))
        patients = random.randrange(8)
        waiting = random.choice([0, 1, patients // 2, patients, patients + 1])
        site = random.choice(SITES)
        row = {"institution_no": town.named(site), "counted_on": str(day)}
        rows.append({**row, "in_beds": str(patients), "in_beds_alc": str(waiting), **_spoiled(town)})
    return {"bed_census": rows}


def _spoiled(town: "Town") -> dict[str, str]:
    column, value = town.random.choice(
        [("in_beds", ""), ("in_beds_alc", ""), ("in_beds", "10001"), ("in_beds_alc", "-1"), ("counted_on", "then")]
    )
    return {column: value} if town.random.random() < 0.06 else {}


FAMILY = OracleFamily(
    inputs={
        "bed_census": OracleInput(
            "institution_no counted_on in_beds in_beds_alc", ["hospital_id", "census_date"], usual=USUAL
        )
    },
    checks=("bed_census",),
    rules=("bed_census",),
    hospital_indicators=("alc_rate",),
    team_only=("alc_rate",),
    random_town=random_rows,
)
