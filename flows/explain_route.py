"""What a receipt tells beyond the person's own care: the mother's provider, the area's residents, hospital and team."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from flows.attribution import Attributed, Task
from flows.store import Output, made
from flows.work import finished_output
from reports.receipt import Route
from transforms.attribution.areas import count_votes
from transforms.attribution.receipt import Receipt
from transforms.attribution.round_two import networks_of

TABLES = {"physician_id": "data", "centre_id": "centres"}


def describe_route(
    task: Task,
    attributed: Attributed,
    account: Receipt,
    placed: Mapping[str, Any] | None,
    person_id: int,
) -> Route:
    """Give what led from the provider, or from the area, to a team or to none."""
    teams = made(attributed.teams)
    newborn = _row(made(finished_output(task.work.store, task.step("newborns"))), "person_id", person_id)
    found = newborn or (vars(account.chosen) if account.chosen else {})
    column = next((name for name in TABLES if found.get(name)), None)
    provider = _row(teams, column, found[column], TABLES[column]) if column else None
    area = placed["area_id"] if placed else None
    residents = [made(output).load("residents") for output in attributed.round_one] if area else []
    votes = count_votes([part.filter(pl.col("area_id") == area) for part in residents], networks_of(*_providers(teams)))
    return Route(
        order=task.method.tier_order,
        mother=newborn,
        provider=provider,
        area=_row(teams, "area_id", area, "areas") if area else None,
        votes=votes.drop("area_id").rows(),
    )


def _providers(teams: Output) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Physicians and centres after round two."""
    return teams.load("data"), teams.load("centres")


def _row(output: Output, column: str, value: object, table: str = "data") -> dict[str, Any] | None:
    found = output.load(table).filter(pl.col(column) == value)
    return None if found.is_empty() else found.row(0, named=True)
