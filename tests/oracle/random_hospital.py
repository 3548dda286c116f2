"""Stays, emergency visits, same-day surgery and what followed, of persons of random deliveries, at every edge."""

import dataclasses
import datetime as dt
from random import Random

from tests.oracle.random_days import ONE_DAY, beside, text, years_ago
from tests.oracle.random_town import FAMILY, SPECIALISTS, Town
from tests.oracle.small_drop import Row

NOON = 12 * 60
# Minutes from a discharge to the next admission: about 7 and 12 hours, at once, days later, and before it.
MINUTES = [*[0, 30, 419, 420, 421, 719, 720, 721], -NOON, 1440, *[1440 * days for days in (5, 29, 30, 31)]]
MAIN_CODES = [
    *[
        "J441",
        "J441",
        "J189",
        "J189",
        "I500",
        "I500",
        "I219",
        "J410",
        "S820",
        "S820",
        "F320",
        "F320",
        "F100",
        "T401",
        "F059",
    ],
    *["F99", ""],
    *["Z515", "Z511", "O60001", "O60003", "X60"],
]
OTHER_CODES = ["", "", "", "", "Z370", "Z511", "X60", "X849", "X599", "Y199", "Y28", "J448", "O60002"]
DISPOSITIONS = [
    *["", "", "", *["05"] * 12, *["04"] * 6, "10", "01"],
    *["07", "72", "73", "74", "61", "62", "65", "66", "67"],
]
VISIT_CODES = ["J069", "J069", "F320", "F320", "F100", "F199", "T401", "X60", "N390", "S820", ""]
AFTER_CODES = ["A007A", "A007A", "A007A", "G700A", "E080A", "E080A", "K080A", "K083A", "A101A", "L093A", "Q310A"]


def hospital_rows(town: Town, key: str) -> dict[str, list[Row]]:
    """Give rows by table for a person; the same person of the same period end has the same ones in every delivery."""
    town = dataclasses.replace(town, random=Random(f"{town.end} {key}"))
    stays = _stays(town)
    return {
        "discharges": stays,
        "day_surgeries": [_surgery(town, stay) for stay in stays if town.random.random() < 0.3],
        "ed_visits": _visits(town),
        "claims": [line for stay in stays for line in _followed(town, stay)] + _mental_health(town),
    }


def _edges(town: Town) -> list[dt.date]:
    """Give days at the edges of windows: 12 and 15 months back, and some days before the end."""
    last = [town.end - dt.timedelta(days=days) for days in (0, 7, 14, 30, 60)]
    first = [years_ago(town.end, 1), years_ago(town.end, 1) - dt.timedelta(days=91)]
    return [day for edge in [*first, *last] for day in beside(edge)]


def _stays(town: Town) -> list[Row]:
    """Give up to four stays one after the other, each a choice of minutes after the one before."""
    usual = town.end - dt.timedelta(days=town.random.randrange(70, 360))
    day = town.random.choice([usual, town.random.choice(_edges(town))])
    moment = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=town.random.choice([1, 420, 600, NOON]))
    found = []
    for _ in range(town.random.choice([0, 0, 1, 2, 3, 4])):
        end = moment + dt.timedelta(days=town.random.choice([0, 1, 3, 10]), minutes=town.random.choice([0, 5, 90]))
        if end.date() > town.end + dt.timedelta(days=35):
            break
        found.append(_stay(town, moment, end))
        moment = end + dt.timedelta(minutes=town.random.choice(MINUTES))
    return found


def _stay(town: Town, first: dt.datetime, last: dt.datetime) -> Row:
    choose = town.random.choice
    return {
        "institution_no": town.one_of(["S1", "S1", "S1", "S2", "S3"]),
        "admitted_on": text(first.date()),
        "discharged_on": text(last.date()),
        "admitted_at_time": choose([_clock(first)] * 5 + [""]),
        "discharged_at_time": choose([_clock(last)] * 5 + [""]),
        "entry_category": choose([*["U"] * 10, "L", "L", "N", "R"]),
        "patient_service": choose("MMMMMMSPPPOX"),
        "disposition": choose(DISPOSITIONS),
        "dx_1": choose(MAIN_CODES),
        "dx_2": choose(OTHER_CODES),
        "dx_7": choose(OTHER_CODES),
        "alc_days": choose(["", "0", "1", "3", "40"]),
        "came_from_hospital": choose(["", "N", "Y", "Y"]),
        "went_to_hospital": choose(["", "N", "N", "N", "N", "N", "Y"]),
    }


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%H:%M}"


def _surgery(town: Town, stay: Row) -> Row:
    """Give an operation about a stay: on the day of its end or of its beginning, at some hours."""
    choose = town.random.choice
    return {
        "institution_no": stay["institution_no"],
        "operated_on": choose([stay["admitted_on"], stay["discharged_on"]]),
        "started_at": choose(["", "08:00", stay["admitted_at_time"], stay["discharged_at_time"]]),
        "left_at": choose(["", "15:00", stay["admitted_at_time"], stay["discharged_at_time"]]),
        "disposition": choose(["", "10", "01"]),
        "came_from_hospital": choose(["", "N", "Y"]),
        "went_to_hospital": choose(["", "N", "Y"]),
        "dx_1": choose(MAIN_CODES),
        "dx_2": choose(OTHER_CODES),
    }


def _visits(town: Town) -> list[Row]:
    """Give up to seven emergency visits: at an edge, and some days after each other."""
    choose = town.random.choice
    day = choose([*_edges(town), *_edges(town), years_ago(town.end, 2) + ONE_DAY, years_ago(town.end, 3) + ONE_DAY])
    found = []
    for _ in range(choose([0, 1, 1, 2, 3, 5, 7])):
        if day > town.end + dt.timedelta(days=35):
            break
        found.append(_visit(town, day))
        day += dt.timedelta(days=choose([0, 1, 1, 29, 30, 31, 365, 730]))
    return found


def _visit(town: Town, day: dt.date) -> Row:
    choose = town.random.choice
    return {
        "registered_on": text(day),
        "institution_no": town.one_of(["S1", "S2"]),
        "visit_type": choose("UUUUUS"),
        "ctas": choose(["", "9", "1", "3", "4", "4", "5"]),
        "admitted": choose(["", "N", "N", "Y"]),
        "dx_main": choose(VISIT_CODES),
        "dx_2": choose(OTHER_CODES),
        "dx_4": choose(OTHER_CODES),
    }


def _followed(town: Town, stay: Row) -> list[Row]:
    """Give claims on days 0 to 8, 14 and 15 after a stay, some of them by video or telephone."""
    choose, end = town.random.choice, dt.date.fromisoformat(stay["discharged_on"])
    found = []
    names = [town.named(name) for name in (choose(FAMILY), choose(FAMILY), choose(sorted(SPECIALISTS)))]
    for _ in range(choose([0, 1, 2, 3, 4])):
        days = dt.timedelta(days=choose([-1, 0, 0, 0, 1, 3, 6, 7, 7, 8, 14, 15]))
        line = {
            "physician_no": choose(names),
            "serviced_on": text(end + days),
            "fee_code": choose(AFTER_CODES),
            "place": choose("OOOHLVVEI"),
            "dx": choose(["", "300", "250", "305"]),
            "units": "1",
        }
        beside_it = [{**line, "fee_code": choose(["K300A", "K301A"])}] if choose([True, False, False]) else []
        found += [line, *beside_it]
    return found


def _mental_health(town: Town) -> list[Row]:
    """Give now and then a claim for mental health on a day up to three years back, and a time code without a person."""
    if town.random.random() < 0.7:
        return []
    day = town.random.choice([years_ago(edge, years) for edge in _edges(town) for years in (0, 1, 2)])
    line = {
        "physician_no": town.one_of(FAMILY),
        "serviced_on": text(day),
        "dx": town.random.choice(["300", "305", "250"]),
    }
    units = town.random.choice(["1", "2", "4", "-2"])
    time = {"health_number": "", "fee_code": f"Q31{town.random.randrange(4)}A", "units": units, "dx": ""}
    month = text(town.random.choice([town.end, town.end.replace(day=1), town.end.replace(day=1) - ONE_DAY]))
    return [line, {**line, **time, "serviced_on": month}]
