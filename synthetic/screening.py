"""Tests of cancer screening of the random residents, and who is out of a programme.

The tests reach back further than other care, since a colonoscopy lasts ten years.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.people import DAYS_IN_YEAR, Block
from synthetic.scale import years_before
from synthetic.streams import Draws, Purpose, repeated

YEARS_OF_TESTS = 12
FIT_BEGAN, HPV_BEGAN = dt.date(2019, 6, 24), dt.date(2025, 3, 3)
# Made up to look plausible: normal, abnormal, invalid, unknown, not told; screening, follow-up, not told.
OUTCOMES, OUTCOME_WEIGHTS = ["N", "A", "I", "U", None], [0.9, 0.06, 0.015, 0.01, 0.015]
PURPOSES, PURPOSE_WEIGHTS = ["S", "D", None], [0.8, 0.1, 0.1]
WOMAN = "2"


@dataclass(frozen=True)
class Habit:
    """How often the people of some ages are tested: the kind until a day and from it on, and tests a year."""

    before: str
    after: str
    changed_on: dt.date
    ages: tuple[int, int]
    is_of_women: bool
    tests_a_year: float


# Made up to look plausible: about a third of the people are overdue for each.
HABITS = [
    Habit("FOBT", "FIT", FIT_BEGAN, (50, 74), False, 0.3),
    Habit("COL", "COL", FIT_BEGAN, (45, 79), False, 0.04),
    Habit("FSG", "FSG", FIT_BEGAN, (50, 74), False, 0.004),
    Habit("PAP", "HPV", HPV_BEGAN, (21, 69), True, 0.34),
    Habit("MAM", "MAM", FIT_BEGAN, (50, 74), True, 0.42),
    Habit("MAM", "MAM", FIT_BEGAN, (40, 49), True, 0.08),
]
# Finding of a registry: share of the people from an age on, and whether of women alone. Made up.
FINDINGS = {
    "CRC": (0.012, 50, False),
    "COLX": (0.006, 45, False),
    "CXC": (0.003, 35, True),
    "HYST": (0.09, 40, True),
    "BRC": (0.035, 45, True),
    "MAST": (0.012, 45, True),
}
# What practices tell, programme and reason: share of the grown people, and whether of women alone. Made up.
TOLD = {
    ("C", "DECL"): (0.03, False),
    ("C", "NA"): (0.01, False),
    ("X", "HYST"): (0.03, True),
    ("X", "DECL"): (0.025, True),
    ("B", "DECL"): (0.03, True),
    ("B", "MAST"): (0.005, True),
}
GROWN, WITHDRAWN_SHARE, LONGEST_AGO_DAYS = 25, 0.1, 2_000
# Random columns of one purpose: those of the tests come first.
FIRST_OF_REGISTRIES, FIRST_OF_PRACTICES = 20, 40


def screening_tests_table(block: Block) -> pl.DataFrame:
    """One row per test of a resident in the twelve years that end at the last day."""
    draws = block.draws(Purpose.SCREENING)
    tests = pl.concat([_tests(block, habit, draws) for habit in HABITS])
    rows = len(tests)
    return arranged(
        "screening_tests",
        tests.with_columns(
            numbers_of(tests, block.number, "T").alias("test_no"),
            pl.col("tested_on").cast(pl.String),
            _drawn(OUTCOMES, OUTCOME_WEIGHTS, draws, rows).alias("outcome"),
            _drawn(PURPOSES, PURPOSE_WEIGHTS, draws, rows).alias("purpose"),
        ),
    )


def registry_exclusions_table(block: Block) -> pl.DataFrame:
    """One row per resident and finding of a registry that ends a screening."""
    draws = _draws_from(block, FIRST_OF_REGISTRIES)
    found = [
        _some(block, *who, draws).with_columns(pl.lit(finding).alias("finding")) for finding, who in FINDINGS.items()
    ]
    return arranged("registry_exclusions", pl.concat(found).with_columns(found_on=pl.col("day").cast(pl.String)))


def practice_exclusions_table(block: Block) -> pl.DataFrame:
    """One row per resident, programme and reason that a practice told; a few were withdrawn later."""
    draws = _draws_from(block, FIRST_OF_PRACTICES)
    told = pl.concat(
        _some(block, share, GROWN, women, draws).with_columns(screening=pl.lit(screening), reason=pl.lit(reason))
        for (screening, reason), (share, women) in TOLD.items()
    )
    withdrawn = pl.lit(draws.chance(WITHDRAWN_SHARE, len(told)))
    physicians = block.world.workforce.physicians["physician_no"]
    return arranged(
        "practice_exclusions",
        told.with_columns(
            physicians.gather(told["usual"]).alias("told_by"),
            pl.col("day").cast(pl.String).alias("told_on"),
            pl.when(withdrawn).then(pl.col("day") + pl.duration(days=200)).cast(pl.String).alias("withdrawn_on"),
        ),
    )


def _tests(block: Block, habit: Habit, draws: Draws) -> pl.DataFrame:
    """One row per test by one habit, while the person was insured and alive: kind and day."""
    begin = years_before(block.scale.last_day, YEARS_OF_TESTS)
    youngest, oldest = habit.ages
    people = _people(block, habit.is_of_women).with_columns(
        first_age=pl.max_horizontal(pl.col("age") - YEARS_OF_TESTS, pl.lit(youngest)),
        last_age=pl.min_horizontal(pl.col("age") + 1, pl.lit(oldest + 1)),
    )
    people = people.filter(pl.col("first_age") < pl.col("last_age"))
    years = people["last_age"] - people["first_age"]
    chosen = people[repeated(draws.counts(years * habit.tests_a_year))]
    drawn = pl.lit(draws.uniform(len(chosen)))
    age_days = (pl.col("first_age") + drawn * (pl.col("last_age") - pl.col("first_age"))) * DAYS_IN_YEAR
    tested_on = pl.col("born") + pl.duration(days=age_days.floor().cast(pl.Int32))
    days = chosen.with_columns(tested_on.alias("tested_on"))
    in_time = pl.col("tested_on").is_between(begin, pl.col("to_day"), closed="right")
    insured = pl.col("covered_from").is_null() | (pl.col("tested_on") >= pl.col("covered_from"))
    kind = pl.when(pl.col("tested_on") < habit.changed_on).then(pl.lit(habit.before)).otherwise(pl.lit(habit.after))
    return days.filter(in_time & insured).select("health_number", kind.alias("test"), "tested_on")


def _some(block: Block, share: float, youngest: int, women: bool, draws: Draws) -> pl.DataFrame:
    """One row per resident drawn among those of an age or older: health_number, usual, and a day within some years."""
    people = _people(block, women).filter(pl.col("age") >= youngest)
    chosen = people.filter(draws.chance(share, len(people)))
    ago = pl.lit(draws.below(LONGEST_AGO_DAYS, len(chosen)))
    return chosen.select("health_number", "usual", (pl.lit(block.scale.last_day) - pl.duration(days=ago)).alias("day"))


def _people(block: Block, women: bool) -> pl.DataFrame:
    """The same rows of residents that use care, all or women alone."""
    users = block.people.filter(pl.col("need") > 0)
    return users.filter(pl.col("gender") == WOMAN) if women else users


def _draws_from(block: Block, number: int) -> Draws:
    """Give the random columns of screening from one on."""
    draws = block.draws(Purpose.SCREENING)
    for _ in range(number):
        draws.uniform(1)
    return draws


def _drawn(choices: list[str | None], weights: list[float], draws: Draws, rows: int) -> pl.Series:
    return pl.Series(choices, dtype=pl.String).gather(draws.choice(weights, rows))
