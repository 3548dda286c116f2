"""Long-term care of the random residents: who lives in a home, and the assessments of every quarter."""

import datetime as dt

import polars as pl

from synthetic.faults import COPY, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.further.home_care import day_faults
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose

# Made up to look plausible; by first year of age.
SHARE_BY_AGE = {90: 0.25, 85: 0.12, 75: 0.03, 65: 0.007, 40: 0.0005}
LONGEST_DAYS = 1200
HOMES_A_PLACE = 3
FIRST_ASSESSED_DAYS, BETWEEN_ASSESSMENTS_DAYS, JITTER_DAYS, MOST_ASSESSMENTS = 8, 88, 10, 15
ON_ANTIPSYCHOTIC_SHARE, EVERY_DAY = 0.25, 7
ITEMS = {"schizophrenia": 0.03, "huntington": 0.005, "hallucinations": 0.03, "delusions": 0.05, "end_of_life": 0.05}
UNKNOWN_SHARE = 0.01
# From the day that no delivery can know back to one within the history, after the assessment of a bystander.
DAYS_TO_LAST = dt.timedelta(days=70)


def stays_table(block: Block) -> pl.DataFrame:
    """One row per stay of a resident in a home."""
    return arranged("long_term_care_stays", _as_text(_residents(block), "moved_in_on", "moved_out_on"))


def assessments_table(block: Block) -> pl.DataFrame:
    """One row per assessment of a resident."""
    draws = Draws(block.scale.seed, Purpose.LONG_TERM_CARE, 2 * block.number + 1)
    turns = pl.DataFrame({"turn": range(MOST_ASSESSMENTS)})
    every = _residents(block).join(turns, how="cross", maintain_order="left_right")
    since = FIRST_ASSESSED_DAYS + BETWEEN_ASSESSMENTS_DAYS * pl.col("turn") + draws.below(JITTER_DAYS, len(every))
    dated = every.with_columns(assessed_on=pl.col("moved_in_on") + pl.duration(days=since))
    made = dated.filter(pl.col("assessed_on").is_between(block.scale.first_day, pl.col("to_day")))
    numbered = made.with_columns(numbers_of(made, block.number, "LA").alias("assessment_no"), *_items(made, draws))
    return arranged("long_term_care_assessments", _as_text(numbered, "assessed_on", "moved_in_on"))


def _residents(block: Block) -> pl.DataFrame:
    """One row per person who moved into a home within the history, with the days of the stay."""
    draws = Draws(block.scale.seed, Purpose.LONG_TERM_CARE, 2 * block.number)
    people = block.people.filter(pl.col("to_day") >= pl.col("from_day"))
    share = pl.lit(0.0)
    for first, value in sorted(SHARE_BY_AGE.items()):
        share = pl.when(pl.col("age") >= first).then(value).otherwise(share)
    lives = draws.uniform(len(people)) < people.select(share.alias("share")).to_series()
    chosen = people.filter(lives)
    days = draws.below(LONGEST_DAYS, len(chosen))
    return chosen.with_columns(
        pl.max_horizontal(pl.col("to_day") - pl.duration(days=pl.lit(days)), "from_day").alias("moved_in_on"),
        pl.when(pl.col("died") == pl.col("to_day")).then("died").alias("moved_out_on"),
        pl.format("L{}-{}", "place", pl.col("person") % HOMES_A_PLACE).alias("home_no"),
    )


def _items(made: pl.DataFrame, draws: Draws) -> list[pl.Expr]:
    """Give the days on an antipsychotic and what speaks for one; seldom nothing is said."""
    rows = len(made)
    given, days = pl.lit(draws.uniform(rows)), pl.lit(draws.below(EVERY_DAY, rows))
    usual = pl.when(given < ON_ANTIPSYCHOTIC_SHARE).then(EVERY_DAY).when(given < 2 * UNKNOWN_SHARE + 0.25).then(days)
    known = ~pl.lit(draws.chance(UNKNOWN_SHARE, rows))
    count = pl.when(known).then(usual.otherwise(0)).cast(pl.String).alias("antipsychotic_days_7")
    return [count, *(_yes(share, draws, rows).alias(name) for name, share in ITEMS.items())]


def _yes(share: float, draws: Draws, rows: int) -> pl.Expr:
    return pl.when(pl.lit(draws.uniform(rows)) < share).then(pl.lit("Y")).otherwise(pl.lit("N"))


def _as_text(rows: pl.DataFrame, *days: str) -> pl.DataFrame:
    """The same rows with days as text."""
    return rows.with_columns(pl.col(day).cast(pl.String) for day in days)


def good_stay(_scale: Scale, _home: Home, key: str, position: int, _number: int) -> Row:
    """Write an ended stay of a bystander."""
    day = (dt.date(2010, 1, 1) + dt.timedelta(days=position)).isoformat()
    return {"health_number": key, "home_no": "L0-0", "moved_in_on": day, "moved_out_on": "2012-01-01"}


def good_assessment(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write an assessment of a bystander who has just moved in."""
    day = scale.last_day - dt.timedelta(days=80)
    moved = (day - dt.timedelta(days=10)).isoformat()
    return {
        "health_number": key,
        "home_no": "L0-0",
        "assessed_on": day.isoformat(),
        "moved_in_on": moved,
        "antipsychotic_days_7": "0",
        **dict.fromkeys(ITEMS, "N"),
    }


def stay_faults(_future: dt.date) -> list[Fault]:
    """Give the faults of stays; the table is small."""
    return [Fault("inverted_spell", "moved_out_on", {"moved_out_on": "2009-01-01"}), exact_copy()]


def assessment_faults(future: dt.date) -> list[Fault]:
    """Give the faults of assessments."""
    dated = [fault for fault in day_faults("assessed_on", future) if fault.kind != "impossible_date"]
    moved_in_after = (future - DAYS_TO_LAST).isoformat()
    return [
        *dated,
        Fault("unknown_code", "antipsychotic_days_7", {"antipsychotic_days_7": "8"}),
        Fault("unknown_code", "delusions", {"delusions": "?"}),
        Fault("assessed_before_moving_in", "moved_in_on", {"moved_in_on": moved_in_after}, WARNING),
        exact_copy(),
        Fault("conflicting_copy", "antipsychotic_days_7", {"antipsychotic_days_7": "1"}, COPY),
    ]


TABLES = {
    "long_term_care_stays": FurtherTable(main=stays_table, good=good_stay, faults=stay_faults),
    "long_term_care_assessments": FurtherTable(
        main=assessments_table,
        record_number="assessment_no",
        is_covered=True,
        good=good_assessment,
        faults=assessment_faults,
    ),
}
