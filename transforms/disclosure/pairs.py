"""The agreement matrix for a screen that others may see: which counts not to show.

Method: docs/explanation/reliability.md 16.1.
"""

from typing import Any

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.complementary import Cell, Sum, hide_cells

SHARE_OF = {"same_team": "team_share", "same_provider": "provider_share", "same_tier": "tier_share"}
# What adds up to all persons of the one method and of the other: everybody can know how many these are.
WHOLE = {"method_id": ("in_both", "first_only"), "other_id": ("in_both", "second_only")}


def screen_pairs(agreement: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The same rows with `hidden`: the columns not to be shown, small counts and what tells them by one subtraction.

    `agreement`: the MethodAgreement model.
    """
    rows = agreement.to_dicts()
    cells = {cell: count for row in rows for cell, count in _cells(row).items()}
    hidden = hide_cells(cells, [of for row in rows for of in _sums(row)], audience.threshold)
    return agreement.with_columns(
        pl.Series("hidden", [_hidden_of(row, hidden) for row in rows], dtype=pl.List(pl.String))
    )


def _cells(row: dict[str, Any]) -> dict[Cell, int]:
    """Give every count of a row, and those that anybody can work out."""
    shown = {_cell(name, row): row[name] for name in ("in_both", "first_only", "second_only", *SHARE_OF)}
    differing = {_cell(f"not_{name}", row): row["in_both"] - row[name] for name in SHARE_OF}
    totals = {("persons", row[name]): sum(row[part] for part in parts) for name, parts in WHOLE.items()}
    return {**shown, **differing, **totals}


def _sums(row: dict[str, Any]) -> list[Sum]:
    both = _cell("in_both", row)
    within = [Sum(both, (_cell(name, row), _cell(f"not_{name}", row))) for name in SHARE_OF]
    across = [Sum(("persons", row[name]), tuple(_cell(part, row) for part in parts)) for name, parts in WHOLE.items()]
    return [*across, *within]


def _hidden_of(row: dict[str, Any], hidden: frozenset[Cell]) -> list[str]:
    """Name the columns of a row to hide; a share tells its count, and kappa what the share of the team does."""
    found = [name for name in ("in_both", "first_only", "second_only", *SHARE_OF) if _cell(name, row) in hidden]
    for name, share in SHARE_OF.items():
        if _cell(name, row) in hidden or _cell(f"not_{name}", row) in hidden:
            found += [share, *({name} - set(found)), *(["kappa"] if name == "same_team" else [])]
    return found


def _cell(name: str, row: dict[str, Any]) -> Cell:
    return (name, row["method_id"], row["other_id"])
