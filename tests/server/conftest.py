"""One server, one worker and three runs for all tests that need them: each part waits for the one before."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flows.settings import create_store
from tests.flows.small_feed import health_numbers, put_into_inbox, spoil, write_feed
from tests.server.prefect_server import SCHEDULE_SECONDS, Server, running, running_server

TORONTO = ZoneInfo("America/Toronto")
# Not the number of any person delivered: it proves that the search would find one.
CONTROL = "9999999995"
NIGHTS_A_CHANGE = 4

Run = dict[str, Any]


@dataclass(frozen=True)
class Schedule:
    """Start times of the nightly: as planned by the server itself, and around the next two changes of the clock."""

    planned: list[dt.datetime]
    changes: list[dt.datetime]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server with the deployments of prefect.yaml."""
    with running_server(tmp_path_factory.mktemp("server")) as started:
        started.prefect("work-pool", "create", "oht", "--type", "process")
        started.prefect("deploy", "--all")
        yield started


@pytest.fixture(scope="session")
def schedule(server: Server) -> Schedule:
    """Give the start times of the nightly and then stop its schedule, lest a night begin during the tests."""
    nightly = server.call("GET", "deployments/name/nightly/nightly")
    planned = server.wait_for("planned night", lambda: start_times(server, nightly["id"]), SCHEDULE_SECONDS)
    for day in clock_changes():
        noon_before = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC) - dt.timedelta(days=2)
        body = {"start_time": noon_before.isoformat(), "min_runs": NIGHTS_A_CHANGE, "max_runs": NIGHTS_A_CHANGE}
        server.call("POST", f"deployments/{nightly['id']}/schedule", **body)
    changes = [start for start in start_times(server, nightly["id"]) if start not in planned]
    only = nightly["schedules"][0]["id"]
    server.call("PATCH", f"deployments/{nightly['id']}/schedules/{only}", active=False)
    return Schedule(planned, changes)


@pytest.fixture(scope="session")
def feed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the folders of a main and a correcting delivery."""
    return write_feed(tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="session")
def numbers(feed: list[Path]) -> frozenset[bytes]:
    """Give the health numbers of everybody delivered."""
    return health_numbers(feed)


@pytest.fixture(scope="session")
def store(server: Server) -> Path:
    """Give the empty store that OHT_STORE of the worker names."""
    return create_store(Path(server.environment["OHT_STORE"]), open_periods=2).root


@pytest.fixture(scope="session")
def worker(server: Server, schedule: Schedule, store: Path) -> Iterator[None]:
    """Keep a worker at work."""
    log = server.home.parent / "worker.log"
    with running(["worker", "start", "--pool", "oht", "--type", "process"], server.environment, log):
        yield


@pytest.fixture(scope="session")
def nightly_run(server: Server, worker: None, store: Path, feed: list[Path]) -> Run:
    """Give a night that found the main delivery in the inbox."""
    put_into_inbox(feed[0], store, "1-main")
    return server.run("nightly/nightly", {}, [CONTROL])


@pytest.fixture(scope="session")
def backfill_run(server: Server, nightly_run: Run) -> Run:
    """Give a backfill of four quarters after that night."""
    return server.run("backfill/backfill", {"first": "2025-09", "last": "2026-06", "every": "quarter"}, [])


@pytest.fixture(scope="session")
def refused_run(server: Server, backfill_run: Run, store: Path, feed: list[Path]) -> Run:
    """Give a night that found a delivery with health numbers where days of birth belong."""
    spoil(put_into_inbox(feed[1], store, "2-spoilt"))
    return server.run("nightly/nightly", {}, [])


def start_times(server: Server, deployment_id: str) -> list[dt.datetime]:
    """Give the start times of the runs that wait for their hour, in order."""
    body = {
        "deployments": {"id": {"any_": [deployment_id]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
    }
    runs = server.call("POST", "flow_runs/filter", **body)
    return sorted(dt.datetime.fromisoformat(run["expected_start_time"]) for run in runs)


def clock_changes() -> list[dt.date]:
    """Give the next two days on which Ontario changes its clocks, from a week ahead on."""
    first = dt.datetime.now(TORONTO).replace(hour=12, minute=0, second=0, microsecond=0) + dt.timedelta(days=7)
    days = [first + dt.timedelta(days=number) for number in range(370)]
    pairs = [(before, day) for before, day in pairwise(days) if before.utcoffset() != day.utcoffset()]
    return [day.date() for _, day in pairs[:2]]
