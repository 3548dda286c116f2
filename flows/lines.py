"""Stage: what claim lines tell, by the rules of the store's methods: care, visits, contacts, services in beds.

Methods that read lines alike share them. The official method's lines are `core_lines`, `other_lines` and `visits`;
those of other rules carry a digest of these rules in their name.
"""

from functools import partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.methods import line_rules
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, content_of
from reference.condition_codes import condition_claim_codes
from reference.hospital_codes import ohip_mental_health
from reference.load import LineRules, core_primary_care, dated_codes, schedule_fees
from reference.preventive_codes import preventive_fees
from reference.screening_codes import screening_procedures
from schemas.base_tables import (
    ConditionDays,
    Contacts,
    CoreLines,
    InpatientLines,
    OtherLines,
    PreventiveLines,
    ScreeningLines,
    Visits,
)
from transforms.attribution.core_lines import build_core_lines, codes_in_force
from transforms.attribution.other_lines import Codes, build_other_lines
from transforms.conditions.claim_days import find_condition_days
from transforms.contacts import find_contacts
from transforms.networks.specialists import find_inpatient_lines
from transforms.networks.visits import find_visits
from transforms.preventive import READ, find_preventive_lines
from transforms.screening_lines import LINE_COLUMNS, find_screening_lines

CORE, OTHER, VISITS, INPATIENT, CONTACTS = "core_lines", "other_lines", "visits", "inpatient_lines", "contacts"
CONDITION_DAYS = "condition_days"
SCREENING = "screening_lines"
PREVENTIVE = "preventive_lines"


def lines_name(store: Store, name: str, rules: LineRules) -> str:
    """Give the name of the lines of one kind by these rules."""
    return name if rules == line_rules(store)[0] else f"{name}_{digest(rules)[:8]}"


def find_lines(work: Work, claims: Output | None, physicians: Output | None, bucket: int) -> dict[str, Output | None]:
    """Bring the lines of a bucket up to date; gives them by name."""
    found = {
        INPATIENT: _ensure_inpatient(work, claims, bucket),
        CONDITION_DAYS: _ensure_condition_days(work, claims, bucket),
        SCREENING: _ensure_screening(work, claims, bucket),
        PREVENTIVE: _ensure_preventive(work, claims, bucket),
    }
    for rules in line_rules(work.store):
        for name, produce, module in (
            (CORE, _core_lines, "transforms.attribution.core_lines"),
            (OTHER, _other_lines, "transforms.attribution.other_lines"),
        ):
            full_name = lines_name(work.store, name, rules)
            components = {
                "input:claims": content_of(claims),
                "input:physicians": content_of(physicians),
                "code": code_digest(module),
                "method": _lines_digest(rules),
            }
            step = Step("derived", full_name, None, bucket)
            found[full_name] = work.ensure(step, components, partial(produce, claims, physicians, rules))
    return {**found, VISITS: _ensure_visits(work, claims, bucket), CONTACTS: _ensure_contacts(work, claims, bucket)}


def _ensure_inpatient(work: Work, claims: Output | None, bucket: int) -> Output | None:
    components = {"input:claims": content_of(claims), "code": code_digest("transforms.networks.specialists")}

    def produce() -> Produced:
        lines = find_inpatient_lines(made(claims).load())
        return Produced({"data": InpatientLines.validate(lines)}, dated="service_date")

    return work.ensure(Step("derived", INPATIENT, None, bucket), components, produce)


def _ensure_screening(work: Work, claims: Output | None, bucket: int) -> Output | None:
    """Tests of cancer screening that a fee code tells of."""
    codes = screening_procedures()
    components = {
        "input:claims": content_of(claims),
        "code": code_digest("transforms.screening_lines"),
        "rule:codes": digest(codes.rows()),
    }

    def produce() -> Produced:
        lines = find_screening_lines(made(claims).load(columns=LINE_COLUMNS), codes)
        return Produced({"data": ScreeningLines.validate(lines)}, dated="test_date")

    return work.ensure(Step("derived", SCREENING, None, bucket), components, produce)


def _ensure_preventive(work: Work, claims: Output | None, bucket: int) -> Output | None:
    components = {
        "input:claims": content_of(claims),
        "code": code_digest("transforms.preventive"),
        "rule:codes": digest(preventive_fees().rows()),
    }

    def produce() -> Produced:
        lines = find_preventive_lines(made(claims).load(columns=READ), preventive_fees())
        return Produced({"data": PreventiveLines.validate(lines)}, dated="service_date")

    return work.ensure(Step("derived", PREVENTIVE, None, bucket), components, produce)


def _ensure_visits(work: Work, claims: Output | None, bucket: int) -> Output | None:
    """Visits by the rules of the official method, whose loyalty alone is measured."""
    rules = line_rules(work.store)[0]
    dated = _dated_codes(rules)
    components = {
        "input:claims": content_of(claims),
        "code": code_digest("transforms.networks.visits"),
        "method": digest((rules, dated.rows())),
    }

    def produce() -> Produced:
        return Produced({"data": Visits.validate(find_visits(made(claims).load(), dated, rules))}, dated="service_date")

    return work.ensure(Step("derived", VISITS, None, bucket), components, produce)


def _ensure_contacts(work: Work, claims: Output | None, bucket: int) -> Output | None:
    """Contacts, whose codes hold on the days that the official method gives them."""
    dated = _dated_codes(line_rules(work.store)[0])
    mental_health = ohip_mental_health()["diagnosis_code"].to_list()
    components = {
        "input:claims": content_of(claims),
        "code": code_digest("transforms.contacts"),
        "rule:codes": digest((dated.rows(), mental_health)),
    }

    def produce() -> Produced:
        contacts = find_contacts(made(claims).load(), dated, mental_health)
        return Produced({"data": Contacts.validate(contacts)}, dated="service_date")

    return work.ensure(Step("derived", CONTACTS, None, bucket), components, produce)


def _ensure_condition_days(work: Work, claims: Output | None, bucket: int) -> Output | None:
    """Days of claims that tell of a long-term condition: few rows, so that years of them are read cheaply."""
    listed = condition_claim_codes()
    components = {
        "input:claims": content_of(claims),
        "code": code_digest("transforms.conditions.claim_days"),
        "rule:codes": digest(listed.rows()),
    }

    def produce() -> Produced:
        lines = made(claims).load(columns=["person_id", "service_date", "diagnosis_code"])
        return Produced({"data": ConditionDays.validate(find_condition_days(lines, listed))}, dated="service_date")

    return work.ensure(Step("derived", CONDITION_DAYS, None, bucket), components, produce)


def _dated_codes(rules: LineRules) -> pl.DataFrame:
    """One row per code with dates of its own, of the core list or not: fee_code, valid_from, valid_to."""
    dated = pl.concat([codes_in_force(core_primary_care(), dated_codes(), rules), dated_codes()])
    return dated.unique().sort(dated.columns)


def _core_lines(claims: Output | None, physicians: Output | None, rules: LineRules) -> Produced:
    codes = codes_in_force(core_primary_care(), dated_codes(), rules)
    lines = build_core_lines(made(claims).load(), made(physicians).load(), codes, schedule_fees(), rules)
    return Produced({"data": CoreLines.validate(lines)}, dated="service_date")


def _other_lines(claims: Output | None, physicians: Output | None, rules: LineRules) -> Produced:
    codes = Codes(core_primary_care(), dated_codes(), schedule_fees())
    lines = build_other_lines(made(claims).load(), made(physicians).load(), codes, rules)
    return Produced({"data": OtherLines.validate(lines)}, dated="service_date")


def _lines_digest(rules: LineRules) -> str:
    return digest((rules, core_primary_care().rows(), dated_codes().rows(), schedule_fees().rows()))
