"""Deaths as the oracle knows them: who died with which units, and what happened in the last 30 days."""

import datetime as dt
from random import Random
from typing import Any

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import ONE_DAY, beside, text, years_ago

PLACES = ["IP", "ED", "CC", "RH", "MH", "LT", "HO", "HO", "OT", "UK", ""]
CODES = ["A007A", "A900A", "B998A", "B960B", "K300A", "A902A", "A007A", "G511A", "K080A", "A901A"]


def random_rows(town: Any, key: str) -> Rows:
    """Give a death to one person in seven, with care and spells about it and mostly a record."""
    random = Random(f"{key} {town.end}")
    if random.random() > 0.15:
        return {}
    died = _death_day(town, random)
    rows: Rows = {
        "claims": [_line(town, random, died) for _ in range(random.randrange(4))],
        "ed_visits": [_visit(random, died) for _ in range(random.choice([0, 1, 2, 3]))],
        "enrolments": [_spell(town, random, died) for _ in range(random.choice([0, 0, 1, 2]))],
        "discharges": [_stay(town, random, died) for _ in range(random.choice([0, 0, 1]))],
        "long_term_care_stays": [_residence(random, died) for _ in range(random.choice([0, 0, 0, 1]))],
        "home_care_services": [_service(random, died) for _ in range(random.choice([0, 0, 1, 2]))],
    }
    if random.random() < 0.8:
        recorded = died if random.random() < 0.9 else random.choice(beside(years_ago(town.end, 1)))
        rows["deaths"] = [{"died_on": text(recorded), "died_in": random.choice(PLACES), "cause": "i25.9"}]
    return {**rows, "persons": [{"died": text(died)}]}


def _death_day(town: Any, random: Random) -> dt.date:
    """Give a day of death, most of them at an edge of the windows."""
    edges = [day for years in (0, 1, 3) for day in beside(years_ago(town.end, years))]
    return min(random.choice([*edges, *(town.end - dt.timedelta(days=days) for days in (40, 200, 500, 900))]), town.end)


def _line(town: Any, random: Random, died: dt.date) -> dict[str, str]:
    """Give a line of a known or unknown physician about the last 30 days or the 24 months before death."""
    days = random.choice([0, 1, 29, 30, 31, 700, 729, 730, 731, 732])
    return {
        "physician_no": town.named(random.choice(["a", "b", "c", "x", "nobody"])),
        "serviced_on": text(died - dt.timedelta(days=days)),
        "fee_code": random.choice(CODES),
        "place": random.choice("OHHVX"),
        "paid_cents": str(random.randrange(1, 9_999)),
    }


def _visit(random: Random, died: dt.date) -> dict[str, str]:
    day = died - dt.timedelta(days=random.choice([0, 5, 29, 30]))
    return {"registered_on": text(day), "visit_type": random.choice("UUUS")}


def _residence(random: Random, died: dt.date) -> dict[str, str]:
    """Give a stay in a home that begins or ends about the 30th day before death."""
    days = [died - dt.timedelta(days=days) for days in (29, 30, 31)]
    moved_in = random.choice([*days, died - dt.timedelta(days=700)])
    left = random.choice([None, *[day for day in days if day >= moved_in], died])
    return {"home_no": "L7", "moved_in_on": text(moved_in), "moved_out_on": text(left)}


def _service(random: Random, died: dt.date) -> dict[str, str]:
    """Give a service about the last 30 days; case management and placement are no care."""
    day = died - dt.timedelta(days=random.choice([-1, 0, 12, 29, 30]))
    return {"served_on": text(day), "service": random.choice(["01", "11", "10", "14"])}


def _spell(town: Any, random: Random, died: dt.date) -> dict[str, str]:
    """Give a spell that ends on a day beside death, if it does."""
    start = random.choice([*beside(died), died - dt.timedelta(days=800), died - dt.timedelta(days=900)])
    end = random.choice([None, None, *beside(died)])
    return {
        "physician_no": town.named(random.choice(["a", "b", "c", "nobody"])),
        "enrolled_on": text(start),
        "ended_on": text(end if end is None or end >= start else None),
    }


def _stay(town: Any, random: Random, died: dt.date) -> dict[str, str]:
    admitted = died - dt.timedelta(days=random.choice([29, 30, 31]))
    return {
        "institution_no": town.named("S1"),
        "admitted_on": text(admitted),
        "discharged_on": text(died + random.choice([-ONE_DAY, dt.timedelta(0), ONE_DAY])),
    }


FAMILY = OracleFamily(
    inputs={
        "deaths": OracleInput(
            "health_number died_on died_in cause", ["person_key"], {"died_on": "2026-03-02", "died_in": "HO"}
        )
    },
    checks=("deaths",),
    rules=("deaths",),
    population_indicators=(
        *["death_hospital", "death_ltc", "death_community", "eol_mdhome30", "eol_hc30", "eol_ed14"],
        *["premature_mort", "pyll"],
    ),
    standardised=("death_hospital", "premature_mort", "pyll"),
    wide_only=("premature_mort", "pyll"),
    code_sets={"home_visit_codes": "home_visits"},
    random=random_rows,
)
