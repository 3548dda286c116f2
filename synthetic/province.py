"""The synthetic province: what is delivered, and what the rules must make of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from synthetic.corrections import changed_enrolments, changed_persons, corrected_claims, late_claims
from synthetic.deciding import network_ohts_table
from synthetic.enrolments import enrolments_table
from synthetic.geography import areas_table, ohts_table
from synthetic.hospital_care import discharges_table, ed_visits_table
from synthetic.layout import FORMATS
from synthetic.other_claims import claims_table
from synthetic.people import Block, build_block, persons_table
from synthetic.scale import Scale
from synthetic.workforce import physicians_table
from synthetic.world import World, build_world

__all__ = ["FORMATS", "Delivery", "Scale", "deliveries"]

Tables = Iterator[tuple[str, pl.DataFrame]]


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
    covers = dict.fromkeys(("claims", "discharges", "ed_visits"), history)
    return [
        Delivery("main", scale.main_delivered_on, covers, lambda: _main_tables(scale, world)),
        Delivery("correcting", scale.correcting_delivered_on, covers, lambda: _correcting_tables(scale, world)),
    ]


def _main_tables(scale: Scale, world: World) -> Tables:
    yield from _small_tables(world)
    for block in _blocks(scale, world):
        yield "persons", persons_table(block)
        yield "enrolments", enrolments_table(block)
        yield "claims", claims_table(block)
        yield "claims", corrected_claims(block, after=False)
        yield "discharges", discharges_table(block)
        yield "ed_visits", ed_visits_table(block)


def _correcting_tables(scale: Scale, world: World) -> Tables:
    yield from _small_tables(world)
    for block in _blocks(scale, world):
        yield "persons", changed_persons(block)
        yield "enrolments", changed_enrolments(block)
        yield "claims", late_claims(block)
        yield "claims", corrected_claims(block, after=True)
        yield "discharges", discharges_table(block).clear()
        yield "ed_visits", ed_visits_table(block).clear()


def _small_tables(world: World) -> Tables:
    """Give the tables that are whole in every delivery."""
    yield "physicians", physicians_table(world.workforce)
    yield "hospitals", world.geography.hospitals
    yield "network_ohts", network_ohts_table(world.geography, world.workforce, [])
    yield "areas", areas_table(world.geography)
    yield "ohts", ohts_table(world.geography)


def _blocks(scale: Scale, world: World) -> Iterator[Block]:
    for number in range(len(scale.block_sizes)):
        yield build_block(scale, world, number)
