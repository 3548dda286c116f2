"""Explaining a number: clause by clause, how many rows of a unit are left, or what the rows of a person say.

Membership is not read for it but worked out again from the features of the finished refresh; that both agree is
checked, so that nothing else than the published number is ever explained.
"""

import sys
from argparse import Namespace
from collections.abc import Sequence

import polars as pl

from flows import exit_codes
from flows.commands import open_store, refuse_stale, verify_period
from flows.console import Console
from flows.decedents import decedents_step
from flows.explain_receipt import note_question, purpose_of, write_receipt
from flows.explain_texts import as_rows, person_lines
from flows.features import BucketBase, all_families
from flows.hospitals import features_step, hospital_table, hospitals_step
from flows.named_indicator import named_indicator
from flows.published_attribution import require_attribution
from flows.refusals import Refused, not_refreshed
from flows.releases import exact_results
from flows.store import Step as StoreStep
from flows.store import Store, made
from flows.who import read_person
from flows.work import finished_output, refreshed_periods
from transforms.catalogue import indicators
from transforms.dates import period_end
from transforms.disclosure.audience import Audience
from transforms.disclosure.related import suppress_results
from transforms.indicators.definition import HOSPITAL, PERSON, PHYSICIAN, POPULATION, Indicator
from transforms.indicators.steps import Step, add_steps, count_steps, find_clauses
from transforms.indicators.units import LEVELS, PROVINCE
from transforms.standardise.pseudonyms import bucket_of


def explain_indicator(words: Namespace, console: Console) -> int:
    """Say how a result came about, for a unit or for one person; raises Refused for words that do not go together."""
    indicator = named_indicator(words.indicator)
    verify_period(words.period)
    store = open_store(words)
    if words.period not in refreshed_periods(store):
        raise not_refreshed(words.period)
    if words.person is not None:
        return _explain_person(store, words, indicator, console)
    refuse_stale(store, words.period)
    level, unit_id = _unit(words, indicator)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    result = _result(store, indicator, words.period, level, unit_id, audience)
    _tell_head(console, indicator, level, unit_id, words.period)
    if result["not_computable"]:
        console.say(f"Not computable: {result['not_computable']}.")
        console.result(indicator=indicator.id, not_computable=result["not_computable"])
        return exit_codes.OK
    steps = _steps(store, indicator, words.period, level, unit_id)
    _refuse_another_number(steps, result)
    rows = as_rows(indicator, steps, result, audience)
    console.table(["", "clause", "left"], rows)
    console.say(f"{indicator.status}; {indicator.source}")
    console.result(
        indicator=indicator.id, version=indicator.version, level=level, unit=unit_id, period=words.period, steps=rows
    )
    return exit_codes.OK


def _unit(words: Namespace, indicator: Indicator) -> tuple[str, str]:
    """Give level and id of the unit asked for: a practice, an OHT, by default the province."""
    asked = [(level, unit) for level, unit in (("practice", words.practice), ("oht", words.oht)) if unit is not None]
    if len(asked) > 1:
        raise Refused("usage", "Give --practice or --oht, not both.")
    level, unit = asked[0] if asked else ("province", PROVINCE)
    if not unit.strip():
        raise Refused("usage", f"--{level} is empty. Give its ID, or leave the word out for the province.")
    if level not in indicator.levels:
        raise Refused("usage", f"{indicator.id} is not shown of a {level}, only of: {', '.join(indicator.levels)}.")
    return level, unit


def _result(
    store: Store, indicator: Indicator, period: str, level: str, unit_id: str, audience: Audience
) -> dict[str, object]:
    """Give the exact result of a unit, with `suppression` as a release to the audience would have it."""
    of_unit = exact_results(store, period).filter(level=level, unit_id=unit_id)
    rows = of_unit.filter(indicator_id=indicator.id)
    if rows.is_empty():
        raise Refused("usage", f"Nobody belonged to the {level} {unit_id} in {period}.")
    released = suppress_results(of_unit, indicators(), audience).filter(indicator_id=indicator.id)
    return rows.to_dicts()[0] | {"suppression": released["suppression"].item()}


def _steps(store: Store, indicator: Indicator, period: str, level: str, unit_id: str) -> list[Step]:
    """Work the steps out again, bucket by bucket."""
    if indicator.grain == PHYSICIAN:
        table = made(finished_output(store, StoreStep("derived", "base/physicians", period))).load()
        return count_steps(_of_unit(table, level, unit_id), indicator)
    if indicator.grain == HOSPITAL:
        features = {name: finished_output(store, features_step(name, period)) for name in indicator.features}
        table = hospital_table(finished_output(store, hospitals_step(period)), features)
        return count_steps(_of_unit(table, level, unit_id), indicator)
    parts = []
    for bucket in range(store.buckets):
        base = read_base(store, indicator, period, bucket)
        parts.append(count_steps(_of_unit(_table(base, indicator), level, unit_id), indicator))
    return add_steps(parts)


def read_base(store: Store, indicator: Indicator, period: str, bucket: int) -> BucketBase:
    """Give the base tables of a bucket as the finished refresh left them, with the features an indicator names."""
    attribution = require_attribution(store, period).attributed.persons[bucket]
    features = {
        name: finished_output(store, StoreStep("derived", f"features/{name}", period, bucket))
        for name in indicator.features
        if name in all_families()
    }
    decedents = finished_output(store, decedents_step(period, bucket)) if indicator.grain == POPULATION else None
    return BucketBase(attribution, features, period_end(period), decedents)


def _table(base: BucketBase, indicator: Indicator) -> pl.DataFrame:
    if indicator.grain == POPULATION:
        return base.population(indicator.features)
    return base.persons if indicator.grain == PERSON else base.events[indicator.grain]


def _of_unit(table: pl.DataFrame, level: str, unit_id: str) -> pl.DataFrame:
    """The same rows, those of a unit; of the province all."""
    return table if level == "province" else table.filter(pl.col(LEVELS[level]) == unit_id)


def _refuse_another_number(steps: Sequence[Step], result: dict[str, object]) -> None:
    if steps[-1].rows != result["numerator"] or steps[-2].rows != result["denominator"]:
        raise Refused(
            "not_refreshed",
            "The steps do not lead to the number in the store, so that they do not explain it. Run first: oht run; if "
            "this stays, it is a defect of the program.",
        )


def _tell_head(console: Console, indicator: Indicator, level: str, unit_id: str, period: str) -> None:
    where = "Ontario" if level == "province" else f"{'OHT' if level == 'oht' else level} {unit_id}"
    console.say(f"{indicator.title} ({indicator.id}, version {indicator.version}), {where}, {period}.")


def _explain_person(store: Store, words: Namespace, indicator: Indicator, console: Console) -> int:
    """Note who asks and why, then write what the indicator makes of the person on standard input."""
    if indicator.grain == PHYSICIAN:
        raise Refused("usage", f"{indicator.id} counts physicians; ask with --practice or --oht.")
    if indicator.grain == HOSPITAL:
        raise Refused("usage", f"{indicator.id} counts hospitals, and nobody's own days; ask with --oht.")
    purpose = purpose_of(words.purpose)
    person_id = read_person(store, words, sys.stdin)
    name = note_question(store, person_id, words.period, purpose, f"indicator {indicator.id}")
    bucket = int(pl.DataFrame({"person_id": [person_id]}).select(bucket_of(store.buckets)).item())
    rows = _table(read_base(store, indicator, words.period, bucket), indicator).filter(pl.col("person_id") == person_id)
    found = [find_clauses(rows[place], indicator) for place in range(rows.height)]
    lines = person_lines(indicator, words.period, purpose, rows, found)
    path = write_receipt(store, name, "\n".join(lines).encode() + b"\n")
    console.say(f"The receipt is in {path}. It is about one person: delete it when the question is answered.")
    console.result(receipt=path, period=words.period, indicator=indicator.id)
    return exit_codes.OK
