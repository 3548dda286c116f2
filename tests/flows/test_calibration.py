"""`oht calibration` from a refreshed store to its table, page and files."""

from pathlib import Path

import polars as pl
import pytest

from flows.calibration import calibrate
from flows.files import read_json, write_json
from flows.store import Output, Produced, Step, Store
from flows.work import refresh_path
from reference.calibration_targets import calibration_targets
from reports.calibration_table import COLUMNS
from schemas.calibration import Calibration, CalibrationMeasures
from schemas.networks import Loyalty, Networks
from tests.flows.conftest import Oht
from tests.flows.small_delivery import NOTE, PEOPLE, files_of, small_rows, tells_of_nobody, write_small
from tests.tables import table

PERIOD = "2026-09"
WORDS = ("calibration", "--period", PERIOD, "--store")


def measured(output: Output, name: str) -> tuple[int | None, int | None, str | None]:
    row = output.load("measures").filter(pl.col("measure") == name).row(0, named=True)
    return row["numerator"], row["denominator"], row["needs"]


def test_a_small_store_is_measured(small_store: Store) -> None:
    output = calibrate(small_store, PERIOD)
    Calibration.validate(output.load())
    CalibrationMeasures.validate(output.load("measures"))
    assert measured(output, "counted_persons") == (PEOPLE, 1, None)
    assert measured(output, "rostered_share") == (60, PEOPLE, None)
    assert measured(output, "mean_roster_size") == (60, 2, None)
    # Three identical lines a person are one visit.
    assert measured(output, "primary_care_visits_per_person_year") == (PEOPLE, PEOPLE, None)
    assert measured(output, "ed_visits_per_1000") == (40, PEOPLE, None)
    assert measured(output, "discharges_per_month") == (20, 12, None)
    assert measured(output, "prevalence_diabetes") == (0, PEOPLE, None)


def test_what_no_refresh_made_says_what_it_needs(small_store: Store) -> None:
    """As after a refresh by a version that knew neither."""
    path = refresh_path(small_store.root, PERIOD)
    absent = {str(Step("results", name, PERIOD).folder) for name in ("networks", "loyalty")}
    write_json(path, {step: entry for step, entry in read_json(path).items() if step not in absent})
    output = calibrate(small_store, PERIOD)
    assert measured(output, "median_loyalty_visits") == (None, None, "loyalty")
    assert measured(output, "median_network_residents") == (None, None, "networks")


def test_networks_and_loyalty_are_read_once_they_are_made(small_store: Store) -> None:
    before = calibrate(small_store, PERIOD)
    usual = {"network_rule": "supplied", "corporations": 1, "family_physicians": 1, "specialists": 1}
    plant(small_store, "networks", table("network_id people\nNA 70\nNB 30", Networks, **usual))
    rows = "level unit_id kind inside total\nnetwork NA visits 80 90\nnetwork NB visits 10 90"
    plant(small_store, "loyalty", table(rows, Loyalty))
    after = calibrate(small_store, PERIOD)
    assert after.fingerprint != before.fingerprint
    assert measured(after, "median_network_residents") == (50, 1, None)
    assert measured(after, "median_loyalty_visits") == (1, 2, None)


def plant(store: Store, name: str, rows: pl.DataFrame) -> None:
    """Commit a result as a later version of the refresh makes it."""
    step = Step("results", name, PERIOD)
    store.commit(step, "planted", {}, Produced({"data": rows}))
    path = refresh_path(store.root, PERIOD)
    write_json(path, {**read_json(path), str(step.folder): {"fingerprint": "planted"}})


def test_nothing_is_made_twice(small_store: Store) -> None:
    first = calibrate(small_store, PERIOD)
    files = files_of(small_store.root)
    assert calibrate(small_store, PERIOD) == first
    assert files_of(small_store.root) == files


def test_the_table_and_its_sentence(oht: Oht, small_store: Store) -> None:
    said = oht(*WORDS, small_store.root)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].split() == [*COLUMNS]
    [roster] = [line for line in lines if line.startswith("rostered_share")]
    assert roster.split() == ["rostered_share", "72.9", "%", "60.0", "±", "3.0", "%", "misses"]
    assert "Of 90 figures: " in said.out
    assert tells_of_nobody(said.out)


def test_the_latest_period_is_the_usual_one(oht: Oht, small_store: Store) -> None:
    [line] = oht("calibration", "--store", small_store.root, "--json").json
    assert line["period"] == PERIOD
    assert sum(line["counts"].values()) == len(line["targets"]) == 90
    assert Path(line["results"]).is_dir()


def test_small_counts_are_hidden_with_their_verdict(oht: Oht, small_store: Store) -> None:
    [line] = oht(*WORDS, small_store.root, "--json").json
    rows = {row["target"]: row for row in line["targets"]}
    # Two physicians have a roster.
    assert rows["comprehensive_share_of_fps"]["verdict"] == "hidden"
    assert rows["comprehensive_share_of_fps"]["measured"] is None
    shown = [row for row in rows.values() if row["smallest_count"]]
    assert min(row["smallest_count"] for row in shown) > 5


def test_exact_numbers_when_asked(oht: Oht, small_store: Store) -> None:
    [line] = oht(*WORDS, small_store.root, "--exact", "--json").json
    rows = {row["target"]: row for row in line["targets"]}
    assert line["counts"]["hidden"] == 0
    assert rows["comprehensive_share_of_fps"]["measured"] == 0.0


def test_definitions_when_asked(oht: Oht, small_store: Store) -> None:
    assert "Counted persons of tier `rostered` ÷ counted persons." in oht(*WORDS, small_store.root, "--definitions").out
    assert "Counted persons of tier" not in oht(*WORDS, small_store.root).out


def test_networks_at_full_size_when_asked(oht: Oht, small_store: Store) -> None:
    [plain] = oht(*WORDS, small_store.root, "--json").json
    [full] = oht(*WORDS, small_store.root, "--synthetic-full-size", "--json").json
    before, after = ({row["target"]: row for row in line["targets"]} for line in (plain, full))
    assert (before["oht_count"]["verdict"], after["oht_count"]["measured"]) == ("needs", 58.0)
    assert after["network_median_residents"]["basis"] == "synthetic_full_size"
    assert after["rostered_share"] == before["rostered_share"]


def test_a_real_store_has_no_synthetic_full_size(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.calibration_command.SYNTHETIC", "another source")
    said = oht(*WORDS, small_store.root, "--synthetic-full-size")
    assert (said.code, "this store holds other deliveries" in said.err) == (2, True)


def test_page_and_markdown_are_written(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    page, text = tmp_path / "c.html", tmp_path / "c.md"
    said = oht(*WORDS, small_store.root, "--output", page, "--markdown", text)
    assert f"Written: {page}" in said.out
    assert "<h1>Calibration of the synthetic province</h1>" in page.read_text(encoding="utf-8")
    assert text.read_text(encoding="utf-8").startswith("# Calibration of the synthetic province\n")
    assert tells_of_nobody(page.read_text(encoding="utf-8") + text.read_text(encoding="utf-8"))


@pytest.mark.parametrize("period", ["2026-07", "2030-01"])
def test_a_period_not_computed(oht: Oht, small_store: Store, period: str) -> None:
    said = oht("calibration", "--period", period, "--store", small_store.root)
    assert (said.code, "has not been computed" in said.err) == (2, True)


def test_no_period_at_all(oht: Oht, store: Store) -> None:
    assert oht("calibration", "--store", store.root).code == 2


def test_a_period_older_than_the_latest_delivery(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    fewer = small_rows()["ed_visits"][:30]
    later = write_small(tmp_path / "later", NOTE.replace("2026-10-05", "2026-11-05"), ed_visits=fewer)
    assert oht("receive", later, "--source", "synthetic", "--store", small_store.root).code == 0
    said = oht(*WORDS, small_store.root)
    assert (said.code, "was computed before the latest delivery" in said.err) == (2, True)


def test_nothing_measured_is_refused_after_the_table(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = [target for target in calibration_targets() if target.needs == "costs"]
    monkeypatch.setattr("flows.calibration.calibration_targets", lambda: tuple(costs))
    said = oht(*WORDS, small_store.root)
    assert (said.code, "needs costs" in said.out, "None of 1 figures" in said.err) == (2, True, True)
