"""Cases of costs: which months count, how cents become dollars, and who is among the costliest.

Every person is enrolled with the first physician and has no other care, so that the rows of costs are all that counts.
"""

import datetime as dt
from functools import partial

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

TABLE = "costs"
ALL, ACUTE, EMERGENCY, DRUGS = "cost_pc", "cost_pc_acute", "cost_pc_emergency", "cost_pc_drugs"
TOP_5, TOP_1 = "hcu5", "hcu1"
SHARES = {TOP_5: "hcu5_cost_share", TOP_1: "hcu1_cost_share"}
# Far beyond what 99 of 100 residents cost.
MOST_CENTS = 15_000_000


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    counts = {
        "cost_in_the_first_month": ([("IP", 11, 100_000)], {ALL: 1_000, ACUTE: 1_000}),
        "cost_a_month_too_early": ([("IP", 12, 100_000)], {ALL: 0, ACUTE: 0}),
        "cost_in_the_last_month": ([("DRUG", 0, 2_000)], {ALL: 20, DRUGS: 20, ACUTE: 0}),
        "cost_of_half_a_dollar_more": ([("IP", 3, 149), ("IP", 4, 1)], {ALL: 2, ACUTE: 2}),
        "cost_below_half_a_dollar": ([("IP", 3, 49)], {ALL: 0, ACUTE: 0}),
        "cost_of_sectors_rounded_apart": ([("IP", 3, 130), ("ED", 3, 130)], {ALL: 3, ACUTE: 1, EMERGENCY: 1}),
        "cost_of_a_sector_without_its_own_rate": ([("OTH", 3, 500)], {ALL: 5, ACUTE: 0}),
    }
    planted: dict[str, Case] = {
        name: partial(_costs, rows=rows, dollars=dollars) for name, (rows, dollars) in counts.items()
    }
    planted["cost_among_the_highest"] = partial(_among, cents=MOST_CENTS, is_top=1)
    planted["cost_among_the_lowest"] = partial(_among, cents=100, is_top=0)
    return planted


def _costs(cast: Cast, rows: list[tuple[str, int, int]], dollars: dict[str, int]) -> Story:
    """Costs by sector, months before the last day's month, and cents; dollars by indicator."""
    return _story(cast, rows, {indicator: (1, found) for indicator, found in dollars.items()})


def _among(cast: Cast, cents: int, is_top: int) -> Story:
    dollars = cents // 100
    events = {TOP_5: (1, is_top), TOP_1: (1, is_top), ALL: (1, dollars)}
    return _story(cast, [("HC", 2, cents)], events | {SHARES[top]: (dollars, dollars * is_top) for top in SHARES})


def _story(cast: Cast, rows: list[tuple[str, int, int]], events: dict[str, tuple[int, int]]) -> Story:
    found: list[Row] = [
        {"cost_sector": sector, "month_start": _month(cast, months).isoformat(), "cents": str(cents)}
        for sector, months, cents in rows
    ]
    return Story(rostered(cast), enrolments=[cast.long_spell()], events=events, further={TABLE: found})


def _month(cast: Cast, months_ago: int) -> dt.date:
    """Give the first day of a month so many months before that of the last day."""
    last = cast.ago(0)
    number = last.year * 12 + last.month - 1 - months_ago
    return dt.date(number // 12, number % 12 + 1, 1)
