"""Laboratory results of the random residents: mostly of those with diabetes, some of everybody else's."""

import datetime as dt

import polars as pl

from synthetic.claims import days_drawn
from synthetic.conditions import CONDITIONS, DIABETES
from synthetic.faults import COPY, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose

# Made up to look plausible: tests a year of people with diabetes, and of others by age.
HBA1C_PER_YEAR, LDL_PER_YEAR = 1.9, 0.9
OF_OTHERS, OTHERS_AGE = 0.12, 50
# LOINC codes of the source, with their share; final, corrected, preliminary, cancelled.
HBA1C = {"4548-4": 0.8, "17856-6": 0.2}
LDL = {"39469-2": 0.7, "22748-8": 0.3}
STATUSES = {"F": 0.94, "C": 0.02, "P": 0.02, "X": 0.02}


def laboratory_results_table(block: Block) -> pl.DataFrame:
    """One row per result of a resident."""
    draws = block.draws(Purpose.LABORATORY)
    of_diabetes = has_condition(block, DIABETES)
    of_others = pl.select((pl.lit(block.people["age"]) / OTHERS_AGE).clip(0.1, 1.5) * OF_OTHERS).to_series()
    parts = []
    for codes, per_year in ((HBA1C, HBA1C_PER_YEAR), (LDL, LDL_PER_YEAR)):
        rates = pl.select(pl.when(pl.lit(of_diabetes)).then(per_year).otherwise(pl.lit(of_others))).to_series()
        results = days_drawn(block, rates * block.scale.years * block.people["need"].clip(0.0, 1.5), draws)
        parts.append(results.with_columns(_drawn(codes, draws, len(results)).alias("loinc")))
    every = pl.concat(parts)
    return arranged(
        "laboratory_results",
        every.with_columns(
            numbers_of(every, block.number, "L").alias("report_no"),
            pl.col("serviced_on").cast(pl.String).alias("taken_on"),
            _drawn(STATUSES, draws, len(every)).alias("status"),
        ),
    )


def has_condition(block: Block, name: str) -> pl.Series:
    """Tell for each resident of the block whether he or she has a condition."""
    number = list(CONDITIONS).index(name)
    holders = block.conditions.held.filter(pl.col("number") == number)["person"]
    return block.people["person"].is_in(holders.implode())


def _drawn(weights: dict[str, float], draws: Draws, rows: int) -> pl.Series:
    return pl.Series(list(weights)).gather(draws.choice(list(weights.values()), rows))


def _good(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a faultless result of a bystander."""
    day = scale.last_day - dt.timedelta(days=80)
    return {"health_number": key, "loinc": "4548-4", "taken_on": day.isoformat(), "status": "F"}


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unknown_code", "loinc", {"loinc": "0000-0"}),
        Fault("unreadable_date", "taken_on", {"taken_on": "2024-02-30"}),
        Fault("impossible_date", "taken_on", {"taken_on": "1850-01-01"}),
        Fault("future_date", "taken_on", {"taken_on": future.isoformat()}),
        Fault("unknown_code", "status", {"status": "Z"}),
        exact_copy(),
        Fault("conflicting_copy", "status", {"status": "P"}, COPY),
    ]


TABLES = {
    "laboratory_results": FurtherTable(
        main=laboratory_results_table, record_number="report_no", is_covered=True, good=_good, faults=_faults
    )
}
