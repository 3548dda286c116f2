"""Planted dispensations do not look like a medicine used otherwise than before, which would hold a demo's release."""

import datetime as dt

import polars as pl

from synthetic.province import Scale, deliveries

SCALE = Scale(people=0, seed=5)
RECENT_MONTHS = 3


def fills(first: dt.date, last: dt.date) -> dict[str, int]:
    """Count the dispensations of a delivery that plants people alone, by class, in days from first to last."""
    main = deliveries(SCALE)[0]
    tables = [block for name, block in main.tables() if name == "dispensations" and block.height]
    day = pl.col("filled_on").str.to_date(strict=False)
    rows = pl.concat(tables).filter(day.is_between(first, last), pl.col("who_class").str.starts_with("N0"))
    return dict(rows.group_by("who_class").len().sort("who_class").iter_rows())


def test_as_many_fills_a_year_earlier() -> None:
    end = SCALE.last_day
    recent = fills(end - dt.timedelta(days=91), end)
    before = fills(end - dt.timedelta(days=91 + 365), end - dt.timedelta(days=365))
    assert recent["N02AA01"] > 100
    apart = {code for code, count in recent.items() if count > 30 and not 0.5 < before.get(code, 0) / count < 2}
    assert apart == set()
