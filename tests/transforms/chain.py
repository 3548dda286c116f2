"""All pure steps in a row, as the nightly job takes them: from input rows to everybody's team."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from reference.load import Method, core_primary_care, dated_codes, schedule_fees
from schemas.attribution_steps import AttributedPersons, InpatientServices, PhysicianTeams
from schemas.base_tables import CoreLines, NettedClaims, OtherLines
from schemas.core import Attribution
from schemas.inputs.registry import INPUTS
from transforms.attribution.care import summarise_care
from transforms.attribution.comprehensive import add_up_activity, count_activity, judge_physicians
from transforms.attribution.core_lines import build_core_lines, codes_in_force
from transforms.attribution.newborns import answer_requests
from transforms.attribution.other_lines import Codes, build_other_lines
from transforms.attribution.round_one import attribute_by_own_care
from transforms.attribution.round_three import Between, attribute_to_teams
from transforms.attribution.round_two import Partials, place_providers
from transforms.dates import years_before
from transforms.networks.specialists import count_services, find_inpatient_lines
from transforms.resolve.claims import net_claims

Frames = dict[str, pl.DataFrame]
Netting = Callable[[pl.DataFrame], pl.DataFrame]
BY_PERSON = [name for name, model in INPUTS.items() if model.contract().by_person]


@dataclass(frozen=True)
class Chain:
    """What came out: `round_one` and `persons` one row per counted person, `teams` one per physician."""

    round_one: pl.DataFrame
    teams: pl.DataFrame
    persons: pl.DataFrame
    core_lines: pl.DataFrame


def run(inputs: Frames, end: dt.date, method: Method, buckets: int = 1, net: Netting = net_claims) -> Chain:
    """Attribute everybody, with the persons split into buckets by their number; inputs not given hold no rows."""
    given = {**{name: model.empty() for name, model in INPUTS.items()}, **inputs}
    parts = [_bucket(given, place, buckets) for place in range(buckets)]
    lines = [_lines(part, method, net) for part in parts]
    activity = [count_activity(core, other, *_look_back(end, method)) for core, other in lines]
    judged = judge_physicians(add_up_activity(activity), method).filter("is_comprehensive")
    first = [
        attribute_by_own_care({**part, **_care(*line, end, method), "comprehensive": judged}, end, method)
        for part, line in zip(parts, lines, strict=True)
    ]
    told = {name: [getattr(one, name) for one in first] for name in ("admissions", "centre_admissions", "residents")}
    services = [_services(part, net, end, method) for part in parts]
    found = place_providers(Partials(**told, services=services), given, method)
    placed = found.placed
    newborns = answer_requests(pl.concat([one.requests for one in first]), [one.persons for one in first])
    between = Between(placed, newborns, found.network_ohts)
    persons = [attribute_to_teams(one.persons, between, method) for one in first]
    return Chain(
        AttributedPersons.validate(pl.concat([one.persons for one in first])).sort("person_id"),
        PhysicianTeams.validate(placed.physicians),
        Attribution.validate(pl.concat(persons).sort("person_id")),
        pl.concat([core for core, _ in lines]),
    )


def _bucket(inputs: Frames, place: int, buckets: int) -> Frames:
    """The same frames, those of persons cut to one bucket."""
    mine = pl.col("person_id") % buckets == place
    return {name: frame.filter(mine) if name in BY_PERSON else frame for name, frame in inputs.items()}


def _look_back(end: dt.date, method: Method) -> tuple[dt.date, int, str]:
    return end, method.look_back_years, method.window


def _lines(part: Frames, method: Method, net: Netting) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Core lines and other lines, each one row per line, of registered persons."""
    lines = NettedClaims.validate(net(part["claims"]))
    in_force = codes_in_force(core_primary_care(), dated_codes(), method)
    core = build_core_lines(lines, part["physicians"], in_force, schedule_fees(), method)
    other = build_other_lines(
        lines, part["physicians"], Codes(core_primary_care(), dated_codes(), schedule_fees()), method
    )
    registered = part["persons"].select("person_id")
    return (
        CoreLines.validate(core).join(registered, on="person_id", how="semi"),
        OtherLines.validate(other).join(registered, on="person_id", how="semi"),
    )


def _services(part: Frames, net: Netting, end: dt.date, method: Method) -> pl.DataFrame:
    """One row per physician and corporation: services in beds."""
    after = years_before(end, method.hospital_look_back_years)
    lines = find_inpatient_lines(NettedClaims.validate(net(part["claims"])))
    return InpatientServices.validate(count_services(lines, part["persons"], part["hospitals"], after, end))


def _care(core: pl.DataFrame, other: pl.DataFrame, end: dt.date, method: Method) -> Frames:
    seen = other.filter(pl.col("line_kind") != "elsewhere")
    look_back = _look_back(end, method)
    return {
        "care": summarise_care(core, *look_back),
        "other_care": summarise_care(seen, *look_back, ["line_kind"]),
    }
