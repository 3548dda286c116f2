"""Which counts of the tiers of OHTs and province are hidden. Method: docs/explanation/method.md 11.3."""

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.complementary import Cell, Sum, hide_cells

SHOWN = ["persons", "without_team"]


def hide_tiers(tiers: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The same rows, sorted, one per level, unit and tier: small counts null, and what would give one away.

    Reads persons and without_team. Adds `suppression` and `without_team_suppression`: `small_cell` where the one or
    the other is hidden. The persons of the province's tier are those of all OHTs and those without a team.
    """
    rows = tiers.sort("level", "unit_id", "tier")
    counts, sums = _cells(rows), _sums(rows)
    hidden = hide_cells(counts, sums, audience.threshold)
    marks = {name: [_cell(name, row) in hidden for row in rows.iter_rows(named=True)] for name in SHOWN}
    flags = pl.DataFrame({f"is_hidden_{name}": pl.Series(marks[name], dtype=pl.Boolean) for name in SHOWN})
    reasons = {"suppression": "persons", "without_team_suppression": "without_team"}
    return (
        pl.concat([rows, flags], how="horizontal")
        .with_columns(
            *[pl.when(~pl.col(f"is_hidden_{name}")).then(name).alias(name) for name in SHOWN],
            *[
                pl.when(f"is_hidden_{name}").then(pl.lit("small_cell", pl.String)).alias(column)
                for column, name in reasons.items()
            ],
        )
        .drop(flags.columns)
    )


def _cells(rows: pl.DataFrame) -> dict[Cell, int]:
    """Give every count that is shown, and the persons with a team, whom anybody can work out."""
    found = {}
    for row in rows.iter_rows(named=True):
        found |= {_cell(name, row): row[name] for name in SHOWN}
        found[_cell("with_team", row)] = row["persons"] - row["without_team"]
    return found


def _sums(rows: pl.DataFrame) -> list[Sum]:
    """Give what adds up: within a row, and from the OHTs to the province."""
    all_rows = rows.to_dicts()
    within = [Sum(_cell("persons", row), (_cell("with_team", row), _cell("without_team", row))) for row in all_rows]
    across = []
    for province in (row for row in all_rows if row["level"] == "province"):
        teams = [row for row in all_rows if row["level"] == "oht" and row["tier"] == province["tier"]]
        parts = tuple(_cell("persons", row) for row in teams)
        across.append(Sum(_cell("with_team", province), parts))
        across.append(Sum(_cell("persons", province), (*parts, _cell("without_team", province))))
    return within + across


def _cell(name: str, row: dict[str, str]) -> Cell:
    return (name, row["level"], row["unit_id"], row["tier"])
