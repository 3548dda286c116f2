"""The oracle against births worked by hand (families/birth_records.md)."""

import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import key_of
from tests.oracle.small_province import Person, province

Counts = tuple[int, int] | None
OUT, NO, YES = None, (0, 1), (1, 1)
MEASURES = ["lbw", "lbw_singleton", "preterm", "preterm_singleton"]


def newborn(number: str = "1", day: str = "2026-03-10", died: str = "", **record: str) -> Person:
    """Give a newborn with a record of a birth at term, of usual weight and alone, unless said."""
    rows = [{"birth_no": number, "born_on": day, **record}]
    return {"persons": {"born": day, "died": died, "last_contact_on": ""}, "birth_records": rows}


def twice(**second: str) -> Person:
    """Give a newborn with two records, 10 and 9: as text 10 comes first."""
    one = newborn("10", weight_g="2000")
    return {**one, "birth_records": [*one["birth_records"], {"birth_no": "9", "born_on": "2026-03-10", **second}]}


BIRTHS: dict[str, tuple[Person, Counts, Counts, Counts, Counts]] = {
    "usual": (newborn(), NO, NO, NO, NO),
    "2,499 grams": (newborn(weight_g="2499"), YES, YES, NO, NO),
    "2,500 grams": (newborn(weight_g="2500"), NO, NO, NO, NO),
    "no weight": (newborn(weight_g=""), OUT, OUT, NO, NO),
    "odd weight": (newborn(weight_g="9999"), OUT, OUT, NO, NO),
    "3 grams": (newborn(weight_g="3"), OUT, OUT, NO, NO),
    "199 grams": (newborn(weight_g="199"), OUT, OUT, NO, NO),
    "200 grams": (newborn(weight_g="200"), YES, YES, NO, NO),
    "7,000 grams": (newborn(weight_g="7000"), NO, NO, NO, NO),
    "7,001 grams": (newborn(weight_g="7001"), OUT, OUT, NO, NO),
    "16 weeks": (newborn(weeks="16"), NO, NO, OUT, OUT),
    "17 weeks": (newborn(weeks="17"), NO, NO, YES, YES),
    "45 weeks": (newborn(weeks="45"), NO, NO, NO, NO),
    "46 weeks": (newborn(weeks="46"), NO, NO, OUT, OUT),
    "36 weeks": (newborn(weeks="36"), NO, NO, YES, YES),
    "37 weeks": (newborn(weeks="37"), NO, NO, NO, NO),
    "no weeks": (newborn(weeks=""), NO, NO, OUT, OUT),
    "a twin": (newborn(plurality="2", weeks="36"), NO, OUT, YES, OUT),
    "a triplet": (newborn(plurality="3"), NO, OUT, NO, OUT),
    "not told": (newborn(plurality=""), NO, OUT, NO, OUT),
    "stillborn": (newborn(outcome="S"), OUT, OUT, OUT, OUT),
    "first day": (newborn(day="2025-10-01"), NO, NO, NO, NO),
    "day before": (newborn(day="2025-09-30"), OUT, OUT, OUT, OUT),
    "last day": (newborn(day="2026-09-30"), NO, NO, NO, NO),
    "day after": (newborn(day="2026-10-01"), OUT, OUT, OUT, OUT),
    "died since": (newborn(died="2026-03-12", weight_g="900"), YES, YES, NO, NO),
    "died after D": (newborn(died="2026-10-02", weight_g="900"), YES, YES, NO, NO),
    "two records": (twice(), YES, YES, NO, NO),
    "no record": ({"persons": {"born": "2026-03-10"}}, OUT, OUT, OUT, OUT),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    return province(tmp_path_factory.mktemp("births") / "drop", {name: row[0] for name, row in BIRTHS.items()})


@pytest.mark.parametrize("name", BIRTHS)
def test_births(oracle: Oracle, name: str) -> None:
    counts = oracle.population_counts().filter(person_key=key_of(name))
    found = {row["indicator_id"]: (row["numerator"], row["denominator"]) for row in counts.iter_rows(named=True)}
    assert tuple(found.get(measure) for measure in MEASURES) == BIRTHS[name][1:]
