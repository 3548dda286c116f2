"""The deployments of prefect.yaml on a real server: planned for the night, run by a worker, silent about persons."""

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.files import read_json
from flows.jobs import REFUSAL
from flows.refresh import refreshed_periods
from flows.store import Store
from tests.flows.small_feed import numbers_told
from tests.server.conftest import CONTROL, NIGHTS_A_CHANGE, TORONTO, Run, Schedule
from tests.server.prefect_server import ROOT, RUN_SECONDS, Server

pytestmark = pytest.mark.server

HALF_PAST_THREE = dt.time(3, 30)
LEAKED = b"1234567897"


def test_the_server_plans_the_nightly_for_half_past_three_in_ontario(schedule: Schedule) -> None:
    local = [start.astimezone(TORONTO) for start in schedule.planned]
    assert {start.time() for start in local} == {HALF_PAST_THREE}
    days = [start.date() for start in local]
    assert days == [days[0] + dt.timedelta(days=number) for number in range(len(days))]
    assert len(days) >= 2


def test_it_comes_once_a_night_when_the_clocks_change(schedule: Schedule) -> None:
    local = [start.astimezone(TORONTO) for start in schedule.changes]
    assert {start.time() for start in local} == {HALF_PAST_THREE}
    assert len({start.date() for start in local}) == len(local) == 2 * NIGHTS_A_CHANGE
    assert {start.astimezone(dt.UTC).hour for start in schedule.changes} == {7, 8}


def test_one_run_at_a_time_and_no_path_of_this_machine(server: Server) -> None:
    strategies = {"nightly/nightly": "CANCEL_NEW", "backfill/backfill": "ENQUEUE"}
    for name, strategy in strategies.items():
        deployment = server.call("GET", f"deployments/name/{name}")
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == strategy
        assert deployment["job_variables"]["env"]["DO_NOT_TRACK"] == "1"
        assert "{{ $OHT_HOME }}" in str(deployment["pull_steps"])
        assert str(ROOT) not in str(deployment)
    assert server.call("GET", "deployments/name/backfill/backfill")["schedules"] == []


@pytest.mark.parametrize("wrong", [{"first": "2025-13"}, {"last": "September"}, {"every": "week"}])
def test_wrong_parameters_are_refused_before_a_run_begins(server: Server, wrong: dict[str, Any]) -> None:
    backfill = server.call("GET", "deployments/name/backfill/backfill")["id"]
    parameters = {"first": "2025-09", "last": "2026-06", "every": "quarter", **wrong}
    answer = server.ask("POST", f"deployments/{backfill}/create_flow_run", parameters=parameters)
    assert answer.is_client_error
    assert next(iter(wrong)) in answer.text


def test_a_night_takes_the_delivery_in_and_publishes(nightly_run: Run, store: Path) -> None:
    assert nightly_run["state_type"] == "COMPLETED", nightly_run["state"]
    assert read_json(store / "published" / "current.json")["period"] == "2026-09"
    assert not list((store / "inbox").glob("*/1-main"))
    records = [read_json(path) for path in (store / "runs" / "log").glob("*.json")]
    assert ("flow nightly", 0) in {(record["command"], record["exit_code"]) for record in records}


def test_its_stages_and_its_page_are_seen(server: Server, nightly_run: Run) -> None:
    runs = server.call("POST", "task_runs/filter", flow_runs={"id": {"any_": [nightly_run["id"]]}})
    names = {run["name"]: run["state_type"] for run in runs}
    stages = ["receive synthetic 1-main", "refresh 2026-08", "refresh 2026-09", "publish"]
    assert names == dict.fromkeys(stages, "COMPLETED")
    page = server.call("GET", "artifacts/nightly/latest")
    assert page["data"].startswith("# Nightly run") and "| synthetic/1-main |" in page["data"]


def test_a_backfill_of_four_quarters(backfill_run: Run, store: Path) -> None:
    assert backfill_run["state_type"] == "COMPLETED", backfill_run["state"]
    quarters = ["2025-09", "2025-12", "2026-03", "2026-06"]
    assert refreshed_periods(Store(store)) == [*quarters, "2026-08", "2026-09"]


def test_a_night_with_a_refused_delivery_fails_with_its_sentence(refused_run: Run, store: Path) -> None:
    assert refused_run["state_type"] == "FAILED"
    assert "synthetic/2-spoilt was not taken in: persons.csv" in refused_run["state"]["message"]
    assert (store / "inbox" / "synthetic" / "2-spoilt" / REFUSAL).exists()


@pytest.fixture(scope="session")
def leaking_run(server: Server) -> None:
    """Run a flow that fails with a number in the text of its error."""
    program = [sys.executable, "-m", "tests.server.leaking_flow"]
    done = subprocess.run(program, cwd=ROOT, env=dict(server.environment), capture_output=True, timeout=RUN_SECONDS)
    assert done.returncode == 0, done.stderr.decode()
    assert numbers_told(done.stdout + done.stderr, frozenset([LEAKED])) == set()


def test_no_health_number_reaches_the_database_of_prefect(
    server: Server, refused_run: Run, leaking_run: None, numbers: frozenset[bytes]
) -> None:
    expected = ["set aside", "Plan: ", "2-spoilt was not taken in", "An unforeseen ValueError", "# Backfill"]
    stored = server.wait_for("logs", lambda: _text_with(server, expected), 30)
    control = frozenset([CONTROL.encode()])
    assert numbers_told(stored, control) == control, "the search finds what is there"
    assert numbers_told(stored, numbers | {LEAKED}) == set()


def test_no_health_number_is_in_what_server_and_worker_say_or_keep(
    server: Server, refused_run: Run, numbers: frozenset[bytes]
) -> None:
    kept = [path for path in server.home.rglob("*") if path.is_file()]
    said = [server.home.parent / "server.log", server.home.parent / "worker.log"]
    assert b"Plan: " in said[1].read_bytes()
    for path in [*kept, *said]:
        assert numbers_told(path.read_bytes(), numbers) == set(), path.name


def _text_with(server: Server, expected: list[str]) -> str | None:
    text = server.stored_text()
    return text if all(sentence in text for sentence in expected) else None
