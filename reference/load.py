"""The only door to the reference data shipped with the code: methods, code lists, amounts."""

import datetime as dt
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from reference.code_set_mistakes import CodeSetError
from reference.code_sets import code_set
from reference.method_documents import read_document, refused, values_of
from reference.method_mistakes import METHOD_STATUSES as METHOD_STATUSES
from reference.method_mistakes import MethodError, clashes_in

# Name and bytes of each method file that is not shipped: this package reads no other folder than its own.
OwnMethods = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class LineRules:
    """What decides which claim lines are lines of primary care; methods that share it share those lines."""

    core_list: str
    core_locations: tuple[str, ...]
    primary_care_specialties: tuple[str, ...]
    paediatric_specialties: tuple[str, ...]
    require_modality: bool
    modality_required_from: dt.date
    modality_required_codes: tuple[str, ...]
    modality_codes: tuple[str, ...]
    early_virtual_from: dt.date
    limited_virtual_counts: bool
    limited_virtual_codes: tuple[str, ...]


@dataclass(frozen=True)
class Method(LineRules):
    """A version of the attribution method; every field is described in its YAML file and in method.md."""

    method_id: str
    # Words, so that another title is no other method.
    title: str = field(repr=False, compare=False)
    tier_order: tuple[str, ...]
    look_back_years: int
    window: str
    visit: str
    weight: str
    paediatric_age_below_years: int
    non_comprehensive: str
    comprehensive_minimum_days: int
    comprehensive_core_percent: int
    centre_minimum_visits: int
    newborn_age_below_years: int
    hospital_look_back_years: int
    minimum_admissions: int
    ghost_years: int
    oldest_age_years: int
    eligibility_end_inclusive: bool
    postal_gate: bool
    unresolved_network: str
    area_rule: str
    network_rule: str
    network_minimum_population: int
    network_minimum_loyalty_percent: int
    network_maximum_km: int
    loyalty_look_back_years: int
    confidence_own_percent: int
    confidence_margin_percent: int

    @property
    def lines(self) -> LineRules:
        """The part of the method that decides on lines alone."""
        return LineRules(**{item.name: getattr(self, item.name) for item in fields(LineRules)})


@cache
def load_method(name: str = "oht_attr_1", own: OwnMethods = ()) -> Method:
    """Read a method file; lists become tuples so that the record stays immutable. Raises MethodError."""
    values = _method_values(name, own)
    clashes = list(clashes_in(values))
    if clashes:
        raise refused(name, clashes)
    return Method(**values)


def _method_values(name: str, own: OwnMethods, above: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the values of a method, its own before those it inherits; `above` are the methods that are based on it."""
    if name in above:
        raise refused(above[0], [f"based_on: {name} is based on itself, at once or in a circle"])
    document = _method_document(name, own)
    base = document.get("based_on")
    if base and base not in method_names(own):
        raise refused(name, [f"based_on: there is no method {base}; known are {', '.join(method_names(own))}"])
    inherited = _method_values(base, own, (*above, name)) if base else {}
    return {
        **inherited,
        **values_of(document["parameters"]),
        "method_id": document["method_id"],
        "title": document["title"],
    }


def _method_document(name: str, own: OwnMethods) -> dict[str, Any]:
    if name not in method_names(own):
        raise MethodError(f"There is no method {name}. Known: {', '.join(method_names(own))}.")
    try:
        text = dict(own)[name].decode("utf-8") if name in dict(own) else _text("attribution", f"{name}.yaml")
    except UnicodeDecodeError:
        raise refused(name, ["it is not text in UTF-8"]) from None
    return read_document(text, name, {item.name: item.type for item in fields(Method)})


def unverified_parameters(name: str, own: OwnMethods = ()) -> list[str]:
    """Give the parameters of a method whose value could not be checked against anything published, in order."""
    return [parameter for parameter, status in _parameter_statuses(name, own).items() if status == "unverified"]


def method_status(name: str, own: OwnMethods = ()) -> str:
    """Give the weakest status of a method's parameters: unverified, else local, else verified."""
    found = set(_parameter_statuses(name, own).values())
    return next(status for status in METHOD_STATUSES if status in found)


def _parameter_statuses(name: str, own: OwnMethods) -> dict[str, str]:
    document = _method_document(name, own)
    inherited = _parameter_statuses(document["based_on"], own) if "based_on" in document else {}
    # A file of one's own need not say how sure it is; then nobody knows.
    given = {key: item.get("status", METHOD_STATUSES[0]) for key, item in document["parameters"].items()}
    return {**inherited, **given}


def method_names(own: OwnMethods = ()) -> list[str]:
    """Give the names of the methods shipped and of one's own, in order."""
    folder = files("reference").joinpath("attribution")
    shipped = [item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")]
    return sorted({*shipped, *(name for name, _ in own)})


def dated_codes() -> pl.DataFrame:
    """One row per code that is neither core nor usable on every day: fee_code, valid_from, valid_to (null is open)."""
    return _fee_codes("dated_codes")


def core_primary_care() -> pl.DataFrame:
    """One row per fee code of the core list: fee_code, valid_from, valid_to (inclusive; null is open)."""
    return _fee_codes("core_primary_care")


def schedule_fees() -> pl.DataFrame:
    """One row per fee code and price list: fee_code, effective_date, fee_cents."""
    return _codes("schedule_fees").select(
        "fee_code", pl.col("effective_date").str.to_date("%Y-%m-%d"), pl.col("fee_cents").cast(pl.Int64)
    )


def acsc_diagnoses() -> pl.DataFrame:
    """One row per diagnosis prefix: condition, code_prefix, needs_secondary_j44, excludes_cardiac_procedure."""
    return code_set("acsc_diagnoses").select(
        "condition",
        pl.col("code").alias("code_prefix"),
        pl.col("needs_secondary_j44") == "true",
        pl.col("excludes_cardiac_procedure") == "true",
    )


def acsc_cardiac_procedures() -> pl.DataFrame:
    """One row per procedure prefix: code_prefix, except_prefix (null: no exception)."""
    return code_set("acsc_cardiac_procedures").select(pl.col("code").alias("code_prefix"), "except_prefix")


def standard_population() -> pl.DataFrame:
    """One row per sex and age group of the standard population: stratum ("F 0-4"), weight (persons).

    Raises CodeSetError when a stratum stands twice, or its weight is no whole number above zero.
    """
    return read_population(table("populations", "ontario_2011"))


def read_population(people: pl.DataFrame) -> pl.DataFrame:
    """One row per sex and age group, as `standard_population` gives them, of a table of texts. Raises CodeSetError."""
    stratum = pl.concat_str("sex", pl.lit(" "), "age_group").alias("stratum")
    weights = people.select(stratum, pl.col("population").cast(pl.Int64, strict=False).alias("weight"))
    is_positive = (pl.col("weight") > 0).fill_null(False)
    is_wrong = pl.col("stratum").is_null() | pl.col("stratum").is_duplicated() | ~is_positive
    if wrong := weights.filter(is_wrong)["stratum"].fill_null("without a name").unique().sort().to_list():
        raise CodeSetError(
            f"reference/populations/ontario_2011.csv: {', '.join(wrong)}: each sex and age group stands once, with a "
            "whole number of persons above zero. Put it right."
        )
    return weights


def left_out() -> pl.DataFrame:
    """One row per identifier of the catalogue of indicators that is not computed yet: id, reason."""
    text = files("reference").joinpath("left_out.csv").read_text(encoding="utf-8")
    return _without_comments(text)


def _fee_codes(name: str) -> pl.DataFrame:
    """One row per fee code of a dated list: fee_code, valid_from, valid_to."""
    return code_set(name).select(pl.col("code").alias("fee_code"), "valid_from", "valid_to")


def _codes(name: str) -> pl.DataFrame:
    """One row per line of a code file, all text; empty is null."""
    return table("codes", name)


@cache
def table(folder: str, name: str) -> pl.DataFrame:
    """One row per line of a file of ours, all text; empty is null."""
    return _without_comments(_text(folder, f"{name}.csv"))


def _without_comments(text: str) -> pl.DataFrame:
    """One row per line of a file that is neither heading nor comment, all text."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return pl.read_csv(lines.encode(), infer_schema=False)


def _text(folder: str, name: str) -> str:
    return files("reference").joinpath(folder, name).read_text(encoding="utf-8")
