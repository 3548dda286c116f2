"""Faults in what says where a person belongs: addresses, births, health centres, the official file.

These tables are small, so that few rows of each kind are planted at any scale.
"""

import datetime as dt

from synthetic.faults import COPY, Fault, Row, exact_copy
from synthetic.identifiers import FIRST_STRANGER, health_number
from synthetic.planted.cast import Home
from synthetic.scale import Scale

ROWS_PER_KIND = 2
# Mothers whom no registry names.
FIRST_MOTHER = FIRST_STRANGER + 50_000
# The position of the copies among the faults of births.
BIRTH_COPIES = 2
TABLES = ["addresses", "births", "centre_rosters", "centre_visits", "official_attribution"]


def faults_of_belonging(future: dt.date) -> dict[str, list[Fault]]:
    """Give the faults of each of these tables; `future` is a day that no delivery can know."""
    return {
        "addresses": [*_date_faults("lives_from", future), exact_copy()],
        "births": [
            Fault("missing_key", "health_number", {"health_number": None}),
            Fault("missing_value", "mother_health_number", {"mother_health_number": None}),
            exact_copy(),
        ],
        "centre_rosters": [
            Fault("missing_value", "centre_no", {"centre_no": None}),
            Fault("unreadable_date", "registered_on", {"registered_on": "2011-02-30"}),
            Fault("inverted_spell", "ended_on", {"ended_on": "2009-01-01"}),
            exact_copy(),
            Fault("conflicting_copy", "ended_on", {"ended_on": "2011-06-01"}, COPY),
        ],
        "centre_visits": [
            *_date_faults("visited_on", future),
            Fault("unknown_code", "seen_by", {"seen_by": "ZZ"}),
            exact_copy(),
            Fault("conflicting_copy", "seen_by", {"seen_by": "NP"}, COPY),
        ],
        "official_attribution": [
            *_date_faults("as_of", future),
            Fault("missing_value", "oht_no", {"oht_no": None}),
            exact_copy(),
        ],
    }


def good_row(table: str, scale: Scale, home: Home, key: str, position: int, number: int) -> Row:
    """Write a faultless row of a bystander; rows of other kinds of faults have other keys.

    A birth has no key but the child: faults that are set aside are of children whom no registry names.
    """
    day = (dt.date(2010, 1, 1) + dt.timedelta(days=position)).isoformat()
    centre = home.centres["centre"]
    columns: dict[str, Row] = {
        "addresses": {"lives_from": day, "postal_code": f"{home.place.home_area_id} 9Z9"},
        "births": {
            "health_number": key
            if position == BIRTH_COPIES
            else health_number(FIRST_MOTHER + 100 + number, scale.seed),
            "mother_health_number": health_number(FIRST_MOTHER + number, scale.seed),
        },
        "centre_rosters": {"centre_no": centre, "registered_on": day, "ended_on": "2012-01-01"},
        "centre_visits": {
            "visit_no": f"X{position}-{number}",
            "centre_no": centre,
            "visited_on": (scale.last_day - dt.timedelta(days=70)).isoformat(),
            "seen_by": "MD",
        },
        # An older file, so that the present one is as it was.
        "official_attribution": {"as_of": day, "oht_no": home.oht_id},
    }
    return {"health_number": key, **columns[table]}


def _date_faults(column: str, future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", column, {column: "2011-02-30"}),
        Fault("impossible_date", column, {column: "1800-01-01"}),
        Fault("future_date", column, {column: future.isoformat()}),
    ]
