"""Networks, loyalty and flows as tables for the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reference.anchors import anchors

KINDS = {"visits": "visits", "primary_care_visits": "primary care", "admissions": "admissions"}
NETWORK_COLUMNS = ["network", "corporations", "people", "family physicians", "specialists"]
MERGER_COLUMNS = [
    "turn",
    "network",
    "why",
    "people",
    "own share",
    "merged with",
    "km",
    "its people",
    "its share",
    "becomes",
    "people after",
    "share after",
]
FLOW_COLUMNS = ["care given in", "kind", "number", "share"]
ABSENT, HIDDEN = "–", "<6"
_COUNTS_OF_NETWORKS = ("people", "family_physicians", "specialists")
BASES = {"pooled": "several, each small", "none": "no unit can be told"}


def loyalty_columns(level: str) -> list[str]:
    """Name the columns of the table of one level."""
    return [level, *(f"{name}, all" for name in KINDS.values()), *(f"{name}, own share" for name in KINDS.values())]


def loyalty_rows(loyalty: pl.DataFrame) -> list[list[str]]:
    """Give one row per unit of a level: totals, then shares of every kind; hidden ones are `<6`."""
    rows = []
    for (unit,), found in loyalty.sort("unit_id").group_by("unit_id", maintain_order=True):
        by_kind = {row["kind"]: row for row in found.iter_rows(named=True)}
        cells = [by_kind.get(kind) for kind in KINDS]
        rows.append([str(unit), *(_number(cell, "total") for cell in cells), *map(_share, cells)])
    return rows


def anchor_texts() -> list[str]:
    """Give the published medians by kind of care."""
    return [f"{name} {anchors()[f'loyalty_{kind}'].percent:.1f} %" for kind, name in KINDS.items()]


def flow_rows(flows: pl.DataFrame) -> list[list[str]]:
    """Give one row per kind and unit of care of one unit's people, the largest first; shares are of the kind."""
    totals: dict[str, int] = dict(flows.group_by("kind").agg(pl.col("total").sum()).iter_rows())
    order = {kind: place for place, kind in enumerate(KINDS)}
    ranked = sorted(
        flows.iter_rows(named=True),
        key=lambda row: (order[row["kind"]], -row["total"], row["care_unit_id"] or "~"),
    )
    return [
        [
            row["care_unit_id"] or BASES[row["basis"]],
            KINDS[row["kind"]],
            f"{row['total']:,}",
            _percent(row["total"], totals[row["kind"]]),
        ]
        for row in ranked
    ]


def network_rows(networks: pl.DataFrame) -> list[list[str]]:
    """Give one row per network, by name; 1 to 5 are hidden."""
    return [
        [row["network_id"], f"{row['corporations']:,}"]
        + [_people(row[name]) for name in ("people", "family_physicians", "specialists")]
        for row in networks.sort("network_id").iter_rows(named=True)
    ]


def shown_networks(networks: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the networks as values for programs; 1 to 5 are `<6`."""
    return [_screened(row, _COUNTS_OF_NETWORKS) for row in networks.sort("network_id").iter_rows(named=True)]


def shown_mergers(mergers: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the turns as values for programs; 1 to 5 are `<6`."""
    counts = [name for name in mergers.columns if name.endswith(("people", "admissions"))]
    return [_screened(row, counts) for row in mergers.iter_rows(named=True)]


def _screened(row: Mapping[str, Any], counts: Sequence[str]) -> dict[str, Any]:
    return {name: HIDDEN if name in counts and value in range(1, 6) else value for name, value in row.items()}


def merger_rows(mergers: pl.DataFrame) -> list[list[str]]:
    """Give one row per turn of the forming of networks."""
    return [
        [
            str(row["turn"]),
            row["network_id"],
            row["reason"],
            _people(row["people"]),
            _percent(row["own_admissions"], row["admissions"]),
            row["partner_id"] or "no partner near",
            ABSENT if row["distance_metres"] is None else f"{row['distance_metres'] / 1000:.0f}",
            _people(row["partner_people"]),
            _percent(row["partner_own_admissions"], row["partner_admissions"]),
            row["merged_id"] or ABSENT,
            _people(row["merged_people"]),
            _percent(row["merged_own_admissions"], row["merged_admissions"]),
        ]
        for row in mergers.iter_rows(named=True)
    ]


def _number(row: Mapping[str, Any] | None, name: str) -> str:
    if row is None or (row[name] is None and row["suppression"] == "differencing"):
        return ABSENT
    return HIDDEN if row[name] is None else f"{row[name]:,}"


def _share(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ABSENT
    # Without counts beside it a share is in hundredths.
    decimals = 0 if row["inside"] is None else 1
    return HIDDEN if row["share"] is None else f"{100 * row['share']:.{decimals}f} %"


def _people(number: int | None) -> str:
    if number is None:
        return ABSENT
    return HIDDEN if 1 <= number <= 5 else f"{number:,}"


def _percent(part: int | None, total: int | None) -> str:
    """Give a share in per cent; small counts behind it give none."""
    if not total or part is None:
        return ABSENT
    return HIDDEN if any(1 <= count <= 5 for count in (part, total, total - part)) else f"{100 * part / total:.1f} %"
