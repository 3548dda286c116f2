"""Stage: features, membership, needs and results of a period."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from flows.attribution import Attributed
from flows.coverage import Coverage, attribution_requirement, missing_for
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.windows import window_content
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.membership import CohortMembership, Needs, PersonMembership, PhysicianMembership
from transforms.base_tables.persons import build_persons
from transforms.base_tables.physicians import build_physicians
from transforms.catalogue import cohorts, families, indicators, needs
from transforms.dates import period_end
from transforms.features.family import Family, Requirement
from transforms.indicators.definition import Indicator
from transforms.indicators.measure import add_up, build_cohort, build_membership
from transforms.needs.listing import list_needs

BASE_CODE = "transforms.base_tables.persons"
MEASURE_CODE = "transforms.indicators.measure"


@dataclass(frozen=True)
class Memberships:
    """Outputs of the membership steps by definition id, one a bucket (or one for a physician indicator).

    `features`: those of each bucket by family; they do not depend on whose person somebody is.
    """

    indicators: dict[str, list[Output | None]]
    cohorts: dict[str, list[Output | None]]
    needs: list[Output | None]
    physicians: Output | None
    missing: dict[str, str]
    attribution_missing: str | None
    features: list[dict[str, Output | None]] = field(default_factory=list)


@dataclass
class BucketBase:
    """The frames of a bucket, read when first asked for and shared by all definitions of the bucket."""

    attribution: Output | None
    features: dict[str, Output | None]
    end: dt.date

    @cached_property
    def persons(self) -> pl.DataFrame:
        """One row per counted person: attribution and every computable feature."""
        frames = {name: made(output).load() for name, output in self.features.items()}
        computable = [family for name, family in families().items() if name in frames]
        return build_persons(made(self.attribution).load(), frames, computable, self.end)

    def components(self, names: Iterable[str]) -> dict[str, str | None]:
        """Digests of the attribution and of the named features."""
        features = {f"input:features {name}": content_of(self.features[name]) for name in names}
        return {"input:attribution": content_of(self.attribution), **features}


def build_memberships(
    work: Work, inputs: Inputs, attributed: Attributed, coverage: Coverage, period: str
) -> Memberships:
    """Bring features, membership and needs of a period up to date, one bucket at a time."""
    end = period_end(period)
    missing = _missing_families(coverage, end)
    wanting, attribution_missing = missing_by(official_method(work.store), coverage, end)
    found = Memberships({}, {}, [], _physicians(work, attributed, period), wanting, attribution_missing)
    for bucket in range(inputs.buckets):
        features = {
            name: _feature(work, inputs, family, period, bucket)
            for name, family in families().items()
            if name not in missing
        }
        found.features.append(features)
        base = BucketBase(attributed.persons[bucket], features, end)
        _persons_of_bucket(work, base, found, period, bucket)
    for indicator in indicators().values():
        if indicator.grain == "physician" and indicator.id not in found.missing:
            found.indicators[indicator.id] = [_physician_membership(work, found.physicians, indicator, period)]
    return found


def missing_by(method: Method, coverage: Coverage, end: dt.date) -> tuple[dict[str, str], str | None]:
    """Say by definition id what is needed under a method, and what its attribution needs (null: nothing)."""
    placing = missing_for((attribution_requirement(method),), coverage, end)
    return _missing_definitions(_missing_families(coverage, end), placing), placing


def _missing_families(coverage: Coverage, end: dt.date) -> dict[str, str]:
    return {
        name: reason for name, family in families().items() if (reason := missing_for(family.requires, coverage, end))
    }


def definition_requirements(features: Iterable[str]) -> tuple[Requirement, ...]:
    """Give what the named feature families require."""
    return tuple(requirement for name in features for requirement in families()[name].requires)


def _missing_definitions(missing_families: dict[str, str], attribution_missing: str | None) -> dict[str, str]:
    """Definition id → what is needed, for those that cannot be computed.

    They name a family that cannot be, or are about whose person somebody is while the attribution lacks its look-back.
    """
    definitions = [*indicators().values(), *cohorts().values(), *needs().values()]
    found = {}
    if attribution_missing:
        by_physician = [record.id for record in indicators().values() if record.grain == "physician"]
        found = dict.fromkeys([*by_physician, *cohorts(), *needs()], attribution_missing)
    for definition in definitions:
        reasons = [missing_families[name] for name in definition.features if name in missing_families]
        if reasons:
            found[definition.id] = "; ".join(reasons)
    return found


def _persons_of_bucket(work: Work, base: BucketBase, found: Memberships, period: str, bucket: int) -> None:
    for indicator in indicators().values():
        if indicator.grain == "person" and indicator.id not in found.missing:
            output = _person_membership(work, base, indicator, period, bucket)
            found.indicators.setdefault(indicator.id, []).append(output)
    for cohort in cohorts().values():
        if cohort.id not in found.missing:
            components = {
                **base.components(cohort.features),
                f"rule:{cohort.id}": digest(cohort.rule()),
                "code": code_digest(BASE_CODE, MEASURE_CODE),
            }
            output = work.ensure(
                Step("derived", f"membership/{cohort.id}", period, bucket),
                components,
                lambda cohort=cohort: Produced({"data": CohortMembership.validate(build_cohort(base.persons, cohort))}),
            )
            found.cohorts.setdefault(cohort.id, []).append(output)
    found.needs.append(_needs(work, base, found.missing, period, bucket))


def _feature(work: Work, inputs: Inputs, family: Family, period: str, bucket: int) -> Output | None:
    end = period_end(period)
    months = max(requirement.months for requirement in family.requires)
    components = {
        **{f"input:{name}": window_content(inputs, name, bucket, end, months) for name in family.reads},
        "code": code_digest(family.build.__module__),
        f"rule:{family.name}": digest(family.codes() if family.codes else None),
    }

    def produce() -> Produced:
        frames = {name: inputs.load(name, bucket) for name in family.reads}
        return Produced({"data": family.build(frames, end)})

    return work.ensure(Step("derived", f"features/{family.name}", period, bucket), components, produce)


def _person_membership(work: Work, base: BucketBase, indicator: Indicator, period: str, bucket: int) -> Output | None:
    components = {
        **base.components(indicator.features),
        f"rule:{indicator.id}": digest(indicator.rule()),
        "code": code_digest(BASE_CODE, MEASURE_CODE),
    }

    def produce() -> Produced:
        return Produced({"data": PersonMembership.validate(build_membership(base.persons, "person_id", indicator))})

    return work.ensure(Step("derived", f"membership/{indicator.id}", period, bucket), components, produce)


def _physician_membership(work: Work, physicians: Output | None, indicator: Indicator, period: str) -> Output | None:
    components = {
        "input:physicians": content_of(physicians),
        f"rule:{indicator.id}": digest(indicator.rule()),
        "code": code_digest(MEASURE_CODE),
    }

    def produce() -> Produced:
        membership = build_membership(made(physicians).load(), "physician_id", indicator)
        return Produced({"data": PhysicianMembership.validate(membership)})

    return work.ensure(Step("derived", f"membership/{indicator.id}", period), components, produce)


def _physicians(work: Work, attributed: Attributed, period: str) -> Output | None:
    components = {
        "input:teams of physicians": content_of(attributed.teams),
        **bucket_contents("panels", attributed.persons, "panels"),
        "code": code_digest("transforms.base_tables.physicians", "transforms.dates", MEASURE_CODE),
        "method": digest(official_method(work.store)),
    }

    def produce() -> Produced:
        panels = add_up((made(output).load("panels") for output in attributed.persons), ["physician_id"])
        table = build_physicians(made(attributed.teams).load(), panels, period_end(period), official_method(work.store))
        return Produced({"data": table})

    return work.ensure(Step("derived", "base/physicians", period), components, produce)


def _needs(work: Work, base: BucketBase, missing: dict[str, str], period: str, bucket: int) -> Output | None:
    listed = [need for need in needs().values() if need.id not in missing]
    names = sorted({name for need in listed for name in need.features})
    components = {
        **base.components(names),
        **{f"rule:{need.id}": digest(need.rule(base.end)) for need in listed},
        "code": code_digest("transforms.needs.listing", BASE_CODE),
    }

    def produce() -> Produced:
        if not listed:
            return Produced({"data": Needs.empty()})
        return Produced({"data": Needs.validate(list_needs(base.persons, listed, base.end))})

    return work.ensure(Step("derived", "needs", period, bucket), components, produce)
