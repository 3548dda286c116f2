"""The section on the neighbourhoods that a practice's patients live in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from reports.catalogue import Catalogue
from reports.measure_values import PERCENT

AREAS_SHOWN = 8


@dataclass(frozen=True)
class AreaRow:
    """One neighbourhood in words."""

    area: str
    own: str
    persons: str
    deprivation: str
    income: str
    place: str
    cells: list[str]


@dataclass(frozen=True)
class Neighbourhoods:
    """The section: titles and units of the measures, the areas shown, and how many are in the file alone."""

    intro: str
    measures: Sequence[tuple[str, str]]
    rows: Sequence[AreaRow]
    further: str


def neighbourhoods_section(table: pl.DataFrame, panel: int, words: Catalogue) -> Neighbourhoods | None:
    """Give the section from the rows of PackNeighbourhoods; null: no patient has a known address."""
    if table.is_empty():
        return None
    ordered = table.sort("place", "indicator_id")
    areas = ordered.partition_by("place", maintain_order=True)
    persons = sum(area["own_persons"][0] for area in areas)
    first = areas[0].to_dicts()
    left = len(areas) - AREAS_SHOWN
    return Neighbourhoods(
        words.text("neighbourhoods.intro", persons=words.number(persons), panel=words.number(panel)),
        [(row["title"], _unit_and_status(row, words)) for row in first],
        [_area(area.to_dicts(), words) for area in areas[:AREAS_SHOWN]],
        words.count("neighbourhoods.further", left) if left > 0 else "",
    )


def _area(rows: Sequence[Mapping[str, Any]], words: Catalogue) -> AreaRow:
    facts = rows[0]
    is_published = facts["suppression"] != "not_published"
    absent = "hidden" if is_published else "not_published"
    return AreaRow(
        area=facts["area_id"],
        own=words.number(facts["own_persons"]),
        persons=_number(facts["persons"], words, absent),
        deprivation=_number(facts["deprivation_quintile"], words, "unknown"),
        income=_number(facts["income_quintile"], words, "unknown"),
        place=words.text(f"neighbourhoods.{_place(facts['is_rural'])}"),
        cells=[_value(row, words) for row in rows],
    )


def _unit_and_status(row: Mapping[str, Any], words: Catalogue) -> str:
    """Give the unit and, unless the definition was checked against its source, how sure it is."""
    status = row["status"]
    return row["unit"] if status == "verified" else f"{row['unit']}, {words.text(f'measures.statuses.{status}')}"


def _decimals(value: float) -> int:
    """Give the decimals that two significant digits have, at most two of them."""
    return 0 if value >= 10 else 1 if value >= 1 else 2


def _place(is_rural: bool | None) -> str:
    if is_rural is None:
        return "unknown"
    return "rural" if is_rural else "urban"


def _number(value: int | None, words: Catalogue, absent: str) -> str:
    return words.text(f"neighbourhoods.{absent}") if value is None else words.number(value)


def _value(row: Mapping[str, Any], words: Catalogue) -> str:
    if row["value"] is not None:
        number = words.number(row["value"], _decimals(row["value"]))
        return words.text("format.percent", value=number) if row["unit"] == PERCENT else number
    kind = "not_published" if row["suppression"] == "not_published" else "hidden"
    return words.text(f"neighbourhoods.{kind}")
