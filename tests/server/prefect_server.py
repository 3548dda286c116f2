"""A real Prefect server and worker on loopback, and how the tests talk to them.

Settings reach the processes by their environment only; every process is ended by its own id, with all it started.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

ROOT = Path(__file__).resolve().parents[2]
OVERALL_SECONDS = 360
START_SECONDS = 180
SCHEDULE_SECONDS = 90
RUN_SECONDS = 150
END_SECONDS = 20

Found = TypeVar("Found")


@dataclass(frozen=True)
class Server:
    """A running server: its address, its home folder, and the environment in which its clients run."""

    url: str
    home: Path
    environment: Mapping[str, str]
    ends_at: float = field(default_factory=lambda: time.monotonic() + OVERALL_SECONDS)

    def call(self, method: str, path: str, **body: Any) -> Any:
        """Call the API; gives the answer as JSON, null when it is empty; fails on an error status."""
        answer = self.ask(method, path, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        """Call the API; gives the answer whatever its status."""
        # A proxy of the machine has no business between two processes of it.
        with httpx.Client(trust_env=False, timeout=60) as client:
            return client.request(method, f"{self.url}/{path}", json=body or None)

    def prefect(self, *words: str) -> str:
        """Run a command of Prefect at the root of the project; gives what it printed and fails when it failed."""
        command = [sys.executable, "-m", "prefect", "--no-prompt", *words]
        # As whoever deploys from a desk: where project and store are is the business of the worker's machine.
        environment = {name: value for name, value in self.environment.items() if not name.startswith("OHT_")}
        seconds = max(1.0, self.ends_at - time.monotonic())
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds)
        assert done.returncode == 0, f"{' '.join(words)}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def wait_for(self, what: str, probe: Callable[[], Found | None], seconds: float) -> Found:
        """Ask again and again until `probe` gives something; fails when the time is over."""
        ends_at = min(time.monotonic() + seconds, self.ends_at)
        while not (found := probe()):
            assert time.monotonic() < ends_at, f"No {what} within {seconds} seconds ({OVERALL_SECONDS} for all tests)."
            time.sleep(1)
        return found

    def run(self, deployment: str, parameters: dict[str, Any], tags: list[str]) -> dict[str, Any]:
        """Start a run of a deployment, wait for its end and give it."""
        deployment_id = self.call("GET", f"deployments/name/{deployment}")["id"]
        body = {"parameters": parameters, "tags": tags}
        run_id = self.call("POST", f"deployments/{deployment_id}/create_flow_run", **body)["id"]
        return self.wait_for(f"end of {deployment}", lambda: self._ended(run_id), RUN_SECONDS)

    def stored_text(self) -> str:
        """Give everything in the database, logs, parameters, states and artifacts included, as text."""
        with sqlite3.connect(f"file:{self.home / 'prefect.db'}?mode=ro", uri=True) as database:
            return "\n".join(database.iterdump())

    def _ended(self, run_id: str) -> dict[str, Any] | None:
        run = self.call("GET", f"flow_runs/{run_id}")
        return run if run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """Start a server with its data in a folder of its own; ends it afterwards."""
    port = _free_port()
    server = Server(f"http://127.0.0.1:{port}/api", folder / "prefect", _environment(folder, port))
    words = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with running(words, server.environment, folder / "server.log") as process:
        server.wait_for("healthy server", lambda: _is_healthy(server, process), START_SECONDS)
        yield server


@contextmanager
def running(words: list[str], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of Prefect in the background, in a process group of its own, and end the whole group."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *words],
            cwd=ROOT,
            env=dict(environment),
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for wish in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, wish)
            process.wait(END_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    process.wait(END_SECONDS)


def _is_healthy(server: Server, process: subprocess.Popen[bytes]) -> bool:
    log = server.home.parent / "server.log"
    assert process.poll() is None, f"The server ended:\n{log.read_text(errors='replace')[-3000:]}"
    try:
        return server.ask("GET", "health").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Give an environment without the settings of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "OHT_"))}
    return inherited | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_REQUEST_TIMEOUT": "120",
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "OHT_HOME": str(ROOT),
        "OHT_STORE": str(folder / "store"),
    }
