"""Medicines dispensed: what the oracle knows of them, and random ones at every edge of the windows."""

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

PHYSICIANS = ["a", "b", "x", "nobody"]
CLASSES = [
    *["N02AA01"] * 6,
    *["N02AA03", "N02AB03", "N02AE01", "N02A", "N02", "N07BC02", "N07BC51", "N07BC04", "R05DA04"],
    *["N05BA06"] * 4,
    *["N05CD02", "N05CF01", "N03AE01", "N03AE", ""],
    *["C10AA05", "C10AA05", "C10BA05", "C10BA10", "C10BX03"],
]
# Doses of 30, 45, 89.9, 90 mg and such as do not divide.
STRENGTHS = ["30", "30", "45", "45", "89.9", "90", "29.999", "6", "0.5", "37.5", "10000", "", "0"]


def random_rows(town: "Town", _key: str) -> Rows:
    """Give up to eight dispensations of one person, most of few medicines; one person in eight is palliative."""
    choose = town.random.choice
    classes = [choose(CLASSES) for _ in range(2)]
    fills = [_fill(town, choose([*classes, *classes, choose(CLASSES)])) for _ in range(choose([0, 0, 1, 2, 3, 5, 8]))]
    again = [{**row, "plan": "ODB"} for row in fills if town.random.random() < 0.1]
    rows: Rows = {"dispensations": [*fills, *again]}
    if town.random.random() < 0.06:
        day = text(choose(_edges(town.end)[3:]))
        code = choose(["K023A", "B998A", "K023B"])
        rows["claims"] = [{"physician_no": town.one_of(PHYSICIANS), "serviced_on": day, "fee_code": code, "place": "H"}]
    if town.random.random() < 0.06:
        day = choose(_edges(town.end)[3:])
        codes = choose([{"dx_1": "Z515"}, {"dx_1": "C349", "dx_2": "Z5150"}])
        rows["discharges"] = [{"admitted_on": text(day - dt.timedelta(days=1)), "discharged_on": text(day), **codes}]
    return rows


def _fill(town: "Town", atc: str) -> dict[str, str]:
    """Give a dispensation; days of supply are few or reach from one edge to another."""
    choose, near = town.random.choice, town.end - dt.timedelta(days=town.random.randrange(0, 60))
    return {
        "filled_on": text(choose([*_edges(town.end), near, near, near, near])),
        "who_class": atc,
        "taken": "TD" if atc == "N02AB03" and town.random.random() < 0.9 else choose(["PO"] * 12 + ["X", ""]),
        "units": choose(["30", "30", "30", "10", "31", "0.5", ""]),
        "lasts_days": choose(["30", "30", "30", "7", "1", "180", "999", "", "-1"]),
        "unit_strength": choose(STRENGTHS),
        "physician_no": town.one_of(PHYSICIANS),
        "plan": choose(["NMS", "ODB", "X", "", "?"] if town.random.random() < 0.1 else ["NMS"]),
    }


def _edges(end: dt.date) -> list[dt.date]:
    """Give days beside the ends of six and twelve months, and beside the end itself."""
    return [day for months in (0, 6, 12) for day in beside(_months_ago(end, months))]


def _months_ago(day: dt.date, months: int) -> dt.date:
    month = day.year * 12 + day.month - 1 - months
    year, place = divmod(month, 12)
    return dt.date(year, place + 1, min(day.day, calendar.monthrange(year, place + 1)[1]))


INDICATORS = ("opioid_any", "opioid_new", "opioid_high", "opioid_benzo", "benzo_65", "benzo_65_chronic", "dm_statin")

FAMILY = OracleFamily(
    inputs={
        "dispensations": OracleInput(
            columns="dispensing_no health_number filled_on drug_no who_class taken units lasts_days unit_strength "
            "physician_no plan",
            key=["person_key", "dispensation_id"],
            usual={
                "filled_on": "2026-09-01",
                "drug_no": "00000019",
                "who_class": "N02AA01",
                "taken": "PO",
                "units": "30",
                "lasts_days": "30",
                "unit_strength": "10",
                "plan": "NMS",
            },
            number="dispensing_no",
        )
    },
    checks=("dispensations",),
    rules=("medicines",),
    person_indicators=INDICATORS,
    standardised=("opioid_new", "benzo_65", "benzo_65_chronic"),
    random=random_rows,
)
