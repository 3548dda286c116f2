"""Stage: practices' own lists beside the attribution of a period, one bucket at a time."""

from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.charts import ENTRIES, EXTRACTS, UNLINKED_ENTRIES, has_lists
from flows.coverage import Coverage
from flows.drops import Drop
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, content_of, finished_output
from schemas.core import Attribution
from schemas.inputs.enrolments import Enrolments
from schemas.reconciliation import Reconciliation
from transforms.attribution.counted import classify_persons
from transforms.dates import period_end
from transforms.packs.reconciliation import Known, reconcile
from transforms.resolve.extracts import choose_extracts

NAME = "reconciliation"
READS = ["persons", "enrolments", "physicians"]
CODE = ("transforms.packs.reconciliation", "transforms.resolve.extracts", "transforms.attribution.counted")


def reconcile_lists(
    work: Work, drops: list[Drop], inputs: Inputs, attributed: Attributed, coverage: Coverage, period: str
) -> None:
    """Bring the comparison with practices' own lists up to date; nothing is done until one was sent."""
    if not has_lists(drops):
        return
    has_enrolments = "enrolments" in coverage.inputs
    for bucket in range(inputs.buckets):
        _bucket(work, inputs, attributed.persons[bucket], has_enrolments, period, bucket)
    _unlinked(work, inputs, period)


def load_reconciliation(store: Store, period: str) -> pl.DataFrame | None:
    """One row per practice and patient, of all buckets of a period; null: no practice has sent a list."""
    outputs = [finished_output(store, step) for step in _steps(store, period)]
    found = [output.load() for output in outputs if output]
    return pl.concat(found) if found else None


def load_chosen(store: Store, period: str) -> pl.DataFrame:
    """One row per practice that sent a list: the day of the extract that was compared, and whether it is after."""
    return made(finished_output(store, _without_person(period))).load("extracts")


def _steps(store: Store, period: str) -> list[Step]:
    in_buckets = [Step("derived", NAME, period, bucket) for bucket in range(store.buckets)]
    return [*in_buckets, _without_person(period)]


def _without_person(period: str) -> Step:
    return Step("derived", f"{NAME}/without_person", period)


def _bucket(
    work: Work, inputs: Inputs, persons: Output | None, has_enrolments: bool, period: str, bucket: int
) -> Output | None:
    components = {
        **{f"input:{name}": inputs.content(name, bucket) for name in [ENTRIES, EXTRACTS, *READS]},
        "input:attribution": content_of(persons),
        "computable:enrolments": str(has_enrolments),
        "code": code_digest(*CODE),
        "method": digest(official_method(work.store)),
    }
    produce = partial(_produce, work, inputs, persons, has_enrolments, period, bucket)
    return work.ensure(Step("derived", NAME, period, bucket), components, produce)


def _produce(
    work: Work, inputs: Inputs, persons: Output | None, has_enrolments: bool, period: str, bucket: int
) -> Produced:
    end, method = period_end(period), official_method(work.store)
    frames = {name: inputs.load(name, bucket) for name in READS}
    known = Known(
        attribution=made(persons).load(),
        registered=classify_persons(frames["persons"], end, method).select("person_id", "excluded_reason"),
        enrolments=frames["enrolments"],
        physicians=frames["physicians"],
        period_end=end,
        has_enrolments=has_enrolments,
    )
    chosen = choose_extracts(inputs.load(EXTRACTS, bucket), end)
    table = Reconciliation.validate(reconcile(inputs.load(ENTRIES, bucket), chosen, known))
    return Produced({"data": table}, {"rows": table.height})


def _unlinked(work: Work, inputs: Inputs, period: str) -> Output | None:
    """Charts without a health number: nobody is placed, registered or enrolled as one of them.

    Beside them stands which extract of each practice was compared.
    """
    components = {
        **{f"input:{name}": inputs.content(name, 0) for name in [UNLINKED_ENTRIES, EXTRACTS, "physicians"]},
        "code": code_digest(*CODE),
    }

    def produce() -> Produced:
        end = period_end(period)
        nobody = pl.DataFrame(schema={"person_id": pl.Int64(), "excluded_reason": pl.String()})
        known = Known(Attribution.empty(), nobody, Enrolments.empty(), inputs.load("physicians", 0), end)
        chosen = choose_extracts(inputs.load(EXTRACTS, 0), end)
        table = Reconciliation.validate(reconcile(inputs.load(UNLINKED_ENTRIES, 0), chosen, known))
        return Produced({"data": table, "extracts": chosen})

    return work.ensure(_without_person(period), components, produce)
