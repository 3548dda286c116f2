"""What the records of the deliveries and their files say about how good each input is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.coverage import read_coverage
from flows.drops import Drop, committed_drops
from flows.empty_columns import missing_values
from flows.store import Store
from reports.quality import DeliveryFacts, InputQuality, MissingValues
from schemas.inputs.registry import INPUTS
from transforms.catalogue import every_family, indicators
from transforms.dates import period_end, period_of
from transforms.quality.months import judge_months
from transforms.quality.rules import BROKEN, compare_rules
from transforms.quality.touched import INPUTS_OF_ATTRIBUTION, touched_by_rule, uses_of

SEVERITIES = {"rules": "quarantine", "warnings": "warning"}
DELIVERED = {"place": pl.Int64(), "input": pl.String(), "rows_in": pl.Int64()}
MONTHS = {"input": pl.String(), "month": pl.Date(), "place": pl.Int64(), "rows": pl.Int64()}


@dataclass(frozen=True)
class _Part:
    """The checked rows of an input of a drop in one bucket."""

    drop: Drop
    name: str
    path: Path


def gather_quality(store: Store, wanted: str | None = None) -> list[InputQuality]:
    """Give what is known of each input delivered so far, or of the one wanted, in the order of the registry."""
    drops = committed_drops(store.root)
    names = [name for name in INPUTS if wanted in (None, name) and any(name in drop.record["inputs"] for drop in drops)]
    if not names:
        return []
    broken = compare_rules(_broken(drops), _delivered(drops))
    months = judge_months(_months(store, drops, names), _until(drops))
    return [_of_input(store, drops, name, broken, months) for name in names]


def never_delivered(store: Store) -> list[tuple[str, int]]:
    """Name the inputs that no delivery held, each with how many indicators cannot be computed without it."""
    held = {name for drop in committed_drops(store.root) for name in drop.record["inputs"]}
    never = [name for name in INPUTS if name not in held]
    uses = {name: uses_of(name, indicators(), every_family()) for name in never}
    return [(name, sum(not is_helping for *_, is_helping in uses[name])) for name in never]


def _until(drops: list[Drop]) -> dict[str, dt.date]:
    """Give by input the last day that its own deliveries cover; where nobody says, to the end of its last month."""
    days = read_coverage(drops).days
    until = {}
    for name in INPUTS:
        held = [drop for drop in drops if name in drop.record["inputs"]]
        found = [drop.record["inputs"][name]["last_date"] for drop in held]
        shown = [period_end(period_of(dt.date.fromisoformat(day))) for day in found if day]
        last = [days[name][-1][1]] if name in days else shown
        if last:
            # The month of the delivery itself is not over.
            until[name] = min(max(last), max(drop.delivered_on for drop in held))
    return until


def _of_input(store: Store, drops: list[Drop], name: str, broken: pl.DataFrame, months: pl.DataFrame) -> InputQuality:
    uses = uses_of(name, indicators(), every_family())
    columns = set(INPUTS[name].to_schema().columns)
    rules = broken.filter(input=name).to_dicts()
    touched = {row["rule_id"]: touched_by_rule(row["rule_id"], row["severity"], columns, uses) for row in rules}
    return InputQuality(
        name=name,
        deliveries=[_facts(drop, name) for drop in drops if name in drop.record["inputs"]],
        rules=rules,
        touched_by_rule=touched,
        months=months.filter(input=name).to_dicts(),
        missing=list(_missing(store, drops, name)),
        uses=uses,
        is_of_attribution=name in INPUTS_OF_ATTRIBUTION,
    )


def _facts(drop: Drop, name: str) -> DeliveryFacts:
    account = drop.record["inputs"][name]
    absent = tuple(drop.record["absent"].get(name, ()))
    return DeliveryFacts(
        drop.sequence, drop.delivered_on, account["rows_in"], account["valid"], account["quarantined"], absent
    )


def _broken(drops: list[Drop]) -> pl.DataFrame:
    """One row per drop, input and rule broken there: the columns of BROKEN."""
    rows = [
        (drop.sequence, name, rule_id, severity, count, account["rows_in"])
        for drop in drops
        for name, account in drop.record["inputs"].items()
        for place, severity in SEVERITIES.items()
        for rule_id, count in account[place].items()
    ]
    return pl.DataFrame(rows, schema=BROKEN, orient="row")


def _delivered(drops: list[Drop]) -> pl.DataFrame:
    """One row per drop and input in it: place, input, rows_in."""
    rows = [
        (drop.sequence, name, account["rows_in"]) for drop in drops for name, account in drop.record["inputs"].items()
    ]
    return pl.DataFrame(rows, schema=DELIVERED, orient="row")


def _parts(store: Store, drops: list[Drop], name: str) -> Iterator[_Part]:
    for drop in drops:
        folder = store.root / "standard" / name / f"drop={drop.drop_id}"
        yield from (_Part(drop, name, path) for path in sorted(folder.glob("bucket=*/data.parquet")))


def _months(store: Store, drops: list[Drop], names: list[str]) -> pl.DataFrame:
    """One row per input read by window, month and drop: rows. One column of one bucket is held at a time."""
    found: dict[tuple[str, dt.date, int], int] = {}
    for name in names:
        contract = INPUTS[name].contract()
        for part in _parts(store, drops, name) if contract.is_windowed else ():
            day = pl.col(contract.dates[0]).dt.truncate("1mo").alias("month")
            counted = pl.scan_parquet(part.path).group_by(day).agg(pl.len()).collect()
            for month, rows in counted.drop_nulls("month").iter_rows():
                key = (name, month, part.drop.sequence)
                found[key] = found.get(key, 0) + rows
    return pl.DataFrame([(*key, rows) for key, rows in found.items()], schema=MONTHS, orient="row").sort(list(MONTHS))


def _missing(store: Store, drops: list[Drop], name: str) -> Iterator[MissingValues]:
    """Give by column that may be null how many valid rows of the latest delivery have nothing there."""
    latest = [drop for drop in drops if name in drop.record["inputs"]][-1]
    return missing_values(INPUTS[name], [part.path for part in _parts(store, [latest], name)])
