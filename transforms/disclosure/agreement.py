"""The agreement with the official file for a screen that others may see: which counts not to show.

Method: docs/explanation/method.md 11.4.
"""

from typing import Any, NamedTuple

import polars as pl

from schemas.agreement import NO_TEAM
from transforms.disclosure.audience import Audience
from transforms.disclosure.complementary import Cell, Sum, hide_cells

COUNTS = ["persons_counted", "in_both", "agree", "missing_from_file", "no_team"]
# Nobody shows these, and anybody can work them out.
WORKED_OUT = {"differ": ("in_both", "agree"), "with_team": ("persons_counted", "no_team")}
OVERALL = {"only_in_file": "only_in_file", "strangers": "stranger"}
SHARES = ["share", "share_lower", "share_upper", "kappa"]
ALL = ("all", "all")


class Screen(NamedTuple):
    """The tables of an agreement; `hidden` of a row names its columns that are not to be shown."""

    agreement: pl.DataFrame
    reasons: pl.DataFrame
    summed: pl.DataFrame


def screen_agreement(agreement: pl.DataFrame, reasons: pl.DataFrame, audience: Audience) -> Screen:
    """Give the same tables, and the reasons summed over the teams, with `hidden`: small counts and what tells them.

    No count of 1 to the audience's threshold can be had by one subtraction within what is left, in a table or between
    the three.
    """
    summed = sum_reasons(reasons)
    cells = _agreement_cells(agreement) | _reason_cells(reasons) | _reason_cells(summed)
    sums = [*_within_rows(agreement), *_across_values(agreement), *_of_reasons(agreement, reasons, summed)]
    hidden = hide_cells(cells, [of for of in sums if of.total in cells], audience.threshold)
    return Screen(
        _marked(agreement, [_hidden_of(row, hidden) for row in agreement.iter_rows(named=True)]),
        *[
            _marked(table, [["persons"] if _reason(row) in hidden else [] for row in table.iter_rows(named=True)])
            for table in (reasons, summed)
        ],
    )


def sum_reasons(reasons: pl.DataFrame) -> pl.DataFrame:
    """One row per kind and reason over all teams, sorted: persons."""
    return reasons.group_by("kind", "reason").agg(pl.col("persons").sum()).sort("kind", "reason")


def _marked(table: pl.DataFrame, hidden: list[list[str]]) -> pl.DataFrame:
    """The same rows with `hidden`."""
    return table.with_columns(pl.Series("hidden", hidden, dtype=pl.List(pl.String)))


def _hidden_of(row: dict[str, Any], hidden: frozenset[Cell]) -> list[str]:
    """Name the columns of a row of the agreement to hide; a share beside one of its counts tells the other."""
    found = [name for name in [*COUNTS, *OVERALL] if _cell(name, row) in hidden]
    tells = any(_cell(name, row) in hidden for name in ("persons_counted", "in_both", "agree", "differ"))
    return found + (SHARES if tells else [])


def _agreement_cells(agreement: pl.DataFrame) -> dict[Cell, int]:
    """Give the counts of the agreement, and those that anybody can work out within a row."""
    found = {}
    for row in agreement.iter_rows(named=True):
        found |= {_cell(name, row): row[name] for name in [*COUNTS, *OVERALL] if row[name] is not None}
        found |= {_cell(name, row): row[whole] - row[part] for name, (whole, part) in WORKED_OUT.items()}
    return found


def _reason_cells(reasons: pl.DataFrame) -> dict[Cell, int]:
    """Give the counts of the reasons, by team or summed."""
    return {_reason(row): row["persons"] for row in reasons.iter_rows(named=True)}


def _within_rows(agreement: pl.DataFrame) -> list[Sum]:
    """Give what adds up within each row."""
    sums = []
    for row in agreement.iter_rows(named=True):
        parts = {"persons_counted": ("in_both", "missing_from_file"), "in_both": ("differ", "agree")}
        sums += [Sum(_cell(total, row), tuple(_cell(name, row) for name in of)) for total, of in parts.items()]
        sums.append(Sum(_cell("persons_counted", row), (_cell("with_team", row), _cell("no_team", row))))
    return sums


def _across_values(agreement: pl.DataFrame) -> list[Sum]:
    """Give what adds up over the values of each dimension to the row of all."""
    rows = agreement.filter(pl.col("dimension") != "all").to_dicts()
    dimensions = sorted({row["dimension"] for row in rows})
    return [
        Sum((name, *ALL), tuple(_cell(name, row) for row in rows if row["dimension"] == dimension))
        for dimension in dimensions
        for name in [*COUNTS, *WORKED_OUT]
    ]


def _of_reasons(agreement: pl.DataFrame, reasons: pl.DataFrame, summed: pl.DataFrame) -> list[Sum]:
    """Give what the reasons add up to: over the teams, for each recomputed team, and in all."""
    by_team, over_teams = reasons.to_dicts(), summed.to_dicts()
    sums = [
        Sum(_reason(row), tuple(_reason(of) for of in by_team if _reason(of)[2:] == _reason(row)[2:]))
        for row in over_teams
    ]
    kinds = {"missing_from_file": "missing_from_file", "differ": "other_team"}
    for name, kind in (kinds | OVERALL).items():
        sums.append(Sum((name, *ALL), tuple(_reason(row) for row in over_teams if row["kind"] == kind)))
    for row in agreement.filter(pl.col("dimension") == "oht").iter_rows(named=True):
        for name, kind in kinds.items():
            own = [of for of in by_team if of["kind"] == kind and (of["oht_id"] or NO_TEAM) == row["value"]]
            sums.append(Sum(_cell(name, row), tuple(_reason(of) for of in own)))
    return sums


def _cell(name: str, row: dict[str, Any]) -> Cell:
    return (name, row["dimension"], row["value"])


def _reason(row: dict[str, Any]) -> Cell:
    team = (row["oht_id"] or NO_TEAM) if "oht_id" in row else "all teams"
    return ("reason", team, row["kind"], row["reason"])
