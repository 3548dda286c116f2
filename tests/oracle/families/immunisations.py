"""Doses of vaccine and claims of prevention (docs/explanation/families/immunisations.md, 40)."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

# Days from the birth, about, of the doses of a child who is up to date.
PLAN = [
    *[("DTaP-IPV-Hib", days) for days in (61, 122, 183, 550)],
    *[("Pneu-C", days) for days in (61, 122, 366)],
    *[("Men-C", 366), ("MMR", 366), ("Var", 457)],
]
BILLED = {"DTaP-IPV-Hib": "G841A", "Pneu-C": "G846A", "Men-C": "G844A", "MMR": "G845A", "Var": "G848A"}
OTHERS = ["MMRV", "Men-ACYW", "DTaP-IPV", "HB", "Rota", "Inf", "?"]
SEASONAL = ["Inf", "Inf", "Inf", "COVID-19"]


def random_rows(town: "Town", _key: str) -> Rows:
    """Give doses and claims of a person, as if born two years before the end; most are of another age."""
    chance = town.random.random
    doses, claims = _childs_doses(town) if chance() < 0.7 else ([], [])
    doses += [
        _dose(town, town.random.choice(SEASONAL), _day_of_season(town)) for _ in range(town.random.choice([0, 1]))
    ]
    claims += [_line(town, "G590A", _day_of_season(town))] if chance() < 0.2 else []
    claims += [_line(town, town.random.choice(["A002A", "A268A"]), _visit_day(town))] if chance() < 0.5 else []
    claims += _talks(town) if chance() < 0.4 else []
    return {"immunisations": doses, "claims": claims}


def _childs_doses(town: "Town") -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Give doses and claims by the plan, now and then one less, one more, or one of another vaccine."""
    born = town.random.choice([years_ago(town.end, 2), *beside(years_ago(town.end, 2))])
    doses, claims = [], []
    for vaccine, days in PLAN:
        day = born + dt.timedelta(days=days + town.random.choice([0, 0, 0, -1, 1, 5, 27, 28, 29]))
        where = town.random.random()
        if where < 0.85:
            doses.append(_dose(town, vaccine, day))
        if 0.75 < where < 0.97:
            claims.append(_line(town, BILLED[vaccine], day + dt.timedelta(days=town.random.choice([0, 0, 1, 27, 28]))))
    if town.random.random() < 0.4:
        edge = town.random.choice([years_ago(town.end, 1), town.end, years_ago(town.end, 3)])
        doses.append(_dose(town, town.random.choice([*BILLED, *OTHERS]), town.random.choice(beside(edge))))
    return doses, claims


def _day_of_season(town: "Town") -> dt.date:
    """Give a day at the edge of a season, or amid it."""
    year = town.end.year - town.random.choice([0, 0, 1, 2])
    first, last = dt.date(year - 1, 9, 1), dt.date(year, 3, 31)
    day = town.random.choice([*beside(first), *beside(last), first + dt.timedelta(days=60)])
    return min(day, town.end)


def _visit_day(town: "Town") -> dt.date:
    """Give a day about 17 or 24 months after the births of those who are two."""
    edge = town.random.choice([years_ago(town.end, 2) + dt.timedelta(days=517), town.end - dt.timedelta(days=1)])
    return edge + dt.timedelta(days=town.random.choice([-3, -2, -1, 0, 1, 2, 3]))


def _talks(town: "Town") -> list[dict[str, str]]:
    """Give a first talk at an edge of its window and a follow-up about a year later, often by the same physician."""
    edges = [*beside(years_ago(town.end, 2)), *beside(town.end - dt.timedelta(days=365))]
    day, first = town.random.choice([*edges, town.end - dt.timedelta(days=500)]), town.one_of(["a", "b", "x"])
    later = min(day + dt.timedelta(days=town.random.choice([0, 1, 90, 364, 365, 366])), town.end)
    second = first if town.random.random() < 0.7 else town.one_of(["a", "b"])
    again = [_line(town, "E079A", day, town.one_of(["a", "b"]))] if town.random.random() < 0.3 else []
    return [_line(town, "E079A", day, first), _line(town, "K039A", later, second), *again]


def _dose(town: "Town", vaccine: str, day: dt.date) -> dict[str, str]:
    return {
        "given_on": text(day),
        "vaccine": vaccine,
        "given_by": town.random.choice(["PC", "PC", "PH", "PHU", "", "Z"]),
    }


def _line(town: "Town", code: str, day: dt.date, physician: str = "") -> dict[str, str]:
    place = {"fee_code": code, "place": town.random.choice("OOV"), "units": town.random.choice(["1", "1", "1", "2"])}
    return {"physician_no": physician or town.one_of(["a", "p"]), "serviced_on": text(day), **place}


FAMILY = OracleFamily(
    inputs={
        "immunisations": OracleInput(
            columns="dose_no health_number given_on vaccine given_by",
            key=["person_key", "immunisation_id"],
            usual={"given_on": "2025-11-03", "vaccine": "Inf", "given_by": "PH"},
            number="dose_no",
        )
    },
    checks=("immunisations",),
    rules=("immunisations",),
    person_indicators=("imm_child", "flu65", "wellbaby18", "smoking_followup"),
    standardised=("flu65",),
    random=random_rows,
)
