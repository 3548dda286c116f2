"""Doses that random residents were given, and the claims of prevention. All rates are made up to look plausible."""

import polars as pl

from synthetic.claims import days_drawn
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.other_claims import numbered
from synthetic.people import Block
from synthetic.scale import years_before
from synthetic.streams import Draws, Purpose

# Month of age at which a dose is due, its vaccine, and the fee code under which a physician bills it (null: none).
SCHEDULE = [
    *[(month, "DTaP-IPV-Hib", "G841A") for month in (2, 4, 6, 18)],
    *[(month, "Pneu-C", "G846A") for month in (2, 4, 12)],
    *[(month, "Rota", None) for month in (2, 4)],
    *[(12, "Men-C", "G844A"), (12, "MMR", "G845A"), (15, "Var", "G848A"), (54, "MMRV", None)],
]
OLDEST_CHILD_YEARS = 7
# Most children have nearly all doses; a few have hardly any.
GIVEN_SHARE, RELUCTANT_SHARE, RELUCTANT_GIVEN_SHARE = 0.96, 0.12, 0.35
DELAY_DAYS = 18.0
BILLED_SHARE, UNTOLD_SHARE = 0.3, 0.25
# By age: the share vaccinated against influenza in a season.
OLDER, OLDER_SHARE, YOUNGER_SHARE = 65, 0.6, 0.2
GIVEN_BY = {"PC": 0.3, "PH": 0.64, "PHU": 0.05, "": 0.01}
VISIT_SHARE, TALKS_PER_YEAR, FOLLOWED_SHARE = 0.55, 0.012, 0.35
CENTS = {"A002A": 6220, "E079A": 1555, "K039A": 3345}
LINES = ["health_number", "physician", "serviced_on", "fee_code", "paid_cents"]


def immunisations_table(block: Block) -> pl.DataFrame:
    """One row per dose of a resident that the registry knows."""
    doses = pl.concat([_told(_childrens_doses(block)), _seasonal_doses(block)])
    number = numbers_of(doses, block.number, "V").alias("dose_no")
    return arranged("immunisations", doses.with_columns(number, pl.col("given_on").cast(pl.String)))


def prevention_claims(block: Block) -> pl.DataFrame:
    """One row per claim line of prevention: vaccines of children, the visit at 18 months, talks on smoking."""
    draws = block.draws(Purpose.IMMUNISATIONS)
    for _ in range(40):
        draws.uniform(1)
    parts = [_billed_doses(block), _eighteen_month_visits(block, draws), *_talks(block, draws)]
    lines = pl.concat([part.select(LINES) for part in parts])
    numbers = block.world.workforce.physicians["physician_no"]
    told = lines.with_columns(
        numbers.gather(lines["physician"]).alias("physician_no"),
        pl.lit(1, pl.Int32).alias("units"),
        pl.lit("O").alias("place"),
    )
    return arranged("claims", numbered(told, block.number, "5"))


def _childrens_doses(block: Block) -> pl.DataFrame:
    """One row per dose given to a child, with the child's columns: given_on, given_by, vaccine, fee_code, is_billed.

    `is_untold`: it was billed, and nobody told the registry.
    """
    draws = block.draws(Purpose.IMMUNISATIONS)
    oldest = years_before(block.scale.last_day, OLDEST_CHILD_YEARS)
    children = block.people.filter(pl.col("born") > oldest)
    reluctant = draws.chance(RELUCTANT_SHARE, len(children))
    types = {"month": pl.Int32, "vaccine": pl.String, "fee_code": pl.String}
    schedule = pl.DataFrame(SCHEDULE, schema=types, orient="row")
    due = children.with_columns(reluctant.alias("is_reluctant")).join(schedule, how="cross")
    rows = len(due)
    share = pl.when("is_reluctant").then(RELUCTANT_GIVEN_SHARE).otherwise(GIVEN_SHARE)
    late = (draws.exponential(rows) * DELAY_DAYS).floor().cast(pl.Int32)
    drawn, billed, untold = draws.uniform(rows), draws.uniform(rows), draws.uniform(rows)
    given_on = pl.col("born").dt.offset_by(pl.col("month").cast(pl.String) + "mo") + pl.duration(days=pl.lit(late))
    by = pl.Series(list(GIVEN_BY)).gather(draws.choice([0.9, 0.0, 0.08, 0.02], rows))
    is_billed = (pl.lit(billed) < BILLED_SHARE) & pl.col("fee_code").is_not_null() & pl.col("physician").is_not_null()
    return (
        due.with_columns(given_on.alias("given_on"), by.alias("given_by"), is_billed.alias("is_billed"))
        .with_columns((pl.col("is_billed") & (pl.lit(untold) < UNTOLD_SHARE)).alias("is_untold"))
        .filter((pl.lit(drawn) < share) & pl.col("given_on").is_between("from_day", "to_day"))
    )


def _told(doses: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the registry's columns, without those that claims alone tell of."""
    return doses.filter(~pl.col("is_untold")).select("health_number", "given_on", "vaccine", _sender())


def _sender() -> pl.Expr:
    return pl.when(pl.col("given_by") != "").then("given_by").alias("given_by")


def _seasonal_doses(block: Block) -> pl.DataFrame:
    """One row per dose against influenza, in the autumns of the history."""
    draws = block.draws(Purpose.IMMUNISATIONS)
    for _ in range(10):
        draws.uniform(1)
    share = pl.when(pl.col("age") >= OLDER).then(OLDER_SHARE).otherwise(YOUNGER_SHARE)
    people, seasons = block.people.filter(pl.col("need") > 0), []
    for back in range(block.scale.years):
        first = years_before(block.scale.last_day, back).replace(month=10, day=1)
        rows = len(people)
        days = (draws.exponential(rows) * 30).floor().cast(pl.Int32)
        by = pl.Series(list(GIVEN_BY)).gather(draws.choice(list(GIVEN_BY.values()), rows))
        given = people.with_columns(
            (pl.lit(first) + pl.duration(days=pl.lit(days))).alias("given_on"),
            by.alias("given_by"),
            vaccine=pl.lit("Inf"),
        ).filter((pl.lit(draws.uniform(rows)) < share) & pl.col("given_on").is_between("from_day", "to_day"))
        seasons.append(given.select("health_number", "given_on", "vaccine", _sender()))
    return pl.concat(seasons)


def _billed_doses(block: Block) -> pl.DataFrame:
    """One row per dose of a child that its physician billed."""
    billed = _childrens_doses(block).filter("is_billed")
    return billed.with_columns(pl.col("given_on").alias("serviced_on"), pl.lit(1_000, pl.Int32).alias("paid_cents"))


def _eighteen_month_visits(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per enhanced visit of a child at about 18 months, with its own physician."""
    children = block.people.filter(pl.col("physician").is_not_null() & (pl.col("age") < OLDEST_CHILD_YEARS))
    rows = len(children)
    late = draws.below(90, rows)
    day = pl.col("born").dt.offset_by("530d") + pl.duration(days=pl.lit(late))
    return children.with_columns(day.alias("serviced_on"), *_billed_as("A002A")).filter(
        pl.lit(draws.chance(VISIT_SHARE, rows)) & pl.col("serviced_on").is_between("from_day", "to_day")
    )


def _talks(block: Block, draws: Draws) -> list[pl.DataFrame]:
    """Give the first talks on stopping to smoke, and the follow-ups by the same physician."""
    grown = (block.people["age"] >= 18) & block.people["physician"].is_not_null()
    talks = days_drawn(block, TALKS_PER_YEAR * block.scale.years * grown.cast(pl.Float64), draws)
    rows = len(talks)
    later = talks.with_columns(pl.col("serviced_on") + pl.duration(days=pl.lit(draws.below(400, rows) + 1)))
    followed = later.filter(pl.lit(draws.chance(FOLLOWED_SHARE, rows)) & (pl.col("serviced_on") <= pl.col("to_day")))
    return [talks.with_columns(_billed_as("E079A")), followed.with_columns(_billed_as("K039A"))]


def _billed_as(code: str) -> list[pl.Expr]:
    return [pl.lit(code).alias("fee_code"), pl.lit(CENTS[code], pl.Int32).alias("paid_cents")]
