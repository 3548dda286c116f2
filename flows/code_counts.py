"""Stage: how often each code is used, by month, counted by bucket for each input; the drift sentinel reads it."""

from functools import partial

from flows.fingerprint import code_digest, digest
from flows.store import Output, Produced, Step, made
from flows.work import Work, content_of
from reference.code_sets import all_code_sets
from transforms.codes.counts import count_codes
from transforms.codes.places import CODED_INPUTS

ByBucket = dict[tuple[str, int], Output | None]


def count_used_codes(work: Work, by_bucket: ByBucket, bucket: int) -> ByBucket:
    """Bring the counts of codes of a bucket up to date; gives them by the name `counts_name` and bucket."""
    found: ByBucket = {}
    for name in CODED_INPUTS:
        source = by_bucket[name, bucket]
        components = {
            "input:" + name: content_of(source),
            "code": code_digest("transforms.codes.counts", "transforms.codes.places"),
            "rule:code sets": digest(all_code_sets().rows()),
        }
        step = Step("derived", counts_name(name), None, bucket)
        found[counts_name(name), bucket] = work.ensure(step, components, partial(_produce, name, source))
    return found


def counts_name(input_name: str) -> str:
    """Name the counts of codes of an input."""
    return f"codes/{input_name}"


def _produce(name: str, source: Output | None) -> Produced:
    coded = CODED_INPUTS[name]
    frame = made(source).load(columns=[coded.day, *coded.systems])
    return Produced({"data": count_codes(frame, coded, all_code_sets())}, dated="month")
