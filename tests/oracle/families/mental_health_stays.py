"""Stays in designated mental-health beds as the oracle knows them, and random ones about the edges of every rule."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

COLUMNS = (
    "bed_stay_no health_number institution_no admitted_on discharged_on admitted_at_time discharged_at_time left_to"
    " legal_state dsm_group dx_icd10"
)
USUAL = {"institution_no": "S1", "admitted_on": "2026-03-01", "discharged_on": "2026-03-05", "left_to": "H"}


# Minutes from something else to the beginning or the end: about 7 and 12 hours, at once, days later, and before it.
MINUTES = [*[0, 30, 419, 420, 421, 719, 720, 721], -720, 1440, *[1440 * days for days in (5, 29, 30, 31)]]


def random_rows(town: "Town", key: str) -> Rows:
    """Give up to two stays about an acute stay or an emergency visit of the person, or about an edge of a window."""
    choose = town.random.choice
    moments = _moments(town, key)
    rows = []
    for _ in range(choose([0, 0, 1, 1, 2])):
        first = choose(moments) + dt.timedelta(minutes=choose([*MINUTES, -1440]))
        last = first + dt.timedelta(days=choose([0, 1, 10, 30, 400, 800]), minutes=choose([0, 5, 720]))
        if choose([True, False]):
            # Ends where something else begins, so that it comes before.
            first, last = first - (last - first), first
        if last.date() < years_ago(town.end, 5) or first.date() > town.end + dt.timedelta(days=30):
            continue
        rows.append(_stay(town, first, last))
    return {"mental_health_stays": rows}


def _moments(town: "Town", key: str) -> list[dt.datetime]:
    """Give ends and beginnings of the person's acute stays, days of visits, and edges, each at some hour."""
    # The modules of random rows read the list of families, of which this is one.
    from tests.oracle.random_hospital import hospital_rows

    hospital = hospital_rows(town, key)
    days = [
        (row[f"{end}_on"], row[f"{end}_at_time"])
        for row in hospital["discharges"]
        for end in ("admitted", "discharged")
    ]
    days += [(row["registered_on"], "") for row in hospital["ed_visits"]]
    edges = [day for years in (1, 2, 3) for day in beside(years_ago(town.end, years))]
    edges += [day for days_before in (0, 30, 60) for day in beside(town.end - dt.timedelta(days=days_before))]
    days += [(text(day), "10:00") for day in town.random.sample(edges, 3)]
    return [dt.datetime.fromisoformat(f"{day}T{time or '12:00'}") for day, time in days]


def _stay(town: "Town", first: dt.datetime, last: dt.datetime) -> dict[str, str]:
    random = town.random
    is_open = random.random() < 0.15 or last.date() > town.end + dt.timedelta(days=35)
    return {
        "institution_no": town.one_of(["S1", "S1", "S2", "S9"]),
        "admitted_on": text(first.date()),
        "discharged_on": "" if is_open else text(last.date()),
        "admitted_at_time": random.choice([f"{first:%H:%M}"] * 3 + [""]),
        "discharged_at_time": random.choice([f"{last:%H:%M}"] * 3 + [""]),
        "left_to": random.choice([*"HHHHHHTADX", ""]),
        "legal_state": random.choice(["V", "I", "F", ""]),
        "dsm_group": random.choice(["MOOD", "PSY", "NCD", ""]),
        "dx_icd10": random.choice(["", "", "", "F059", "F06", "F209", "F03", "Z000"]),
    }


FAMILY = OracleFamily(
    inputs={"mental_health_stays": OracleInput(COLUMNS, ["person_key", "stay_id"], USUAL, "bed_stay_no")},
    checks=("mental_health_stays",),
    rules=("mental_health_stays",),
    code_sets={"organic_mental_disorders": "organic_mental_disorders"},
    random=random_rows,
)
