"""Whom a question is about, from one line of standard input: never from the command line, which others can see."""

import re
from argparse import Namespace
from typing import TextIO

import polars as pl

from flows.refusals import Refused
from flows.store import Step, Store
from flows.work import finished_output
from transforms.packs.patients import name_patients
from transforms.standardise.pseudonyms import pseudonyms_of

FROM_INPUT = "-"
GIVEN_AS = ("pseudonym", "health_number", "reference")


def read_person(store: Store, words: Namespace, stream: TextIO) -> int:
    """Give the pseudonym of the person on a line of input; raises Refused, never repeating the line."""
    if words.person != FROM_INPUT:
        raise Refused(
            "usage",
            "What names a person on the command line can be seen by others and is kept in histories. Give --person - "
            "and put it on standard input.",
        )
    text = stream.readline().strip()
    if words.given_as == "reference":
        return _by_reference(store, words, text)
    return _by_health_number(store, text) if words.given_as == "health_number" else _by_pseudonym(text)


def _by_pseudonym(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", text) or int(text) >= 2**63:
        raise Refused(
            "usage", "Standard input must hold one pseudonym, a whole number as in the column person_id; it does not."
        )
    return int(text)


def _by_health_number(store: Store, text: str) -> int:
    found = pseudonyms_of(pl.Series([text]), store.key, "health_number").row(0, named=True)
    if not found["has_valid_key"]:
        raise Refused(
            "usage", "Standard input must hold one health number, ten digits with its check digit; it does not."
        )
    return found["person_id"]


def _by_reference(store: Store, words: Namespace, text: str) -> int:
    """Find whom a practice's pack calls so, among those placed with the practice in the period."""
    if not words.practice:
        raise Refused("usage", "A reference is of one practice: name it too, with --practice ID.")
    steps = [Step("derived", "attribution/persons", words.period, bucket) for bucket in range(store.buckets)]
    outputs = [output for step in steps if (output := finished_output(store, step))]
    panel = [
        output.load(columns=["physician_id", "person_id"]).filter(pl.col("physician_id") == words.practice)
        for output in outputs
    ]
    people = (
        pl.concat(panel).rename({"physician_id": "unit_id"}) if panel else pl.DataFrame(schema={"person_id": pl.Int64})
    )
    found = people.filter(name_patients(people, store.key) == text) if people.height else people
    if found.is_empty():
        raise Refused(
            "no_person",
            f"Nobody placed with the practice {words.practice} in {words.period} has this reference. References are of "
            "one practice; the period must be that of the pack.",
        )
    return found["person_id"].item()
