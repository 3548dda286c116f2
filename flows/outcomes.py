"""How a run of a flow ends: with a record beside the runs of the command line and, when it fails, with a sentence.

Prefect stores the text of every error it sees, so an unforeseen one is put into a sentence before it gets there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import polars as pl

from flows import exit_codes
from flows.cli import explain
from flows.refusals import Refused
from flows.run_records import record_run
from flows.store import Store


class Fault(RuntimeError):  # noqa: N818 - named as people say it
    """Something broke, told in a sentence without any value of a person; `may_pass`: trying again may help."""

    def __init__(self, sentence: str, exit_code: int, may_pass: bool) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
        self.may_pass = may_pass


@contextmanager
def told_in_sentences() -> Iterator[None]:
    """Let refusals pass and turn everything else that goes wrong into a Fault."""
    try:
        yield
    except (Refused, Fault):
        raise
    # A panic inside polars is no Exception, and its text may hold a value.
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001 - all of it ends in a sentence
        raise Fault(explain(error), exit_codes.exit_code_of(error), isinstance(error, OSError)) from None


@contextmanager
def recorded(store: Store, command: str) -> Iterator[None]:
    """Write the record of a run when it ends, however it ends."""
    started = datetime.now(UTC)
    outcome: dict[str, object] = {"exit_code": exit_codes.OK}
    try:
        with told_in_sentences():
            yield
    except (Refused, Fault) as error:
        code = error.exit_code if isinstance(error, Fault) else exit_codes.exit_code_of(error)
        outcome = {"exit_code": code, "error": str(error)}
        raise
    except BaseException:
        outcome = {"exit_code": exit_codes.INTERRUPTED}
        raise
    finally:
        record_run(store, command, started, outcome)
