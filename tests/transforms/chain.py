"""All pure steps in a row, as the nightly job takes them: from input rows to everybody's team."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from reference.load import Method, core_primary_care, schedule_fees
from schemas.base_tables import AttributedPersons, PhysicianTeams
from schemas.core import Attribution
from transforms.attribution.core_lines import build_core_lines
from transforms.attribution.round_one import attribute_by_enrolment_and_care
from transforms.attribution.round_three import attribute_to_teams
from transforms.attribution.round_two import place_physicians
from transforms.resolve.claims import net_claims

BY_PERSON = ["persons", "enrolments", "claims", "discharges"]
Frames = dict[str, pl.DataFrame]
Netting = Callable[[pl.DataFrame, Sequence[str]], pl.DataFrame]


@dataclass(frozen=True)
class Chain:
    """What came out: `round_one` and `persons` one row per counted person, `teams` one per physician."""

    round_one: pl.DataFrame
    teams: pl.DataFrame
    persons: pl.DataFrame
    core_lines: pl.DataFrame


def run(inputs: Frames, end: dt.date, method: Method, buckets: int = 1, net: Netting = net_claims) -> Chain:
    """Attribute everybody, with the persons split into buckets by their number."""
    parts = [_bucket(inputs, place, buckets) for place in range(buckets)]
    lines = [_core_lines(part, method, net) for part in parts]
    first = [
        attribute_by_enrolment_and_care({**part, "core_lines": core}, end, method)
        for part, core in zip(parts, lines, strict=True)
    ]
    teams = PhysicianTeams.validate(place_physicians([admitted for _, admitted, _ in first], inputs, method))
    persons = [attribute_to_teams(one, teams, inputs["areas"], inputs["network_ohts"]) for one, _, _ in first]
    return Chain(
        AttributedPersons.validate(pl.concat([one for one, _, _ in first])).sort("person_id"),
        teams,
        Attribution.validate(pl.concat(persons).sort("person_id")),
        pl.concat(lines),
    )


def _bucket(inputs: Frames, place: int, buckets: int) -> Frames:
    """The same frames, those of persons cut to one bucket."""
    mine = pl.col("person_id") % buckets == place
    return {name: frame.filter(mine) if name in BY_PERSON else frame for name, frame in inputs.items()}


def _core_lines(part: Frames, method: Method, net: Netting) -> pl.DataFrame:
    codes = [*core_primary_care()["fee_code"], *method.modality_codes]
    lines = net(part["claims"], codes)
    return build_core_lines(lines, part["physicians"], core_primary_care(), schedule_fees(), method)
