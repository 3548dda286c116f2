"""Stage: the claim lines that tell of primary care, by the rules of the store's methods.

Methods that read lines alike share them. The official method's lines are `core_lines` and `other_lines`; those of other
rules carry a digest of these rules in their name.
"""

from functools import partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.methods import line_rules
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, content_of
from reference.load import LineRules, core_primary_care, dated_codes, schedule_fees
from schemas.base_tables import CoreLines, OtherLines, PrimaryCarePhysicians
from transforms.attribution.core_lines import build_core_lines, codes_in_force
from transforms.attribution.other_lines import Codes, build_other_lines

BILLING = "primary_care_physicians"
CORE, OTHER = "core_lines", "other_lines"


def lines_name(store: Store, name: str, rules: LineRules) -> str:
    """Give the name of the lines of one kind by these rules."""
    return name if rules == line_rules(store)[0] else f"{name}_{digest(rules)[:8]}"


def needed_codes(store: Store) -> list[str]:
    """Give the fee codes whose lines are needed whoever billed them."""
    named = {code for rules in line_rules(store) for code in (*rules.modality_codes, *rules.limited_virtual_codes)}
    return sorted({*core_primary_care()["fee_code"], *named})


def find_primary_care_physicians(work: Work, physicians: Output | None) -> Output | None:
    """Bring the list of physicians up to date whose lines of any code count for something."""
    specialties = sorted(
        {
            code
            for rules in line_rules(work.store)
            for code in (*rules.primary_care_specialties, *rules.paediatric_specialties)
        }
    )
    components = {"input:physicians": content_of(physicians), "method": digest(specialties)}

    def produce() -> Produced:
        chosen = made(physicians).load().filter(pl.col("specialty_code").is_in(specialties))
        return Produced({"data": PrimaryCarePhysicians.validate(chosen.select("physician_id").sort("physician_id"))})

    return work.ensure(Step("derived", f"inputs/{BILLING}"), components, produce)


def find_lines(work: Work, claims: Output | None, physicians: Output | None, bucket: int) -> dict[str, Output | None]:
    """Bring the lines of a bucket up to date; gives them by name."""
    found = {}
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
    return found


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
