"""The drift sentinel from delivery to publication: a code is replaced, publication waits, a person lets it pass."""

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flows.cli import main
from flows.drift import Hold, acceptance, code_uses, drift_step, is_accepted
from flows.exit_codes import DRIFT_HELD
from flows.jobs import publish_on_schedule, why_held
from flows.nightly import nightly
from flows.publication import accepted_reasons, read_pointer
from flows.receive import receive_drop
from flows.settings import create_store
from flows.store import Store
from flows.work import finished_output
from reference.code_set_mistakes import CodeSetError
from reference.code_sets import code_set_names
from tests.flows.conftest import TODAY, Oht
from tests.flows.small_delivery import KEYS, Row, tells_of_nobody, write_small
from transforms.codes.places import CODED_INPUTS

MONTHS = [*(f"2025-{month:02}" for month in range(6, 13)), *(f"2026-{month:02}" for month in range(1, 10))]
REPLACED_FROM = "2026-07"
SENTENCE = (
    "The publication is held, since codes are used otherwise than before. 2026-09, set acsc_diagnoses in "
    "discharges.main_diagnosis_code: 1 code (G40 vanished), on which stand acsc (100% of the change). Look with: "
    "oht drift --period 2026-09. When it is right, release it with: oht publish --accept-drift REASON"
)
REASON = "The hospitals code epilepsy otherwise since July"


def stays(code: str, successor: str, many: int) -> list[Row]:
    """Give so many stays a month with a code that is replaced by its successor in the last three months."""
    return [
        {
            "separation_no": f"{code}-{month}-{number}",
            "health_number": KEYS[number],
            "admitted_on": f"{month}-03",
            "discharged_on": f"{month}-05",
            "dx_1": code if month < REPLACED_FROM else successor,
        }
        for month in MONTHS
        for number in range(many)
    ]


@pytest.fixture(scope="module")
def drifting_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in whose last three months one diagnosis code is replaced by another, computed for two."""
    home = tmp_path_factory.mktemp("drifting")
    create_store(home / "store", open_periods=2)
    rows = [*stays("G409", "R568", 12), *stays("J449", "J449", 12), *stays("J189", "J189", 5)]
    receive_drop(Store(home / "store"), write_small(home / "main", discharges=rows), "synthetic", TODAY)
    assert main(["run", "--store", str(home / "store")]) == 0
    return home / "store"


@pytest.fixture
def drifting(drifting_home: Path, tmp_path: Path) -> Store:
    """A copy of the drifting store, for one test to change."""
    shutil.copytree(drifting_home, tmp_path / "store")
    return Store(tmp_path / "store")


def test_publication_is_refused_and_says_why(oht: Oht, drifting: Store) -> None:
    said = oht("publish", "--store", drifting.root)
    assert (said.code, said.err) == (DRIFT_HELD, f"✗ {SENTENCE}\n")
    assert (read_pointer(drifting) or {})["release"] is None
    assert not (drifting.root / "published" / "releases").exists()
    # A month before, so few codes missing from two months could still have been chance.
    assert oht("publish", "--period", "2026-08", "--store", drifting.root).code == 0


def test_the_scheduled_run_publishes_nothing_and_says_why(drifting: Store) -> None:
    before = read_pointer(drifting)
    assert why_held(drifting, "2026-09") == SENTENCE
    assert publish_on_schedule(drifting, "2026-09") is None
    assert read_pointer(drifting) == before


def test_a_night_ends_well_and_warns(drifting: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        counts = nightly.fn(store=str(drifting.root))
    assert SENTENCE in caplog.text
    assert "release" not in counts
    assert (read_pointer(drifting) or {})["release"] is None


def test_a_person_lets_it_pass_and_the_ledger_keeps_why(oht: Oht, drifting: Store) -> None:
    assert oht("publish", "--accept-drift", "  ", "--store", drifting.root).code == 2
    said = oht("publish", "--accept-drift", REASON, "--store", drifting.root)
    assert (said.code, said.out.split(":")[0]) == (0, "Published")
    kept = [["acsc_diagnoses", "discharges", "main_diagnosis_code", "G40", "vanished"]]
    assert (read_pointer(drifting) or {})["accepted_drift"] == [{"period": "2026-09", "reason": REASON, "codes": kept}]
    # Once accepted it does not come back, for a person or for the night, nor after going back.
    assert oht("publish", "--store", drifting.root).code == 0
    assert publish_on_schedule(drifting, "2026-09") is not None
    assert oht("run", "--store", drifting.root).code == 0
    assert (read_pointer(drifting) or {})["accepted_drift"][0]["reason"] == REASON


def test_going_back_keeps_what_was_accepted(oht: Oht, drifting: Store) -> None:
    assert oht("publish", "--period", "2026-08", "--store", drifting.root).code == 0
    assert oht("publish", "--accept-drift", REASON, "--store", drifting.root).code == 0
    assert oht("rollback", "--store", drifting.root).code == 0
    assert accepted_reasons(drifting) == [REASON]
    assert (why_held(drifting, "2026-09") or "").startswith("A rollback is held")
    assert oht("publish", "--store", drifting.root).code == 0


def test_an_acceptance_ends_when_its_months_are_over() -> None:
    hold = Hold("2027-12", "s", "discharges", "main_diagnosis_code", (("G40", "vanished"),), ())
    entry = acceptance([hold], "2026-09", " why ")
    assert entry["reason"] == "why"
    assert is_accepted(replace(hold, period="2027-11"), [entry])
    assert not is_accepted(hold, [entry])
    assert is_accepted(replace(hold, period="2026-01"), [entry])
    assert not is_accepted(replace(hold, period="2026-09", codes=(("G40", "shifted"),)), [entry])


def test_the_command_shows_it(oht: Oht, drifting: Store) -> None:
    said = oht("drift", "--store", drifting.root)
    assert said.code == 0
    first, *lines = said.out.splitlines()
    assert first.startswith("2026-09: 2 codes of code sets used otherwise than before, 1 group of other codes, ")
    place = ["acsc_diagnoses", "discharges.main_diagnosis_code"]
    assert lines[1].split()[:7] == [*place, "G40", "vanished", "0", "144", "36"]
    assert ["acsc", *place, "1", "51", "87", "100%", "held"] in [line.split() for line in lines]
    assert "Not compared: day_surgeries.main_diagnosis_code needs day_surgeries." in lines
    assert lines[-1] == SENTENCE
    assert tells_of_nobody(said.out)
    wider = oht("drift", "--unlisted", "--store", drifting.root).out
    assert [line.split()[2:4] for line in wider.splitlines() if line.startswith("none")] == [["R56", "appeared"]]
    facts = oht("drift", "--json", "--store", drifting.root).json[0]
    assert {row["finding"] for row in facts["findings"]} == {"vanished"}


def test_small_counts_are_hidden(oht: Oht, tmp_path: Path) -> None:
    create_store(tmp_path / "store", open_periods=1)
    rows = [*stays("G409", "R568", 12), *stays("J449", "J449", 12)]
    left = {"separation_no": "last", "health_number": KEYS[1], "discharged_on": "2026-07-05", "dx_1": "G409"}
    drop = write_small(tmp_path / "main", discharges=[*rows, {**left, "admitted_on": "2026-07-03"}])
    receive_drop(Store(tmp_path / "store"), drop, "synthetic", TODAY)
    assert oht("run", "--store", tmp_path / "store").code == 0
    hidden = oht("drift", "--store", tmp_path / "store").out.splitlines()
    shown = oht("drift", "--exact", "--store", tmp_path / "store").out.splitlines()
    assert hidden[2].split()[3:6] == ["shifted", "<6", "144"]
    assert shown[2].split()[3:6] == ["shifted", "1", "144"]


def test_running_again_finds_nothing_to_do(oht: Oht, drifting: Store) -> None:
    assert oht("run", "--exit-nothing", "--store", drifting.root).code == 5


def test_without_drift_nothing_is_held(oht: Oht, small_store: Store) -> None:
    assert why_held(small_store, "2026-09") is None
    said = oht("publish", "--accept-drift", "no need", "--store", small_store.root)
    assert said.code == 0
    assert said.out.endswith("No drifting code held it, so that the reason was not kept.\n")
    assert "accepted_drift" not in (read_pointer(small_store) or {})
    output = finished_output(small_store, drift_step("2026-09"))
    assert output is not None
    assert output.load("shares")["is_held"].sum() == 0


def test_a_period_that_was_not_computed(oht: Oht, small_store: Store) -> None:
    assert oht("drift", "--period", "2025-01", "--store", small_store.root).code == 2


def test_every_use_names_a_set_and_a_column_with_codes() -> None:
    for user, use in code_uses():
        assert use.code_set in code_set_names(), user
        assert use.column in CODED_INPUTS[use.input_name].systems, user


def test_a_broken_set_is_said_and_stops_the_run(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise CodeSetError("reference/codes/s.csv, line 4: the code 'j' is not written in capitals and digits.")

    monkeypatch.setattr("flows.code_counts.all_code_sets", broken)
    said = oht("run", "--store", small_store.root)
    assert said.code == 9
    assert said.err.startswith("✗ reference/codes/s.csv, line 4: the code 'j'")
