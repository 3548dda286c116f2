"""Referrals: of random residents, and with faults. Rates are made up to look plausible."""

import datetime as dt

import polars as pl

from synthetic.claims import days_drawn
from synthetic.faults import COPY, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Purpose

PER_YEAR, NEVER_SHARE, MEAN_WAIT_DAYS = 0.35, 0.12, 85.0
SPECIALTIES = ["13", "60", "03", "06", "41", "20", "02", "19", "26", "00"]
WEIGHTS = [0.2, 0.12, 0.14, 0.1, 0.1, 0.1, 0.12, 0.06, 0.04, 0.02]


def referrals_table(block: Block) -> pl.DataFrame:
    """One row per referral of a resident by the usual physician; the first visit where it has happened."""
    draws = block.draws(Purpose.REFERRALS)
    by_age = (block.people["age"] / 50).clip(0.3, 1.6)
    asked = days_drawn(block, PER_YEAR * block.scale.years * by_age * block.people["need"], draws)
    rows = len(asked)
    wait = (draws.exponential(rows) * MEAN_WAIT_DAYS).floor().cast(pl.Int32)
    seen_on = pl.col("serviced_on") + pl.duration(days=pl.lit(wait))
    is_seen = pl.lit(~draws.chance(NEVER_SHARE, rows)) & (seen_on <= pl.col("to_day"))
    numbers = block.world.workforce.physicians["physician_no"]
    return arranged(
        "referrals",
        asked.with_columns(
            numbers_of(asked, block.number, "R").alias("referral_no"),
            pl.col("serviced_on").cast(pl.String).alias("referred_on"),
            pl.Series(SPECIALTIES).gather(draws.choice(WEIGHTS, rows)).alias("to_specialty"),
            numbers.gather(asked["physician"]).alias("referred_by"),
            pl.when(is_seen).then(seen_on).cast(pl.String).alias("first_seen_on"),
        ),
    )


def _good(_scale: Scale, home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a referral of a bystander, long ago."""
    return {
        "health_number": key,
        "referred_on": "2015-03-02",
        "to_specialty": "13",
        "referred_by": home.physicians["first"],
        "first_seen_on": "2015-05-04",
    }


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "to_specialty", {"to_specialty": None}),
        Fault("unknown_code", "to_specialty", {"to_specialty": "99"}),
        Fault("unreadable_date", "referred_on", {"referred_on": "2015-02-30"}),
        Fault("impossible_date", "referred_on", {"referred_on": "1800-01-01"}),
        Fault("future_date", "first_seen_on", {"first_seen_on": future.isoformat()}),
        Fault("inverted_spell", "first_seen_on", {"first_seen_on": "2015-01-01"}),
        exact_copy(),
        Fault("conflicting_copy", "first_seen_on", {"first_seen_on": None}, COPY),
    ]


TABLES = {
    "referrals": FurtherTable(
        main=referrals_table, record_number="referral_no", is_covered=True, good=_good, faults=_faults
    )
}
