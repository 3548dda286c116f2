"""The only door to the reference data shipped with the code: methods, code lists, amounts."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml


@dataclass(frozen=True)
class Method:
    """A version of the attribution method; every field is described in its YAML file."""

    method_id: str
    look_back_years: int
    hospital_look_back_years: int
    minimum_admissions: int
    primary_care_specialties: tuple[str, ...]
    core_locations: tuple[str, ...]
    weight: str
    core_list: str
    modality_required_from: dt.date
    modality_required_codes: tuple[str, ...]
    modality_codes: tuple[str, ...]
    ghost_years: int
    oldest_age_years: int
    comprehensive_filter: str


@cache
def load_method(name: str = "oht_attr_1") -> Method:
    """Read a method file; lists become tuples so that the record stays immutable."""
    document: dict[str, Any] = yaml.safe_load(_text("attribution", f"{name}.yaml"))
    values = {key: item["value"] for key, item in document["parameters"].items()}
    frozen: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Method(method_id=document["method_id"], **frozen)


def core_primary_care() -> pl.DataFrame:
    """One row per fee code of the core list: fee_code, valid_from, valid_to (inclusive; null is open)."""
    return _codes("core_primary_care").select(
        "fee_code",
        pl.col("valid_from").str.to_date("%Y-%m-%d"),
        pl.col("valid_to").str.to_date("%Y-%m-%d"),
    )


def schedule_fees() -> pl.DataFrame:
    """One row per fee code and price list: fee_code, effective_date, fee_cents."""
    return _codes("schedule_fees").select(
        "fee_code", pl.col("effective_date").str.to_date("%Y-%m-%d"), pl.col("fee_cents").cast(pl.Int64)
    )


def acsc_diagnoses() -> pl.DataFrame:
    """One row per diagnosis prefix: condition, code_prefix, needs_secondary_j44, excludes_cardiac_procedure."""
    return _codes("acsc_diagnoses").select(
        "condition",
        "code_prefix",
        pl.col("needs_secondary_j44") == "true",
        pl.col("excludes_cardiac_procedure") == "true",
    )


def acsc_cardiac_procedures() -> pl.DataFrame:
    """One row per procedure prefix: code_prefix, except_prefix (null: no exception)."""
    return _codes("acsc_cardiac_procedures").select("code_prefix", "except_prefix")


@cache
def _codes(name: str) -> pl.DataFrame:
    """One row per line of a code file, all text; empty is null."""
    text = _text("codes", f"{name}.csv")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return pl.read_csv(lines.encode(), infer_schema=False)


def _text(folder: str, name: str) -> str:
    return files("reference").joinpath(folder, name).read_text(encoding="utf-8")
