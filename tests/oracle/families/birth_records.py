"""Births as the oracle knows them: weight and weeks of newborns, on both sides of every boundary."""

from random import Random
from typing import Any

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago


def random_rows(town: Any, key: str) -> Rows:
    """Give a birth record or two to one person in four, whatever the age: the record's day decides."""
    random = Random(f"{key} {town.end} births")
    if random.random() > 0.25:
        return {}
    days = [*beside(town.end), *beside(years_ago(town.end, 1)), years_ago(town.end, 1).replace(day=1)]
    return {
        "birth_records": [
            {
                "born_on": text(random.choice(days)),
                "weight_g": random.choice(["2499", "2500", "2501", "900", "199", "200", "7000", "7001", "9900", ""]),
                "weeks": random.choice(["36", "37", "38", "16", "17", "45", "46", "50", ""]),
                "outcome": random.choice("LLLLS"),
                "plurality": random.choice(["1", "1", "2", "3", ""]),
            }
            for _ in range(random.choice([1, 1, 1, 2]))
        ]
    }


FAMILY = OracleFamily(
    inputs={
        "birth_records": OracleInput(
            "birth_no health_number born_on weight_g weeks outcome plurality",
            ["person_key", "birth_id"],
            {"born_on": "2026-03-02", "weight_g": "3400", "weeks": "39", "outcome": "L", "plurality": "1"},
            "birth_no",
        )
    },
    checks=("birth_records",),
    rules=("birth_records",),
    population_indicators=("lbw", "lbw_singleton", "preterm", "preterm_singleton"),
    random=random_rows,
)
