"""Medicines dispensed to the random residents: opioids, agonist therapy, benzodiazepines and a few others.

Made up to look plausible. Drug numbers are none of real products.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from synthetic.faults import COPY, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.layout import arranged
from synthetic.people import DAYS_IN_YEAR, Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose, repeated

TABLE = "dispensations"
MOST_FILLS, EARLY_DAYS, OLD_AGE = 24, 4, 65
UNKNOWN_SHARE, TWICE_SHARE = 0.01, 0.005


@dataclass(frozen=True)
class Habit:
    """People who take one medicine: how many of the young and of the old, how often it is fetched, and what it is."""

    young: float
    old: float
    mean_fills: float
    atc: str
    taken: str
    units: str
    days: int
    strength: str
    plan: str = "NMS"


HABITS = [
    Habit(0.06, 0.07, 0.3, "N02AJ06", "PO", "20", 5, "30"),
    Habit(0.03, 0.04, 1.0, "N02AA03", "PO", "40", 10, "2"),
    Habit(0.004, 0.010, 12.0, "N02AA05", "PO", "112", 28, "20"),
    Habit(0.003, 0.006, 12.0, "N02AA01", "PO", "56", 28, "60"),
    Habit(0.001, 0.004, 12.0, "N02AB03", "TD", "10", 30, "50"),
    Habit(0.004, 0.001, 15.0, "N07BC02", "PO", "14", 14, "80"),
    Habit(0.003, 0.000, 15.0, "N07BC51", "PO", "28", 14, "8"),
    Habit(0.02, 0.01, 0.1, "R05DA04", "PO", "150", 7, "2"),
    Habit(0.03, 0.09, 5.0, "N05BA06", "PO", "30", 30, "1"),
    Habit(0.01, 0.02, 5.0, "N03AE01", "PO", "60", 30, "0.5"),
    Habit(0.01, 0.35, 4.0, "C10AA05", "PO", "90", 90, "20", "ODB"),
    Habit(0.01, 0.06, 6.0, "N05CF01", "PO", "30", 30, "7.5", "ODB"),
]


def dispensations_table(block: Block) -> pl.DataFrame:
    """One row per dispensation to a resident; few are told by both systems, and of few something is unknown."""
    draws = block.draws(Purpose.MEDICINES)
    told = pl.concat([_of_habit(habit, block, draws) for habit in HABITS])
    rows = len(told)
    unknown = pl.lit(draws.chance(UNKNOWN_SHARE, rows))
    told = told.with_columns(pl.when(~unknown).then("lasts_days"), pl.when(~unknown).then("unit_strength"))
    again = told.filter(draws.chance(TWICE_SHARE, rows)).with_columns(plan=pl.lit("ODB"))
    number = pl.lit(f"M{block.number}-") + pl.int_range(pl.len()).cast(pl.String)
    return arranged(TABLE, pl.concat([told, again]).with_columns(number.alias("dispensing_no")))


def _of_habit(habit: Habit, block: Block, draws: Draws) -> pl.DataFrame:
    """One row per dispensation of one medicine, each a little before the last one has run out."""
    people = block.people
    share = people.select(pl.when(pl.col("age") >= OLD_AGE).then(habit.old).otherwise(habit.young)).to_series()
    takes = draws.chance(share, len(people)) & (people["need"] > 0)
    count = (draws.exponential(len(people)) * habit.mean_fills).clip(upper_bound=MOST_FILLS).floor() + 1
    first = draws.uniform(len(people)) * (block.scale.years * DAYS_IN_YEAR)
    at = repeated((count * takes.cast(pl.Float64)).cast(pl.Int32))
    fills = people.with_columns(first.floor().cast(pl.Int32).alias("first"))[at].with_columns(
        early=draws.below(EARLY_DAYS, len(at))
    )
    turn = pl.int_range(pl.len()).over("person")
    day = pl.col("first") + turn * habit.days - pl.when(turn > 0).then("early").otherwise(0)
    physicians = block.world.workforce.physicians["physician_no"]
    return (
        fills.with_columns(filled=pl.lit(block.scale.first_day) + pl.duration(days=day))
        .filter(pl.col("filled").is_between(pl.col("from_day"), pl.col("to_day")))
        .select(
            "health_number",
            pl.col("filled").cast(pl.String).alias("filled_on"),
            pl.lit(habit.atc).alias("who_class"),
            pl.lit(habit.taken).alias("taken"),
            pl.lit(habit.units).alias("units"),
            pl.lit(str(habit.days)).alias("lasts_days"),
            pl.lit(habit.strength).alias("unit_strength"),
            pl.lit(physicians).gather(pl.col("usual")).alias("physician_no"),
            pl.lit(habit.plan).alias("plan"),
        )
    )


def dispensing(day: dt.date, atc: str = "N02AA01", **others: str | None) -> Row:
    """Write a dispensation: thirty tablets of 10 mg of morphine, one a day, unless said otherwise."""
    usual = {"drug_no": "00000019", "taken": "PO", "units": "30", "lasts_days": "30", "unit_strength": "10"}
    return {"filled_on": day.isoformat(), "who_class": atc, "plan": "NMS", **usual, **others}


def _good(scale: Scale, home: Home, key: str, position: int, _number: int) -> Row:
    day = scale.last_day - dt.timedelta(days=80 + position)
    return {"health_number": key, "physician_no": home.physicians["first"], **dispensing(day, "C10AA05")}


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", "filled_on", {"filled_on": "2026-02-30"}),
        Fault("impossible_date", "filled_on", {"filled_on": "1800-01-01"}),
        Fault("future_date", "filled_on", {"filled_on": future.isoformat()}),
        Fault("unknown_code", "who_class", {"who_class": "2N02A"}),
        Fault("unknown_code", "drug_no", {"drug_no": "123"}),
        Fault("unknown_code", "taken", {"taken": "Q"}),
        Fault("unknown_code", "plan", {"plan": "Q"}),
        Fault("unreadable_number", "units", {"units": "many"}),
        Fault("nothing_dispensed", "units", {"units": "0"}),
        Fault("nothing_dispensed", "lasts_days", {"lasts_days": "0"}),
        Fault("nothing_dispensed", "unit_strength", {"unit_strength": "0"}),
        Fault("above_usual_supply", "lasts_days", {"lasts_days": "180"}, WARNING),
        exact_copy(),
        Fault("conflicting_copy", "units", {"units": "60"}, COPY),
    ]


TABLES = {
    TABLE: FurtherTable(
        main=dispensations_table, record_number="dispensing_no", is_covered=True, good=_good, faults=_faults
    )
}
