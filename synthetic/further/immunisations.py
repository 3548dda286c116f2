"""Doses of vaccine: of random residents, and with faults."""

import datetime as dt

from synthetic.faults import COPY, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.planted.cast import Home
from synthetic.prevention import immunisations_table
from synthetic.scale import Scale


def _good(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a dose of a bystander that counts nowhere."""
    day = scale.last_day - dt.timedelta(days=2_000)
    return {"health_number": key, "given_on": day.isoformat(), "vaccine": "HB", "given_by": "PC"}


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", "given_on", {"given_on": "2025-02-30"}),
        Fault("impossible_date", "given_on", {"given_on": "1800-01-01"}),
        Fault("future_date", "given_on", {"given_on": future.isoformat()}),
        Fault("missing_value", "vaccine", {"vaccine": None}),
        Fault("unknown_code", "given_by", {"given_by": "ZZ"}),
        exact_copy(),
        Fault("conflicting_copy", "vaccine", {"vaccine": "HPV"}, COPY),
    ]


TABLES = {
    "immunisations": FurtherTable(
        main=immunisations_table, record_number="dose_no", is_covered=True, good=_good, faults=_faults
    )
}
