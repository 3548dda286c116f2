"""Stage: who belongs to whom at the end of a period, in the three rounds of the method."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step, made
from flows.work import Work
from reference.load import load_method
from schemas.base_tables import Admissions, AttributedPersons, ExclusionCounts, PanelCounts, PhysicianTeams
from schemas.core import Attribution
from schemas.results import TierCounts
from transforms.attribution.core_lines import in_window
from transforms.attribution.round_one import attribute_by_enrolment_and_care
from transforms.attribution.round_three import attribute_to_teams
from transforms.attribution.round_two import place_physicians
from transforms.base_tables.physicians import count_panels
from transforms.dates import months_before, period_end
from transforms.indicators.measure import count_tiers

ROUND_ONE_BUCKET = ["persons", "enrolments"]
ROUND_ONE_DATED = {"core_lines": ("service_date", 24), "discharges": ("discharge_date", 36)}
CROSSWALK = ["physicians", "hospitals", "areas", "network_ohts"]


@dataclass(frozen=True)
class Attributed:
    """Outputs of the attribution of a period; null: planned, not made."""

    round_one: list[Output | None]
    teams: Output | None
    persons: list[Output | None]


def attribute(work: Work, inputs: Inputs, period: str) -> Attributed:
    """Bring the attribution of a period up to date."""
    round_one = [_round_one(work, inputs, period, bucket) for bucket in range(inputs.buckets)]
    teams = _round_two(work, inputs, period, round_one)
    persons = [_round_three(work, inputs, period, bucket, round_one[bucket], teams) for bucket in range(inputs.buckets)]
    return Attributed(round_one, teams, persons)


def months_of_window(end: dt.date, months: int) -> list[str]:
    """Name the months that a window of so many months before a day touches, the first and last included."""
    day, names = months_before(end, months) + dt.timedelta(days=1), []
    while day <= end:
        names.append(day.strftime("%Y-%m"))
        day = months_before(day.replace(day=1), -1)
    return names


def window_content(inputs: Inputs, name: str, bucket: int, end: dt.date, months: int) -> str | None:
    """Digest of the months of an input that a window touches; null: the input is not made yet."""
    output = inputs.by_bucket[name, bucket]
    return None if output is None else digest(output.months(months_of_window(end, months)))


def _round_one(work: Work, inputs: Inputs, period: str, bucket: int) -> Output | None:
    end = period_end(period)
    components = {
        **{f"input:{name}": inputs.content(name, bucket) for name in [*ROUND_ONE_BUCKET, "physicians", "hospitals"]},
        **{
            f"input:{name}": window_content(inputs, name, bucket, end, months)
            for name, (_, months) in ROUND_ONE_DATED.items()
        },
        "code": code_digest("transforms.attribution.round_one"),
        "method": digest(load_method()),
    }

    def produce() -> Produced:
        frames = {name: inputs.load(name, bucket) for name in [*ROUND_ONE_BUCKET, "physicians", "hospitals"]}
        frames |= {name: _windowed(inputs, name, bucket, end) for name in ROUND_ONE_DATED}
        persons, admissions, excluded = attribute_by_enrolment_and_care(frames, end, load_method())
        tables = {
            "data": AttributedPersons.validate(persons),
            "admissions": Admissions.validate(admissions),
            "excluded": ExclusionCounts.validate(excluded),
        }
        return Produced(tables, {"counted": persons.height, "registered": frames["persons"].height})

    return work.ensure(Step("derived", "attribution/round_one", period, bucket), components, produce)


def _windowed(inputs: Inputs, name: str, bucket: int, end: dt.date) -> pl.DataFrame:
    column, months = ROUND_ONE_DATED[name]
    path = made(inputs.by_bucket[name, bucket]).path()
    return pl.scan_parquet(path).filter(in_window(column, months_before(end, months), end)).collect()


def _round_two(work: Work, inputs: Inputs, period: str, round_one: list[Output | None]) -> Output | None:
    components = {
        **{f"input:{name}": inputs.content(name, 0) for name in CROSSWALK},
        **{
            f"input:admissions of bucket {bucket}": output.content("admissions") if output else None
            for bucket, output in enumerate(round_one)
        },
        "code": code_digest("transforms.attribution.round_two"),
        "method": digest(load_method()),
    }

    def produce() -> Produced:
        partials = [made(output).load("admissions") for output in round_one]
        teams = place_physicians(partials, {name: inputs.load(name, 0) for name in CROSSWALK}, load_method())
        return Produced({"data": PhysicianTeams.validate(teams)})

    return work.ensure(Step("derived", "attribution/round_two", period), components, produce)


def _round_three(
    work: Work, inputs: Inputs, period: str, bucket: int, persons: Output | None, teams: Output | None
) -> Output | None:
    components = {
        "input:persons of round one": persons.content() if persons else None,
        "input:teams of physicians": teams.content() if teams else None,
        "input:areas": inputs.content("areas", 0),
        "input:network_ohts": inputs.content("network_ohts", 0),
        "code": code_digest(
            "transforms.attribution.round_three", "transforms.base_tables.physicians", "transforms.indicators.measure"
        ),
    }
    produce = partial(_produce_round_three, inputs, persons, teams)
    return work.ensure(Step("derived", "attribution/persons", period, bucket), components, produce)


def _produce_round_three(inputs: Inputs, persons: Output | None, teams: Output | None) -> Produced:
    attribution = attribute_to_teams(
        made(persons).load(), made(teams).load(), inputs.load("areas", 0), inputs.load("network_ohts", 0)
    )
    tables = {
        "data": Attribution.validate(attribution),
        "tiers": TierCounts.validate(count_tiers(attribution)),
        "panels": PanelCounts.validate(count_panels(attribution)),
    }
    return Produced(tables, {"counted": attribution.height})
