"""Explaining a person: the receipt of the attribution, worked out again for one bucket when somebody asks.

The pseudonym comes on standard input, since command lines are seen by others and kept. The receipt is a file that only
its owner can read; the audit log tells who asked, when and why, and knows the person by a keyed digest alone.
"""

import sys
from argparse import Namespace
from typing import Any

import polars as pl

from flows import exit_codes
from flows.attribution import Attributed, BucketFrames, Task, attribute, read_frames
from flows.care import bring_care, judge
from flows.commands import open_store, verify_period
from flows.console import Console
from flows.explain_receipt import note_question, purpose_of, write_receipt
from flows.explain_route import describe_route
from flows.inputs import resolve_inputs
from flows.methods import official_method, unverified_values
from flows.official import as_of_day
from flows.refresh import data_cut_off
from flows.refusals import Refused
from flows.settings import attribution_setting
from flows.store import Step, Store, made
from flows.who import read_person
from flows.work import Work, finished_output
from reports.receipt import ReceiptPage, render_receipt
from transforms.attribution.receipt import Receipt, explain_person
from transforms.standardise.pseudonyms import bucket_of


def explain_one(words: Namespace, console: Console) -> int:
    """Note who asks and why, write the receipt of the person on standard input, and print where it is."""
    store = open_store(words)
    verify_period(words.period)
    purpose = purpose_of(words.purpose)
    person_id = read_person(store, words, sys.stdin)
    # First the line, then the look: nobody is looked up unnoted, found or not.
    name = note_question(store, person_id, words.period, purpose)
    page = build_receipt(store, person_id, words.period, purpose)
    path = write_receipt(store, name, render_receipt(page))
    console.say(f"The receipt is in {path}. It is about one person: delete it when the question is answered.")
    console.result(receipt=path, period=words.period)
    return exit_codes.OK


def build_receipt(store: Store, person_id: int, period: str, purpose: str) -> ReceiptPage:
    """Work out the receipt of a person; raises Refused when the period is stale or nobody has the pseudonym."""
    work = Work(store, is_plan=True)
    task = Task(work, resolve_inputs(work), period, official_method(store), "attribution")
    attributed: Attributed = attribute(work, task.inputs, period)
    bucket = _bucket(person_id, store.buckets)
    if None in [*attributed.persons, *attributed.round_one] or attributed.teams is None:
        raise Refused(
            "not_refreshed",
            f"The attribution of {period} is not up to date with the deliveries and rules. Run first: oht run --period "
            f"{period}",
        )
    account = _account(task, bucket, person_id)
    placed = _row(made(attributed.persons[bucket]).load(), person_id)
    official = _official(store, period, bucket, person_id)
    facts = {
        "person": str(person_id),
        "period": f"{period} ({task.end.isoformat()})",
        "method": task.method.method_id,
        "unverified": ", ".join(unverified_values(store)),
        "cut_off": data_cut_off(store, period).isoformat(),
        "in_force": "file" if official and attribution_setting(store).official == "file" else "recomputed",
        "weight": task.method.weight,
        "purpose": purpose,
    }
    route = describe_route(task, attributed, account, placed, person_id)
    return ReceiptPage(facts, account, placed, route, official)


def _account(task: Task, bucket: int, person_id: int) -> Receipt:
    care = bring_care(task.work, task.inputs, task.period, task.method)
    comprehensive = judge(task.work, care, task.period, task.method, task.folder)
    frames = read_frames(task, BucketFrames(task.inputs, bucket, task.end), made(care[bucket]), made(comprehensive))
    one = {name: _of(frame, person_id) for name, frame in frames.items()}
    if one["persons"].is_empty():
        raise Refused(
            "no_person",
            "Nobody in the registry has this pseudonym. Pseudonyms are of one store: was it taken from this one?",
        )
    return explain_person(one, task.end, task.method)


def _of(frame: pl.DataFrame, person_id: int) -> pl.DataFrame:
    """The same rows, those of the person where the table is about persons."""
    return frame.filter(pl.col("person_id") == person_id) if "person_id" in frame.columns else frame


def _row(frame: pl.DataFrame, person_id: int) -> dict[str, Any] | None:
    found = _of(frame, person_id)
    return None if found.is_empty() else found.row(0, named=True)


def _official(store: Store, period: str, bucket: int, person_id: int) -> dict[str, Any] | None:
    """Give what the ministry's file says of the person; null: no file holds at the end of the period."""
    persons = finished_output(store, Step("derived", "attribution/official/persons", period, bucket))
    file = finished_output(store, Step("derived", "attribution/official/file", period))
    row = _row(persons.load(), person_id) if persons else None
    if not row or not file:
        return None
    return {"day": as_of_day(file), "oht_id": row["oht_id"], "reason": row["unattributable_reason"]}


def _bucket(person_id: int, buckets: int) -> int:
    return int(pl.DataFrame({"person_id": [person_id]}).select(bucket_of(buckets)).item())
