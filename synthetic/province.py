"""The synthetic province: what is delivered, and what the rules must make of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from synthetic import dirty
from synthetic.addresses import addresses_table
from synthetic.births import births_table, late_births
from synthetic.centres import (
    centre_rosters_table,
    centre_visits_table,
    centres_table,
    late_centre_rosters,
    late_centre_visits,
)
from synthetic.chronic_care import chronic_care_table
from synthetic.corrections import (
    changed_enrolments,
    changed_persons,
    corrected_claims,
    late_claims,
    moved_addresses,
)
from synthetic.day_surgeries import day_surgeries_table
from synthetic.deciding import network_ohts_table
from synthetic.emergency import ed_visits_table
from synthetic.enrolments import enrolments_table
from synthetic.follow_up import follow_up_table
from synthetic.further import further_tables
from synthetic.geography import areas_table, combined_networks_table, ohts_table
from synthetic.hospital_care import discharges_table
from synthetic.layout import FORMATS
from synthetic.official import official_table, stale_residents
from synthetic.other_claims import claims_table
from synthetic.people import Block, build_block, persons_table
from synthetic.planted.stage import PERSONS_PER_CASE
from synthetic.prevention import prevention_claims
from synthetic.scale import Scale
from synthetic.workforce import physicians_table
from synthetic.world import World, build_world

__all__ = [
    "FORMATS",
    "Delivery",
    "Scale",
    "deliveries",
    "dirty_truth",
    "event_truth",
    "official_truth",
    "physician_truth",
    "rule_truth",
]

Tables = Iterator[tuple[str, pl.DataFrame]]
MAIN_BLOCKS: dict[str, Callable[[Block], pl.DataFrame]] = {
    "persons": persons_table,
    "enrolments": enrolments_table,
    "claims": claims_table,
    "discharges": discharges_table,
    "ed_visits": ed_visits_table,
    "day_surgeries": day_surgeries_table,
    "addresses": addresses_table,
    "births": births_table,
    "centre_rosters": centre_rosters_table,
    "centre_visits": centre_visits_table,
    "official_attribution": official_table,
}
LATER_BLOCKS: dict[str, Callable[[Block], pl.DataFrame]] = {
    "persons": changed_persons,
    "enrolments": changed_enrolments,
    "claims": late_claims,
    "addresses": moved_addresses,
    "births": late_births,
    "centre_rosters": late_centre_rosters,
    "centre_visits": late_centre_visits,
}
COVERED = ("claims", "discharges", "ed_visits", "day_surgeries", "centre_visits")
ONCE = ("official_attribution",)


@dataclass(frozen=True)
class Delivery:
    """One drop of the source.

    `covers`: first and last day of each event table. `tables()` gives (table, frame) pairs in blocks: a table comes
    many times, always with the same columns and types, and its blocks make one file in the order given.
    """

    name: str
    delivered_on: dt.date
    covers: dict[str, tuple[dt.date, dt.date]]
    tables: Callable[[], Tables]


def deliveries(scale: Scale) -> list[Delivery]:
    """Give the main delivery and the correcting one that comes a month later."""
    world = build_world(scale)
    history = (scale.first_day, scale.last_day)
    covers: dict[str, tuple[dt.date, dt.date]] = dict.fromkeys(_covered(), history)
    return [
        Delivery("main", scale.main_delivered_on, covers, lambda: _main_tables(scale, world)),
        Delivery("correcting", scale.correcting_delivered_on, covers, lambda: _correcting_tables(scale, world)),
    ]


def rule_truth(scale: Scale) -> pl.DataFrame:
    """One row per planted person: what the method must say at `scale.last_day`, after both deliveries.

    Columns: `person_key` (health number as delivered), `case`, `tier` (null: not counted), `physician_id` (null:
    none), `tie_step`, `oht_basis`, `oht_id` (null: not planted, or none for tier unattributable), `tier_rule`,
    `confidence` (null: not planted, or none for tier unattributable), `centre_id` (null: none), `excluded_reason`,
    `unattributable_reason`, and the counts `ed_visits_12m`, `acsc_admissions_12m`, `primary_care_visits_24m` (null
    for persons who are not counted; admissions of persons of 75 and older are zero). Known by construction.
    """
    return build_world(scale).sheet.person_truth()


def physician_truth(scale: Scale) -> pl.DataFrame:
    """One row per planted physician whose hospital is known by construction, at `scale.last_day`.

    Columns: `physician_id`, `case`, `corporation_id`, `network_id`, `network_basis`, `oht_id`: the team decided
    without a person's area; null where there is none.
    """
    return build_world(scale).sheet.physician_truth()


def official_truth(scale: Scale) -> pl.DataFrame:
    """One row per person about whom the official file is wrong because it is stale, counted at `scale.last_day`.

    Columns: `person_key`, `why`: `missing_birth` (born after its day), `missing_child` (under five and left out),
    `moved` (it has the team of the town lived in then), `two_teams` (two rows that differ), `stranger` (in no
    registry, hence not counted). Every other registered person alive on its day is in it, died or left since or not.
    Planted persons' moves change their team; residents' moves do as far as physicians of the new town see them.
    """
    world = build_world(scale)
    residents = [stale_residents(block) for block in _blocks(scale, world)]
    return pl.concat([world.sheet.stale_truth(), *residents]).sort("person_key")


def event_truth(scale: Scale) -> pl.DataFrame:
    """One row per planted person and indicator of events that is planted, at `scale.last_day`.

    Columns: `person_key`, `indicator_id`, `denominator` and `numerator`: what all the person's events add up to.
    """
    return build_world(scale).sheet.event_truth()


def dirty_truth(scale: Scale) -> pl.DataFrame:
    """One row per delivery, input and kind of fault, with the number of `rows` planted.

    `column` is the source's column that is at fault. `effect`: `quarantine`, `warning`, `kept` (breaks no rule and
    counts for nothing) or `duplicate_key` (rows set aside as second rows of a key).
    """
    return dirty.dirty_truth(scale, dict.fromkeys(("persons", "claims"), PERSONS_PER_CASE), two_teams=PERSONS_PER_CASE)


def _covered() -> list[str]:
    return [*COVERED, *(name for name, table in further_tables().items() if table.is_covered)]


def _main_tables(scale: Scale, world: World) -> Tables:
    yield from _small_tables(world)
    yield from ((name, table.whole(scale, world)) for name, table in further_tables().items() if table.whole)
    further = {name: table.main for name, table in further_tables().items() if table.main}
    for block in _blocks(scale, world):
        yield from ((table, made(block)) for table, made in {**MAIN_BLOCKS, **further}.items())
        yield "claims", follow_up_table(block)
        yield "claims", chronic_care_table(block)
        yield "claims", prevention_claims(block)
        yield "claims", corrected_claims(block, after=False)
    for table in [*MAIN_BLOCKS, *further_tables()]:
        yield table, world.sheet.table(table)
    yield from dirty.dirty_tables(scale, world.sheet.homes.homes[0])


def _correcting_tables(scale: Scale, world: World) -> Tables:
    yield from _small_tables(world)
    further = {name: table.later for name, table in further_tables().items() if table.later}
    for block in _blocks(scale, world):
        yield from ((table, made(block)) for table, made in {**LATER_BLOCKS, **further}.items())
        yield "claims", corrected_claims(block, after=True)
    for table in [*MAIN_BLOCKS, *further_tables()]:
        # The official file comes once.
        if table not in ONCE:
            yield table, world.sheet.table(table, later=True)


def _small_tables(world: World) -> Tables:
    """Give the tables that are whole in every delivery."""
    yield "physicians", pl.concat([physicians_table(world.workforce), world.sheet.table("physicians")])
    yield "hospitals", world.geography.hospitals
    yield "combined_networks", combined_networks_table(world.geography)
    yield "network_ohts", network_ohts_table(world.geography, world.workforce, world.sheet.homes.deciding)
    yield "areas", pl.concat([areas_table(world.geography), world.sheet.table("areas")])
    yield "centres", pl.concat([centres_table(world.geography), world.sheet.table("centres")])
    yield "ohts", ohts_table(world.geography)


def _blocks(scale: Scale, world: World) -> Iterator[Block]:
    for number in range(len(scale.block_sizes)):
        yield build_block(scale, world, number)
