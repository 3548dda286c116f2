"""Stage: the ministry's file as the attribution of a period, and which of the two the results stand on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.attribution import Attributed, attribution_tables
from flows.drops import committed_drops
from flows.fingerprint import code_digest
from flows.inputs import Inputs
from flows.settings import attribution_setting
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, content_of, finished_output
from schemas.agreement import OfficialChoice, OfficialDays, OfficialFile
from transforms.attribution.official import (
    attribute_by_file,
    count_days,
    count_strays,
    describe_choice,
    describe_file,
    rows_as_of,
)
from transforms.dates import period_end

INPUT = "official_attribution"
FILE_CODE = "transforms.attribution.official"
PERSONS_CODE = (FILE_CODE, "transforms.indicators.units", "transforms.base_tables.physicians")
RECOMPUTED = "Teams are recomputed"
STRAYS = (
    "official_attribution: as of {days} of its days there are less than a tenth of the rows of the largest file, so "
    "that they make no file; rows of such days: {rows:,}. They count for nothing. Look for mistyped days in the file, "
    "and take it in again when it is put right."
)
FILE_STEP = "attribution/official/file"
PERSONS_STEP = "attribution/official/persons"


@dataclass(frozen=True)
class Official:
    """The official attribution of a period, and the output that says which file it is of; null: planned, not made."""

    attributed: Attributed
    file: Output | None


def make_official(work: Work, inputs: Inputs, attributed: Attributed, period: str) -> Official | None:
    """Bring the official attribution of a period up to date; null: not computable, no file is of its end or before."""
    if not _is_supplied(work.store):
        return None
    file = _find_file(work, inputs, period)
    if file is not None and file.load().is_empty():
        return None
    persons = [_persons(work, inputs, attributed, file, period, bucket) for bucket in range(inputs.buckets)]
    return Official(replace(attributed, persons=persons, file=file), file)


def choose(work: Work, recomputed: Attributed, official: Official | None, period: str) -> Attributed:
    """Give the attribution that the results stand on, by the setting of the store, and record which it is."""
    wanted = attribution_setting(work.store).official
    _record_choice(work, wanted, official, period)
    return official.attributed if official and wanted == "file" else recomputed


def as_of_day(file: Output) -> dt.date:
    """Give the day as of which the file that holds was made."""
    return file.load()["as_of_date"].item()


def stands_on_file(store: Store, period: str) -> bool:
    """Say whether the results of the last finished refresh of a period stand on the official file."""
    output = finished_output(store, _choice_step(period))
    return output is not None and output.load()["in_force"].item() == "file"


def choice_note(store: Store, period: str) -> str | None:
    """Say which official attribution the last finished refresh of a period used or lacked; null: recomputed, as set."""
    output = finished_output(store, _choice_step(period))
    if output is None:
        return None
    row = output.load().row(0, named=True)
    if row["in_force"] == "file":
        return f"Teams are those of the official attribution as of {row['as_of_date'].isoformat()}."
    if row["wanted"] == "file":
        return f"{RECOMPUTED}: the official attribution is {row['not_computable']}."
    return None


def unmet_wishes(store: Store, periods: Sequence[str]) -> list[str]:
    """Say for each period whose results should stand on the official file, and cannot, what is needed."""
    notes = {period: choice_note(store, period) for period in periods}
    return [f"{period}: {note}" for period, note in notes.items() if note and note.startswith(RECOMPUTED)]


def stray_rows(store: Store, periods: Sequence[str]) -> list[str]:
    """Say how many rows are as of a day that is no file; nothing when there is none, or nothing was computed yet."""
    files = [finished_output(store, Step("derived", FILE_STEP, period)) for period in periods]
    latest = next((file for file in reversed(files) if file), None)
    rows, days = count_strays(latest.load("days")) if latest else (0, 0)
    return [STRAYS.format(rows=rows, days=days)] if rows else []


def _is_supplied(store: Store) -> bool:
    return any(INPUT in drop.record["parts"] for drop in committed_drops(store.root))


def _find_file(work: Work, inputs: Inputs, period: str) -> Output | None:
    """Which file holds at the period end, judged over all buckets."""
    end = period_end(period)
    components = {
        **{f"input:{INPUT} of bucket {n}": inputs.content(INPUT, n) for n in range(inputs.buckets)},
        "code": code_digest(FILE_CODE),
    }

    def produce() -> Produced:
        days = [made(inputs.output(INPUT, n)).load(columns=["as_of_date"]) for n in range(inputs.buckets)]
        file = OfficialFile.validate(describe_file(days, end))
        return Produced({"data": file, "days": OfficialDays.validate(count_days(days))})

    return work.ensure(Step("derived", FILE_STEP, period), components, produce)


def _persons(
    work: Work, inputs: Inputs, attributed: Attributed, file: Output | None, period: str, bucket: int
) -> Output | None:
    recomputed = attributed.persons[bucket]
    components = {
        "input:attribution as recomputed": content_of(recomputed),
        "input:official file": content_of(file),
        f"input:{INPUT}": inputs.content(INPUT, bucket),
        "input:ohts": inputs.content("ohts", bucket),
        "code": code_digest(*PERSONS_CODE),
    }

    def produce() -> Produced:
        rows = rows_as_of(inputs.load(INPUT, bucket), as_of_day(made(file)))
        return attribution_tables(attribute_by_file(made(recomputed).load(), rows, inputs.load("ohts", bucket)))

    return work.ensure(Step("derived", PERSONS_STEP, period, bucket), components, produce)


def _choice_step(period: str) -> Step:
    return Step("derived", "attribution/official/choice", period)


def _record_choice(work: Work, wanted: str, official: Official | None, period: str) -> None:
    """Record which attribution is in force; a store that never asked for a file nor received one has no such record."""
    if wanted == "recomputed" and official is None:
        return
    file, end = official.file if official else None, period_end(period)
    components = {
        "setting:attribution": wanted,
        "input:official file": "none" if official is None else content_of(file),
        "code": code_digest(FILE_CODE),
    }

    def produce() -> Produced:
        as_of = as_of_day(made(file)) if official else None
        return Produced({"data": OfficialChoice.validate(describe_choice(wanted, as_of, end))})

    work.ensure(_choice_step(period), components, produce)
