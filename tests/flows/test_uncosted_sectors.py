"""A sector of care without any cost in the province was not costed: its indicator says so, never zero dollars."""

from pathlib import Path

import polars as pl
import pytest

from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.results import results_step
from flows.settings import AttributionSetting, create_store
from flows.side_by_side import methods_step
from flows.store import Store, made
from tests.flows.conftest import TODAY
from tests.flows.small_delivery import KEYS, NOTE, write_small

PERIOD = "2026-09"
COSTED = f"{NOTE}  costs: [2025-10-01, 2026-09-30]\n"


@pytest.fixture(scope="module")
def costed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A computed store of two methods, in which stays alone were costed: a thousand dollars for each of 50 persons."""
    home = tmp_path_factory.mktemp("costed")
    rows = [
        {"health_number": key, "cost_sector": "IP", "month_start": "2026-05-01", "cents": "100000"} for key in KEYS[:50]
    ]
    create_store(home / "store", open_periods=1, attribution=AttributionSetting(beside=("oht_attr_1_spine",)))
    receive_drop(Store(home / "store"), write_small(home / "d", COSTED, costs=rows), "synthetic", TODAY)
    walk(Store(home / "store"), [PERIOD], is_plan=False)
    return Store(home / "store")


def results_of(store: Store) -> pl.DataFrame:
    """One row per indicator of the province: its id, numerator and reason."""
    found = made(finished_output(store, results_step(PERIOD))).load().filter(level="province")
    return found.select("indicator_id", "numerator", "not_computable")


def test_a_sector_without_rows_is_not_computable(costed: Store) -> None:
    told = {row["indicator_id"]: row for row in results_of(costed).to_dicts()}
    assert told["cost_pc"]["numerator"] == told["cost_pc_acute"]["numerator"] == 50_000
    for sector in ("emergency", "physician", "drugs", "home_care", "long_term_care"):
        row = told[f"cost_pc_{sector}"]
        assert (row["numerator"], row["not_computable"]) == (None, f"needs costs of sector {sector}")


def test_the_plan_agrees_and_nothing_is_left_to_do(costed: Store) -> None:
    assert walk(costed, [PERIOD], is_plan=True).count("to_run") == 0


def test_other_methods_say_the_same(costed: Store) -> None:
    rows = made(finished_output(costed, methods_step(PERIOD))).load().filter(indicator_id="cost_pc_drugs")
    assert set(rows["not_computable"]) == {"needs costs of sector drugs"}


def test_without_the_input_it_is_the_input_that_is_needed(tmp_path: Path) -> None:
    create_store(tmp_path / "store", open_periods=1)
    receive_drop(Store(tmp_path / "store"), write_small(tmp_path / "d"), "synthetic", TODAY)
    walk(Store(tmp_path / "store"), [PERIOD], is_plan=False)
    told = dict(results_of(Store(tmp_path / "store")).select("indicator_id", "not_computable").rows())
    assert told["cost_pc_drugs"] == "needs costs"
