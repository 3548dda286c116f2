"""A family of measures from small tables: its bucket counted, summed and measured, as the flow does it."""

import datetime as dt

import polars as pl

from schemas.calibration import CalibrationParts
from transforms.calibration.family import PARTS_KEY, Family, Measured, Moment, Totals
from transforms.indicators.units import add_up

D = dt.date(2026, 9, 30)
MOMENT = Moment(D)


def values(family: Family, *buckets: dict[str, pl.DataFrame], moment: Moment = MOMENT) -> dict[str, Measured | None]:
    """Give what a family measures over buckets; whole tables stand in every one."""
    assert family.count is not None
    parts = [CalibrationParts.validate(family.count(frames, moment)) for frames in buckets]
    return dict(family.measure(Totals.of(add_up(parts, PARTS_KEY)), buckets[0], moment))


def fraction(value: Measured | None) -> tuple[int, int]:
    """Give numerator and denominator of a value that there is."""
    assert value is not None
    return value.numerator, value.denominator
