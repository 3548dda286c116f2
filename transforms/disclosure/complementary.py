"""Complementary suppression: hide partners of small counts, so that no sum gives a hidden one away.

One subtraction along one sum is what is guarded against. Solving several sums together, totals of other tables, and
differences between periods or releases are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """A total and the parts that make it up; known to everybody who reads the table."""

    total: Cell
    parts: tuple[Cell, ...]


def hide_cells(
    counts: Mapping[Cell, int],
    sums: Sequence[Sum],
    threshold: int,
    already: frozenset[Cell] = frozenset(),
    fixed: frozenset[Cell] = frozenset(),
) -> frozenset[Cell]:
    """Give the cells to hide: those of 1 to the threshold, then partners until no sum tells a hidden one.

    A partner is the smallest part that is still shown and above zero, of equals the first by name; the total comes
    last. The sums are asked in their order. Cells that no table shows, but that anybody can work out, are cells too.
    To be shown with one mark alone: marks that tell a small cell from a partner would bound both. `already`: cells that
    are hidden for another reason. `fixed`: cells of another table, which shows them or not; they are no partners, and a
    sum whose only partners they would be still tells (`telling_sums`).
    """
    hidden = {cell for cell, count in counts.items() if 1 <= count <= threshold} | already
    # One at a time: the partner of one sum is often the partner that another one needs.
    while partner := _next_partner(counts, sums, hidden, threshold, fixed):
        hidden.add(partner)
    return frozenset(hidden)


def telling_sums(counts: Mapping[Cell, int], sums: Sequence[Sum], hidden: frozenset[Cell], threshold: int) -> list[Sum]:
    """Give the sums that tell a hidden cell."""
    return [of for of in sums if _tells(of, counts, set(hidden), threshold)]


def _next_partner(
    counts: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell], threshold: int, fixed: frozenset[Cell]
) -> Cell | None:
    """Give the partner that the first sum needs that tells a hidden cell; null: none tells any more."""
    telling = (_partner(of, counts, hidden | fixed) for of in sums if _tells(of, counts, hidden, threshold))
    return next((cell for cell in telling if cell is not None), None)


def _tells(of: Sum, counts: Mapping[Cell, int], hidden: set[Cell], threshold: int) -> bool:
    """True when a sum gives a hidden cell away: it is the only one, or what they add up to leaves no choice."""
    parts = [counts[cell] for cell in of.parts if cell in hidden]
    if of.total in hidden:
        return not parts
    # Hidden cells are never zero, so that as many persons as cells means one in each.
    return bool(parts) and (len(parts) == 1 or sum(parts) <= max(threshold, len(parts)))


def _partner(of: Sum, counts: Mapping[Cell, int], hidden: set[Cell]) -> Cell | None:
    """Give the cell of a sum to hide next; null: none above zero is left."""
    shown = [cell for cell in of.parts if cell not in hidden and counts[cell] > 0]
    if shown:
        return min(shown, key=lambda cell: (counts[cell], cell))
    return of.total if of.total not in hidden and counts[of.total] > 0 else None
