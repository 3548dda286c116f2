"""Stage: the base table of physicians: who they are, whom they answer for, and what they do."""

import datetime as dt
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.care import bring_activity
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.base_tables import PhysicianBase
from transforms.base_tables.physicians import build_physicians
from transforms.base_tables.provider_answers import build_provider_answers
from transforms.base_tables.workforce import build_workforce
from transforms.dates import period_end
from transforms.indicators.units import add_up

CODE = (
    "transforms.base_tables.physicians",
    "transforms.base_tables.provider_answers",
    "transforms.base_tables.workforce",
    "transforms.dates",
    "transforms.indicators.units",
)


def ensure_physicians(work: Work, inputs: Inputs, attributed: Attributed, period: str) -> Output | None:
    """Bring the base table of physicians of a period up to date."""
    step = Step("derived", "base/physicians", period)
    sources = _sources(work, inputs, attributed, period)
    components = {
        **{f"input:{name}": content_of(output) for name, output in sources.items()},
        **bucket_contents("panels", attributed.persons, "panels"),
        "code": code_digest(*CODE),
        "method": digest(official_method(work.store)),
    }
    produce = partial(_produce, sources, attributed, period_end(period), official_method(work.store))
    return work.ensure(step, components, produce)


def _sources(work: Work, inputs: Inputs, attributed: Attributed, period: str) -> dict[str, Output | None]:
    return {
        "teams of physicians": attributed.teams,
        "activity": bring_activity(work, inputs, period),
        "physicians": inputs.whole["physicians"],
        "claims without a person": inputs.whole["claims_without_person"],
        "answers of physicians": inputs.whole["provider_responses"],
    }


def _produce(sources: dict[str, Output | None], attributed: Attributed, end: dt.date, method: Method) -> Produced:
    frames = {name: made(output).load() for name, output in sources.items()}
    panels = add_up((made(output).load("panels") for output in attributed.persons), ["physician_id"])
    claims, registry = frames["claims without a person"], frames["physicians"]
    workforce = build_workforce(frames["activity"], claims, registry, end)
    answers = build_provider_answers(frames["answers of physicians"], registry, end)
    work = workforce.join(answers, on="physician_id", how="left", maintain_order="left", validate="1:1")
    return Produced({"data": join_workforce(frames["teams of physicians"], panels, work, end, method)})


def join_workforce(
    teams: pl.DataFrame, panels: pl.DataFrame, workforce: pl.DataFrame, end: dt.date, method: Method
) -> pl.DataFrame:
    """One row per physician, sorted by id: the columns of `build_physicians`, and what physicians did and said."""
    table = build_physicians(teams, panels, end, method)
    joined = table.join(workforce, on="physician_id", how="left", maintain_order="left")
    return PhysicianBase.validate(joined.select(list(PhysicianBase.to_schema().columns)))
