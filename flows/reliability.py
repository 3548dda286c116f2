"""Stage: how far the attribution of a period can be relied on, counted bucket by bucket, exact and restricted."""

import datetime as dt
from dataclasses import dataclass

import polars as pl
from pandera.errors import SchemaError

from flows.attribution import Attributed
from flows.coverage import read_coverage
from flows.drops import Drop
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.official import INPUT as OFFICIAL
from flows.official import Official, as_of_day
from flows.refusals import Refused
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from schemas.inputs.registry import INPUTS
from schemas.reliability import (
    AttachmentCounts,
    ChildCounts,
    ConfidenceCounts,
    FileChildren,
    NetworkShares,
    NetworkTeamCounts,
    PhysicianLinks,
    Staleness,
    TotalReasons,
    Totals,
)
from transforms.dates import period_end
from transforms.indicators.units import COUNT_KEY, add_up
from transforms.reliability.attachment import count_attachment
from transforms.reliability.children import CHILD_KEY, count_children, count_file_children
from transforms.reliability.confidence import CONFIDENCE_KEY, count_confidence
from transforms.reliability.networks import NETWORK_KEY, compare_shares, count_network_teams
from transforms.reliability.physicians import count_links
from transforms.reliability.staleness import Known, describe_staleness
from transforms.reliability.totals import add_reasons, describe_totals, list_reasons

COUNTS_CODE = tuple(f"transforms.reliability.{name}" for name in ("attachment", "children", "confidence", "networks"))
# Of each table of a bucket: its model, and the key by which the buckets are added up.
COUNTED = {
    "data": (ConfidenceCounts, CONFIDENCE_KEY),
    "attachment": (AttachmentCounts, COUNT_KEY),
    "children": (ChildCounts, CHILD_KEY),
    "file_children": (FileChildren, COUNT_KEY),
    "networks": (NetworkTeamCounts, NETWORK_KEY),
}


@dataclass(frozen=True)
class Compared:
    """The attributions of a period: as recomputed, by the file (null: not computable), and the one in force."""

    recomputed: Attributed
    official: Official | None
    in_force: Attributed


def judge_reliability(
    work: Work, inputs: Inputs, compared: Compared, tiers: Output | None, drops: list[Drop], period: str
) -> None:
    """Bring the exact tables of the reliability report up to date; raises Refused when totals do not add up."""
    counts = _counts(work, inputs, compared, period)
    _networks(work, inputs, counts, period)
    _physicians(work, compared, period)
    _staleness(work, compared, drops, period)
    _totals(work, inputs, compared, tiers, period)


def reliability_step(name: str, period: str) -> Step:
    """Where one of the exact tables of a period is: counts, networks, physicians, staleness or totals."""
    return Step("results", f"reliability/{name}", period)


def _counts(work: Work, inputs: Inputs, compared: Compared, period: str) -> Output | None:
    parts = [_bucket(work, inputs, compared, period, bucket) for bucket in range(inputs.buckets)]
    components: dict[str, str | None] = {"code": code_digest(*COUNTS_CODE)}
    for table in COUNTED:
        components |= bucket_contents(f"reliability {table}", parts, table)

    def produce() -> Produced:
        tables = {
            name: model.validate(add_up((made(part).load(name) for part in parts), key))
            for name, (model, key) in COUNTED.items()
        }
        return Produced(tables)

    return work.ensure(reliability_step("counts", period), components, produce)


def _bucket(work: Work, inputs: Inputs, compared: Compared, period: str, bucket: int) -> Output | None:
    in_force, recomputed = compared.in_force.persons[bucket], compared.recomputed.persons[bucket]
    by_file = compared.official.attributed.persons[bucket] if compared.official else None
    end = period_end(period)
    components = {
        "input:attribution in force": content_of(in_force),
        "input:attribution as recomputed": content_of(recomputed),
        "input:attribution by the file": content_of(by_file) if compared.official else "none",
        **{f"input:{name}": inputs.content(name, bucket) for name in ("births", "persons")},
        "code": code_digest(*COUNTS_CODE),
    }

    def produce() -> Produced:
        own = made(recomputed).load()
        placed = own if in_force is recomputed else made(in_force).load()
        births, persons = (inputs.load(name, bucket) for name in ("births", "persons"))
        found = {
            "data": count_confidence(placed),
            "attachment": count_attachment(placed),
            "children": count_children(births, persons, own, placed, end),
            "file_children": count_file_children(own, by_file.load(), end) if by_file else FileChildren.empty(),
            "networks": count_network_teams(own),
        }
        return Produced({name: COUNTED[name][0].validate(table) for name, table in found.items()})

    return work.ensure(Step("derived", "reliability", period, bucket), components, produce)


def _networks(work: Work, inputs: Inputs, counts: Output | None, period: str) -> Output | None:
    components = {
        "input:network counts": content_of(counts, "networks"),
        "input:network_ohts": inputs.content("network_ohts", 0),
        "input:combined_networks": inputs.content("combined_networks", 0),
        "code": code_digest("transforms.reliability.networks"),
        "method": digest(official_method(work.store).network_rule),
    }
    is_supplied = official_method(work.store).network_rule == "supplied"

    def produce() -> Produced:
        # Shares are of supplied networks, and say nothing of formed ones.
        crosswalk = inputs.load("network_ohts", 0) if is_supplied else inputs.load("network_ohts", 0).clear()
        counted = made(counts).load("networks")
        table = compare_shares(counted, crosswalk, inputs.load("combined_networks", 0))
        return Produced({"data": NetworkShares.validate(table)})

    return work.ensure(reliability_step("networks", period), components, produce)


def _physicians(work: Work, compared: Compared, period: str) -> Output | None:
    specialties, teams = official_method(work.store).primary_care_specialties, compared.recomputed.teams
    end = period_end(period)
    components = {
        "input:teams of physicians": content_of(teams),
        "code": code_digest("transforms.reliability.physicians"),
        "method": digest(specialties),
    }

    def produce() -> Produced:
        table = count_links(made(teams).load(), specialties, end)
        return Produced({"data": PhysicianLinks.validate(table)})

    return work.ensure(reliability_step("physicians", period), components, produce)


def _staleness(work: Work, compared: Compared, drops: list[Drop], period: str) -> Output | None:
    """Tell how old each input is; lists of practices are nobody else's business."""
    known = [_known(name, drops, compared) for name, model in INPUTS.items() if not model.contract().is_extract]
    end = period_end(period)
    components: dict[str, str | None] = {
        "input:deliveries": digest(known),
        "code": code_digest("transforms.reliability.staleness"),
    }

    def produce() -> Produced:
        return Produced({"data": Staleness.validate(describe_staleness(known, end))})

    return work.ensure(reliability_step("staleness", period), components, produce)


def _known(name: str, drops: list[Drop], compared: Compared) -> Known:
    """Give an input, the day of its latest delivery, and the last day its rows reach; of the file, its as-of day."""
    with_rows = [drop for drop in drops if name in drop.record["inputs"]]
    delivered = max((drop.delivered_on for drop in with_rows), default=None)
    file = compared.official.file if compared.official else None
    if name == OFFICIAL:
        return name, delivered, as_of_day(file) if file else None
    if spans := read_coverage(drops).days.get(name):
        return name, delivered, spans[-1][1]
    days = [drop.record["inputs"][name].get("last_date") for drop in with_rows]
    return name, delivered, max((dt.date.fromisoformat(day) for day in days if day), default=None)


def _totals(work: Work, inputs: Inputs, compared: Compared, tiers: Output | None, period: str) -> Output | None:
    registry = [inputs.output("persons", bucket) for bucket in range(inputs.buckets)]
    components = {
        **bucket_contents("persons", registry),
        **bucket_contents("attribution in force", compared.in_force.persons),
        **bucket_contents("exclusions", compared.recomputed.round_one, "excluded"),
        "input:tiers": content_of(tiers),
        "code": code_digest("transforms.reliability.totals"),
    }

    def produce() -> Produced:
        excluded = add_reasons(made(output).load("excluded") for output in compared.recomputed.round_one)
        numbers = (_rows(registry), _rows(compared.in_force.persons))
        by_tier = made(tiers).load()
        totals = check_totals(describe_totals(*numbers, excluded, by_tier), period)
        return Produced({"data": totals, "reasons": TotalReasons.validate(list_reasons(excluded, by_tier))})

    return work.ensure(reliability_step("totals", period), components, produce)


def check_totals(totals: pl.DataFrame, period: str) -> pl.DataFrame:
    """Give the same row, once its numbers agree; raises Refused('totals') otherwise."""
    try:
        return Totals.validate(totals)
    except SchemaError:
        row = totals.row(0, named=True)
        raise Refused(
            "totals",
            f"The persons of {period} do not add up: {row['registered']:,} registered, {row['counted']:,} counted and "
            f"{row['not_counted']:,} not counted; {row['in_teams']:,} in teams, {row['without_team']:,} without one. "
            "Nothing of this period was finished; what was published stands. This is a defect of the program: report "
            "it with the version and the period.",
        ) from None


def _rows(outputs: list[Output | None]) -> int:
    return sum(made(output).manifest["tables"]["data"]["rows"] for output in outputs)
