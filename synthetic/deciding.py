"""Which team each network belongs to, and the rows that decide where a network belongs to two."""

import polars as pl

from synthetic.geography import Geography, Place
from synthetic.layout import frame
from synthetic.workforce import Workforce

Row = dict[str, str | None]


def network_ohts_table(geography: Geography, workforce: Workforce, planted: list[Row]) -> pl.DataFrame:
    """One row per network and team, or per deciding physician, group or area in a shared network."""
    rows: list[Row] = [
        {"network_no": network, "oht_no": place.oht_ids[0]}
        for place in geography.team_places
        for network in sorted(set(place.area_networks))
    ]
    for number, network in enumerate(geography.networks):
        place = geography.places[network.place]
        if place.is_shared:
            rows += _area_rows(place) + _physician_rows(place, number, workforce)
    return _with_shares(frame("network_ohts", rows + planted))


def _with_shares(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows; the two teams of a shared network are each meant to have half of its people."""
    is_shared = pl.col("oht_no").n_unique().over("network_no") == 2
    return rows.with_columns(pl.when(is_shared).then(pl.lit("0.5")).alias("people_share"))


def _area_rows(place: Place) -> list[Row]:
    """Decide the first two areas, leave the third undecided by naming both teams, and the others without a row."""
    network, (first, second) = place.area_networks[0], place.oht_ids
    named = zip((0, 1, 2, 2), (first, second, first, second), strict=True)
    return [{"network_no": network, "oht_no": oht, "fsa": place.town.area_ids[position]} for position, oht in named]


def _physician_rows(place: Place, network: int, workforce: Workforce) -> list[Row]:
    """Decide three groups and solo physicians of four; the others' people are decided by their areas."""
    local = workforce.physicians.slice(workforce.family.first[network], workforce.family.count[network])
    units = local.unique("turn", maintain_order=True).select("turn", "physician_no", "group_no")
    rows: list[Row] = []
    for turn, physician, group in units.iter_rows():
        key: Row = {"group_no": group} if group else {"physician_no": physician}
        if turn % 4 != 3:
            rows.append({"network_no": place.area_networks[0], "oht_no": place.oht_ids[turn // 2 % 2], **key})
    return rows
