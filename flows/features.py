"""Stage: the features of a bucket, and the base tables that definitions are evaluated on."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, content_of
from schemas.inputs.registry import INPUTS
from transforms.base_tables.events import join_events
from transforms.base_tables.persons import build_persons
from transforms.base_tables.population import build_population
from transforms.catalogue import event_families, families
from transforms.features.family import ATTRIBUTION, EventFamily, Family

Features = dict[str, Output | None]
# Inputs and lines that are read by window, with the day of their rows.
DATE_COLUMNS = {
    "core_lines": "service_date",
    "contacts": "service_date",
    "condition_days": "service_date",
    "listed_services": "service_date",
    "screening_lines": "test_date",
    "preventive_lines": "service_date",
    **{name: model.contract().dates[0] for name, model in INPUTS.items() if model.contract().is_windowed},
}
# What decides which days a family is given.
WINDOW_CODE = ("transforms.dates", "transforms.attribution.windows")
BASE_CODE = ("transforms.base_tables.persons", "transforms.base_tables.events")
POPULATION_CODE = "transforms.base_tables.population"


@dataclass(frozen=True)
class Place:
    """Where features are asked for: a period and bucket, the attribution they may read, and outputs of all buckets.

    `by`: the attribution's name when it is not the one that results stand on; null: it is.
    """

    period: str
    end: dt.date
    bucket: int
    attribution: Output | None
    shared: Mapping[str, Output | None]
    by: str | None = None


@dataclass
class BucketBase:
    """The frames of a bucket, read when first asked for and shared by all definitions of the bucket.

    `decedents`: those who died, whom only the population has.
    """

    attribution: Output | None
    features: Features
    end: dt.date
    decedents: Output | None = None

    @cached_property
    def persons(self) -> pl.DataFrame:
        """One row per counted person: attribution and every computable feature of persons."""
        computable = [family for name, family in families().items() if name in self.features]
        return build_persons(made(self.attribution).load(), self._frames(computable), computable, self.end)

    @cached_property
    def events(self) -> dict[str, pl.DataFrame]:
        """Give by family one row per event of a counted person, with the columns of the person beside."""
        computable = [name for name in event_families() if name in self.features]
        return {name: join_events(made(self.features[name]).load(), self.persons) for name in computable}

    def population(self, names: Iterable[str]) -> pl.DataFrame:
        """One row per counted person and per decedent: units and the features of the named families of persons."""
        chosen = [family for name, family in families().items() if name in set(names)]
        attribution, dead = made(self.attribution).load(), made(self.decedents).load()
        return build_population(attribution, dead, self._frames(chosen), chosen, self.end)

    def _frames(self, chosen: Iterable[Family]) -> dict[str, pl.DataFrame]:
        return {family.name: made(self.features[family.name]).load() for family in chosen}

    def components(self, names: Iterable[str]) -> dict[str, str | None]:
        """Digests of the attribution and of the named features."""
        features = {f"input:features {name}": content_of(self.features[name]) for name in names}
        return {"input:attribution": content_of(self.attribution), **features}


def all_families() -> dict[str, Family | EventFamily]:
    """Give the families of persons and of events by name."""
    return {**families(), **event_families()}


def build_features(work: Work, inputs: Inputs, place: Place, missing: Mapping[str, str]) -> Features:
    """Bring the features of a bucket up to date; gives them by family, without those that lack something."""
    chosen = [family for name, family in all_families().items() if name not in missing]
    return {family.name: _feature(work, inputs, family, place) for family in chosen}


def features_by(work: Work, inputs: Inputs, features: Features, place: Place) -> Features:
    """Give the same features for another attribution: what reads the attribution is made anew for it."""
    reading = [family for name, family in all_families().items() if name in features and ATTRIBUTION in family.reads]
    return features | {family.name: _feature(work, inputs, family, place) for family in reading}


def _feature(work: Work, inputs: Inputs, family: Family | EventFamily, place: Place) -> Output | None:
    components: dict[str, str | None] = {
        **{f"input:{name}": _content(inputs, family, name, place) for name in family.reads},
        "code": code_digest(family.build.__module__, *WINDOW_CODE),
        f"rule:{family.name}": digest(family.codes() if family.codes else None),
    }
    name = f"features/{family.name}" if place.by is None else f"features/{family.name}/{place.by}"
    step = Step("derived", name, place.period, place.bucket)
    return work.ensure(step, components, partial(_produce, inputs, family, place))


def _content(inputs: Inputs, family: Family | EventFamily, name: str, place: Place) -> str | None:
    if name == ATTRIBUTION:
        return content_of(place.attribution)
    if name in place.shared:
        return content_of(place.shared[name])
    if name in DATE_COLUMNS:
        return window_content(inputs, name, place.bucket, place.end, _months(family))
    return inputs.content(name, place.bucket)


def _months(family: Family | EventFamily) -> int:
    return max(requirement.months for requirement in family.requires)


def _produce(inputs: Inputs, family: Family | EventFamily, place: Place) -> Produced:
    frames = {name: _load(inputs, family, name, place) for name in family.reads}
    return Produced({"data": family.build(frames, place.end)})


def _load(inputs: Inputs, family: Family | EventFamily, name: str, place: Place) -> pl.DataFrame:
    """One row per row of what a family reads; of dated inputs only the months that it asks for."""
    if name == ATTRIBUTION:
        return made(place.attribution).load()
    if name in place.shared:
        return made(place.shared[name]).load()
    if name in DATE_COLUMNS:
        return read_window(inputs, name, place.bucket, DATE_COLUMNS[name], place.end, _months(family))
    return inputs.load(name, place.bucket)
