"""Days with activity are those of the years that end at D, whatever window and look-back the attribution has."""

from pathlib import Path

import pytest

from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.store import Step, Store, made
from tests.flows.conftest import TODAY, Oht
from tests.flows.small_delivery import KEYS, write_small

PERIOD = "2026-09"
METHOD = "method_id: ours/1\ntitle: Ours\nbased_on: oht_attr_1\nparameters:\n  {name}: {{value: {value}}}\n"
# By days with an activity line: how many count in the 12 months ending at D, and was there one in the 12 before?
EDGES = {
    ("2025-09-30",): (0, True),
    ("2025-10-01", "2026-09-30"): (2, False),
    ("2024-09-30",): (0, False),
    ("2024-10-01", "2026-10-01"): (0, True),
}


@pytest.mark.parametrize(
    ("name", "value"), [("window", "until_included"), ("window", "from_included"), ("look_back_years", 1)]
)
def test_days_are_those_of_the_calendar(oht: Oht, tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "mine.yaml").write_text(METHOD.format(name=name, value=value))
    assert oht("init", "--beside", tmp_path / "mine.yaml", "--store", tmp_path / "store").code == 0
    assert oht("attribution", "--method", "mine", "--beside", "", "--store", tmp_path / "store").code == 0
    store = Store(tmp_path / "store")
    claims = [
        {"claim_no": f"{place} {day}", "health_number": KEYS[0], "physician_no": f"P{place}", "serviced_on": day}
        for place, days in enumerate(EDGES)
        for day in days
    ]
    physicians = [{"physician_no": f"P{place}"} for place in range(len(EDGES))]
    receive_drop(store, write_small(tmp_path / "main", claims=claims, physicians=physicians), "synthetic", TODAY)
    walk(store, [PERIOD], is_plan=False)
    table = made(finished_output(store, Step("derived", "base/physicians", PERIOD))).load()
    found = table.sort("physician_id").select("days_12m", "had_activity_year_before").rows()
    assert found == list(EDGES.values())
