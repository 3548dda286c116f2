"""Costs of the random residents: of every sector at most one month a year, in which the cost of the year lies."""

import datetime as dt

import polars as pl

from synthetic.faults import KEPT, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose

# Made up to look plausible: share of people with a cost in a year, and its mean in dollars, by sector.
SECTORS = {
    "MD": (0.8, 600), "DRUG": (0.3, 900), "ED": (0.25, 500), "IP": (0.06, 9_000), "SDS": (0.06, 1_500),
    "HC": (0.04, 5_000), "LTC": (0.01, 40_000), "MH": (0.003, 15_000), "REH": (0.004, 12_000), "CCC": (0.002, 30_000),
}  # fmt: skip
YEARS, MONTHS_A_YEAR = 2, 12


def costs_table(block: Block) -> pl.DataFrame:
    """One row per resident, sector and month with a cost, of the last two years."""
    draws = block.draws(Purpose.COSTS)
    tables = [_of_sector(block, sector, year, draws) for sector in SECTORS for year in range(YEARS)]
    return arranged("costs", pl.concat(tables))


def _of_sector(block: Block, sector: str, year: int, draws: Draws) -> pl.DataFrame:
    """One row per resident with a cost of a sector in a year, 0 the last: in a month in which care can happen."""
    people, (share, dollars) = block.people, SECTORS[sector]
    rows = len(people)
    by_need = (people["need"] * share * (people["age"] / 45).clip(0.3, 2.5)).clip(upper_bound=1.0)
    has_cost = draws.chance(by_need, rows)
    months_ago = draws.below(MONTHS_A_YEAR, rows) + MONTHS_A_YEAR * year
    cents = (draws.exponential(rows) * dollars * 100).floor().cast(pl.Int64) + 1
    month = pl.lit(block.scale.last_day).dt.month_start().dt.offset_by(pl.format("-{}mo", pl.lit(months_ago)))
    found = people.select("health_number", "from_day", "to_day", month_start=month, cents=pl.lit(cents))
    return found.filter(has_cost & pl.col("month_start").is_between("from_day", "to_day")).select(
        "health_number", pl.lit(sector).alias("cost_sector"), "month_start", "cents"
    )


def _good(scale: Scale, _home: Home, key: str, position: int, number: int) -> Row:
    """Write a cost of a bystander, in a month that no other of these rows has."""
    months_ago = position % MONTHS_A_YEAR
    month = scale.last_day.replace(day=1)
    for _ in range(months_ago):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    sector = "OTH" if position < MONTHS_A_YEAR else "CCC"
    return {"health_number": key, "cost_sector": sector, "month_start": month.isoformat(), "cents": str(900 + number)}


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "cost_sector", {"cost_sector": None}),
        Fault("unknown_code", "cost_sector", {"cost_sector": "ZZ"}),
        Fault("missing_value", "month_start", {"month_start": None}),
        Fault("unreadable_date", "month_start", {"month_start": "2026-13-01"}),
        Fault("future_date", "month_start", {"month_start": _later(future).isoformat()}),
        Fault("not_first_day", "month_start", {"month_start": "2026-02-15"}),
        Fault("missing_value", "cents", {"cents": None}),
        Fault("unreadable_number", "cents", {"cents": "much"}),
        Fault("below_zero", "cents", {"cents": "-5"}),
        Fault("above_bound", "cents", {"cents": "1000000001"}),
        Fault("unregistered_person", "health_number", {}, KEPT),
        exact_copy(),
    ]


def _later(day: dt.date) -> dt.date:
    """Give the first day of a month after a day."""
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


TABLES = {"costs": FurtherTable(main=costs_table, good=_good, faults=_faults, is_covered=True)}
