"""Stage: who belongs to whom at the end of a period, in the rounds of the method.

Care and the comprehensive physicians come first; round one finds providers by a person's own enrolment and care; then
newborns are answered and, in round two, providers and areas are placed; round three gives everybody a team.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from flows.care import bring_care, judge
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.specialists import bring_services
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.attribution_steps import (
    Admissions,
    AreaTeams,
    AttributedPersons,
    CentreAdmissions,
    CentreTeams,
    CorporationNetworks,
    ExclusionCounts,
    NetworkTeams,
    NewbornAnswers,
    NewbornRequests,
    PhysicianTeams,
    Residents,
)
from schemas.base_tables import PanelCounts
from schemas.core import Attribution
from schemas.networks import NetworkMergers
from schemas.results import TierCounts
from transforms.attribution.newborns import answer_requests
from transforms.attribution.round_one import attribute_by_own_care
from transforms.attribution.round_three import Between, attribute_to_teams
from transforms.attribution.round_two import Partials, Placed, RoundTwo, place_providers
from transforms.attribution.windows import UNTIL_INCLUDED
from transforms.base_tables.physicians import count_panels
from transforms.dates import period_end
from transforms.indicators.units import count_tiers

OF_BUCKET = ["persons", "addresses", "births", "enrolments", "centre_rosters"]
WHOLE = ["physicians", "centres", "hospitals"]
CROSSWALK = ["physicians", "centres", "hospitals", "areas", "network_ohts", "combined_networks"]
PARTIALS = ["admissions", "centre_admissions", "residents"]


@dataclass(frozen=True)
class Attributed:
    """Outputs of the attribution of a period; null: planned, not made.

    `file`: the official file whose teams the persons have; null: their teams are recomputed.
    """

    round_one: list[Output | None]
    teams: Output | None
    persons: list[Output | None]
    file: Output | None = None


@dataclass(frozen=True)
class Task:
    """One attribution to be brought up to date: of a period, by a method, under a folder of its own."""

    work: Work
    inputs: Inputs
    period: str
    method: Method
    folder: str

    @property
    def end(self) -> dt.date:
        """The last day of the period."""
        return period_end(self.period)

    def step(self, name: str, bucket: int | None = None) -> Step:
        """Give a step of this attribution."""
        return Step("derived", f"{self.folder}/{name}", self.period, bucket)

    def contents(self, names: list[str], bucket: int) -> dict[str, str | None]:
        """Digests of the named inputs."""
        return {f"input:{name}": self.inputs.content(name, bucket) for name in names}


@dataclass
class BucketFrames:
    """The tables that round one reads of a bucket, each read when first asked for and shared by all methods."""

    inputs: Inputs
    bucket: int
    end: dt.date
    kept: dict[tuple[object, ...], pl.DataFrame] = field(default_factory=dict)

    def whole(self, name: str) -> pl.DataFrame:
        """One row per row of an input, that bucket's or the whole."""
        return self._once((name,), lambda: self.inputs.load(name, self.bucket))

    def window(self, name: str, column: str, months: int, window: str) -> pl.DataFrame:
        """One row per row of an input whose date lies in the window, its earlier and later end included."""
        read = partial(read_window, self.inputs, name, self.bucket, column, self.end, months, window)
        return self._once((name, months, window), read)

    def output(self, output: Output, table: str = "data") -> pl.DataFrame:
        """One row per row of a table of an output."""
        return self._once((output.path(table),), lambda: output.load(table))

    def _once(self, key: tuple[object, ...], read: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """One row per row of what is read, which is read only once."""
        if key not in self.kept:
            self.kept[key] = read()
        return self.kept[key]


def attribute(work: Work, inputs: Inputs, period: str) -> Attributed:
    """Bring the attribution of a period up to date, by the official method."""
    return attribute_by(work, inputs, period, {"attribution": official_method(work.store)})["attribution"]


def attribute_by(work: Work, inputs: Inputs, period: str, methods: Mapping[str, Method]) -> dict[str, Attributed]:
    """Bring the attributions of a period by several methods up to date; they are given, and given back, by folder.

    A bucket is read once for all of them.
    """
    tasks = [Task(work, inputs, period, method, folder) for folder, method in methods.items()]
    care = [bring_care(work, inputs, period, task.method) for task in tasks]
    services = [bring_services(work, inputs, period, task.method) for task in tasks]
    judged = [judge(work, of, period, task.method, task.folder) for task, of in zip(tasks, care, strict=True)]
    round_one: list[list[Output | None]] = [[] for _ in tasks]
    for bucket in range(inputs.buckets):
        frames = BucketFrames(inputs, bucket, period_end(period))
        for place, task in enumerate(tasks):
            round_one[place].append(_round_one(task, frames, care[place][bucket], judged[place]))
    told = zip(tasks, round_one, services, strict=True)
    return {task.folder: _place(task, found, given) for task, found, given in told}


def _place(task: Task, round_one: list[Output | None], services: list[Output | None]) -> Attributed:
    """Bring the rounds after the first up to date."""
    newborns = _newborns(task, round_one)
    teams = _round_two(task, round_one, services)
    persons = [_round_three(task, bucket, found, newborns, teams) for bucket, found in enumerate(round_one)]
    return Attributed(round_one, teams, persons)


def _round_one(task: Task, frames: BucketFrames, care: Output | None, comprehensive: Output | None) -> Output | None:
    bucket = frames.bucket
    components = {
        **task.contents([*OF_BUCKET, *WHOLE], bucket),
        "input:centre_visits": _window(task, "centre_visits", bucket),
        "input:discharges": _window(task, "discharges", bucket),
        "input:care": content_of(care),
        "input:other care": content_of(care, "other"),
        "input:comprehensive physicians": content_of(comprehensive),
        "code": code_digest("transforms.attribution.round_one"),
        "method": digest(task.method),
    }
    produce = partial(_produce_round_one, task, frames, care, comprehensive)
    return task.work.ensure(task.step("round_one", bucket), components, produce)


def _produce_round_one(task: Task, shared: BucketFrames, care: Output | None, comprehensive: Output | None) -> Produced:
    frames = read_frames(task, shared, made(care), made(comprehensive))
    found = attribute_by_own_care(frames, task.end, task.method)
    tables = {
        "data": AttributedPersons.validate(found.persons),
        "admissions": Admissions.validate(found.admissions),
        "centre_admissions": CentreAdmissions.validate(found.centre_admissions),
        "residents": Residents.validate(found.residents),
        "requests": NewbornRequests.validate(found.requests),
        "excluded": ExclusionCounts.validate(found.excluded),
    }
    return Produced(tables, {"counted": found.persons.height, "registered": frames["persons"].height})


def read_frames(task: Task, shared: BucketFrames, care: Output, comprehensive: Output) -> dict[str, pl.DataFrame]:
    """One row per row of each table that round one reads, of a bucket or whole."""
    return {
        **{name: shared.whole(name) for name in [*OF_BUCKET, *WHOLE]},
        "centre_visits": shared.window("centre_visits", "visit_date", *_months(task, "centre_visits")),
        "discharges": shared.window("discharges", "discharge_date", *_months(task, "discharges")),
        "care": shared.output(care),
        "other_care": shared.output(care, "other"),
        "comprehensive": comprehensive.load(),
    }


def _newborns(task: Task, round_one: list[Output | None]) -> Output | None:
    """Answer for the newborns of all buckets; reads the persons of one bucket at a time."""
    components = {
        **bucket_contents("newborns", round_one, "requests"),
        **bucket_contents("persons", round_one),
        "code": code_digest("transforms.attribution.newborns"),
    }

    def produce() -> Produced:
        requests = pl.concat([made(output).load("requests") for output in round_one])
        persons = (made(output).load() for output in round_one)
        return Produced({"data": NewbornAnswers.validate(answer_requests(requests, persons))})

    return task.work.ensure(task.step("newborns"), components, produce)


def _round_two(task: Task, round_one: list[Output | None], services: list[Output | None]) -> Output | None:
    components = task.contents(CROSSWALK, 0) | bucket_contents("services of specialists", services)
    for table in PARTIALS:
        components |= bucket_contents(table, round_one, table)
    components["code"] = code_digest("transforms.attribution.round_two")
    components["method"] = digest(task.method)

    def produce() -> Produced:
        told = {table: [made(output).load(table) for output in round_one] for table in PARTIALS}
        partials = Partials(**told, services=[made(output).load() for output in services])
        return _tables_of_teams(place_providers(partials, _crosswalk(task), task.method))

    return task.work.ensure(task.step("round_two"), components, produce)


def _tables_of_teams(found: RoundTwo) -> Produced:
    return Produced(
        {
            "data": PhysicianTeams.validate(found.placed.physicians),
            "centres": CentreTeams.validate(found.placed.centres),
            "areas": AreaTeams.validate(found.placed.areas),
            "corporations": CorporationNetworks.validate(found.corporations),
            "network_ohts": NetworkTeams.validate(found.network_ohts),
            "mergers": NetworkMergers.validate(found.mergers),
        }
    )


def _round_three(
    task: Task, bucket: int, persons: Output | None, newborns: Output | None, teams: Output | None
) -> Output | None:
    components = {
        "input:persons of round one": content_of(persons),
        "input:newborns": content_of(newborns),
        **{
            f"input:teams of {what}": content_of(teams, table)
            for what, table in (
                ("physicians", "data"),
                ("centres", "centres"),
                ("areas", "areas"),
                ("networks", "network_ohts"),
            )
        },
        "code": code_digest(
            "transforms.attribution.round_three", "transforms.base_tables.physicians", "transforms.indicators.units"
        ),
        "method": digest(task.method),
    }
    produce = partial(_produce_round_three, task, persons, newborns, teams)
    return task.work.ensure(task.step("persons", bucket), components, produce)


def _produce_round_three(task: Task, persons: Output | None, newborns: Output | None, teams: Output | None) -> Produced:
    placed = Placed(made(teams).load(), made(teams).load("centres"), made(teams).load("areas"))
    between = Between(placed, made(newborns).load(), made(teams).load("network_ohts"))
    return attribution_tables(attribute_to_teams(made(persons).load(), between, task.method))


def attribution_tables(attribution: pl.DataFrame) -> Produced:
    """Give the tables that every attribution of a bucket commits: its persons, counts by tier, and panels."""
    tables = {
        "data": Attribution.validate(attribution),
        "tiers": TierCounts.validate(count_tiers(attribution)),
        "panels": PanelCounts.validate(count_panels(attribution)),
    }
    return Produced(tables, {"counted": attribution.height})


def _crosswalk(task: Task) -> Mapping[str, pl.DataFrame]:
    """One row per row of each table of the crosswalk."""
    return {name: task.inputs.load(name, 0) for name in CROSSWALK}


def _months(task: Task, name: str) -> tuple[int, str]:
    """Give how many months back an input is read, and by which window."""
    if name == "discharges":
        return 12 * task.method.hospital_look_back_years, UNTIL_INCLUDED
    return 12 * task.method.look_back_years, task.method.window


def _window(task: Task, name: str, bucket: int) -> str | None:
    return window_content(task.inputs, name, bucket, task.end, *_months(task, name))
