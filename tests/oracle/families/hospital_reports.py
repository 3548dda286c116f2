"""Discharge summaries (docs/explanation/families/hospital_reports.md, 41)."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import text

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

RECIPIENTS = ["a", "a", "b", "p", "x", "nobody", ""]
TIMES = ["", "", "00:00", "07:00", "12:00", "12:01", "11:59", "23:59:59"]


def random_rows(town: "Town", key: str) -> Rows:
    """Give up to two summaries of each stay of a person, sent about two days after it."""
    # Not above: the rows of a town are made by modules that ask for the inputs of all families.
    from tests.oracle.random_hospital import hospital_rows

    stays = hospital_rows(town, key)["discharges"]
    return {"hospital_reports": [_sent(town, stay) for stay in stays for _ in range(town.random.choice([0, 1, 1, 2]))]}


def _sent(town: "Town", stay: dict[str, str]) -> dict[str, str]:
    choose = town.random.choice
    day = dt.date.fromisoformat(stay["discharged_on"])
    time = choose([*TIMES, stay.get("discharged_at_time") or ""])
    return {
        "institution_no": stay["institution_no"] if town.random.random() < 0.9 else town.one_of(["S1", "S2"]),
        "discharged_on": text(day + dt.timedelta(days=choose([0] * 9 + [1]))),
        "sent_on": text(day + dt.timedelta(days=choose([-1, 0, 1, 2, 2, 2, 3]))),
        "sent_at": time if town.random.random() < 0.95 else "24:00",
        "sent_to": town.one_of(RECIPIENTS),
    }


FAMILY = OracleFamily(
    inputs={
        "hospital_reports": OracleInput(
            columns="report_no health_number institution_no discharged_on sent_on sent_at sent_to",
            key=["person_key", "report_id"],
            usual={"institution_no": "S1", "discharged_on": "2026-08-10", "sent_on": "2026-08-10", "sent_to": "full"},
            number="report_no",
        )
    },
    checks=("hospital_reports",),
    rules=("hospital_reports",),
    person_indicators=("ds48",),
    random=random_rows,
)
