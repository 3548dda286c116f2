"""Stage: codes used otherwise than before, which definitions that touches, and whether publication has to wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from flows.code_counts import counts_name
from flows.coverage import Coverage, missing_for
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.refusals import Refused
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, finished_output
from reference.code_sets import all_code_sets
from reference.drift import drift_limits
from schemas.drift import DRIFTING
from transforms.catalogue import every_family, indicators
from transforms.codes.counts import COUNT_KEY
from transforms.codes.drift import (
    BEFORE_MONTHS,
    RECENT_MONTHS,
    compare_codes,
    describe_places,
    find_drift,
    months_compared,
)
from transforms.codes.places import CODED_INPUTS
from transforms.codes.shares import explain_changes
from transforms.dates import months_before, period_end, period_of
from transforms.features.family import CodeUse, Requirement
from transforms.indicators.units import add_up

MONTHS = RECENT_MONTHS + BEFORE_MONTHS
CODE = ("transforms.codes.drift", "transforms.codes.shares", "transforms.indicators.units")
# Whose person somebody is stands on the core list, and every number below the province on that.
ATTRIBUTION_USE = ("attribution", CodeUse("core_primary_care", "claims", "fee_code"))

Accepted = Mapping[str, Any]


@dataclass(frozen=True)
class Hold:
    """A code set in a column whose drifting codes hold the publication of a period: codes with finding, and users."""

    period: str
    code_set: str
    input_name: str
    column: str
    codes: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, float | None], ...]

    def facts(self) -> list[list[str]]:
        """Give each drifting code by set, input, column, code and finding: what a person accepts."""
        return [[self.code_set, self.input_name, self.column, *code] for code in self.codes]


def drift_step(period: str) -> Step:
    """Where the drift of a period is."""
    return Step("results", "drift", period)


def find_code_drift(work: Work, inputs: Inputs, coverage: Coverage, period: str) -> Output | None:
    """Bring the drift of a period up to date, from the counts of codes of all buckets."""
    end, missing = period_end(period), _missing(coverage, period)
    components: dict[str, str | None] = {
        "code": code_digest(*CODE),
        "rule:code sets": digest(all_code_sets().rows()),
        "rule:limits of drift": digest(drift_limits()),
        "rule:uses of code sets": digest(code_uses()),
        "computable": digest(sorted(missing.items())),
    }
    for name in CODED_INPUTS:
        for bucket in range(inputs.buckets):
            output = inputs.output(counts_name(name), bucket)
            content = None if output is None else digest(output.months(months_compared(end)))
            components[f"input:codes of {name} of bucket {bucket}"] = content
    return work.ensure(drift_step(period), components, partial(_produce, inputs, missing, period))


def code_uses() -> tuple[tuple[str, CodeUse], ...]:
    """Give each indicator with the code sets its families look for, and the attribution with its own."""
    by_family = every_family()
    uses = [
        (record.id, use)
        for record in indicators().values()
        for name in record.features
        for use in by_family[name].code_uses
    ]
    return (ATTRIBUTION_USE, *uses)


def holds_of(store: Store, periods: Iterable[str], accepted: Sequence[Accepted] = ()) -> list[Hold]:
    """Give what holds the publication of periods and was not accepted; a period without drift step holds nothing."""
    return [hold for period in periods for hold in _holds(store, period) if not is_accepted(hold, accepted)]


def is_accepted(hold: Hold, accepted: Sequence[Accepted]) -> bool:
    """True when every code was accepted for this period, or one up to 15 months earlier: so long one change is seen."""
    known = {
        tuple(code)
        for entry in accepted
        if hold.period < period_of(months_before(period_end(entry["period"]), -MONTHS))
        for code in entry["codes"]
    }
    return {tuple(fact) for fact in hold.facts()} <= known


def acceptance(holds: Sequence[Hold], period: str, reason: str) -> dict[str, Any]:
    """Give the entry of the ledger by which a person releases what is held; raises Refused on an empty reason."""
    if not reason.strip():
        raise Refused(
            "usage", "--accept-drift needs a reason, such as --accept-drift 'G40 is coded as G41 since July'."
        )
    codes = sorted({tuple(fact) for hold in holds for fact in hold.facts()})
    return {"period": period, "reason": reason.strip(), "codes": [list(code) for code in codes]}


def say_holds(holds: Sequence[Hold]) -> str:
    """Say what holds the publication, and how to release it; counts of codes only."""
    sentences = [_say(hold) for hold in holds]
    last = holds[-1].period
    return " ".join(
        [
            "The publication is held, since codes are used otherwise than before.",
            *sentences,
            f"Look with: oht drift --period {last}. When it is right, release it with:",
            "oht publish --accept-drift REASON",
        ]
    )


def _say(hold: Hold) -> str:
    codes = ", ".join(f"{code} {finding.replace('_', ' ')}" for code, finding in hold.codes[:5])
    more = f" and {len(hold.codes) - 5} more" if len(hold.codes) > 5 else ""
    number = f"{len(hold.codes)} code{'' if len(hold.codes) == 1 else 's'}"
    users = ", ".join(
        f"{user} ({'its whole' if share is None else f'{share:.0%} of the'} change)" for user, share in hold.shares
    )
    return (
        f"{hold.period}, set {hold.code_set} in {hold.input_name}.{hold.column}: {number} ({codes}{more}), on which "
        f"stand {users}."
    )


def _missing(coverage: Coverage, period: str) -> dict[tuple[str, str], str]:
    """(Input, column) → what it needs, for those whose 15 months or values were not supplied."""
    end, found = period_end(period), {}
    for name, coded in CODED_INPUTS.items():
        for column in coded.systems:
            reason = missing_for((Requirement(name, months=MONTHS, columns=(column,)),), coverage, end)
            if reason:
                found[name, column] = reason
    return found


def _produce(inputs: Inputs, missing: Mapping[tuple[str, str], str], period: str) -> Produced:
    end = period_end(period)
    compared = compare_codes(pl.concat([_counts(inputs, name, period) for name in CODED_INPUTS]), end)
    places = describe_places(compared, missing, drift_limits())
    findings = find_drift(compared, places, all_code_sets(), end, drift_limits())
    shares = explain_changes(compared, findings, code_uses(), drift_limits())
    return Produced({"data": findings, "places": places, "shares": shares})


def _counts(inputs: Inputs, name: str, period: str) -> pl.DataFrame:
    """One row per code and month of the comparison, of all buckets, with the name of the input."""
    first = period_end(months_compared(period_end(period))[0]).replace(day=1)
    days = pl.col("month").is_between(first, period_end(period))
    parts = (
        pl.scan_parquet(made(inputs.output(counts_name(name), bucket)).path()).filter(days).collect()
        for bucket in range(inputs.buckets)
    )
    return add_up(parts, COUNT_KEY).with_columns(pl.lit(name).alias("input_name"))


def _holds(store: Store, period: str) -> list[Hold]:
    output = finished_output(store, drift_step(period))
    if output is None:
        return []
    held, findings = output.load("shares").filter("is_held"), output.load()
    place = ["code_set", "input_name", "column"]
    found = []
    for key, rows in sorted(held.partition_by(place, as_dict=True).items()):
        of_place = pl.all_horizontal(pl.col(name) == value for name, value in zip(place, key, strict=True))
        codes = findings.filter(of_place & pl.col("finding").is_in(DRIFTING)).select("code", "finding").sort("code")
        shares = rows.sort("user_id").select("user_id", "share").rows()
        code_set, input_name, column = map(str, key)
        found.append(Hold(period, code_set, input_name, column, tuple(codes.rows()), tuple(shares)))
    return found
