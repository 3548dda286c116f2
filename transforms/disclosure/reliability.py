"""Which counts of the reliability report are hidden, in all its measures and beside the released tiers at once.

Method: docs/explanation/reliability.md 15. Guarded is one subtraction along one sum (`complementary`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import polars as pl

from transforms.disclosure.audience import Audience
from transforms.disclosure.complementary import Cell, Sum, hide_cells, telling_sums
from transforms.indicators.units import PROVINCE
from transforms.reliability.figures import ALL, COLUMNS, FIGURE_KEY

Cells = dict[Cell, int]
ONTARIO = ("province", PROVINCE)
# Cells that no table of the report shows: totals of the tiers (published beside it), and what can be worked out.
TIER, WORKED_OUT = "tier", "worked out"
ATTACHED = ("rostered", "health_centre", "virtual")


def hide_figures(figures: pl.DataFrame, tiers: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The same rows, sorted: small numbers null, and what would give one away; adds `suppression`.

    `figures` follow Figures; `tiers`: level, unit_id, tier and persons as released (null: hidden), which stay as they
    are.
    """
    rows = figures.select(COLUMNS).sort(FIGURE_KEY)
    counts: Cells = {tuple(row[:5]): row[5] for row in rows.iter_rows()}
    tier_cells = _tier_cells(counts)
    shown = {(TIER, *row[:3], ALL) for row in _shown_tiers(tiers).iter_rows()}
    hidden = _hide(counts, tier_cells, frozenset(tier_cells.keys() - shown), audience.threshold)
    is_hidden = pl.Series("is_hidden", [cell in hidden for cell in counts], dtype=pl.Boolean)
    return rows.with_columns(
        pl.when(~is_hidden).then("number").alias("number"),
        pl.when(is_hidden).then(pl.lit("small_cell")).alias("suppression"),
    )


def _hide(counts: Cells, tier_cells: Cells, hidden_tiers: frozenset[Cell], threshold: int) -> frozenset[Cell]:
    """Give the cells to hide; where the tiers leave a sum no partner, all teams' counts of that measure are hidden."""
    if threshold == 0:
        return frozenset()
    worked: Cells = {}
    cells = counts | tier_cells
    sums = list(_sums(cells, worked))
    cells |= worked
    # A part that no row names is a true zero.
    sums = [Sum(of.total, tuple(part for part in of.parts if part in cells)) for of in sums if of.total in cells]
    sums = [of for of in sums if of.parts]
    fixed = frozenset(tier_cells)
    hidden = hide_cells(cells, sums, threshold, hidden_tiers, fixed)
    while more := _of_same_measure(telling_sums(cells, sums, hidden, threshold), counts, hidden):
        hidden = hide_cells(cells, sums, threshold, hidden | more, fixed)
    return hidden


def _of_same_measure(telling: list[Sum], counts: Cells, hidden: frozenset[Cell]) -> frozenset[Cell]:
    """Give the teams' cells, not hidden yet, of measure and part of a hidden cell in a sum that still tells."""
    told = {(cell[0], cell[3]) for of in telling for cell in (of.total, *of.parts) if cell in hidden}
    return frozenset(
        cell
        for cell, number in counts.items()
        if (cell[0], cell[3]) in told and cell[1] == "oht" and number > 0 and cell not in hidden
    )


def _shown_tiers(tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and tier whose persons are shown."""
    return tiers.filter(pl.col("persons").is_not_null()).select("level", "unit_id", "tier")


def _tier_cells(counts: Cells) -> Cells:
    """Give the persons of each tier of a unit, from their confidence."""
    found: Cells = defaultdict(int)
    for (measure, level, unit, tier, _), number in counts.items():
        if measure == "confidence":
            found[TIER, level, unit, tier, ALL] += number
    return dict(found)


def _sums(cells: Cells, worked: Cells) -> Iterator[Sum]:
    """Give what adds up; cells that nobody shows, but anybody can work out, are put into `worked`."""
    for unit in sorted({cell[1:3] for cell in cells if cell[0] == "totals"}):
        yield from _of_persons(cells, unit, worked)
        yield from _of_spans(cells, unit, worked)
        yield from _of_children(unit)
    yield from _of_details(cells)
    yield from _of_province(cells)
    yield from _over_teams(cells, worked)
    yield from _moves(cells, worked)


def _of_persons(cells: Cells, unit: Cell, worked: Cells) -> Iterator[Sum]:
    """Give the sums of the persons of one unit: by tier, confidence and attachment."""
    counted = ("totals", *unit, "counted", ALL)
    tiers = tuple(cell for cell in cells if cell[0] == TIER and cell[1:3] == unit)
    sure = tuple(cell for cell in cells if cell[0] == "confidence" and cell[1:3] == unit)
    parts = ("attached", "uncertain", "paediatric")
    attached, uncertain, paediatric = (("attachment", *unit, part, ALL) for part in parts)
    for tier in tiers:
        yield Sum(tier, tuple(cell for cell in sure if cell[3] == tier[3]))
    yield from (Sum(counted, of) for of in (tiers, sure, (attached, uncertain)))
    yield Sum(attached, (*(tier for tier in tiers if tier[3] in ATTACHED), paediatric))
    other, rest = (TIER, *unit, "other_provider", ALL), (WORKED_OUT, *unit, "other_provider", "not paediatric")
    worked[rest] = cells.get(other, 0) - cells.get(paediatric, 0)
    yield Sum(other, (paediatric, rest))


def _of_spans(cells: Cells, unit: Cell, worked: Cells) -> Iterator[Sum]:
    """Give the sums of who came and went: before + joined = after + left, and after are those counted."""
    before, joined, left, after = (("changes", *unit, part, ALL) for part in ("before", "joined", "left", "after"))
    both = (WORKED_OUT, *unit, "before and joined", ALL)
    worked[both] = cells.get(before, 0) + cells.get(joined, 0)
    yield Sum(both, (before, joined))
    yield Sum(both, (after, left))
    yield Sum(after, (("totals", *unit, "counted", ALL),))


def _of_children(unit: Cell) -> Iterator[Sum]:
    """Give the sums of the children of one unit."""
    for age in (ALL, *map(str, range(5))):
        parts = tuple(("under_five", *unit, part, age) for part in ("placed", "not_placed"))
        yield Sum(("under_five", *unit, "registered", age), parts)
    parts = tuple(("under_five_in_file", *unit, part, ALL) for part in ("missing", "in_file"))
    yield Sum(("under_five_in_file", *unit, "children", ALL), parts)


def _of_details(cells: Cells) -> Iterator[Sum]:
    """Give the sums of all details of a part: reasons, ages, bases."""
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell[4] != ALL and cell[0] in {"totals", "under_five", "changes", "physicians"}:
            parts[*cell[:4], ALL].append(cell)
    for total, of in parts.items():
        yield Sum(total, tuple(of))
    for total in [cell for cell in cells if cell[0] == "crosswalk" and cell[3] == ALL]:
        yield Sum(total, tuple(cell for cell in cells if cell[:3] == total[:3] and cell != total))


def _of_province(cells: Cells) -> Iterator[Sum]:
    def total(part: str) -> Cell:
        return ("totals", *ONTARIO, part, ALL)

    yield Sum(total("registered"), (total("counted"), total("not_counted")))
    yield Sum(total("counted"), (total("with_team"), total("without_team")))
    teams = tuple(cell for cell in cells if cell[:2] == ("totals", "oht"))
    yield Sum(total("with_team"), teams)
    yield Sum(total("counted"), (*teams, total("without_team")))


def _over_teams(cells: Cells, worked: Cells) -> Iterator[Sum]:
    """Give the sums of all teams: what they lack of the province is of people without a team."""
    for cell in [cell for cell in cells if cell[1:3] == ONTARIO and cell[0] not in {"totals", "changes", TIER}]:
        teams = tuple(of for of in _teams(cells, cell[0]) if of[3:] == cell[3:])
        if teams:
            yield _with_rest(cell, teams, cells, worked)


def _moves(cells: Cells, worked: Cells) -> Iterator[Sum]:
    """Give the sums of changes: who joins a team comes from without, or changed within the province, by one reason."""
    of_teams = _teams(cells, "changes")
    for cell in [cell for cell in cells if cell[0] == "changes" and cell[1:3] == ONTARIO and cell[4] != ALL]:
        directions = ("joined", "left") if cell[3] == "changed" else (cell[3],)
        for direction in directions:
            teams = tuple(of for of in of_teams if of[3:] == (direction, cell[4]))
            if teams:
                yield _with_rest(cell, teams, cells, worked, direction)


def _teams(cells: Mapping[Cell, int], measure: str) -> list[Cell]:
    return [cell for cell in cells if cell[0] == measure and cell[1] == "oht"]


def _with_rest(total: Cell, parts: tuple[Cell, ...], cells: Cells, worked: Cells, name: str = "") -> Sum:
    rest = (WORKED_OUT, *total[:1], *total[3:], name)
    worked[rest] = cells[total] - sum(cells[part] for part in parts)
    return Sum(total, (*parts, rest))
