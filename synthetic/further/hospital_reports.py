"""Discharge summaries: of random residents' stays, and with faults. Rates are made up to look plausible."""

import datetime as dt

import polars as pl

from synthetic.faults import COPY, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import numbers_of, stays_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Purpose
from synthetic.transfers import MINUTES_A_DAY, clock

SENT_SHARE, TIME_SHARE, NO_RECIPIENT_SHARE = 0.9, 0.8, 0.08
# Of days between discharge and sending: 0 to 3, and later.
DAY_WEIGHTS = [0.35, 0.25, 0.12, 0.08, 0.04, 0.04, 0.03, 0.03, 0.03, 0.03]


def hospital_reports_table(block: Block) -> pl.DataFrame:
    """One row per summary of a resident's stay, sent to the own physician where there is one."""
    draws = block.draws(Purpose.HOSPITAL_REPORTS)
    stays = stays_of(block).filter((pl.col("disposition") != "72") & (pl.col("patient_service") != "B"))
    rows = len(stays)
    sent_on = pl.col("discharged_on") + pl.duration(days=pl.lit(draws.choice(DAY_WEIGHTS, rows)))
    numbers = block.world.workforce.physicians["physician_no"]
    own = numbers.gather(block.people["physician"].gather(stays["person"]))
    has_time, has_recipient = draws.chance(TIME_SHARE, rows), ~draws.chance(NO_RECIPIENT_SHARE, rows)
    sent = stays.with_columns(
        numbers_of(stays, block.number, "S").alias("report_no"),
        sent_on.alias("sent_on"),
        pl.when(pl.lit(has_time)).then(clock(pl.lit(draws.below(MINUTES_A_DAY, rows)))).alias("sent_at"),
        pl.when(pl.lit(has_recipient)).then(pl.lit(own)).alias("sent_to"),
    ).filter(pl.lit(draws.chance(SENT_SHARE, rows)) & (pl.col("sent_on") <= block.scale.last_day))
    days = [pl.col(name).cast(pl.String) for name in ("discharged_on", "sent_on")]
    return arranged("hospital_reports", sent.with_columns(days))


def _good(scale: Scale, home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a summary of a stay that nobody knows."""
    day = (scale.last_day - dt.timedelta(days=70)).isoformat()
    return {
        "health_number": key,
        "institution_no": home.hospital_id,
        "discharged_on": day,
        "sent_on": day,
        "sent_at": "12:00",
        "sent_to": home.physicians["first"],
    }


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "institution_no", {"institution_no": None}),
        Fault("unreadable_date", "sent_on", {"sent_on": "2025-02-30"}),
        Fault("impossible_date", "discharged_on", {"discharged_on": "1800-01-01"}),
        Fault("future_date", "sent_on", {"sent_on": future.isoformat()}),
        Fault("unreadable_time", "sent_at", {"sent_at": "25:61"}),
        Fault("sent_before", "sent_on", {"sent_on": "2020-01-01"}, WARNING),
        exact_copy(),
        Fault("conflicting_copy", "sent_to", {"sent_to": None}, COPY),
    ]


TABLES = {
    "hospital_reports": FurtherTable(
        main=hospital_reports_table, record_number="report_no", is_covered=True, good=_good, faults=_faults
    )
}
