"""Finds the definitions: a new indicator, cohort, need or feature family is a new module in its folder."""

import importlib
import pkgutil
from functools import cache
from typing import Any

import transforms.cohorts
import transforms.features
import transforms.hospital_features
import transforms.indicators.experience
import transforms.indicators.outcomes
import transforms.indicators.provider
import transforms.indicators.value
import transforms.needs
from transforms.cohorts.definition import Cohort
from transforms.features.family import AnyFamily, EventFamily, Family, HospitalFamily
from transforms.indicators.definition import Indicator
from transforms.needs.definition import Need

AIMS = [
    transforms.indicators.experience,
    transforms.indicators.outcomes,
    transforms.indicators.value,
    transforms.indicators.provider,
]


@cache
def indicators() -> dict[str, Indicator]:
    """Give the indicators by id, in the order of the aims and then of their ids."""
    return {record.id: record for package in AIMS for record in _records(package, "INDICATOR")}


@cache
def cohorts() -> dict[str, Cohort]:
    """Give the cohorts by id."""
    return {record.id: record for record in _records(transforms.cohorts, "COHORT")}


@cache
def needs() -> dict[str, Need]:
    """Give the needs by id."""
    return {record.id: record for record in _records(transforms.needs, "NEED")}


@cache
def families() -> dict[str, Family]:
    """Give the feature families of persons by name."""
    return {family.name: family for family in _records(transforms.features, "FAMILY") if not family.is_event}


@cache
def event_families() -> dict[str, EventFamily]:
    """Give the families of events by name."""
    return {family.name: family for family in _records(transforms.features, "FAMILY") if family.is_event}


@cache
def hospital_families() -> dict[str, HospitalFamily]:
    """Give the families of hospital sites by name."""
    return {family.name: family for family in _records(transforms.hospital_features, "FAMILY")}


@cache
def every_family() -> dict[str, AnyFamily]:
    """Give the families of persons, of events and of hospital sites by name."""
    return {**families(), **event_families(), **hospital_families()}


def _records(package: Any, name: str) -> list[Any]:
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    loaded = [importlib.import_module(f"{package.__name__}.{module}") for module in modules]
    return [getattr(module, name) for module in loaded if hasattr(module, name)]
