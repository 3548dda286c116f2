"""Emergency visits of the random residents."""

import polars as pl

from synthetic import codes
from synthetic.claims import days_drawn
from synthetic.hospital_care import numbers_of, site_drawn
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

ED_VISITS_PER_YEAR = 0.433
# Emergency visits of Ontario in 2008: by quintile of deprivation (per cent of those with one), and women's share beside
# their share of the people.
ED_QUINTILE_PERCENT = [14.3, 19.1, 19.3, 20.1, 27.2]
ED_FEMALE_FACTOR = 1.02
SCHEDULED_SHARE = 0.06
ED_AWAY = 0.2
CTAS_WEIGHTS = {"1": 0.7, "2": 15.0, "3": 36.0, "4": 38.9, "5": 8.4, "9": 0.5}
# The graver, the more often admitted, about a tenth of all: made up to look plausible.
ADMITTED_SHARES = {"1": 0.5, "2": 0.28, "3": 0.12, "4": 0.02, "5": 0.005, "9": 0.05}
LEFT_SHARE = 0.04
# A few people come for mental health most of the time, the others seldom; about one visit in sixteen (made up).
PRONE_SHARE, PRONE_MENTAL_SHARE, OTHER_MENTAL_SHARE = 0.04, 0.6, 0.045
HARM_SHARE, BESIDE_SHARES = 0.008, {"dx_3": 0.2, "dx_4": 0.08}


def ed_visits_table(block: Block) -> pl.DataFrame:
    """One row per emergency visit of a resident, scheduled returns included."""
    draws = block.draws(Purpose.ED_VISITS)
    often = draws.exponential(len(block.people)) ** 2 / 2
    visits = days_drawn(block, ED_VISITS_PER_YEAR * block.scale.years * often * _factors(block), draws)
    rows = len(visits)
    ctas = pl.Series(list(CTAS_WEIGHTS)).gather(draws.choice(list(CTAS_WEIGHTS.values()), rows))
    seen = visits.with_columns(
        numbers_of(visits, block.number, "E").alias("visit_no"),
        site_drawn(visits, block, ED_AWAY, draws).alias("institution_no"),
        pl.col("serviced_on").cast(pl.String).alias("registered_on"),
        pl.when(pl.lit(draws.uniform(rows)) < SCHEDULED_SHARE).then(pl.lit("S")).otherwise(pl.lit("U"))
        .alias("visit_type"),
        ctas.alias("ctas"),
        _disposition(ctas, draws).alias("disposition"),
        pl.Series(codes.EMERGENCY).gather(draws.below(len(codes.EMERGENCY), rows)).alias("dx_main"),
    )  # fmt: skip
    admitted = pl.when(pl.col("disposition") == "06").then(pl.lit("Y")).otherwise(pl.lit("N"))
    return arranged("ed_visits", _with_diagnoses(seen.with_columns(admitted.alias("admitted")), block))


def _disposition(ctas: pl.Series, draws: Draws) -> pl.Series:
    """Draw how each visit ended: admitted by the level of triage, left without leave, else home."""
    drawn = pl.lit(draws.uniform(len(ctas)))
    shares = pl.lit(ctas.replace_strict(ADMITTED_SHARES, return_dtype=pl.Float64))
    home = pl.when(drawn > 1 - LEFT_SHARE).then(pl.lit("61")).otherwise(pl.lit("01"))
    return pl.select(pl.when(drawn < shares).then(pl.lit("06")).otherwise(home)).to_series()


def _with_diagnoses(visits: pl.DataFrame, block: Block) -> pl.DataFrame:
    """The same rows: some main problems are of mental health, some are harm done to oneself."""
    draws, rows = block.draws(Purpose.ED_DIAGNOSES), len(visits)
    prone = draws.chance(PRONE_SHARE, len(block.people)).gather(visits["person"])
    share = pl.when(pl.col("age") < 12).then(0.0).when(pl.lit(prone)).then(PRONE_MENTAL_SHARE).otherwise(
        OTHER_MENTAL_SHARE
    )  # fmt: skip
    mental = pl.Series(codes.EMERGENCY_MENTAL).gather(draws.below(len(codes.EMERGENCY_MENTAL), rows))
    is_mental, harms = pl.lit(draws.uniform(rows)) < share, pl.lit(draws.uniform(rows)) < HARM_SHARE
    harm, harmed = (
        pl.Series(choices).gather(draws.below(len(choices), rows)) for choices in (codes.HARM, codes.HARMED)
    )
    is_harm = harms & (pl.col("age") >= 12)
    columns = [_beside(name, beside, draws, rows) for name, beside in BESIDE_SHARES.items()]
    return visits.with_columns(
        pl.when(is_harm).then(pl.lit(harmed)).when(is_mental).then(pl.lit(mental)).otherwise("dx_main")
        .alias("dx_main"),
        pl.when(is_harm).then(pl.lit(harm)).alias("dx_2"),
        *columns,
    )  # fmt: skip


def _beside(name: str, share: float, draws: Draws, rows: int) -> pl.Expr:
    choices = codes.EMERGENCY_BESIDE
    chosen = pl.lit(pl.Series(choices).gather(draws.below(len(choices), rows)))
    return pl.when(pl.lit(draws.chance(share, rows))).then(chosen).alias(name)


def _factors(block: Block) -> pl.Series:
    """Give how much each person's age, sex and area's deprivation add to emergency visits, about one on average."""
    shares = block.world.geography.quintile_shares()
    by_quintile = [percent / 100 / share for percent, share in zip(ED_QUINTILE_PERCENT, shares, strict=True)]
    people = block.people
    female = (people["gender"] == "2").cast(pl.Float64) * (ED_FEMALE_FACTOR - 1) + 1
    return pl.Series(by_quintile).gather(people["quintile"] - 1) * female * (0.85 + people["age"] / 250)
