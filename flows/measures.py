"""Stage: who counts in what: membership of persons and physicians, cohorts and needs of a period."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.coverage import Coverage, attribution_requirement, missing_for
from flows.decedents import ensure_decedents
from flows.features import BASE_CODE, POPULATION_CODE, BucketBase, Features, Place, build_features
from flows.fingerprint import code_digest, digest
from flows.hospitals import ensure_hospital_features, ensure_hospital_members, ensure_hospitals
from flows.inputs import Inputs
from flows.methods import official_method
from flows.physicians import ensure_physicians
from flows.shared_features import share_features, uncosted
from flows.store import Output, Produced, Step, made
from flows.work import Work, content_of
from reference.load import Method
from schemas.membership import CohortMembership, Needs, PersonMembership, PhysicianMembership, RiskPatterns
from transforms.catalogue import cohorts, every_family, indicators, needs
from transforms.cohorts.members import build_cohort
from transforms.dates import period_end, period_of
from transforms.features.family import Requirement
from transforms.indicators.definition import HOSPITAL, PHYSICIAN, POPULATION, Indicator
from transforms.indicators.membership import PATTERN_KEY, mark_members, mark_patterns
from transforms.needs.listing import list_needs

MEMBERS_CODE = "transforms.indicators.membership"
COHORT_CODE = "transforms.cohorts.members"


@dataclass
class Memberships:
    """Outputs of membership by bucket; `missing`: definition id → what is needed before it can be computed.

    `persons`: who counts in every computable indicator of persons; `population`: who of the counted and of the
    `decedents` counts in those of the population (both empty: none of these is computable); `physicians`: the base
    table of physicians, and `physician_members` who of them counts in which; `hospitals` and `hospital_members` are
    the same of hospital sites (null too when none of these is computable). `attribution_missing`: what the
    attribution needs (null: nothing).
    """

    persons: list[Output | None]
    cohorts: dict[str, list[Output | None]]
    needs: list[Output | None]
    physicians: Output | None
    physician_members: Output | None
    missing: dict[str, str]
    attribution_missing: str | None
    features: list[Features] = field(default_factory=list)
    shared: Features = field(default_factory=dict)
    population: list[Output | None] = field(default_factory=list)
    decedents: list[Output | None] = field(default_factory=list)
    hospitals: Output | None = None
    hospital_members: Output | None = None

    def measured(self, is_of_physicians: bool = False) -> list[Indicator]:
        """Give the indicators of persons and their events, or of physicians, that can be computed."""
        return [record for record in of_grain(is_of_physicians) if record.id not in self.missing]

    def measured_of_population(self) -> list[Indicator]:
        """Give the indicators of the population, those who died included, that can be computed."""
        return [record for record in of_population() if record.id not in self.missing]

    def measured_of_hospitals(self) -> list[Indicator]:
        """Give the indicators of hospital sites that can be computed."""
        return [record for record in of_hospitals() if record.id not in self.missing]


def of_grain(is_of_physicians: bool) -> list[Indicator]:
    """Give the indicators of physicians, or those of counted persons and their events."""
    chosen = [record for record in indicators().values() if record.grain not in (POPULATION, HOSPITAL)]
    return [record for record in chosen if (record.grain == PHYSICIAN) == is_of_physicians]


def of_population() -> list[Indicator]:
    """Give the indicators of the population, in which those who died count too."""
    return [record for record in indicators().values() if record.grain == POPULATION]


def of_hospitals() -> list[Indicator]:
    """Give the indicators of hospital sites."""
    return [record for record in indicators().values() if record.grain == HOSPITAL]


def build_memberships(
    work: Work, inputs: Inputs, attributed: Attributed, coverage: Coverage, period: str
) -> Memberships:
    """Bring features, membership and needs of a period up to date, one bucket at a time."""
    end = period_end(period)
    wanting, attribution_missing = missing_by(official_method(work.store), coverage, end)
    shared = share_features(work, inputs, attributed.persons, period)
    wanting = {**uncosted(shared), **wanting}
    physicians = ensure_physicians(work, inputs, attributed, period)
    found = Memberships([], {}, [], physicians, None, wanting, attribution_missing, shared=shared)
    without = _missing_families(coverage, end)
    for bucket in range(inputs.buckets):
        place = Place(period, end, bucket, attributed.persons[bucket], shared)
        found.features.append(build_features(work, inputs, place, without))
        base = BucketBase(attributed.persons[bucket], found.features[bucket], end)
        found.persons.append(_persons(work, base, found.measured(), place))
        _cohorts_of_bucket(work, base, found, place)
        found.needs.append(_needs(work, base, found.missing, place))
        if chosen := found.measured_of_population():
            base.decedents = ensure_decedents(work, inputs, attributed, period, bucket)
            found.decedents.append(base.decedents)
            found.population.append(_population(work, base, chosen, place))
    _hospitals(work, inputs, attributed, found, without, period)
    found.physician_members = _physician_members(work, physicians, found.measured(is_of_physicians=True), period)
    return found


def _hospitals(
    work: Work, inputs: Inputs, attributed: Attributed, found: Memberships, without: dict[str, str], period: str
) -> None:
    """Bring hospital sites and what they count for up to date, where any indicator of theirs can be computed."""
    if chosen := found.measured_of_hospitals():
        found.hospitals = ensure_hospitals(work, inputs, attributed, period)
        features = ensure_hospital_features(work, inputs, period, without)
        found.hospital_members = ensure_hospital_members(work, found.hospitals, features, chosen, period)


def missing_by(method: Method, coverage: Coverage, end: dt.date) -> tuple[dict[str, str], str | None]:
    """Say by definition id what is needed under a method, and what its attribution needs (null: nothing)."""
    placing = missing_for((attribution_requirement(method),), coverage, end)
    own = {name: missing_for(record.requires, coverage, end) for name, record in indicators().items()}
    return _missing_definitions(_missing_families(coverage, end), own, placing, period_of(end)), placing


def _missing_families(coverage: Coverage, end: dt.date) -> dict[str, str]:
    return {
        name: reason
        for name, family in every_family().items()
        if (reason := missing_for(family.requires, coverage, end))
    }


def definition_requirements(features: Iterable[str]) -> tuple[Requirement, ...]:
    """Give what the named feature families require."""
    return tuple(requirement for name in features for requirement in every_family()[name].requires)


def requirements_of(record: Indicator) -> tuple[Requirement, ...]:
    """Give what an indicator requires: what its feature families do, and what it names itself."""
    return (*definition_requirements(record.features), *record.requires)


def _missing_definitions(
    missing: dict[str, str], own: dict[str, str | None], attribution_missing: str | None, period: str
) -> dict[str, str]:
    """Definition id → what is needed, for those that cannot be computed.

    They name a family that cannot be, lack an input of their `own`, hold for other periods only, or are about whose
    person somebody is while the attribution lacks its look-back.
    """
    found = {}
    if attribution_missing:
        by_physician = [record.id for record in of_grain(is_of_physicians=True)]
        found = dict.fromkeys([*by_physician, *cohorts(), *needs()], attribution_missing)
    for definition in [*indicators().values(), *cohorts().values(), *needs().values()]:
        reasons = [missing[name] for name in definition.features if name in missing]
        if reason := own.get(definition.id):
            reasons.append(reason)
        if reasons:
            found[definition.id] = "; ".join(dict.fromkeys(reasons))
    outside = {record.id: _eras(record) for record in indicators().values() if not record.holds(period)}
    return found | outside


def _eras(record: Indicator) -> str:
    spans = [f"from {era.first or 'the beginning'} to {era.last or 'now'} ({era.why})" for era in record.eras]
    return f"holds {' and '.join(spans)}"


def rules_of(chosen: Sequence[Indicator]) -> dict[str, str | None]:
    """Digests of the rules of indicators, for the fingerprint of what they compute."""
    return {f"rule:{record.id}": digest(record.rule()) for record in chosen}


def _persons(work: Work, base: BucketBase, chosen: list[Indicator], place: Place) -> Output | None:
    components = {
        **base.components(dict.fromkeys(name for record in chosen for name in record.features)),
        **rules_of(chosen),
        "code": code_digest(*BASE_CODE, MEMBERS_CODE),
    }
    step = Step("derived", "membership/persons", place.period, place.bucket)
    return work.ensure(step, components, partial(_mark_persons, base, chosen))


def _mark_persons(base: BucketBase, chosen: list[Indicator]) -> Produced:
    members = mark_members(base.persons, "person_id", chosen, base.events)
    apart = [record for record in chosen if record.pattern_columns]
    patterns = [mark_patterns(base.events.get(record.grain, base.persons), record) for record in apart]
    tables = [RiskPatterns.empty(), *patterns]
    return Produced(
        {
            "data": PersonMembership.validate(members),
            "patterns": RiskPatterns.validate(pl.concat(tables).sort(PATTERN_KEY)),
        }
    )


def _population(work: Work, base: BucketBase, chosen: list[Indicator], place: Place) -> Output | None:
    names = list(dict.fromkeys(name for record in chosen for name in record.features))
    components = {
        **base.components(names),
        "input:decedents": content_of(base.decedents),
        **rules_of(chosen),
        "code": code_digest(*BASE_CODE, POPULATION_CODE, MEMBERS_CODE),
    }

    def produce() -> Produced:
        members = mark_members(base.population(names), "person_id", chosen)
        return Produced({"data": PersonMembership.validate(members)})

    return work.ensure(Step("derived", "membership/population", place.period, place.bucket), components, produce)


def _physician_members(work: Work, physicians: Output | None, chosen: list[Indicator], period: str) -> Output | None:
    components = {
        "input:physicians": content_of(physicians),
        **rules_of(chosen),
        "code": code_digest(MEMBERS_CODE),
    }

    def produce() -> Produced:
        members = mark_members(made(physicians).load(), "physician_id", chosen)
        return Produced({"data": PhysicianMembership.validate(members)})

    return work.ensure(Step("derived", "membership/physicians", period), components, produce)


def _cohorts_of_bucket(work: Work, base: BucketBase, found: Memberships, place: Place) -> None:
    for cohort in cohorts().values():
        if cohort.id not in found.missing:
            components = {
                **base.components(cohort.features),
                f"rule:{cohort.id}": digest(cohort.rule()),
                "code": code_digest(*BASE_CODE, COHORT_CODE),
            }
            output = work.ensure(
                Step("derived", f"membership/cohorts/{cohort.id}", place.period, place.bucket),
                components,
                lambda cohort=cohort: Produced({"data": CohortMembership.validate(build_cohort(base.persons, cohort))}),
            )
            found.cohorts.setdefault(cohort.id, []).append(output)


def _needs(work: Work, base: BucketBase, missing: dict[str, str], place: Place) -> Output | None:
    listed = [need for need in needs().values() if need.id not in missing]
    names = sorted({name for need in listed for name in need.features})
    components = {
        **base.components(names),
        **{f"rule:{need.id}": digest(need.rule(base.end)) for need in listed},
        "code": code_digest("transforms.needs.listing", *BASE_CODE),
    }

    def produce() -> Produced:
        if not listed:
            return Produced({"data": Needs.empty()})
        return Produced({"data": Needs.validate(list_needs(base.persons, listed, base.end))})

    return work.ensure(Step("derived", "needs", place.period, place.bucket), components, produce)
