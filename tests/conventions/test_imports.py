"""Who may import whom."""

import os
import subprocess
import sys

import pytest

from tests.conventions.sources import ROOT


def test_contracts_of_pyproject_hold() -> None:
    # In a process of its own: the linter resets the logging of the process it runs in.
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = _run(command)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not (ROOT / "flows/plan.py").exists(), reason="flows/plan.py is not written yet")
def test_planning_does_not_load_prefect() -> None:
    """Asking what is stale must answer at once; importing Prefect alone takes two to three seconds."""
    assert _loaded_after("import flows.plan", "prefect") == "False"


def test_transforms_do_not_load_prefect() -> None:
    assert _loaded_after("import transforms.statistics.wilson, transforms.disclosure.primary", "prefect") == "False"


def test_the_probe_sees_what_is_loaded() -> None:
    assert _loaded_after("import polars", "polars") == "True"


def _loaded_after(statement: str, module: str) -> str:
    """Say whether `module` is loaded after `statement` in a fresh interpreter."""
    done = _run(f"import sys; {statement}; sys.stdout.write(str({module!r} in sys.modules))")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _run(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python at the root of the project in a fresh interpreter."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True)
