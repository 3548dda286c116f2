"""The plan: what runs and why, printed before every run, without changing anything or loading an orchestrator."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.lock import hold_lock
from flows.plan import PlanLine, group_actions, make_plan, open_periods
from flows.refresh import refreshed_periods
from flows.store import Step, Store
from flows.work import Action
from tests.flows.conftest import Oht
from tests.flows.small_delivery import Row, files_of, small_rows, spoil, write_small

LATER = "delivered_on: 2026-11-05\n"
INPUTS = ["persons", "enrolments", "physicians", "discharges", "ed_visits", "hospitals", "ohts"]


def receive(oht: Oht, store: Store, folder: Path) -> None:
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0


def runs(lines: list[PlanLine]) -> dict[str, str]:
    return {f"{line.period} {line.step}": line.reason for line in lines if line.state == "to_run"}


def corrected(folder: Path, **changed: list[Row]) -> Path:
    """Write a later delivery of persons and whatever must be in every delivery, small tables unchanged."""
    return write_small(folder, note=LATER, **{"discharges": [], "ed_visits": [], **changed})


def test_of_a_new_store_everything_is_to_run_or_waits(oht: Oht, store: Store, tmp_path: Path) -> None:
    receive(oht, store, write_small(tmp_path / "d"))
    lines = make_plan(store, open_periods(store))
    assert {line.state for line in lines} == {"to_run", "waiting"}
    assert {line.reason for line in lines if line.state == "to_run"} == {"never computed"}
    assert {f"all derived/inputs/{name}" for name in INPUTS} < set(runs(lines))


def test_what_was_computed_is_up_to_date(small_store: Store) -> None:
    assert {line.state for line in make_plan(small_store, ["2026-08", "2026-09"])} == {"current"}


def test_another_period_runs_alone(small_store: Store) -> None:
    lines = make_plan(small_store, ["2026-07", "2026-09"])
    assert {line.period for line in lines if line.state != "current"} == {"2026-07"}
    assert set(runs(lines).values()) == {"never computed"}


def test_a_corrected_delivery_says_which_input_changed(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    persons = spoil("persons", 3, lambda row: {**row, "gender": "1"})
    receive(oht, small_store, corrected(tmp_path / "e", **persons))
    reasons = runs(make_plan(small_store, ["2026-09"]))
    assert reasons["all derived/inputs/persons"] == "input changed: persons of drop 2"
    assert reasons["all derived/inputs/physicians"] == "input changed: physicians of drop 2"
    # All claims are netted, whoever billed them, so that they need not wait for the physicians.
    assert reasons["all derived/inputs/claims"] == "input changed: claims of drop 2"
    assert "all derived/inputs/ed_visits" not in reasons


def test_what_follows_from_a_change_is_named_in_the_run(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    persons = spoil("persons", 3, lambda row: {**row, "born": "2020-02-02"})
    receive(oht, small_store, corrected(tmp_path / "e", **persons))
    said = oht("run", "--store", small_store.root)
    lines = said.out.splitlines()
    assert "2026-09 attribution/round_one: input changed: persons" in lines
    assert not [line for line in lines if line.startswith("2026-09 features/emergency:")]


def test_changed_code_and_rules_are_reasons(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.results.code_digest", lambda *_: "other")
    reasons = runs(make_plan(small_store, ["2026-09"]))
    assert reasons["2026-09 results/tiers"] == "code changed"
    monkeypatch.undo()
    monkeypatch.setattr("flows.lines._lines_digest", lambda _: "other")
    changed = runs(make_plan(small_store, ["2026-09"]))
    assert changed == dict.fromkeys(["all derived/core_lines", "all derived/other_lines"], "attribution method changed")


def test_what_is_lost_is_made_again(small_store: Store) -> None:
    [manifest] = (small_store.root / "results" / "tiers" / "period=2026-09").rglob("manifest.json")
    manifest.unlink()
    assert runs(make_plan(small_store, ["2026-09"])) == {"2026-09 results/tiers": "output is missing"}


def test_buckets_of_a_step_are_one_line() -> None:
    actions = [Action(Step("derived", "needs", "2026-09", bucket), "to_run", "never computed") for bucket in range(3)]
    actions.append(Action(Step("derived", "needs", "2026-09", 3), "current", "up to date"))
    assert group_actions(actions) == [
        PlanLine("2026-09", "derived/needs", "to_run", 3, "never computed"),
        PlanLine("2026-09", "derived/needs", "current", 1, "up to date"),
    ]


@pytest.mark.parametrize(
    ("delivered_on", "covered_to", "expected"),
    [
        ("2026-03-30", "2026-03-31", ["2026-01", "2026-02"]),
        ("2026-03-31", "2026-03-31", ["2026-02", "2026-03"]),
        ("2026-09-30", "2026-09-29", ["2026-07", "2026-08"]),
        ("2026-02-15", "2026-01-31", ["2025-12", "2026-01"]),
    ],
)
def test_open_periods_end_with_the_last_month_covered_to_its_end(
    oht: Oht, store: Store, tmp_path: Path, delivered_on: str, covered_to: str, expected: list[str]
) -> None:
    claims = [{**row, "serviced_on": "2025-11-03"} for row in small_rows()["claims"]]
    persons = [{**row, "last_contact_on": ""} for row in small_rows()["persons"]]
    note = f"delivered_on: {delivered_on}\ncovers: {{claims: [2022-10-01, {covered_to}]}}\n"
    folder = write_small(tmp_path / "d", note, claims=claims, persons=persons, discharges=[], ed_visits=[])
    receive(oht, store, folder)
    assert open_periods(store) == expected


def test_the_input_that_is_covered_least_decides_what_is_open(oht: Oht, store: Store, tmp_path: Path) -> None:
    # Of discharges and visits only their rows say until when, and the last are of March.
    receive(oht, store, write_small(tmp_path / "d", "covers: {claims: [2022-10-01, 2026-09-30]}\n"))
    assert open_periods(store) == ["2026-02", "2026-03"]


def test_planning_changes_no_file(oht: Oht, small_store: Store) -> None:
    before = files_of(small_store.root)
    logged = sorted((small_store.root / "runs" / "log").iterdir())
    for words in ("plan", "plan --period 2026-07", "plan --from 2025-01 --to 2026-09 --every quarter --json", "status"):
        assert oht(*words.split(), "--store", small_store.root).code == 0
    assert files_of(small_store.root) == before
    assert sorted((small_store.root / "runs" / "log").iterdir()) == logged


def test_planning_needs_no_prefect(small_store: Store) -> None:
    probe = (
        "import sys; from flows.cli import main; code = main(sys.argv[1:]); "
        "sys.exit('prefect is loaded' if 'prefect' in sys.modules else code)"
    )
    told = first_words(small_store)
    words = [sys.executable, "-c", probe, "plan", "--period", "2026-07", "--store", str(small_store.root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(told)


def steps_in(store: Store, state: str) -> int:
    """Number of steps of July in a state; the store has one bucket, and each line of the plan is a step."""
    lines = [line for line in make_plan(store, ["2026-07"]) if line.state == state]
    assert {line.buckets for line in lines} <= {1}
    return len(lines)


def first_words(store: Store) -> str:
    return f"Plan: {steps_in(store, 'to_run')} steps to run, {steps_in(store, 'waiting')} wait for them, "


def test_the_plan_comes_before_every_run_even_where_nobody_looks(oht: Oht, small_store: Store) -> None:
    told, runs, waits = first_words(small_store), steps_in(small_store, "to_run"), steps_in(small_store, "waiting")
    assert runs > 5 and waits > 20
    said = oht("run", "--period", "2026-07", "--store", small_store.root)
    lines = said.out.splitlines()
    assert lines[0].startswith(told)
    assert lines[1].split() == ["period", "step", "buckets", "why"]
    assert lines[2].split() == ["2026-07", "attribution/care", "1", "never", "computed"]
    assert lines[2 + runs].split() == f"2026-07 {waits} steps more {waits} when those have run".split()
    assert lines[3 + runs] == "2026-07 attribution/care: never computed"
    assert lines[-1] == f"{runs + waits} steps ran; 2026-07 up to date."
    again = oht("run", "--period", "2026-07", "--store", small_store.root)
    assert again.out.splitlines()[0].startswith("Plan: nothing to do, ")
    assert again.out.splitlines()[1] == "0 steps ran; 2026-07 up to date."


def test_a_run_does_what_the_plan_said(oht: Oht, small_store: Store) -> None:
    planned = oht("plan", "--from", "2026-06", "--to", "2026-07", "--store", small_store.root, "--json").json
    ran = oht("run", "--from", "2026-06", "--to", "2026-07", "--store", small_store.root, "--json").json
    assert ran[0] == planned[0]
    active = [line["buckets"] for line in planned[0]["plan"] if line["state"] != "current"]
    assert ran[1]["steps_run"] == sum(active)
    assert refreshed_periods(small_store) == ["2026-06", "2026-07", "2026-08", "2026-09"]


@pytest.mark.parametrize("words", ["run", "backfill --from 2026-08 --to 2026-09"])
def test_nothing_to_do_has_a_code_for_those_who_ask(oht: Oht, small_store: Store, words: str) -> None:
    assert oht(*words.split(), "--store", small_store.root).code == 0
    assert oht(*words.split(), "--exit-nothing", "--store", small_store.root).code == 5
    assert oht("run", "--period", "2026-07", "--exit-nothing", "--store", small_store.root).code == 0


def test_a_run_interrupted_between_steps_goes_on(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commit: Callable[..., object] = Store.commit

    def interrupted(self: Store, step: Step, *rest: object) -> object:
        if step.name == "needs":
            raise KeyboardInterrupt
        return commit(self, step, *rest)

    monkeypatch.setattr(Store, "commit", interrupted)
    assert oht("run", "--period", "2026-07", "--store", small_store.root).code == 130
    monkeypatch.undo()
    with hold_lock(small_store.root, "nobody else"):
        lines = make_plan(small_store, ["2026-07"])
    waiting = [line for line in lines if line.state != "current"]
    assert waiting[0].step == "derived/needs"
    assert len(waiting) < len(lines) / 2
    assert oht("run", "--period", "2026-07", "--store", small_store.root).code == 0
