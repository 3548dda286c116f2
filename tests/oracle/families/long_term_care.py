"""Long-term care as the oracle knows it (families/long_term_care.md)."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

ITEMS = ["schizophrenia", "huntington", "hallucinations", "delusions", "end_of_life"]


def _random(town: "Town", _key: str) -> Rows:
    """Give one person in two a stay in a home and assessments about the edges of quarters."""
    if town.random.random() < 0.5:
        return {}
    moved = town.end - dt.timedelta(days=town.random.choice([10, 100, 200, 400, 500]))
    left = town.random.choice(["", "", text(moved + dt.timedelta(days=30)), text(moved - dt.timedelta(days=1))])
    rows = [_assessment(town, moved) for _ in range(town.random.choice([0, 1, 3, 6]))]
    return {
        "long_term_care_stays": [{"moved_in_on": text(moved), "moved_out_on": left}],
        "long_term_care_assessments": rows,
    }


def _assessment(town: "Town", moved: dt.date) -> dict[str, str]:
    choose, first = town.random.choice, town.end.replace(day=1)
    starts = [_months_before(first, months) for months in (2, 5, 8, 11)]
    days = [day for edge in [*starts, town.end, years_ago(town.end, 1)] for day in beside(edge)]
    days += [moved + dt.timedelta(days=days) for days in (91, 92, 93, 120)]
    return {
        "assessed_on": text(choose(days)),
        "moved_in_on": choose([text(moved)] * 8 + ["", "2020-02-30"]),
        "antipsychotic_days_7": choose(["0", "0", "1", "7", "", "8"]),
        **{item: choose(["N"] * 8 + ["", "Y"]) for item in ITEMS},
    }


def _months_before(first: dt.date, months: int) -> dt.date:
    index = 12 * first.year + first.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)


FAMILY = OracleFamily(
    inputs={
        "long_term_care_stays": OracleInput(
            columns="health_number home_no moved_in_on moved_out_on",
            key=["person_key", "facility_id", "admission_date"],
            usual={"home_no": "L1", "moved_in_on": "2024-03-01"},
        ),
        "long_term_care_assessments": OracleInput(
            columns="assessment_no health_number home_no assessed_on moved_in_on antipsychotic_days_7 schizophrenia "
            "huntington hallucinations delusions end_of_life",
            key=["person_key", "assessment_id"],
            usual={
                "home_no": "L1",
                "assessed_on": "2026-03-02",
                "moved_in_on": "2024-03-01",
                "antipsychotic_days_7": "0",
            },
            number="assessment_no",
        ),
    },
    checks=("long_term_care",),
    rules=("long_term_care",),
    person_indicators=("antipsych_ltc",),
    random=_random,
)
