"""What the flows need of Prefect: stages that show as tasks, a log, the name of the run, a page of counts.

Outside a flow run all of it works without a server, so that a flow can be called as the plain function it is.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from prefect import get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext
from prefect.runtime import flow_run
from pydantic import Field

from flows.outcomes import Fault, told_in_sentences

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")

Period = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="A month, such as 2026-09.")]

RETRY_AFTER_SECONDS: list[float] = [30, 120]


def stage(name: str) -> Callable[[Callable[Arguments, Returned]], Callable[Arguments, Returned]]:
    """Make a function a task of the flow run it is called in; outside of one it stays a plain function.

    It takes and returns names and counts only: nothing of it is cached or stored as a result. `name` may show the
    arguments, such as `refresh {period}`.
    """

    def decorate(function: Callable[Arguments, Returned]) -> Callable[Arguments, Returned]:
        @wraps(function)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Returned:
            with told_in_sentences():
                return function(*args, **kwargs)

        as_task = task(
            name=function.__name__,
            task_run_name=name,
            retries=len(RETRY_AFTER_SECONDS),
            retry_delay_seconds=RETRY_AFTER_SECONDS,
            retry_condition_fn=_may_pass,
            cache_policy=NO_CACHE,
            persist_result=False,
        )(guarded)

        @wraps(function)
        def call(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Returned:
            return as_task(*args, **kwargs) if FlowRunContext.get() else guarded(*args, **kwargs)

        return call

    return decorate


def log() -> "logging.Logger | logging.LoggerAdapter[Any]":
    """Give the log of the flow or task run, or a plain one outside of any."""
    return get_run_logger() if FlowRunContext.get() else logging.getLogger("flows")


def holder(flow: str) -> str:
    """Name this run for the lock of the store."""
    return f"flow {flow} {flow_run.name or 'without Prefect'}"


def leave_page(key: str, markdown: str) -> None:
    """Leave a page of counts with the flow run; its failure is no failure of the run."""
    if not FlowRunContext.get():
        return
    try:
        create_markdown_artifact(markdown, key=key)
    except Exception as error:  # noqa: BLE001 - a page nobody can see must not undo a night that went well
        log().warning("The page of this run could not be stored (%s).", type(error).__name__)


def _may_pass(_task: object, _run: TaskRun, state: State[Any]) -> bool:
    """Try again what the system refused, such as a full disk or a lost mount; never what the rules refused."""
    return isinstance(state.data, Fault) and state.data.may_pass
