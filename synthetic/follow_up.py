"""Claims of care after a stay, and of psychiatrists and paediatricians for mental health."""

import polars as pl

from synthetic import codes
from synthetic.claims import TEMPORARY_CODES_TO, days_drawn, with_codes
from synthetic.hospital_care import stays_of
from synthetic.layout import arranged
from synthetic.other_claims import SPECIALIST_AWAY, numbered
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

LINES = ["person", "health_number", "physician", "serviced_on", "fee_code", "paid_cents", "place", "dx"]
# With the visits people make anyway, about a third of those to be seen soon are seen within a week.
SEEN_SOON_SHARE, OTHER_SHARE = 0.48, 0.2
DAY_WEIGHTS = [2.0, 7.0, 9.0, 10.0, 10.0, 9.0, 10.0, 12.0, 5.0, 5.0, 5.0, 4.0, 4.0, 4.0, 4.0]
VIRTUAL_SHARE, PREMIUM_SHARE = 0.2, 0.4
INTERNIST_SHARE, PSYCHIATRIST_SHARE = 0.1, 0.3
PSYCHIATRIC_VISITS_PER_YEAR, CHILD_VISITS_PER_YEAR = 0.5, 0.05
MENTAL_CONDITION_CODES = ["300", "311", "296", "309"]


def follow_up_table(block: Block) -> pl.DataFrame:
    """One row per claim line after a stay or for mental health, besides those of the usual visits."""
    draws = block.draws(Purpose.FOLLOW_UP)
    stays = _stays_to_follow(block)
    lines = [*_own_visits(stays, block, draws), *_specialist_visits(stays, block, draws)]
    lines += _mental_visits(block, block.draws(Purpose.MENTAL_CARE))
    every = pl.concat([part.select(LINES) for part in lines])
    numbers = block.world.workforce.physicians["physician_no"]
    told = every.with_columns(
        numbers.gather(every["physician"]).alias("physician_no"), pl.lit(1, pl.Int32).alias("units")
    )
    return arranged("claims", numbered(told, block.number, "4"))


def _stays_to_follow(block: Block) -> pl.DataFrame:
    """One row per stay that ended at home: the resident's columns, own physician (null: none), is_seen_soon."""
    begins = [pl.col("dx_1").str.starts_with(beginning) for beginning in codes.SEEN_SOON]
    ended = stays_of(block).filter(
        ~pl.col("patient_service").is_in(["B", "O"]) & ~pl.col("disposition").is_in(["72", "10"])
    )
    own = block.people["physician"].gather(ended["person"])
    return ended.with_columns(own.alias("own"), pl.any_horizontal(begins).alias("is_seen_soon"))


def _own_visits(stays: pl.DataFrame, block: Block, draws: Draws) -> list[pl.DataFrame]:
    """Give the lines of the own physician: the visit, its modality, and the premium for the first visit."""
    rows = len(stays)
    share = pl.when("is_seen_soon").then(SEEN_SOON_SHARE).otherwise(OTHER_SHARE)
    drawn, virtual, premium = (draws.uniform(rows) for _ in range(3))
    visits = (
        stays.with_columns(_days_later(draws, rows))
        .with_columns(is_virtual=(pl.lit(virtual) < VIRTUAL_SHARE) & (pl.col("serviced_on") > TEMPORARY_CODES_TO))
        .with_columns(has_premium=(pl.lit(premium) < PREMIUM_SHARE) & ~pl.col("is_virtual"))
        .filter((pl.lit(drawn) < share) & pl.col("own").is_not_null() & (pl.col("serviced_on") <= pl.col("to_day")))
    )
    diagnoses = block.conditions.claim_codes(visits["person"], draws)
    mental = pl.Series(codes.MENTAL_DIAGNOSES).gather(draws.below(len(codes.MENTAL_DIAGNOSES), len(visits)))
    seen = visits.with_columns(
        pl.col("own").alias("physician"),
        pl.when("is_virtual").then(pl.lit("V")).otherwise(pl.lit("O")).alias("place"),
        pl.when(pl.col("patient_service") == "P").then(pl.lit(mental)).otherwise(pl.lit(diagnoses)).alias("dx"),
    )
    return [
        with_codes(seen, codes.VIRTUAL_CODES, draws),
        with_codes(seen.filter("is_virtual"), codes.MODALITY_CODES, draws),
        with_codes(seen.filter("has_premium"), codes.FIRST_VISIT_PREMIUM, draws),
    ]


def _days_later(draws: Draws, rows: int) -> pl.Expr:
    day = pl.lit(draws.choice(DAY_WEIGHTS, rows))
    return (pl.col("discharged_on") + pl.duration(days=day)).alias("serviced_on")


def _specialist_visits(stays: pl.DataFrame, block: Block, draws: Draws) -> list[pl.DataFrame]:
    """Give the lines of internists after stays to be followed soon, and of psychiatrists after mental ones."""
    workforce = block.world.workforce
    kinds = [
        (pl.col("is_seen_soon"), INTERNIST_SHARE, workforce.specialists, codes.INTERNAL_MEDICINE),
        (pl.col("patient_service") == "P", PSYCHIATRIST_SHARE, workforce.psychiatric, codes.PSYCHIATRY),
    ]
    lines = []
    for which, share, span, choices in kinds:
        rows = len(stays)
        chosen = stays.with_columns(_days_later(draws, rows)).filter(
            pl.lit(draws.chance(share, rows)) & which & (pl.col("serviced_on") <= pl.col("to_day"))
        )
        where = block.world.flows.visited(chosen["network"], SPECIALIST_AWAY, draws.uniform(len(chosen)))
        mental = pl.Series(codes.MENTAL_DIAGNOSES).gather(draws.below(len(codes.MENTAL_DIAGNOSES), len(chosen)))
        diagnoses = block.conditions.claim_codes(chosen["person"], draws)
        of_mind = pl.col("patient_service") == "P"
        seen = chosen.with_columns(
            span.one(where, draws).alias("physician"),
            pl.lit("O").alias("place"),
            pl.when(of_mind).then(pl.lit(mental)).otherwise(pl.lit(diagnoses)).alias("dx"),
        )
        lines.append(with_codes(seen, choices, draws))
    return lines


def _mental_visits(block: Block, draws: Draws) -> list[pl.DataFrame]:
    """Give the lines of psychiatrists for people with a condition of mental health, and of paediatricians."""
    people, workforce = block.people, block.world.workforce
    held = block.conditions.held.filter(pl.col("claim_code").is_in(MENTAL_CONDITION_CODES))["person"].unique()
    has_condition = people["person"].is_in(held.implode())
    adult = has_condition & (people["age"] >= 18)
    kinds = [
        (adult, PSYCHIATRIC_VISITS_PER_YEAR, workforce.psychiatric, codes.PSYCHIATRY),
        (people["age"] < 18, CHILD_VISITS_PER_YEAR, workforce.paediatric, codes.CHILD_MENTAL_HEALTH),
    ]
    lines = []
    for who, per_year, span, choices in kinds:
        expected = per_year * block.scale.years * people["need"] * who.cast(pl.Float64)
        visits = days_drawn(block, expected, draws)
        where = block.world.flows.visited(visits["network"], SPECIALIST_AWAY, draws.uniform(len(visits)))
        diagnoses = pl.Series(codes.MENTAL_DIAGNOSES).gather(draws.below(len(codes.MENTAL_DIAGNOSES), len(visits)))
        seen = visits.with_columns(
            span.one(where, draws).alias("physician"), pl.lit("O").alias("place"), diagnoses.alias("dx")
        )
        lines.append(with_codes(seen, choices, draws))
    return lines
