"""The rule of a definition, by which the job knows what to make again: all that decides, and no text."""

import dataclasses
from typing import Any

import polars as pl
import pytest

from tests.transforms.rows import D
from transforms.catalogue import cohorts, indicators, needs
from transforms.indicators.definition import Clause
from transforms.needs.definition import Need

OTHER = pl.col("age_years") > 200
DECIDES = {
    "indicator": (
        indicators()["ed_rate"],
        {
            "denominator": (Clause("other", OTHER),),
            "exclusions": (Clause("other", OTHER),),
            "numerator": Clause("other", OTHER),
            "amount": pl.lit(2),
            "features": (),
            "risk": ("sex",),
            "version": 99,
            "id": "other",
        },
    ),
    "cohort": (cohorts()["frequent_ed"], {"member": OTHER, "features": (), "version": 99, "id": "other"}),
    "need": (
        needs()["frequent_emergency_visits"],
        {"member": lambda _: OTHER, "features": (), "version": 99, "evidence_count": "other", "evidence_date": "other"},
    ),
}


def rule(record: Any) -> object:
    return record.rule(D) if isinstance(record, Need) else record.rule()


@pytest.mark.parametrize("kind", DECIDES)
def test_a_rule_changes_with_everything_that_decides_and_with_no_text(kind: str) -> None:
    record, changes = DECIDES[kind]
    assert rule(dataclasses.replace(record, source="other words")) == rule(record)
    changed = [dataclasses.replace(record, **{name: value}) for name, value in changes.items()]
    assert rule(record) not in [rule(other) for other in changed]
