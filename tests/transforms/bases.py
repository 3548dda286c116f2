"""The base tables of the whole catalogue, built from frames: persons with every feature, and all their events.

A frame that a new family reads is added to EMPTY_FRAMES.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from schemas.base_tables import (
    ConditionDays,
    Contacts,
    CoreLines,
    Decedents,
    ListedServices,
    PreventiveLines,
    ScreeningLines,
)
from schemas.core import Attribution
from schemas.inputs.registry import INPUTS
from tests.transforms.chain import Chain, Frames
from transforms.base_tables.events import join_events
from transforms.base_tables.hospitals import join_hospital_features
from transforms.base_tables.persons import build_persons
from transforms.base_tables.population import build_population
from transforms.catalogue import event_families, families, hospital_families
from transforms.cost_thresholds import TOP_PERCENT
from transforms.episodes.last_days import LAST_DAYS
from transforms.features.costs import COST_THRESHOLDS
from transforms.features.episodes import HOSPITAL_LAST_DAYS
from transforms.features.family import ATTRIBUTION
from transforms.features.mental_health_episodes import DESIGNATED_LAST_DAYS

EMPTY_FRAMES: Frames = {
    **{name: model.empty() for name, model in INPUTS.items()},
    "core_lines": CoreLines.empty(),
    "contacts": Contacts.empty(),
    "condition_days": ConditionDays.empty(),
    "listed_services": ListedServices.empty(),
    "screening_lines": ScreeningLines.empty(),
    "preventive_lines": PreventiveLines.empty(),
    ATTRIBUTION: Attribution.empty(),
    HOSPITAL_LAST_DAYS: pl.DataFrame(schema=LAST_DAYS),
    DESIGNATED_LAST_DAYS: pl.DataFrame(schema=LAST_DAYS),
    COST_THRESHOLDS: pl.DataFrame([dict.fromkeys(TOP_PERCENT)], schema=dict.fromkeys(TOP_PERCENT, pl.Int64())),
}
CONTACT = ["person_id", "physician_id", "service_date"]


def frames_of(inputs: Frames, chain: Chain) -> Frames:
    """Give what families read of an attributed population; every visit has a contact in person."""
    signs = [pl.lit(False).alias(name) for name in Contacts.to_schema().columns if name not in CONTACT]
    contacts = chain.core_lines.select(CONTACT).unique().sort(CONTACT).with_columns(signs)
    columns = list(Contacts.to_schema().columns)
    own = {"core_lines": chain.core_lines, "contacts": contacts.select(columns), ATTRIBUTION: chain.persons}
    return {**EMPTY_FRAMES, **inputs, **own}


def person_base(frames: Mapping[str, pl.DataFrame], end: dt.date) -> pl.DataFrame:
    """One row per person of the attribution among the frames, with every feature."""
    features = {name: family.build(frames, end) for name, family in families().items()}
    return build_persons(frames[ATTRIBUTION], features, list(families().values()), end)


def population_base(
    frames: Mapping[str, pl.DataFrame], end: dt.date, decedents: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row per person of the attribution among the frames and per decedent (none: nobody died), every feature."""
    features = {name: family.build(frames, end) for name, family in families().items()}
    dead = Decedents.empty() if decedents is None else decedents
    return build_population(frames[ATTRIBUTION], dead, features, list(families().values()), end)


def event_bases(frames: Mapping[str, pl.DataFrame], persons: pl.DataFrame, end: dt.date) -> dict[str, pl.DataFrame]:
    """By family one row per event, with the columns of its person."""
    return {name: join_events(family.build(frames, end), persons) for name, family in event_families().items()}


def hospital_base(frames: Mapping[str, pl.DataFrame], hospitals: pl.DataFrame, end: dt.date) -> pl.DataFrame:
    """One row per hospital site, with every feature of sites; `hospitals` as in the HospitalBase model."""
    features = {name: family.build(frames, end) for name, family in hospital_families().items()}
    return join_hospital_features(hospitals, features, list(hospital_families().values()))
