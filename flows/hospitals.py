"""Stage: hospital sites as rows: their teams, what families tell of them, and who of them counts in what."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.features import DATE_COLUMNS, Features
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, content_of
from schemas.base_tables import HospitalBase
from schemas.membership import HospitalMembership
from transforms.base_tables.hospitals import build_hospitals, join_hospital_features
from transforms.catalogue import hospital_families
from transforms.dates import period_end
from transforms.features.family import HospitalFamily
from transforms.indicators.definition import Indicator
from transforms.indicators.membership import mark_members

BASE_CODE = "transforms.base_tables.hospitals"
MEMBERS_CODE = "transforms.indicators.membership"
TEAMS = ("corporations", "network_ohts")


def hospitals_step(period: str) -> Step:
    """Where the hospital sites of a period are, with their teams."""
    return Step("derived", "base/hospitals", period)


def features_step(family: str, period: str) -> Step:
    """Where the features of hospital sites of a family are."""
    return Step("derived", f"features/{family}", period)


def ensure_hospitals(work: Work, inputs: Inputs, attributed: Attributed, period: str) -> Output | None:
    """Bring the hospital sites of a period up to date."""
    components = {
        "input:hospitals": inputs.content("hospitals", 0),
        **{f"input:teams of {table}": content_of(attributed.teams, table) for table in TEAMS},
        "code": code_digest(BASE_CODE),
    }

    def produce() -> Produced:
        corporations, network_ohts = (made(attributed.teams).load(table) for table in TEAMS)
        sites = build_hospitals(inputs.load("hospitals", 0), corporations, network_ohts)
        return Produced({"data": HospitalBase.validate(sites)})

    return work.ensure(hospitals_step(period), components, produce)


def ensure_hospital_features(work: Work, inputs: Inputs, period: str, missing: Mapping[str, str]) -> Features:
    """Bring the features of hospital sites up to date; gives them by family, without those that lack something."""
    chosen = [family for name, family in hospital_families().items() if name not in missing]
    return {family.name: _feature(work, inputs, family, period) for family in chosen}


def _feature(work: Work, inputs: Inputs, family: HospitalFamily, period: str) -> Output | None:
    end = period_end(period)
    components = {
        **{f"input:{name}": _content(inputs, family, name, end) for name in family.reads},
        "code": code_digest(family.build.__module__),
    }

    def produce() -> Produced:
        frames = {name: _load(inputs, family, name, end) for name in family.reads}
        return Produced({"data": family.build(frames, end)})

    return work.ensure(features_step(family.name, period), components, produce)


def _content(inputs: Inputs, family: HospitalFamily, name: str, end: dt.date) -> str | None:
    if name in DATE_COLUMNS:
        return window_content(inputs, name, 0, end, _months(family))
    return inputs.content(name, 0)


def _load(inputs: Inputs, family: HospitalFamily, name: str, end: dt.date) -> pl.DataFrame:
    """One row per row of what a family reads; of dated inputs only the months that it asks for."""
    if name in DATE_COLUMNS:
        return read_window(inputs, name, 0, DATE_COLUMNS[name], end, _months(family))
    return inputs.load(name, 0)


def _months(family: HospitalFamily) -> int:
    return max(requirement.months for requirement in family.requires)


def hospital_table(hospitals: Output | None, features: Features) -> pl.DataFrame:
    """One row per site: its units, and the features of every family given."""
    chosen = [family for name, family in hospital_families().items() if name in features]
    frames = {family.name: made(features[family.name]).load() for family in chosen}
    return join_hospital_features(made(hospitals).load(), frames, chosen)


def ensure_hospital_members(
    work: Work, hospitals: Output | None, features: Features, chosen: Sequence[Indicator], period: str
) -> Output | None:
    """Bring up to date what every site counts for in the chosen indicators of hospitals."""
    components = {
        "input:hospitals": content_of(hospitals),
        **{f"input:features {name}": content_of(output) for name, output in features.items()},
        **{f"rule:{record.id}": digest(record.rule()) for record in chosen},
        "code": code_digest(BASE_CODE, MEMBERS_CODE),
    }
    produce = partial(_mark, hospitals, features, chosen)
    return work.ensure(Step("derived", "membership/hospitals", period), components, produce)


def _mark(hospitals: Output | None, features: Features, chosen: Sequence[Indicator]) -> Produced:
    members = mark_members(hospital_table(hospitals, features), "hospital_id", chosen)
    return Produced({"data": HospitalMembership.validate(members)})
