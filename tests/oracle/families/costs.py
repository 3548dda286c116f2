"""Costs of persons as the oracle knows them, and random ones about half dollars, the window and ties."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

USUAL = {"cost_sector": "IP", "month_start": "2026-03-01", "cents": "10000"}
SECTORS = ["IP", "IP", "ED", "MD", "DRUG", "HC", "LTC", "SDS", "MH", "REH", "CCC", "OTH"]
CENTS = [0, 1, 49, 50, 51, 99, 149, 150, 10_000, 10_050, 500_000, 500_000, 500_049, 1_000_000, 1_000_000_000]
MONTHS_AGO = [-1, 0, 1, 5, 10, 11, 11, 12, 13, 24]
NUMBER_OF_ROWS = [0, 0, 1, 2, 3]
SECTOR_RATES = ("acute", "emergency", "physician", "drugs", "home_care", "long_term_care")


def random_rows(town: "Town", _key: str) -> Rows:
    """Give up to three costs, many of them equal to those of others, few of them impossible."""
    random = town.random
    rows = [
        {
            "cost_sector": random.choice(SECTORS),
            "month_start": str(_month(town.end, random.choice(MONTHS_AGO))),
            "cents": str(random.choice(CENTS)),
            **_spoiled(town),
        }
        for _ in range(random.choice(NUMBER_OF_ROWS))
    ]
    return {"costs": rows}


def _month(end: dt.date, months_ago: int) -> dt.date:
    number = end.year * 12 + end.month - 1 - months_ago
    return dt.date(number // 12, number % 12 + 1, 1)


def _spoiled(town: "Town") -> dict[str, str]:
    column, value = town.random.choice(
        [
            *[("cost_sector", "QQ"), ("cost_sector", ""), ("month_start", str(town.end)), ("month_start", "")],
            *[("cents", "-1"), ("cents", ""), ("cents", "1000000001"), ("cents", "1.5")],
        ]
    )
    return {column: value} if town.random.random() < 0.05 else {}


FAMILY = OracleFamily(
    inputs={
        "costs": OracleInput(
            "health_number cost_sector month_start cents", ["person_key", "sector", "cost_month"], usual=USUAL
        )
    },
    checks=("costs",),
    rules=("costs",),
    person_indicators=(
        *("cost_pc", *(f"cost_pc_{sector}" for sector in SECTOR_RATES)),
        *("hcu5", "hcu1", "hcu5_cost_share", "hcu1_cost_share"),
    ),
    team_only=("hcu5_cost_share", "hcu1_cost_share"),
    random=random_rows,
)
