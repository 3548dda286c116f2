"""Claims of random deliveries: few physicians, days and codes, with copies, reversals and modality lines."""

import datetime as dt

from tests.oracle.random_days import text, years_ago
from tests.oracle.random_town import FAMILY, SPECIALISTS, Town
from tests.oracle.small_drop import Row

BILLING = [*FAMILY, "a", "b", "p", "q", "p", "x", "y"]
CORE_CODES = ["A007A", "A007A", "A001A", "K013A", "K017"]
# Temporary and limited virtual care, modality lines, other visits, a laboratory and a time code, another suffix.
WARD_CODES = ["C122A", "C122A", "A007A", "K300A", "L093A", "Q310A", "C122B"]
OTHER_CODES = ["K080A", "K081A", "K082A", "K083A", "K300A", "A101A", "A917A", "G700A", "L093A", "Q310A", "A007B"]


def claims_of(town: Town) -> list[Row]:
    """Give the claim lines of a person: up to six by three physicians on four days, and what comes with them.

    Most persons got from another physician what they got from the first, with no difference or a small one.
    """
    seen, days = town.random.sample(BILLING, 3), town.random.sample(town.days, 4)
    if town.random.random() < 0.1:
        return _alike_but_for_days(town, days)
    found = []
    for _ in range(town.random.choice([0, 1, 2, 3, 4, 6])):
        line = _line(town, town.one_of(seen), town.random.choice(days))
        found += [line, *_beside(town, line)]
    if town.random.random() < 0.3:
        return found
    own = [line for line in found if line["physician_no"] == town.named(seen[0])]
    others = [line for line in found if line["physician_no"] == town.named(seen[2])]
    return [*own, *others, *_alike(town, own, town.named(seen[1]), days)]


def ward_claims(town: Town) -> list[Row]:
    """Give what specialists, and now and then others, did for a person in beds; often the same in another hospital."""
    found = []
    for _ in range(town.random.choice([0, 0, 0, 1, 2])):
        line = {**_line(town, town.one_of([*SPECIALISTS, *SPECIALISTS, "a", "nobody"]), _day(town)), "place": "I"}
        line["fee_code"] = town.random.choice(WARD_CODES)
        line["institution_no"] = town.one_of(["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", ""])
        found += [line, *_beside(town, line)]
        if town.random.random() < 0.5:
            found.append({**line, "institution_no": town.one_of(["S1", "S2", "S3", "S4"])})
    return found


def _day(town: Town) -> dt.date:
    return town.random.choice(town.days)


def _alike(town: Town, lines: list[Row], other: str, days: list[dt.date]) -> list[Row]:
    """Give the same lines by another physician; both may get one more, at other places or on other days."""
    found = [{**line, "physician_no": other} for line in lines]
    change = town.random.choice(["none", "another day", "two lines", "two days"])
    if not found or change == "none":
        return found
    first, place, day = found[0], {"O": "V"}.get(found[0]["place"], "O"), text(town.random.choice(days))
    if change == "another day":
        first["serviced_on"] = day
    if change == "two lines":
        first["units"], lines[0]["units"] = "1", "2"
        found.append({**first, "place": place, "paid_cents": ""})
    if change == "two days":
        lines.append({**lines[0], "place": place})
        found.append({**first, "place": place, "serviced_on": day})
    return found


def _alike_but_for_days(town: Town, days: list[dt.date]) -> list[Row]:
    """Give two lines by each of two physicians: of one day and two places, and of two days."""
    one, other = map(town.named, town.random.sample(["a", "b", "c"], 2))
    first, second = map(text, days[:2])
    code = {"fee_code": town.random.choice(["A007A", "G700A"])}
    there = {"physician_no": one, "serviced_on": first, **code}
    here = {"physician_no": other, "serviced_on": first, **code}
    return [there, {**there, "place": "V"}, here, {**here, "serviced_on": second}]


def practice_claims(town: Town) -> list[Row]:
    """Give lines of three physicians on 43 to 45 days in a row, core and other ones in about equal number."""
    found = []
    for name in map(town.named, town.random.sample(FAMILY, 3)):
        first = town.random.choice([years_ago(town.end, 1), years_ago(town.end, 2)])
        first -= dt.timedelta(days=town.random.choice([0, 1, 22]))
        days = [text(first + dt.timedelta(days=place)) for place in range(town.random.choice([43, 44, 45]))]
        others = town.random.choice([0, 0, len(days) - 1, len(days)])
        found += [{"physician_no": name, "serviced_on": day} for day in days]
        found += [{"physician_no": name, "serviced_on": day, "fee_code": "A917A"} for day in days[:others]]
    return found


def _line(town: Town, physician: str, day: dt.date) -> Row:
    choose = town.random.choice
    return {
        "physician_no": physician,
        "serviced_on": text(day),
        "fee_code": choose(choose([CORE_CODES, CORE_CODES, OTHER_CODES])),
        "units": choose(["1", "1", "1", "1", "2", "2", "-1"]),
        "paid_cents": choose(["", "2000", "2000", "3000"]),
        "place": choose("OOOOHVVVE"),
        "institution_no": choose(["", "", "", town.named("S1")]),
        "dx": choose(["", "", "401"]),
    }


def _beside(town: Town, line: Row) -> list[Row]:
    """Give what comes with a line: nothing, a copy, a reversal of the same or another sum, or a modality line."""
    choose = town.random.choice
    if town.random.random() < 0.6:
        return []
    if line["fee_code"].startswith("K08"):
        return [{**line, "fee_code": choose(["K300A", "K301A"]), "units": choose(["1", "1", "-1"])}]
    return [choose([line, {**line, "units": "-1", "paid_cents": choose(["-2000", "-3000"])}])]
