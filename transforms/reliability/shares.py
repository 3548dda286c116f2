"""What the counts of the reliability report come to, taken from the released counts: nothing hidden is in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from schemas.reliability import LINKED_BASES, PHYSICIAN_KINDS
from transforms.indicators.units import PROVINCE
from transforms.reliability.figures import ALL

Key = tuple[str, str]
Number = int | None


@dataclass(frozen=True)
class Share:
    """A share of a unit: its parts above and below the line, as (part, detail) of one measure.

    `units`: its levels. `anchors` belong to the province. A part that no row names is a true zero.
    """

    share_id: str
    measure: str
    above: tuple[Key, ...]
    below: tuple[Key, ...]
    part: str | None = None
    status: str = "local"
    anchors: tuple[str, ...] = ()
    below_measure: str | None = None


MEDIAN_DECIMALS = 3
SURE = tuple((tier, level) for tier in ("rostered", "health_centre", "virtual") for level in ("high", "medium"))
COUNTED = (("counted", ALL),)
FIXED = [
    Share("high_or_medium", "confidence", SURE, COUNTED, below_measure="totals"),
    Share(
        "attached",
        "attachment",
        (("attached", ALL),),
        (("attached", ALL), ("uncertain", ALL)),
        status="unverified",
        anchors=("attached_2017", "attached_2018"),
    ),
    Share("under_five_placed", "under_five", (("placed", ALL),), (("registered", ALL), ("unknown", ALL))),
    Share(
        "under_five_missing_from_file",
        "under_five_in_file",
        (("missing", ALL),),
        (("children", ALL),),
        anchors=("under_five_missing",),
    ),
    Share("joined", "changes", (("joined", ALL),), (("before", ALL),)),
    Share("left", "changes", (("left", ALL),), (("before", ALL),)),
    *[
        Share("linked", "physicians", tuple((kind, basis) for basis in LINKED_BASES), ((kind, ALL),), kind)
        for kind in PHYSICIAN_KINDS
    ],
]


@dataclass(frozen=True)
class Extras:
    """What the counts do not hold: medians of loyalty, and what is not computable and why.

    `loyalty` is the released one (PublishedLoyalty), of which networks have shares alone. `networks` holds the shares
    of the crosswalk.
    """

    medians: pl.DataFrame | None = None
    loyalty: pl.DataFrame | None = None
    networks: pl.DataFrame | None = None
    missing: Mapping[str, str] = field(default_factory=dict)


def take_shares(figures: pl.DataFrame, extras: Extras, anchor_ids: Sequence[str]) -> pl.DataFrame:
    """One row per share, level, unit and part, sorted: the columns of PublishedShares without the period.

    `figures` follow PublishedFigures. `extras.missing` says by share what it needs, in one row of the province.
    """
    numbers = _Numbers(figures)
    rows = [row for share in [*FIXED, *_loyalty(figures)] for row in _taken(share, numbers, extras.missing)]
    rows += [*_of_networks(extras), *_medians(extras), *_crosswalk(extras, numbers)]
    rows += [_row(share.share_id, "province", PROVINCE, share.part, 0, 0) for share in _without_row(rows, extras)]
    rows += [_missing(name, needs) for name, needs in extras.missing.items()]
    known = set(anchor_ids)
    for row in rows:
        row["anchor_ids"] = " ".join(name for name in row["anchor_ids"] or () if name in known) or None
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("share_id", "level", "unit_id", "part")


SCHEMA = {
    "share_id": pl.String,
    "level": pl.String,
    "unit_id": pl.String,
    "part": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "share": pl.Float64,
    "given_share": pl.Float64,
    "suppression": pl.String,
    "not_computable": pl.String,
    "status": pl.String,
    "anchor_ids": pl.String,
}


class _Numbers:
    """The released counts: whether a cell is hidden, its number else."""

    def __init__(self, figures: pl.DataFrame) -> None:
        key = ["measure", "level", "unit_id", "part", "detail"]
        self.cells = {tuple(row[:5]): row[5] for row in figures.select(*key, "number").iter_rows()}
        self.units = sorted({row[:3] for row in self.cells})

    def add(self, measure: str, level: str, unit: str, keys: Sequence[Key]) -> Number:
        """Sum cells; null: one of them is hidden."""
        found = [self.cells.get((measure, level, unit, *key), 0) for key in keys]
        return None if None in found else sum(found)


def _taken(share: Share, numbers: _Numbers, missing: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if share.share_id in missing:
        return
    for measure, level, unit in numbers.units:
        if measure == share.measure:
            above = numbers.add(measure, level, unit, share.above)
            below = numbers.add(share.below_measure or measure, level, unit, share.below)
            is_province = level == "province"
            yield _row(share.share_id, level, unit, share.part, above, below) | {
                "status": share.status,
                "anchor_ids": _anchors(share) if is_province else (),
            }


def _anchors(share: Share) -> tuple[str, ...]:
    return (f"linked_{share.part}",) if share.share_id == "linked" else share.anchors


def _loyalty(figures: pl.DataFrame) -> list[Share]:
    kinds = figures.filter(pl.col("measure") == "loyalty")["part"].unique().sort()
    return [Share("loyalty", "loyalty", ((kind, "inside"),), ((kind, ALL),), kind) for kind in kinds]


def _without_row(rows: Sequence[Mapping[str, Any]], extras: Extras) -> list[Share]:
    """Give the shares of which there is nobody at all, and which are computable all the same."""
    present = {(row["share_id"], row["part"]) for row in rows if row["level"] == "province"}
    return [one for one in FIXED if (one.share_id, one.part) not in present and one.share_id not in extras.missing]


def _of_networks(extras: Extras) -> Iterator[dict[str, Any]]:
    """Give the loyalty of networks: shares without counts, since networks make up teams."""
    if extras.loyalty is None:
        return
    for row in extras.loyalty.filter(pl.col("level") == "network").iter_rows(named=True):
        found = _row("loyalty", "network", row["unit_id"], row["kind"], None, None)
        yield found | {"share": row["share"], "suppression": None if row["share"] is not None else "small_cell"}


def _medians(extras: Extras) -> Iterator[dict[str, Any]]:
    """Give the medians in thousandths; one that rests on a network that is hidden is hidden too."""
    if extras.medians is None or extras.loyalty is None:
        return
    known = extras.loyalty.filter(pl.col("level") == "network").select("unit_id", "kind", "share").iter_rows()
    shares = {(unit, kind): share for unit, kind, share in known}
    for row in extras.medians.iter_rows(named=True):
        middle = [shares.get((unit, row["kind"])) for unit in row["middle_ids"]]
        found = _row("loyalty_median", "province", PROVINCE, row["kind"], None, None)
        shown = {"share": round(row["median"], MEDIAN_DECIMALS), "suppression": None}
        hidden = {"suppression": "small_cell"}
        yield found | (hidden if None in middle else shown) | {"anchor_ids": (f"loyalty_{row['kind']}",)}


def _crosswalk(extras: Extras, numbers: _Numbers) -> Iterator[dict[str, Any]]:
    for row in extras.networks.iter_rows(named=True) if extras.networks is not None else ():
        network, team = row["network_id"], row["oht_id"]
        above = numbers.add("crosswalk", "network", network, [(team, ALL)])
        below = numbers.add("crosswalk", "network", network, [(ALL, ALL)])
        yield _row("crosswalk", "network", network, team, above, below) | {"given_share": row["given_share"]}


def _row(share_id: str, level: str, unit: str, part: str | None, above: Number, below: Number) -> dict[str, Any]:
    """Give a share; where one of its counts is hidden the other is too, so that nothing is left to compare."""
    is_hidden = above is None or below is None
    return dict.fromkeys(SCHEMA) | {
        "share_id": share_id,
        "level": level,
        "unit_id": unit,
        "part": part,
        "numerator": None if is_hidden else above,
        "denominator": None if is_hidden else below,
        "share": None if above is None or below is None or not below else above / below,
        "suppression": "small_cell" if is_hidden else None,
        "status": "local",
    }


def _missing(share_id: str, needs: str) -> dict[str, Any]:
    found = _row(share_id, "province", PROVINCE, None, None, None)
    return found | {"suppression": "not_applicable", "not_computable": needs}
