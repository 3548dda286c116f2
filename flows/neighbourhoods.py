"""Stage: who lives in which neighbourhood, and how those people fare."""

from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.measures import Memberships
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents
from reference.community import community
from schemas.neighbourhoods import AreaPersons, AreaResults, PracticeAreas
from transforms.catalogue import indicators
from transforms.indicators.definition import Indicator
from transforms.indicators.membership import PARTS, column_of
from transforms.indicators.units import add_up
from transforms.neighbourhoods.counting import (
    AREA_KEY,
    PRACTICE_KEY,
    RESULT_KEY,
    count_area_persons,
    count_area_results,
    count_practice_areas,
)

CODE = ("transforms.neighbourhoods.counting", "transforms.indicators.units")
COLUMNS = ["person_id", "area_id", "physician_id"]
KEYS = {"data": AREA_KEY, "results": RESULT_KEY, "practices": PRACTICE_KEY}
MODELS = {"data": AreaPersons, "results": AreaResults, "practices": PracticeAreas}


def neighbourhoods_step(period: str) -> Step:
    """Where the neighbourhoods of a period are: people (table data), results, and people of practices."""
    return Step("results", "neighbourhoods", period)


def told_of_areas() -> dict[str, Indicator]:
    """Give the indicators told of neighbourhoods by id, in the order of their list."""
    return {name: indicators()[name] for name in community().indicators}


def count_neighbourhoods(work: Work, attributed: Attributed, found: Memberships, period: str) -> Output | None:
    """Bring the neighbourhoods of a period up to date; what cannot be computed has no results."""
    computable = {record.id for record in found.measured()}
    chosen = [name for name in told_of_areas() if name in computable and not found.attribution_missing]
    components = {
        **bucket_contents("attribution", attributed.persons),
        **bucket_contents("membership", found.persons),
        "told": digest(chosen),
        "code": code_digest(*CODE),
    }
    return work.ensure(neighbourhoods_step(period), components, partial(_produce, attributed, found, chosen))


def _produce(attributed: Attributed, found: Memberships, chosen: list[str]) -> Produced:
    pairs = zip(attributed.persons, found.persons, strict=True)
    partials = [_count_bucket(made(placed), made(members), chosen) for placed, members in pairs]
    tables = {name: add_up((partial[name] for partial in partials), key) for name, key in KEYS.items()}
    return Produced({name: MODELS[name].validate(table) for name, table in tables.items()})


def _count_bucket(placed: Output, members: Output, chosen: list[str]) -> dict[str, pl.DataFrame]:
    """Give the sums of a bucket."""
    persons = placed.load(columns=COLUMNS).sort("person_id")
    wide = members.load(columns=["person_id", *(column_of(name, part) for name in chosen for part in PARTS)])
    return {
        "data": count_area_persons(persons),
        "results": count_area_results(persons, wide, chosen),
        "practices": count_practice_areas(persons),
    }
