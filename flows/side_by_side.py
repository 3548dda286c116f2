"""Stage: the methods of a store side by side: what each counts, how far they agree, and the range over them.

Features are those of the period, whatever the method; a bucket is read once for all that is counted in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import polars as pl

from flows.attribution import Attributed
from flows.coverage import Coverage
from flows.features import BASE_CODE, BucketBase, Features, Place, features_by
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.measures import Memberships, missing_by, of_grain, of_hospitals, of_population, rules_of
from flows.methods import methods_beside, official_method
from flows.official import Official
from flows.results import units_of
from flows.settings import attribution_setting
from flows.shared_features import uncosted
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.methods import (
    METHOD_LEVELS,
    OFFICIAL_FILE,
    MethodAgreement,
    MethodCounts,
    MethodRanges,
    MethodResults,
    PairCells,
)
from transforms.base_tables.physicians import build_physicians
from transforms.catalogue import indicators
from transforms.dates import period_end
from transforms.indicators.definition import Indicator
from transforms.indicators.units import add_up
from transforms.methods.compared import Counted, range_over_methods, results_by_method
from transforms.methods.members import COUNT_KEY, count_beside, mark_with_teams
from transforms.methods.pairs import CELL_KEY, READ, count_pairs, measure_pairs

MEMBERS_CODE = "transforms.methods.members"
PAIRS_CODE = "transforms.methods.pairs"
NOT_BESIDE = "is not compared over methods: those who died are placed by the official method alone"
NOT_OF_HOSPITALS = "is not compared over methods: it counts hospitals, whoever their people are"
COMPARED_CODE = (
    "transforms.methods.compared",
    PAIRS_CODE,
    MEMBERS_CODE,
    "transforms.base_tables.physicians",
    "transforms.indicators.measure",
    "transforms.dates",
)


@dataclass(frozen=True)
class Side:
    """One attribution of a period: of a method by its name and id, or of the official file."""

    name: str
    method: Method
    attributed: Attributed
    is_official: bool

    @property
    def method_id(self) -> str:
        """Give the id of the method; the file is called `official_file`."""
        return OFFICIAL_FILE if self.name == OFFICIAL_FILE else self.method.method_id


@dataclass
class Marked:
    """Who counts for every indicator by one method in a bucket, worked out when first asked for."""

    base: BucketBase
    chosen: list[Indicator]

    @cached_property
    def members(self) -> pl.DataFrame:
        """One row per counted person: team, and numerator and denominator of every indicator."""
        return mark_with_teams(self.base.persons, "person_id", self.chosen, self.base.events)


def sides_of(
    store: Store,
    recomputed: Attributed,
    others: Sequence[Attributed],
    official: Official | None,
    chosen: Attributed,
) -> list[Side]:
    """Give the sides of a period by id; the official one is that on which the results stand (`chosen`).

    `others`: the attributions by the methods beside, in the order of the setting.
    """
    beside, method = methods_beside(store).items(), official_method(store)
    sides = [Side(attribution_setting(store).method, method, recomputed, recomputed is chosen)]
    sides += [Side(name, other, attributed, False) for (name, other), attributed in zip(beside, others, strict=True)]
    if official:
        sides.append(Side(OFFICIAL_FILE, method, official.attributed, official.attributed is chosen))
    return sorted(sides, key=lambda side: side.method_id)


def methods_step(period: str) -> Step:
    """Where the comparison of a period is."""
    return Step("results", "methods", period)


def compare_methods(
    work: Work, inputs: Inputs, sides: Sequence[Side], found: Memberships, coverage: Coverage, period: str
) -> Output | None:
    """Bring the comparison of a period up to date; null: only one method is kept, or it is only planned."""
    if len(sides) < 2:
        return None
    counts: dict[str, list[Output | None]] = {side.name: [] for side in sides}
    pairs = []
    for bucket, features in enumerate(found.features):
        official = _mark(_official(sides), features, period, bucket)
        for side in sides:
            # The official one is kept while the bucket is: every other is counted beside it.
            if side.is_official:
                own = official
            else:
                attribution = side.attributed.persons[bucket]
                place = Place(period, period_end(period), bucket, attribution, found.shared, side.name)
                own = _mark(side, features_by(work, inputs, features, place), period, bucket)
            step = Step("derived", f"methods/counts/{side.name}", period, bucket)
            counts[side.name].append(_count(work, step, own, official))
        pairs.append(_pair(work, sides, period, bucket))
    return _compare(work, sides, counts, pairs, found, coverage, period)


def _official(sides: Sequence[Side]) -> Side:
    return next(side for side in sides if side.is_official)


def _mark(side: Side, features: Features, period: str, bucket: int) -> Marked:
    computable = [
        record
        for record in of_grain(is_of_physicians=False)
        if record.holds(period) and all(name in features for name in record.features)
    ]
    return Marked(BucketBase(side.attributed.persons[bucket], features, period_end(period)), computable)


def _count(work: Work, step: Step, own: Marked, official: Marked) -> Output | None:
    components = {
        "input:attribution": content_of(own.base.attribution),
        "input:official attribution": content_of(official.base.attribution),
        **{f"input:features {name}": content_of(output) for name, output in own.base.features.items()},
        **{f"input:official features {name}": content_of(output) for name, output in official.base.features.items()},
        **rules_of(own.chosen),
        "code": code_digest(MEMBERS_CODE, *BASE_CODE),
    }

    def produce() -> Produced:
        ids = [indicator.id for indicator in own.chosen]
        counts = count_beside(own.members, official.members, "person_id", ids)
        return Produced({"data": MethodCounts.validate(counts)})

    return work.ensure(step, components, produce)


def _pair(work: Work, sides: Sequence[Side], period: str, bucket: int) -> Output | None:
    components = {
        **{f"input:attribution by {side.method_id}": content_of(side.attributed.persons[bucket]) for side in sides},
        "code": code_digest(PAIRS_CODE),
    }

    def produce() -> Produced:
        placed = {side.method_id: made(side.attributed.persons[bucket]).load(columns=READ) for side in sides}
        return Produced({"data": PairCells.validate(count_pairs(placed))})

    return work.ensure(Step("derived", "methods/pairs", period, bucket), components, produce)


def _compare(
    work: Work,
    sides: Sequence[Side],
    counts: dict[str, list[Output | None]],
    pairs: list[Output | None],
    found: Memberships,
    coverage: Coverage,
    period: str,
) -> Output | None:
    workforce, of_sectors = found.physicians, uncosted(found.shared)
    missing = {side.name: _missing(side, of_sectors, coverage, period) for side in sides}
    components: dict[str, str | None] = {
        **bucket_contents("pairs", pairs),
        "input:physicians": content_of(workforce),
        **{f"rule:{record.id}": digest(_shown(record)) for record in indicators().values()},
        "code": code_digest(*COMPARED_CODE),
        "method": digest([(side.name, side.method_id, side.is_official, side.method) for side in sides]),
        "computable": digest(missing),
    }
    for side in sides:
        persons = side.attributed.persons
        components |= bucket_contents(f"counts by {side.method_id}", counts[side.name])
        components |= bucket_contents(f"panels by {side.method_id}", persons, "panels")
        components |= bucket_contents(f"units by {side.method_id}", persons, "tiers")
        components[f"input:teams of physicians by {side.method_id}"] = content_of(side.attributed.teams)
    produce = partial(_produce_compared, sides, counts, pairs, workforce, missing, period)
    return work.ensure(methods_step(period), components, produce)


def _missing(
    side: Side, of_sectors: Mapping[str, str], coverage: Coverage, period: str
) -> tuple[dict[str, str], str | None]:
    """Say by definition id what is needed under the method of a side, and what its attribution needs."""
    wanting, below = missing_by(side.method, coverage, period_end(period))
    beside = dict.fromkeys((record.id for record in of_population()), NOT_BESIDE)
    beside |= dict.fromkeys((record.id for record in of_hospitals()), NOT_OF_HOSPITALS)
    return {**beside, **of_sectors, **wanting}, below


def _shown(indicator: Indicator) -> tuple[object, ...]:
    return (*indicator.rule(), *indicator.shown())


def _produce_compared(
    sides: Sequence[Side],
    counts: dict[str, list[Output | None]],
    pairs: list[Output | None],
    workforce: Output | None,
    missing: dict[str, tuple[dict[str, str], str | None]],
    period: str,
) -> Produced:
    records = list(indicators().values())
    by_physician = of_grain(is_of_physicians=True)
    physicians = {side.name: _physicians(side, by_physician, made(workforce).load(), period) for side in sides}
    official = physicians[_official(sides).name]
    counted = []
    for side in sides:
        persons = add_up((made(output).load() for output in counts[side.name]), COUNT_KEY)
        ids = [record.id for record in by_physician]
        both = pl.concat([persons, count_beside(physicians[side.name], official, "physician_id", ids)])
        counted.append(Counted(side.method_id, side.is_official, both, *missing[side.name]))
    results = MethodResults.validate(results_by_method(counted, _units(sides), records, period))
    cells = add_up((made(output).load() for output in pairs), CELL_KEY)
    return Produced(
        {
            "data": results,
            "ranges": MethodRanges.validate(range_over_methods(results)),
            "agreement": MethodAgreement.validate(measure_pairs(cells, period)),
        }
    )


def _physicians(side: Side, chosen: list[Indicator], official: pl.DataFrame, period: str) -> pl.DataFrame:
    """One row per physician: the team, and what counts for every indicator of physicians by one method.

    `official`: the base table of physicians, whose work does not depend on whose person somebody is.
    """
    panels = add_up((made(output).load("panels") for output in side.attributed.persons), ["physician_id"])
    own = build_physicians(made(side.attributed.teams).load(), panels, period_end(period), side.method)
    work = official.select("physician_id", pl.exclude(own.columns))
    table = own.join(work, on="physician_id", how="left", maintain_order="left")
    return mark_with_teams(table, "physician_id", chosen)


def _units(sides: Sequence[Side]) -> pl.DataFrame:
    """One row per OHT that has anybody by any method, and the province."""
    tiers = (made(output).load("tiers") for side in sides for output in side.attributed.persons)
    units = pl.concat([units_of(table) for table in tiers]).unique().filter(pl.col("level").is_in(METHOD_LEVELS))
    return units.sort("level", "unit_id")
