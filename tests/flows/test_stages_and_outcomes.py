"""What is tried again, what is kept back, and what a page of counts says."""

import errno
import logging
import types

import polars as pl
import pytest
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows import _prefect, commands
from flows.cli import main
from flows.exit_codes import FAILED, NO_SPACE
from flows.outcomes import Fault, told_in_sentences
from flows.refusals import Refused
from flows.run_pages import Run, run_page

NUMBER = "1234567897"
PANIC = pl.exceptions.PanicException


def fault_of(error: BaseException) -> Fault:
    """Give what an error becomes."""
    with pytest.raises(Fault) as caught, told_in_sentences():
        raise error
    return caught.value


def state_of(error: BaseException) -> State[object]:
    """Give the state in which Prefect shows an error of a task."""
    return Failed(data=error)


@pytest.mark.parametrize("error", [ValueError(NUMBER), KeyError(NUMBER), PANIC(NUMBER), MemoryError(NUMBER)])
def test_the_text_of_an_unforeseen_error_is_kept_back(error: BaseException) -> None:
    fault = fault_of(error)
    assert NUMBER not in str(fault) and type(error).__name__ in str(fault)
    assert fault.__suppress_context__ and not fault.may_pass


def test_the_command_line_keeps_the_text_of_a_panic_back_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def panic(*_: object) -> int:
        raise PANIC(NUMBER)

    monkeypatch.setattr(commands, "plan", panic)
    assert main(["plan"]) == FAILED
    told = "".join(capfd.readouterr())
    assert "An unforeseen PanicException" in told and NUMBER not in told


def test_a_refusal_passes_as_it_is() -> None:
    refusal = Refused("file_missing", "claims is missing.")
    with pytest.raises(Refused) as caught, told_in_sentences():
        raise refusal
    assert caught.value is refusal


def test_only_what_the_system_refused_is_tried_again() -> None:
    full = fault_of(OSError(errno.ENOSPC, "No space left on device", NUMBER))
    assert full.exit_code == NO_SPACE and NUMBER not in str(full)
    assert _prefect._may_pass(None, None, state_of(full))  # type: ignore[arg-type]
    for error in (fault_of(ValueError("x")), Refused("rows_rejected", "x"), OSError("never comes bare")):
        assert not _prefect._may_pass(None, None, state_of(error))  # type: ignore[arg-type]
    assert fault_of(ValueError("x")).exit_code == FAILED


def test_a_stage_outside_a_flow_run_is_a_plain_function() -> None:
    @_prefect.stage("double {number}")
    def double(number: int) -> int:
        return 2 * number

    assert double(21) == 42


def test_a_page_that_cannot_be_stored_is_only_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ConnectionError(NUMBER)

    monkeypatch.setattr(_prefect, "FlowRunContext", types.SimpleNamespace(get=lambda: True))
    monkeypatch.setattr(_prefect, "get_run_logger", lambda: logging.getLogger("flows"))
    monkeypatch.setattr(_prefect, "create_markdown_artifact", fail)
    _prefect.leave_page("nightly", "# Nightly run")
    assert "The page of this run could not be stored (ConnectionError)" in caplog.text
    assert NUMBER not in caplog.text


def test_a_page_shows_counts() -> None:
    run = Run(
        received={"synthetic/main": {"rows_in": 1_234, "valid": 1_230, "quarantined": 4}},
        problems=["The delivery synthetic/late was not taken in: claims is missing."],
        refreshed={"2026-09": {"ran": 19, "current": 12}},
        current={"release": None, "period": "2026-09", "packs": "abc"},
    )
    assert run_page("Nightly run", run).splitlines() == [
        "# Nightly run",
        "",
        "| delivery | rows | valid | set aside |",
        "| --- | ---: | ---: | ---: |",
        "| synthetic/main | 1,234 | 1,230 | 4 |",
        "",
        "- The delivery synthetic/late was not taken in: claims is missing.",
        "",
        "| period | steps run | up to date |",
        "| --- | ---: | ---: |",
        "| 2026-09 | 19 | 12 |",
        "",
        "Current: no release yet, practice packs of 2026-09.",
    ]
    assert run.counts()["steps_run"] == 19
