"""Health centres: who they are, which residents are registered, and their visits."""

import polars as pl

from synthetic.claims import days_drawn
from synthetic.geography import Geography
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged, frame
from synthetic.people import Block
from synthetic.streams import Draws, Purpose

KINDS = ["CHC", "NPLC", "CHC", "AHAC", "CHC", "OTHER"]
VISITS_PER_YEAR = 3.6
LATE_VISITS_PER_YEAR = 0.04
ENDED_SHARE, LATE_ENDING_SHARE, NEVER_SEEN_SHARE = 0.08, 0.02, 0.05


def centres_table(geography: Geography) -> pl.DataFrame:
    """One row per centre that serves random residents: one a town."""
    rows = [
        {
            "centre_no": f"H{number:03d}",
            "kind": KINDS[number % len(KINDS)],
            "centre_postal_code": f"{place.town.area_ids[1]} 6F6",
        }
        for number, place in enumerate(geography.places)
    ]
    return frame("centres", rows)


def centre_rosters_table(block: Block) -> pl.DataFrame:
    """One row per registration of a resident with the centre of the town; some have ended."""
    return arranged("centre_rosters", _registrations(block).filter(~pl.col("ends_late")))


def late_centre_rosters(block: Block) -> pl.DataFrame:
    """One row per registration whose end was entered after the main delivery, or that was sent late."""
    return arranged("centre_rosters", _registrations(block).filter("ends_late"))


def centre_visits_table(block: Block) -> pl.DataFrame:
    """One row per visit of a registered resident to the centre."""
    return _visits(block, block.draws(Purpose.CENTRE_CARE), VISITS_PER_YEAR, "H")


def late_centre_visits(block: Block) -> pl.DataFrame:
    """One row per visit that only the correcting delivery has."""
    draws = block.draws(Purpose.CENTRE_CARE)
    for _ in range(10):
        draws.uniform(1)
    return _visits(block, draws, LATE_VISITS_PER_YEAR, "I")


def _registrations(block: Block) -> pl.DataFrame:
    """One row per registration, with the day of its end and whether it came late."""
    draws = block.draws(Purpose.CENTRES)
    draws.uniform(1)
    people = block.people.filter(pl.col("centre").is_not_null() & (pl.col("from_day") <= pl.col("to_day")))
    rows = len(people)
    share, ended, late = draws.uniform(rows), draws.chance(ENDED_SHARE, rows), draws.chance(LATE_ENDING_SHARE, rows)
    lived = (pl.col("to_day") - pl.col("from_day")).dt.total_days()
    registered = pl.col("from_day") + pl.duration(days=(lived * pl.lit(share) * 0.5).floor().cast(pl.Int32))
    last = pl.col("from_day") + pl.duration(days=(lived * (0.5 + 0.5 * pl.lit(share))).floor().cast(pl.Int32))
    return people.select(
        "health_number",
        (pl.lit("H") + pl.col("centre").cast(pl.String).str.zfill(3)).alias("centre_no"),
        registered.cast(pl.String).alias("registered_on"),
        pl.when(pl.lit(ended | late)).then(last).cast(pl.String).alias("ended_on"),
        pl.lit(late).alias("ends_late"),
    )


def _visits(block: Block, draws: Draws, per_year: float, series: str) -> pl.DataFrame:
    """One row per visit, to a physician, a nurse practitioner or somebody else."""
    people = block.people
    seen = people["centre"].is_not_null() & ~draws.chance(NEVER_SEEN_SHARE, len(people))
    need = 0.3 + 0.7 * draws.exponential(len(people))
    events = days_drawn(block, per_year * block.scale.years * need * seen.cast(pl.Float64), draws)
    who = draws.choice([0.5, 0.42, 0.08], len(events))
    return arranged(
        "centre_visits",
        events.with_columns(
            numbers_of(events, block.number, series).alias("visit_no"),
            (pl.lit("H") + pl.col("centre").cast(pl.String).str.zfill(3)).alias("centre_no"),
            pl.col("serviced_on").cast(pl.String).alias("visited_on"),
            pl.Series(["MD", "NP", "X"], dtype=pl.String).gather(who).alias("seen_by"),
        ),
    )
