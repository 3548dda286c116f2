"""Stage: how far the recomputed attribution of a period agrees with the ministry's file, who differs and why."""

from collections.abc import Mapping
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.official import INPUT, Official, as_of_day
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from schemas.agreement import Agreement, AgreementCells, DifferenceCounts, Differing, OfficialFile
from transforms.attribution.agreement import CELL_KEY, REASON_KEY, count_cells, measure_agreement
from transforms.attribution.differences import Days, compare_persons, count_reasons, explain_differences
from transforms.attribution.official import rows_as_of
from transforms.dates import period_end
from transforms.indicators.units import add_up

COMPARED_INPUTS = ["persons", "addresses", "enrolments", "physicians", "ohts"]
COMPARE_CODE = (
    "transforms.attribution.agreement",
    "transforms.attribution.differences",
    "transforms.attribution.official",
    "transforms.indicators.units",
)


def agreement(
    work: Work, inputs: Inputs, recomputed: Attributed, official: Official | None, period: str
) -> Output | None:
    """Bring the comparison of the two up to date, whichever is official; null: there is no file, or only planned."""
    if official is None:
        return None
    parts = [_compare(work, inputs, recomputed, official.file, period, bucket) for bucket in range(inputs.buckets)]
    components = {
        "input:official file": content_of(official.file),
        **bucket_contents("cells", parts),
        **bucket_contents("reasons", parts, "reasons"),
        "code": code_digest(*COMPARE_CODE),
    }
    return work.ensure(agreement_step(period), components, partial(_produce_agreement, parts, official.file))


def agreement_step(period: str) -> Step:
    """Where the agreement of a period is."""
    return Step("results", "agreement", period)


def _compare(
    work: Work, inputs: Inputs, recomputed: Attributed, file: Output | None, period: str, bucket: int
) -> Output | None:
    persons = recomputed.persons[bucket]
    is_end_inclusive = official_method(work.store).eligibility_end_inclusive
    components = {
        "input:attribution as recomputed": content_of(persons),
        "input:official file": content_of(file),
        **{f"input:{name}": inputs.content(name, bucket) for name in [INPUT, *COMPARED_INPUTS]},
        "code": code_digest(*COMPARE_CODE),
        "method": digest(is_end_inclusive),
    }

    def produce() -> Produced:
        days = Days(as_of_day(made(file)), period_end(period), is_end_inclusive)
        frames = {name: inputs.load(name, bucket) for name in [INPUT, *COMPARED_INPUTS]}
        return _produce_compared(made(persons).load(), frames, days)

    return work.ensure(Step("derived", "attribution/agreement", period, bucket), components, produce)


def _produce_compared(attribution: pl.DataFrame, frames: Mapping[str, pl.DataFrame], days: Days) -> Produced:
    compared = compare_persons(attribution, rows_as_of(frames[INPUT], days.as_of), frames["persons"])
    differing = explain_differences(compared, frames, days)
    return Produced(
        {
            "data": AgreementCells.validate(count_cells(compared, days.period_end)),
            "differing": Differing.validate(differing),
            "reasons": DifferenceCounts.validate(count_reasons(differing)),
        },
        {"compared": compared.height, "differing": differing.height},
    )


def _produce_agreement(parts: list[Output | None], file: Output | None) -> Produced:
    cells = add_up((made(part).load() for part in parts), CELL_KEY)
    reasons = add_up((made(part).load("reasons") for part in parts), REASON_KEY)
    return Produced(
        {
            "data": Agreement.validate(measure_agreement(cells)),
            "reasons": DifferenceCounts.validate(reasons),
            "file": OfficialFile.validate(made(file).load()),
        }
    )
