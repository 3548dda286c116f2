"""Columns that recur, described once, and the base class of every input model."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

# Pandera registers its built-in polars checks on the first validation; a check made before that would not know them,
# and `schemas.rules` calls checks without any validation.
import pandera.backends.polars.builtin_checks  # noqa: F401
import pandera.polars as pa

POSTAL_AREA = r"^[KLMNP][0-9][A-Z]$"
FEE_CODE = r"^[A-Z][0-9]{3}$"
ICD10_CODE = r"^[A-Z][0-9]{2}[0-9A-Z]{0,4}$"
EARLIEST_BIRTH = dt.date(1890, 1, 1)
EARLIEST_EVENT = dt.date(1900, 1, 1)

SEXES = ["F", "M", "X", "U"]
ENROLMENT_MODELS = ["FHG", "FHO", "FHN", "FHO+", "CCM", "RNPGA", "OTHER"]
CARE_LOCATIONS = ["office", "home", "virtual", "emergency", "inpatient", "long_term_care", "other", "unknown"]
CARE_TYPES = ["medical", "surgical", "maternal", "newborn", "mental_health", "other"]
# fmt: off
SPECIALTIES = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "11", "12", "13", "15", "16", "17", "18", "19", "20",
    "22", "23", "24", "26", "28", "31", "33", "34", "35", "41", "44", "46", "47", "48", "60", "61", "62", "63", "64",
]
DISPOSITIONS = [
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "12", "20", "30", "40", "61", "62", "65", "66", "67",
    "72", "73", "74", "90",
]
# fmt: on


@dataclass(frozen=True)
class Contract:
    """What a table promises beyond its columns.

    `key`: columns that identify a row; a later drop supersedes by them. `dates`: the columns that give a delivery
    its date range. `warnings`: rules that are counted but keep their row. `by_person`: the table is split into
    buckets by person; a false one is small and kept whole. `is_snapshot`: a later delivery of the table replaces all
    of the earlier. `contradiction_rule`: the rule under which all rows of one key are set aside when they differ in
    anything, because none of them can be believed more than the others; null: the first of them is kept.
    `is_extract`: the table is of a practice's own list, and a later extract replaces the practice's
    earlier one by a step of its own. `blanked`: columns that are emptied in rows set aside. `is_needed`: something
    cannot be computed without the table. `is_windowed`: read by window, the
    first of `dates` being the day of its rows. `tells_its_days`: so many rows a month that they show which days were
    delivered, when the sender does not say.
    """

    key: list[str]
    dates: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    by_person: bool = True
    is_snapshot: bool = False
    contradiction_rule: str | None = None
    is_extract: bool = False
    blanked: list[str] = field(default_factory=list)
    is_needed: bool = True
    is_windowed: bool = False
    tells_its_days: bool = False


class InputModel(pa.DataFrameModel):
    """Base of the input models: exactly the declared columns, in order, with a `Contract`."""

    class Config:
        strict = True
        ordered = True

    @classmethod
    def contract(cls) -> Contract:
        """Give the contract declared in the model's `Config.metadata`."""
        config: Any = cls.Config
        return config.metadata["contract"]


def described(title: str, *, not_future: bool = False, **options: Any) -> Any:
    """Give a pandera field with its description; `not_future` adds the rule `<column>_in_future` at receipt."""
    return pa.Field(description=title, metadata={"not_future": not_future}, **options)


def person_id_field(**options: Any) -> Any:
    """Give the keyed pseudonym of a person: first 63 bits of an HMAC-SHA256, never a health number."""
    return described("Keyed pseudonym of the person (first 63 bits of an HMAC-SHA256)", ge=0, **options)
