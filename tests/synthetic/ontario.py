"""A province large enough to be held against published figures: its residents, and what is delivered about them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from synthetic.people import build_block
from synthetic.province import deliveries
from synthetic.scale import Scale, years_before
from synthetic.world import World, build_world

FAMILY = ["00", "05"]
SERVICES = ~pl.col("fee_code").str.contains("^(L|K30[01]|Q31|A10[12])") & ~pl.col("fee_code").str.contains("[BC]$")
AT_A_VISIT = pl.col("place").is_in(["O", "H", "V"])
# Codes that count as core primary care, of those that residents' lines have.
CORE = ["A001", "A003", "A007", "A261", "G212", "G271", "G365", "G372", "G373", "G538", "G590", "K005", "K013", "K017"]
CORE += ["K130", "K131", "K132", "K267", "K269", "P004"]


@dataclass(frozen=True)
class Ontario:
    """Residents alive and insured on the last day, and the main delivery; planted persons and physicians left out.

    `residents`: one row per person, as drawn. `physicians`: one row per physician with the position in the workforce
    as `physician`. `claims`: one row per line that counts as a service, with the physician's columns. `stays`: one row
    per separation, with the network of the hospital.
    """

    scale: Scale
    world: World
    tables: dict[str, pl.DataFrame]
    residents: pl.DataFrame
    physicians: pl.DataFrame
    claims: pl.DataFrame
    stays: pl.DataFrame

    def since(self, years: int) -> dt.date:
        """Give the day after which the last so many years lie."""
        return years_before(self.scale.last_day, years)

    def visits(self, years: int) -> pl.DataFrame:
        """One row per person, physician and day of the last years, at an office, at home or at a distance."""
        lines = self.claims.filter(AT_A_VISIT, pl.col("serviced_on") > self.since(years))
        return lines.unique(["health_number", "physician_no", "serviced_on"])

    def core_visits(self, years: int) -> pl.DataFrame:
        """One row per person, family physician and day of the last years with core primary care."""
        core = pl.col("fee_code").str.slice(0, 4).is_in(CORE) & pl.col("specialty").is_in(FAMILY)
        lines = self.claims.filter(AT_A_VISIT, core, pl.col("serviced_on") > self.since(years))
        return lines.unique(["health_number", "physician_no", "serviced_on"])

    def rostered(self) -> pl.DataFrame:
        """One row per resident with a spell open on the last day: the physician, and the physician's columns."""
        today = self.scale.last_day.isoformat()
        still = pl.col("ended_on").is_null() | (pl.col("ended_on") > today)
        spells = self.tables["enrolments"].filter(still, pl.col("enrolled_on") <= today).sort("enrolled_on")
        latest = spells.group_by("health_number").agg(pl.col("physician_no").last())
        return latest.join(self.residents.select("health_number", "age"), on="health_number").join(
            self.physicians, on="physician_no"
        )


def build_ontario(scale: Scale) -> Ontario:
    """Make the main delivery and keep what is about residents who are alive and insured on the last day."""
    world = build_world(scale)
    parts = defaultdict(list)
    for table, part in deliveries(scale)[0].tables():
        parts[table].append(part)
    tables = {table: pl.concat(blocks) for table, blocks in parts.items()}
    people = pl.concat([build_block(scale, world, number).people for number in range(len(scale.block_sizes))])
    insured = pl.col("covered_to").is_null() | (pl.col("covered_to") > scale.last_day)
    residents = people.filter(pl.col("died").is_null(), insured)
    physicians = world.workforce.physicians.with_row_index("physician").cast({"physician": pl.Int32})
    own = physicians.select("physician", "physician_no", "specialty", "practice", "programme", "group_no", "network")
    of_residents = residents.select("health_number", home="network")
    lines = tables["claims"].filter(SERVICES, pl.col("units") > 0).join(of_residents, on="health_number")
    stays = tables["discharges"].join(of_residents, on="health_number", how="inner")
    return Ontario(
        scale, world, tables, residents, own, lines.join(own, on="physician_no"), _with_networks(stays, world)
    )


def _with_networks(stays: pl.DataFrame, world: World) -> pl.DataFrame:
    """The same rows with the position of the hospital's network (null: it has none)."""
    numbers = {site: number for number, one in enumerate(world.geography.networks) for site in one.all_sites}
    return stays.with_columns(
        network=pl.col("institution_no").replace_strict(numbers, default=None, return_dtype=pl.Int32)
    )
